"""Commands about all routes together: which arguments hold, and where the chokepoints are."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from routes.cli.options import AsJson, Data, Folder, Scenarios, app, print_json, read, tell_published
from routes.data.locations import GEODATA


@app.command()
def weigh(
    route: Annotated[str | None, typer.Argument(help="A route's id; every argument if absent.")] = None,
    scenario: Scenarios = None,
    data: Data = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Test arguments today and with all plans built, or under scenarios: verdict, numbers, why."""
    from routes.analysis import argument_verdicts
    from routes.views import json_data, requests
    from routes.views.arguments import verdict_text

    atlas = read(geodata, data)
    tell_published(atlas)
    ids = requests.scenarios(atlas, scenario)
    arguments = [c.argument for c in atlas.arguments_of(atlas.route(route).id)] if route else atlas.arguments.values()
    findings = [argument_verdicts.assess(atlas, a, ids) for a in arguments]
    if as_json:
        print_json([json_data.of_finding(f, atlas) for f in findings])
        return
    tested = [f for f in findings if f.argument.tested]
    for f in tested:
        words = verdict_text.verdict_text(atlas, f.argument, ids).words
        typer.echo(f"{f.argument.id}: {words.lower()}: {f.because}")
    typer.echo(f"{len(tested)} of {len(findings)} arguments can be measured", err=True)


@app.command()
def promises(
    route: Annotated[str | None, typer.Argument(help="A route's id; every announcement if absent.")] = None,
    data: Data = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """List announced openings, capacities and loads: who said what for when, and what came of it."""
    from routes.analysis import promises as analysis
    from routes.views import json_data
    from routes.views.promises import page

    atlas = read(geodata, data)
    tell_published(atlas)
    found = analysis.of_route(atlas, route) if route else analysis.all_series(atlas)
    if as_json:
        print_json(json_data.of_promises(atlas, found))
        return
    typer.echo(page.headline([p for s in found for p in s.promises]))
    for series in found:
        typer.echo(f"\n{series.title}: {page.summary(series)}")
        for p in series.promises:
            typer.echo(f"  {p.said or 'undated':10} for {p.target or 'no date':10} {p.by}: {page.came_text(p)}")


@app.command()
def chokepoints(
    scenario: Scenarios = None,
    question: Annotated[str | None, typer.Option(help="A question's id: its pairs of places alone.")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many to name.")] = 10,
    data: Data = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Rank what pairs of places depend on: legs, border crossings and ports; and the planned links that help most."""
    from routes.analysis import chokepoints as analysis
    from routes.views import json_data, requests
    from routes.views.chokepoints import sentences

    atlas = read(geodata, data)
    tell_published(atlas)
    found = analysis.ranking(atlas, requests.scenarios(atlas, scenario), question)
    if as_json:
        print_json(json_data.of_chokepoints(found, top))
        return
    typer.echo("\n".join(sentences.basis(found)))
    for n, effect in enumerate(found.removals[:top], 1):
        alike = f" [and {len(effect.ids) - 1} more alike]" if len(effect.ids) > 1 else ""
        typer.echo(f"{n:3}. {sentences.without(found, effect)}{alike}")
    for n, effect in enumerate(found.links[:top], 1):
        typer.echo(f"planned link {n}. {sentences.link(found, effect)}")


@app.command()
def link(
    links: Annotated[
        list[str] | None,
        typer.Argument(help="Places, mode, gauge, length: `baku,nakhchivan;rail;1520;x1.2`; up to five."),
    ] = None,
    scenario: Scenarios = None,
    data: Data = None,
    as_json: AsJson = False,
    geodata: Folder = GEODATA,
) -> None:
    """Show what changes do: links that do not exist, parts closed (`without-ID`) or opened (`with-ID`)."""
    from routes.analysis import link_effects as analysis
    from routes.views import json_data, link_effects, requests

    atlas = read(geodata, data)
    tell_published(atlas)
    ids = requests.scenarios(atlas, (*(scenario or ()), *(links or ())))
    if as_json:
        print_json(json_data.of_links(atlas, ids))
        return
    changes = analysis.effects(atlas, ids)
    typer.echo(f"{link_effects.headline(atlas, changes)}.")
    for one in link_effects.parts(atlas, ids):
        typer.echo(f"{one.title}: {link_effects.course(atlas, one)}")
    for ends, before, after, gain in link_effects.rows(atlas, changes):
        typer.echo(f"  {ends}: {before} -> {after}, {gain}")
    if says := link_effects.redundant(atlas, changes):
        typer.echo(says)
    found, tested = analysis.verdicts(atlas, ids), link_effects.tested(atlas)
    typer.echo(f"{link_effects.verdict_sentence(found, tested)}.")
    for one_verdict in found:
        words = link_effects.verdict_words(one_verdict)
        typer.echo(f"  {one_verdict.before.argument.id}: {words}: {one_verdict.after.because}")


@app.command()
def verify(
    citation: Annotated[str, typer.Argument(help="A citation of a view, as text, BibTeX or CSL-JSON; `-` to read it.")],
    geodata: Folder = GEODATA,
) -> None:
    """Compute anew what a citation says was shown; exit 1 where the figures differ."""
    from routes.analysis import verified_citations

    text = sys.stdin.read(verified_citations.MOST_LETTERS) if citation == "-" else citation
    found = verified_citations.verify(read(geodata), text)
    typer.echo("\n".join(found.lines))
    raise typer.Exit(0 if found.agrees else 1)
