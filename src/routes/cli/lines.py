"""The command that measures a file of the reader's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from routes.cli.options import AsJson, Folder, app, print_json
from routes.data.loader import load
from routes.data.locations import GEODATA


@app.command()
def line(
    file: Annotated[Path, typer.Argument(help="GPX, KML, KMZ, GeoJSON, CSV, WKT and others; - is standard input.")],
    latitude_first: Annotated[bool, typer.Option(help="Coordinates without names are latitude, longitude.")] = False,
    course: Annotated[int, typer.Option(min=1, help="Which course to measure, if the file holds several.")] = 1,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Measure a line in a file as the page does: length, countries, border crossings; exit 2 where it is refused."""
    from routes.analysis import measured_line
    from routes.cli import output
    from routes.views import json_data

    try:
        body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}", param_hint="FILE") from error
    atlas = load(geodata)
    own = measured_line.from_file(atlas, body, latitude_first=latitude_first, course=course - 1)
    print_json(json_data.of_line(atlas, own)) if as_json else typer.echo("\n".join(output.line_lines(atlas, own)))
