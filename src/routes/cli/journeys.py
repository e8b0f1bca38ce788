"""Commands about one route or the best routes: list, measure, way, estimate, export."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from routes.cli.options import AsJson, Data, Folder, Scenarios, app, print_json, read, tell_published
from routes.data.locations import GEODATA
from routes.network.graph import By

if TYPE_CHECKING:
    from routes.data.atlas import Atlas
    from routes.network.journey import Journey
    from routes.network.planner import Ask

KEY = "A route's id, or the key of a planned route (`moscow~tehran`), ids or names of places."
NO_ROUTE = 3


@app.command("list")
def list_(data: Data = None, as_json: AsJson = False, geodata: Folder = GEODATA) -> None:
    """List the routes: id, title, question, from, to."""
    rows = [
        {"id": r.id, "title": r.title, "question": r.question, "from": r.start, "to": r.end}
        for r in read(geodata, data).routes.values()
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['id']:34} {row['title']}")


@app.command()
def measure(
    route: Annotated[str, typer.Argument(help=KEY)],
    scenario: Scenarios = None,
    data: Data = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Measure a route under scenarios: length, border crossings, breaks of gauge, transshipments, what blocks it."""
    from routes.views import requests

    atlas = read(geodata, data)
    journey = requests.journey(atlas, route, requests.scenarios(atlas, scenario))
    _print_journeys([journey], as_json, alone=True)
    tell_published(atlas, journey)


@app.command()
def way(
    origin: Annotated[str, typer.Argument(help="The id or name of the place to start from.")],
    destination: Annotated[str, typer.Argument(help="The id or name of the place to go to.")],
    scenario: Scenarios = None,
    by: Annotated[By, typer.Option(help="What the best route has least of.")] = By.KM,
    avoid: Annotated[
        list[str] | None, typer.Option(help="A country (ISO2) or mode; may be given more than once.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Find up to three different routes between two places that freight can pass; exit 3 where there is none."""
    from routes.network import planner
    from routes.text import options
    from routes.text.numbers import NBSP
    from routes.views import json_data, requests

    atlas = read(geodata, data)
    ids = requests.scenarios(atlas, scenario)
    asked = requests.ask(atlas, origin, destination, by, avoid or ())
    found = _planned(atlas, asked, ids, as_json)
    if as_json:
        print_json(json_data.of_answer(atlas, asked, ids))
    else:
        got = planner.answer(atlas, asked, ids)
        typer.echo(options.ranking(asked, got).replace(NBSP, " ") + "\n")
        _print_journeys(found, as_json, ranked_by=got.ranked_by)
    tell_published(atlas, *found)


@app.command()
def estimate(
    route: Annotated[str, typer.Argument(help=f"{KEY} Or the id or name of the place to start from.")],
    destination: Annotated[str | None, typer.Argument(help="The id or name of the place to go to.")] = None,
    scenario: Scenarios = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="A parameter's name=value; may be given more than once.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Estimate a route, or the shortest one between two places: time, cost where cited, CO2; exit 3 for no route."""
    from routes.cli import output
    from routes.network import estimate as estimating
    from routes.network.parameters import ordered
    from routes.network.parameters import read as read_parameter
    from routes.views import json_data, requests

    atlas = read(geodata, data)
    own, ids = ordered(read_parameter(atlas, text) for text in set_ or ()), requests.scenarios(atlas, scenario)
    if destination:
        journey = _planned(atlas, requests.ask(atlas, route, destination), ids, as_json)[0]
    else:
        journey = requests.journey(atlas, route, ids)
    found = estimating.of(journey, own)
    print_json(json_data.of_estimate(found)) if as_json else typer.echo("\n".join(output.estimate_lines(found)))
    tell_published(atlas, journey)


@app.command()
def compare(
    routes: Annotated[list[str], typer.Argument(help=f"Two to four routes. {KEY}")],
    scenario: Scenarios = None,
    data: Data = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Compare routes: which is the shortest, how the others differ, and which numbers would turn the fastest."""
    from routes.cli import output
    from routes.views import json_data, requests

    atlas = read(geodata, data)
    ids = requests.scenarios(atlas, scenario)
    ways = [requests.journey(atlas, key, ids) for key in requests.compared(routes)]
    print_json(json_data.of_comparison(ways, routes)) if as_json else typer.echo("\n".join(output.compared_lines(ways)))
    tell_published(atlas, *ways)


@app.command()
def capacity(
    route: Annotated[str, typer.Argument(help=KEY)],
    scenario: Scenarios = None,
    data: Data = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Show how much each link of a route can carry and carries, in million tonnes a year, and which carries least."""
    from routes.cli import output
    from routes.views import json_data, requests

    atlas = read(geodata, data)
    journey = requests.journey(atlas, route, requests.scenarios(atlas, scenario))
    print_json(json_data.of_capacity(journey)) if as_json else typer.echo("\n".join(output.capacity_lines(journey)))
    tell_published(atlas, journey)


@app.command()
def export(
    what: Annotated[str, typer.Argument(help=f"{KEY} Or `layer`.")],
    theme: Annotated[str | None, typer.Argument(help="After `layer`: which map layer, as GeoJSON.")] = None,
    form: Annotated[
        str, typer.Option("--format", help="geojson, gpx, kml, xlsx, csv, csv2 (decimal commas), html, svg or png.")
    ] = "geojson",
    scenario: Scenarios = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file to write; the terminal if absent.")] = None,
    site: Annotated[str, typer.Option(help="The dashboard's address, to be named in the file.")] = "",
    data: Data = None,
    geodata: Folder = GEODATA,
) -> None:
    """Write a route, or a map layer, as a file for other programs."""
    from routes.views import requests

    atlas = read(geodata, data)
    body = _file(atlas, what, theme, form, requests.scenarios(atlas, scenario), site)
    if out is None:
        sys.stdout.buffer.write(body)
    else:
        out.write_bytes(body)


def _file(atlas: Atlas, what: str, theme: str | None, form: str, scenario_ids: tuple[str, ...], site: str) -> bytes:
    from routes.export import formats
    from routes.network import planner
    from routes.text.places_by_name import with_ids
    from routes.views.map import layers

    if theme is not None:
        if what != "layer":
            raise typer.BadParameter("a theme follows the word `layer`")
        return json.dumps(layers.layer(atlas, theme), ensure_ascii=False).encode()
    if form not in formats.FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(formats.FORMATS)}", param_hint="--format")
    key = with_ids(atlas, what)
    journey = planner.journey(atlas, key, scenario_ids)
    return formats.FORMATS[form].write(journey, formats.address(atlas, key, scenario_ids, site))


def _planned(atlas: Atlas, asked: Ask, ids: tuple[str, ...], as_json: bool) -> Sequence[Journey]:
    """Return the routes found, best first; where there is none, print what blocks them and exit."""
    from routes.network.graph import NoWayError
    from routes.network.scenarios import apply_scenarios
    from routes.views import json_data, requests

    try:
        return requests.planned(atlas, asked, ids)
    except NoWayError as error:
        if as_json:
            print_json([json_data.of_no_way(error, apply_scenarios(atlas, ids))])
        else:
            typer.echo(str(error))
        raise typer.Exit(NO_ROUTE) from error


def _print_journeys(
    journeys: Sequence[Journey], as_json: bool, *, alone: bool = False, ranked_by: By | None = None
) -> None:
    from routes.cli import output
    from routes.views import json_data

    if as_json:
        rows = [json_data.of_journey(journey) for journey in journeys]
        print_json(rows[0] if alone else rows)
    else:
        typer.echo("\n\n".join("\n".join(output.journey_lines(journey, ranked_by)) for journey in journeys))
