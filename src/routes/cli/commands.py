"""The command `routes`: every command, and how it ends."""

from __future__ import annotations

import sys

import typer

from routes.cli import journeys, lines, publishing, questions, upkeep
from routes.cli.options import app
from routes.errors import GeodataError, RoutesError

__all__ = ["app", "journeys", "lines", "main", "publishing", "questions", "upkeep"]


def main() -> None:
    """Run the command line; a mistake of the reader or in the data ends in a sentence, never a traceback."""
    try:
        app()
    except GeodataError as error:
        typer.echo(f"{error}\nthe data cannot be used until this is mended", err=True)
        sys.exit(1)
    except RoutesError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        if not error.filename:
            raise
        typer.echo(f"{error.filename}: {error.strerror}; name another file or folder", err=True)
        sys.exit(2)
