"""Table of every route of a question under each scenario, and what each scenario assumes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.analysis import capacity
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Badge, Id, PostStatus, Question
from routes.network.graph import NoWayError, network
from routes.network.journey import SEA, Journey, along
from routes.network.scenarios import PASSABLE_POST, Blocker, Conditions, apply_scenarios
from routes.text import headlines, numbers, place_names, units
from routes.text.scenario_summary import ScenarioSummary, conflicts, summaries
from routes.views import markup
from routes.views.capacity import sentences as capacity_sentences
from routes.views.urls import DASHBOARD, Urls

BASE = "As last reported"
ON_PAPER = "on-paper"
# More closed border crossings and ports than this are counted, not named.
NAMED_GATES = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A state of the world: no scenario, one, or several together; `chosen` if the reader's address names it."""

    scenarios: tuple[Id, ...]
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A route's outcome: usable or not, how long, what is different, and words the scenarios set beside it.

    `length_km` is None where no route is usable, `assumed_km` what of it is assumed in use. `carries` is the narrowest
    link where it is another than as last reported. `href` shows the route under these scenarios.
    """

    passable: bool
    length_km: float | None
    lead: str
    detail: str
    changed: bool
    badges: tuple[str, ...]
    href: str
    carries: str = ""
    assumed_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A route, or the best open route between two places, under each column's scenarios."""

    title: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A question's routes and pairs under every scenario that bears on it."""

    question: Question
    columns: tuple[Column, ...]
    routes: tuple[Row, ...]
    pairs: tuple[Row, ...]


def html(atlas: Atlas, question_id: Id, chosen: tuple[Id, ...] = (), urls: Urls = DASHBOARD) -> str:
    """Return the scenario table of a question and what each scenario assumes, as a part of a page."""
    matrix = of_question(atlas, question_id, chosen, urls)
    ids = dict.fromkeys(id for column in matrix.columns for id in column.scenarios)
    assumed: tuple[ScenarioSummary, ...] = tuple(summaries(atlas, tuple(ids)))
    return markup.render(
        "scenario_table.html",
        matrix=matrix,
        headline=headline(matrix),
        partly_assumed=_partly_assumed(matrix),
        shown=next((n for n, column in enumerate(matrix.columns) if column.chosen and column.scenarios), 1),
        premises=sorted(assumed, key=lambda p: p.id not in chosen),
        clashes=tuple(conflicts(apply_scenarios(atlas, chosen))),
        chosen=numbers.listed(f"“{atlas.scenario(id).short}”" for id in chosen) if chosen else "",
    )


def of_question(atlas: Atlas, question_id: Id, chosen: tuple[Id, ...] = (), urls: Urls = DASHBOARD) -> Matrix:
    """Try a question's routes and pairs under every scenario that bears on it, and those the reader chose together.

    Raises
    ------
    UnknownIdError
        If the question or a scenario is not in the atlas.
    """
    question = atlas.question(question_id)
    columns = tuple(_columns(atlas, question, chosen))
    routes = tuple(_route(atlas, route.id, columns, urls) for route in atlas.routes_of(question))
    pairs = tuple(_pair(atlas, start, end, columns, urls) for start, end in question.pairs)
    return Matrix(question, columns, routes, pairs)


def headline(matrix: Matrix) -> str:
    """Say how many of the routes are usable as last reported, and how many with all plans built."""
    base, built = (
        sum(row.cells[n].passable for row in matrix.routes)
        for n in (0, next((n for n, c in enumerate(matrix.columns) if c.scenarios == (ON_PAPER,)), 0))
    )
    said = f"{base} of {len(matrix.routes)} routes usable"
    return said + (f", {built} with all plans built" if built != base else "")


def _partly_assumed(matrix: Matrix) -> str:
    """Say how many of the routes usable as last reported are so in part by assumption; nothing where none is."""
    count = sum(row.cells[0].passable and row.cells[0].assumed_km > 0 for row in matrix.routes)
    return f"As last reported; {count} of the usable ones in part by assumption." if count else ""


def _columns(atlas: Atlas, question: Question, chosen: tuple[Id, ...]) -> Iterator[Column]:
    yield Column((), BASE, not chosen)
    near = [s for s in atlas.scenarios.values() if question.id in s.questions or s.id == ON_PAPER]
    alone = [s.id for s in sorted(near, key=lambda s: s.id != ON_PAPER)]
    if chosen and chosen not in [(id,) for id in alone]:
        yield Column(chosen, " + ".join(atlas.scenario(id).short for id in chosen), chosen=True)
    yield from (Column((id,), atlas.scenario(id).short, (id,) == chosen) for id in alone)


def _route(atlas: Atlas, route_id: Id, columns: Sequence[Column], urls: Urls) -> Row:
    route = atlas.route(route_id)
    journeys = [along(_under(atlas, column.scenarios), route.start, route.legs, route) for column in columns]
    hrefs = [urls.route(route_id, column.scenarios) for column in columns]
    cells = tuple(_cell(journey, journeys[0], href) for journey, href in zip(journeys, hrefs, strict=True))
    length = numbers.km(journeys[0].length_km, approximate=journeys[0].approximate_km > 0)
    note = f"{length}, {units.typically(journeys[0])}; {capacity_sentences.in_short(capacity.of(journeys[0]))}"
    return Row(route.title, note, cells)


def _pair(atlas: Atlas, start: Id, end: Id, columns: Sequence[Column], urls: Urls) -> Row:
    journeys = [best(atlas, start, end, column.scenarios) for column in columns]
    hrefs = [urls.plan(start, end, column.scenarios) for column in columns]
    cells = tuple(_cell(journey, journeys[0], href, free=True) for journey, href in zip(journeys, hrefs, strict=True))
    names = [place_names.short_name(atlas.place(id)) for id in (start, end)]
    return Row(" - ".join(names), "shortest open route", cells)


def best(atlas: Atlas, start: Id, end: Id, scenarios: tuple[Id, ...]) -> Journey | None:
    """Return the shortest open route between two places, else the one nearest to open; None if there is neither."""
    conditions = _under(atlas, scenarios)
    for closed_too in (False, True):
        try:
            journey = network(atlas, scenarios, closed_too=closed_too).way(start, end)
        except NoWayError:
            continue
        return along(conditions, journey.start.id, [s.leg.id for s in journey.sections])
    return None


@kept(256)
def _under(atlas: Atlas, scenarios: tuple[Id, ...]) -> Conditions:
    return apply_scenarios(atlas, scenarios)


def _cell(journey: Journey | None, base: Journey | None, href: str, *, free: bool = False) -> Cell:
    """Return a cell beside the one as last reported; `free` where the route itself may be another."""
    if journey is None:
        return Cell(False, None, "No route", "none even over what is closed", False, (), href)
    changed = journey is not base and _state(journey) != _state(base)
    badges = tuple(dict.fromkeys(b.text.partition(":")[0] for b in _badges(journey)))
    if not journey.passable:
        lead = "No route" if free else "Not usable"
        detail = "no change" if journey is not base and not changed else _blocks(journey)
        return Cell(False, None, lead, detail, changed, badges, href)
    lead = numbers.km(journey.length_km, approximate=journey.approximate_km > 0)
    usable = f"usable, {numbers.km(journey.assumed_km)} assumed in use" if journey.assumed_km else "usable"
    detail = f"{units.typically(journey)}; {_course(journey)}" if free else usable
    if journey is not base:
        detail = _difference(journey, base, detail) if changed else "no change"
    return Cell(
        True,
        journey.length_km,
        lead,
        detail,
        changed,
        badges,
        href,
        _carries(journey, base) if free else "",
        journey.assumed_km,
    )


def _carries(journey: Journey, base: Journey | None) -> str:
    """Return the narrowest link of a route with its capacity, where it is not that of the one as last reported."""
    now = capacity.of(journey)
    if base is not None and base is not journey and base.passable:
        before = capacity.of(base).narrowest
        if (before and before.id) == (now.narrowest and now.narrowest.id):
            return ""
    return capacity_sentences.in_short(now) if now.narrowest and (base is None or base is not journey) else ""


def _state(journey: Journey | None) -> tuple[object, ...]:
    if journey is None:
        return ()
    blockers = frozenset((b.id, b.status) for b in journey.blocked_by)
    return (tuple(s.leg.id for s in journey.sections) if journey.passable else (), blockers)


def _difference(journey: Journey, base: Journey | None, words: str) -> str:
    """Return the difference in words: `opens`, `+59 km; by road through Iran`."""
    if base is None or not base.passable:
        return f"opens: {words}" if words != "usable" else "opens"
    more = numbers.rounded(journey.length_km) - numbers.rounded(base.length_km)
    if not more:
        return f"same length; {words}"
    return f"{'+' if more > 0 else '−'}{numbers.km(abs(more))}; {words}"


def _blocks(journey: Journey) -> str:
    """Say shortly what stops freight: `42 km without track; Yeraskh closed`."""
    gates = [b for b in journey.blocked_by if b.kind != "leg"]
    if len(gates) <= NAMED_GATES:
        posts = [f"{place_names.short_name(journey.atlas.place(b.id))} {_gate(b)}" for b in gates]
    else:
        posts = [f"{numbers.number(len(gates))} border crossings and ports not open"]
    return "; ".join(filter(None, (", ".join(headlines.not_open(journey)), ", ".join(posts))))


def _gate(blocker: Blocker) -> str:
    if blocker.status in PASSABLE_POST:
        return "not open on this route"
    return "not reported" if blocker.status == PostStatus.UNKNOWN else blocker.status


def _course(journey: Journey) -> str:
    ends = {c for place in (journey.start, journey.end) for c in place.countries}
    through = [journey.atlas.country_name(code) for code in journey.km_by_country if code not in ends and code != SEA]
    return headlines.by_modes(journey) + (f" through {numbers.listed(through)}" if through else "")


def _badges(journey: Journey) -> Iterator[Badge]:
    yield from journey.conditions.badges(*(e for s in journey.sections for e in (s.leg, s.start, s.end)))
