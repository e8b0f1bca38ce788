"""Arguments for and against a route, with their holders, and the sources behind the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from routes.data.atlas import Atlas, Cited
from routes.data.cache import kept
from routes.model import Argument, Id, Quotation, Source, Stance
from routes.network import planner
from routes.network.journey import Journey
from routes.text import assumptions, citations, dates
from routes.text.citations import Citation
from routes.views import markup
from routes.views.arguments import actors, order, timeline
from routes.views.arguments.verdict_text import VerdictText, verdict_text
from routes.views.arguments.wording import HEADINGS
from routes.views.facets import Facet
from routes.views.urls import DASHBOARD, Urls

ARGUMENTS_SHOWN = 4
# A planned route has the arguments of a curated one where they share at least this part of either one's kilometres.
SHARED_AT_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    """An argument as the page shows it."""

    id: Id
    says: str
    concludes: str | None
    quotation: Quotation | None
    holder: str
    reported_by: str | None
    where: str | None
    dated: str
    direct: bool
    overtaken: str | None
    later: tuple[timeline.Later, ...]
    source: Source
    citation: Citation
    verdict_text: VerdictText


@dataclass(frozen=True, slots=True)
class Side:
    """The statements of one stance, those first whose source itself names the route."""

    heading: str
    stance: Stance
    direct: int
    statements: tuple[Statement, ...]


def html(journey: Journey, urls: Urls = DASHBOARD) -> str:
    """Return the actors and the arguments on a route, for, against and background, as a part of a page."""
    return rendered(journey, cited(journey), urls=urls)


def rendered(
    journey: Journey,
    chosen: Sequence[Cited],
    filters: Sequence[Facet] = (),
    everything: str = "",
    urls: Urls = DASHBOARD,
) -> str:
    """Return some of the arguments on a route, with the actors of all of them and a timeline.

    Parameters
    ----------
    filters
        Rows of links that narrow the arguments.
    everything
        The address without filters; empty where none is chosen.
    """
    every = cited(journey)
    return markup.render(
        "arguments_for_route.html",
        urls=urls,
        filters=filters,
        everything=everything,
        year_note=year_note(journey),
        count=len(chosen),
        total=len(every),
        actors_rows=actors.rows(journey.atlas, every),
        sides=sides(journey, chosen),
        shown=ARGUMENTS_SHOWN,
        timeline=timeline.moments(journey.atlas, chosen),
    )


def year_note(journey: Journey) -> str:
    """Say in a year that the arguments are not only of that year; nothing as last reported."""
    dates_made = (journey.atlas.argument_date(one.argument.id) or "" for one in cited(journey))
    return assumptions.arguments_of_all_years(journey, dates_made)


def sources_html(journey: Journey, urls: Urls = DASHBOARD) -> str:
    """Return every source behind a route as a part of a page."""
    return markup.render("route_sources.html", sources=sources(journey), urls=urls)


def sides(journey: Journey, chosen: Sequence[Cited] | None = None) -> tuple[Side, ...]:
    """Return the sides for, against and background, each in the order of the rule.

    Parameters
    ----------
    chosen
        The arguments to show; all on the route unless given.
    """
    atlas, scenarios = journey.atlas, tuple(s.id for s in journey.conditions.scenarios)
    arguments = order.ordered(atlas, cited(journey) if chosen is None else chosen)
    out = []
    for stance, heading in HEADINGS.items():
        mine = [c for c in arguments if c.stance is stance]
        direct = sum(c.link == "direct" for c in mine)
        said = tuple(statement(atlas, c.argument, c.link == "direct", scenarios) for c in mine)
        out.append(Side(heading, stance, direct, said))
    return tuple(out)


def cited(journey: Journey) -> tuple[Cited, ...]:
    """Return the arguments that bear on a route; a planned one has those of the curated routes it mostly shares."""
    if route := journey.route or planner.curated(journey):
        return journey.atlas.arguments_of(route.id)
    return _of_shared(journey.atlas, tuple(s.leg.id for s in journey.sections))


@kept(64)
def _of_shared(atlas: Atlas, leg_ids: tuple[Id, ...]) -> tuple[Cited, ...]:
    """Return the arguments of the routes that share most of these legs' kilometres, or most of their own with them."""
    km = {id: leg.length.km for id, leg in atlas.legs.items()}
    shared: dict[Id, float] = {}
    for route in atlas.routes.values():
        common = sum(km[id] for id in set(route.legs).intersection(leg_ids))
        shorter = min(sum(km[id] for id in leg_ids), sum(km[id] for id in route.legs))
        shared[route.id] = common / shorter if shorter else 0.0
    near = sorted((id for id in shared if shared[id] >= SHARED_AT_LEAST), key=lambda id: -shared[id])
    found: dict[Id, Cited] = {}
    for one in (one for id in near for one in atlas.arguments_of(id)):
        found.setdefault(one.argument.id, replace(one, link="inferred"))
    return tuple(found.values())


def statement(atlas: Atlas, argument: Argument, direct: bool, scenario_ids: tuple[Id, ...] = ()) -> Statement:
    """Return one argument in words, with its verdict under the scenarios."""
    source = atlas.argument_sources[argument.id]
    return Statement(
        id=argument.id,
        says=argument.says,
        concludes=argument.atlas_concludes,
        quotation=argument.quotation,
        holder=argument.holder,
        reported_by=argument.reported_by if argument.reported_by != argument.holder else None,
        where=argument.where,
        dated=dates.dated(atlas.argument_date(argument.id)),
        direct=direct,
        overtaken=argument.overtaken,
        later=timeline.later(atlas, argument),
        source=source,
        citation=citations.of_argument(argument, source),
        verdict_text=verdict_text(atlas, argument, scenario_ids),
    )


def sources(journey: Journey) -> tuple[Source, ...]:
    """Return every source of the route's legs, places, names, figures and arguments, by publisher."""
    atlas = journey.atlas
    ids = dict.fromkeys(_cited(atlas, journey))
    return tuple(sorted((atlas.sources[id] for id in ids), key=lambda s: (s.publisher.casefold(), s.id)))


def _cited(atlas: Atlas, journey: Journey) -> Iterator[Id]:
    for section in journey.sections:
        yield from (*section.leg.sources, *section.leg.status.sources)
        for place in (section.start, section.end):
            yield from (*place.sources, *(place.status.sources if place.status else ()))
    if route := journey.route:
        yield from (*route.sources, *(s for name in route.names for s in name.sources))
        yield from (s for event in atlas.events_on(route) for s in event.sources)
    yield from (one.source.id for one in cited(journey))
    legs = {s.leg.id for s in journey.sections}
    for figure in atlas.figures.values():
        if figure.legs and legs.issuperset(figure.legs):
            yield from (v.source for v in figure.values)
