"""The application that commands are added to, the options that several of them take, and how data is printed."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from routes.data.locations import FOLDER_VARIABLE

if TYPE_CHECKING:
    from routes.data.atlas import Atlas
    from routes.network.journey import Journey

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
Folder = Annotated[Path, typer.Option("--geodata", envvar=FOLDER_VARIABLE, help="The folder of data to read.")]
Scenarios = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario",
        "--link",
        help="A scenario's id, a year (`in-2005`), or a link that does not exist (`baku,nakhchivan;rail;1520`); "
        "may be given again.",
    ),
]
Data = Annotated[
    str | None,
    typer.Option("--data", help="A released data version: what it said, and what has changed since."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def read(geodata: Path, data: str | None = None) -> Atlas:
    """Return the atlas in a folder, or as a release of it had it.

    Raises
    ------
    GeodataError
        If the data cannot be used.
    RequestError
        If the version is not on record.
    """
    from routes.data import loader, releases

    atlas = loader.load(geodata)
    return releases.as_published(atlas, data) if data else atlas


def tell_published(atlas: Atlas, *journeys: Journey) -> None:
    """Print on standard error, of a release, when it was published and what has changed since of some routes."""
    if atlas.present is None:
        return
    from routes.analysis import changes

    for line in changes.changes_since(atlas, {journey.id: journey for journey in journeys}).lines:
        typer.echo(line, err=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"corridor-atlas {version('corridor-atlas')}")
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and exit.")
    ] = False,
) -> None:
    """Trade corridors, measured, dated and argued."""


def print_json(data: Any) -> None:
    """Print plain data as JSON."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
