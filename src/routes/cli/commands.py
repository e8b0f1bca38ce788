"""What does the atlas say in a terminal? `routes list`, `measure`, `way` and the others that `routes --help` names."""

from __future__ import annotations

import json
import os
import runpy
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from routes.analysis import accuracy, argument_verdicts, audit, changes, published_times
from routes.analysis import chokepoints as hanging
from routes.cli import output
from routes.data import borders
from routes.data.files import undisturbed
from routes.data.loader import KINDS, load, outline_problems
from routes.data.locations import FOLDER_VARIABLE, GEODATA, TOP
from routes.errors import GeodataError, Problem, RoutesError
from routes.export import formats
from routes.model import Theme
from routes.network import estimate, planner
from routes.network.graph import By, Network, NoWayError
from routes.network.journey import of_route
from routes.network.parameters import ordered, read
from routes.network.scenarios import apply_scenarios
from routes.views import json_data
from routes.views.chokepoints import sentences
from routes.views.map import layers
from routes.web.static_site import edition as static_site_edition
from routes.web.static_site import folder

app = typer.Typer(
    help="Measured trade corridors, from the terminal.", no_args_is_help=True, pretty_exceptions_enable=False
)
Folder = Annotated[Path, typer.Option("--geodata", envvar=FOLDER_VARIABLE, help="The folder of data to read.")]
Scenarios = Annotated[list[str] | None, typer.Option(help="A scenario's id; may be given more than once.")]
LOCAL = "127.0.0.1"
LOCAL_NAMES = ("localhost", LOCAL)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


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
    """Measured trade corridors, from the terminal."""


@app.command()
def check(geodata: Folder = GEODATA) -> None:
    """Print every problem in geodata/ as `path:line: field: what is wrong; what to do`; exit 1 if there is one."""
    found: list[Problem] = []
    with undisturbed():
        try:
            atlas = load(geodata)
        except GeodataError as error:
            found += error.problems
        found += outline_problems(geodata)
        if not found:
            found += sorted(borders.strays(atlas))
    for problem in found:
        typer.echo(str(problem))
    typer.echo(f"{len(found)} problems", err=True)
    raise typer.Exit(1 if found else 0)


@app.command("audit")
def audit_(
    lengths: Annotated[bool, typer.Option("--lengths", help="Print the accuracy table instead.")] = False,
    times: Annotated[bool, typer.Option("--times", help="Print estimates beside runs and claims instead.")] = False,
    geodata: Folder = GEODATA,
) -> None:
    """List what is allowed but deserves a second look, or with --lengths or --times a table (Markdown)."""
    atlas = load(geodata)
    if times:
        typer.echo(published_times.table(atlas), nl=False)
        return
    if lengths:
        typer.echo(accuracy.table(atlas), nl=False)
        return
    for doubt in audit.doubts(atlas):
        typer.echo(f"{doubt.kind}: {doubt.id}: {doubt.why}")


@app.command("list")
def list_(as_json: AsJson = False, geodata: Folder = GEODATA) -> None:
    """List the routes: id, title, question, from, to."""
    atlas = load(geodata)
    rows = [
        {"id": r.id, "title": r.title, "question": r.question, "from": r.start, "to": r.end}
        for r in atlas.routes.values()
    ]
    if as_json:
        _print(rows)
        return
    for row in rows:
        typer.echo(f"{row['id']:34} {row['title']}")


@app.command()
def measure(
    route: str,
    scenario: Scenarios = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Measure a route under scenarios: length, crossings, gauge breaks, transshipments, what blocks it."""
    journey = of_route(load(geodata), route, tuple(scenario or ()))
    if as_json:
        _print(json_data.of_journey(journey))
    else:
        typer.echo("\n".join(output.ledger(journey)))


@app.command()
def way(
    origin: str,
    destination: str,
    scenario: Scenarios = None,
    by: Annotated[By, typer.Option(help="What the best way has least of.")] = By.KM,
    avoid: Annotated[
        list[str] | None, typer.Option(help="A country (ISO2) or mode; may be given more than once.")
    ] = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Find up to three different ways between two places that freight can pass; exit 3 where there is none."""
    conditions = apply_scenarios(load(geodata), tuple(scenario or ()))
    network = Network(conditions, frozenset(a.upper() if len(a) == 2 else a for a in avoid or ()))
    try:
        journeys = network.ways(origin, destination, by)
    except NoWayError as error:
        _print([json_data.of_no_way(error, conditions)]) if as_json else typer.echo(str(error))
        raise typer.Exit(3) from error
    if as_json:
        _print([json_data.of_journey(j) for j in journeys])
    else:
        typer.echo("\n\n".join("\n".join(output.ledger(j)) for j in journeys))


@app.command()
def weigh(
    route: Annotated[str | None, typer.Argument(help="A route's id; every argument if absent.")] = None,
    scenario: Scenarios = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Hold arguments against the map, as last reported and on paper, or under scenarios: verdict, numbers, why."""
    atlas = load(geodata)
    arguments = [c.argument for c in atlas.arguments_of(atlas.route(route).id)] if route else atlas.arguments.values()
    findings = [argument_verdicts.weigh(atlas, a, tuple(scenario or ())) for a in arguments]
    if as_json:
        _print([json_data.of_finding(f, atlas) for f in findings])
        return
    tested = [f for f in findings if f.check]
    for f in tested:
        typer.echo(f"{f.argument.id}: {f.verdict}{f' ({f.reason})' if f.reason else ''}: {f.because}")
    typer.echo(f"{len(tested)} of {len(findings)} arguments can be held against the map", err=True)


@app.command("export")
def export_(
    what: Annotated[str, typer.Argument(help="A route, the key of a way found (`moscow~tehran`), or `layer`.")],
    theme: Annotated[Theme | None, typer.Argument(help="After `layer`: which map layer, as GeoJSON.")] = None,
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(formats.FORMATS)}.")] = "geojson",
    scenario: Scenarios = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file to write; the terminal if absent.")] = None,
    site: Annotated[str, typer.Option(help="The dashboard's address, to be named in the file.")] = "",
    geodata: Folder = GEODATA,
) -> None:
    """Write a way, or a map layer, as a file that others can open."""
    atlas = load(geodata)
    if theme is not None:
        if what != "layer":
            raise typer.BadParameter("a theme follows the word `layer`")
        body = json.dumps(layers.layer(atlas, theme), ensure_ascii=False).encode()
    elif form not in formats.FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(formats.FORMATS)}", param_hint="--format")
    else:
        ids = tuple(scenario or ())
        journey = planner.journey(atlas, what, ids)
        body = formats.FORMATS[form].write(journey, formats.address(atlas, what, ids, site))
    if out is None:
        sys.stdout.buffer.write(body)
    else:
        out.write_bytes(body)


@app.command("estimate")
def estimate_(
    way: Annotated[str, typer.Argument(help="A route's id, or the place to start from.")],
    destination: Annotated[str | None, typer.Argument(help="The place to go to, if no route is named.")] = None,
    scenario: Scenarios = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="A parameter's name=value; may be given more than once.")
    ] = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Estimate a route, or the shortest way between two places: hours, cost where cited, CO2; exit 3 for no way."""
    atlas = load(geodata)
    given = ordered(read(atlas, text) for text in set_ or ())
    conditions = apply_scenarios(atlas, tuple(scenario or ()))
    try:
        journey = (
            Network(conditions).way(way, destination) if destination else of_route(atlas, way, tuple(scenario or ()))
        )
    except NoWayError as error:
        _print(json_data.of_no_way(error, conditions)) if as_json else typer.echo(str(error))
        raise typer.Exit(3) from error
    found = estimate.of(journey, given)
    if as_json:
        _print(json_data.of_estimate(found))
    else:
        typer.echo("\n".join(output.account(found)))


@app.command()
def chokepoints(
    scenario: Scenarios = None,
    question: Annotated[str | None, typer.Option(help="A question's id: its pairs alone.")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many to name.")] = 10,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Rank the legs, posts and ports that pairs of places hang on, and the planned links that would help most."""
    found = hanging.ranking(load(geodata), tuple(scenario or ()), question)
    if as_json:
        _print(json_data.of_chokepoints(found, top))
        return
    typer.echo("\n".join(sentences.basis(found)))
    for n, effect in enumerate(found.removals[:top], 1):
        alike = f" [and {len(effect.ids) - 1} more alike]" if len(effect.ids) > 1 else ""
        typer.echo(f"{n:3}. {sentences.without(found, effect)}{alike}")
    for n, effect in enumerate(found.links[:top], 1):
        typer.echo(f"planned link {n}. {sentences.link(found, effect)}")


@app.command()
def schema(out: Path = GEODATA / "schema") -> None:
    """Write a JSON schema for every kind of entry, so that editors complete the YAML."""
    out.mkdir(parents=True, exist_ok=True)
    for kind, (_, model) in KINDS.items():
        text = json.dumps(model.model_json_schema(by_alias=True), indent=1, ensure_ascii=False)
        (out / f"{kind}.json").write_text(text + "\n", encoding="utf-8")


@app.command()
def release(geodata: Folder = GEODATA) -> None:
    """Record the present data version in geodata/releases/, so that old links can say what has changed since."""
    typer.echo(str(changes.write(load(geodata))))


@app.command("site")
def site_(
    out: Annotated[Path, typer.Argument(help="A new or empty folder, or one with an earlier edition.")],
    address: Annotated[str | None, typer.Option(help="Where it will stand, for search engines and previews.")] = None,
    dashboard: Annotated[str | None, typer.Option(help="Where a dashboard stands, to link what only it does.")] = None,
    geodata: Folder = GEODATA,
) -> None:
    """Write the atlas as a static web site that needs no server and also opens from disk."""
    edition = static_site_edition.Edition(load(geodata), _web(address), _web(dashboard))
    size = folder.write(edition, out)
    typer.echo(f"{len(edition.files)} files, {size / 1e6:.1f} MB in {out}", err=True)


@app.command()
def run(
    port: Annotated[int, typer.Option(help="The port to answer on.")] = 8501,
    address: Annotated[str, typer.Option(help="The address to answer on; 0.0.0.0 answers other machines too.")] = LOCAL,
    geodata: Folder = GEODATA,
) -> None:
    """Start the dashboard; Ctrl-C stops it."""
    os.environ[FOLDER_VARIABLE] = str(geodata.resolve())
    options = [f"--server.port={port}", f"--server.address={address}"]
    if address in LOCAL_NAMES:
        # A page elsewhere whose name is made to lead to this machine is refused.
        options += [f"--server.allowedHosts={name}" for name in LOCAL_NAMES]
    typer.echo(f"Corridor Atlas: http://{address}:{port}  (stop with Ctrl-C)")
    sys.argv = ["streamlit", "run", str(TOP / "app.py"), *options]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _web(address: str | None) -> str | None:
    """An address on the web, with a slash at its end."""
    if address is not None and not address.startswith(("https://", "http://")):
        raise typer.BadParameter(f"{address} does not begin with https:// or http://")
    return address and address.rstrip("/") + "/"


def main() -> None:
    """Run the command line; a mistake of the reader or the data ends in a sentence, never a traceback."""
    try:
        app()
    except GeodataError as error:
        typer.echo(f"{error}\ngeodata/ cannot be used until these are mended", err=True)
        sys.exit(1)
    except RoutesError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


def _print(data: Any) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
