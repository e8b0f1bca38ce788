"""Changes since a released data version: of statuses, lengths, courses and arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from routes.analysis.shown_figures import Difference, differences
from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.model import Id, Leg, LegReport, Place, PostReport
from routes.network import planner
from routes.network.journey import Journey, along
from routes.network.scenarios import apply_scenarios
from routes.text import dates, numbers, terms

# Changes shown one by one.
CHANGES_NAMED = 60


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """What has changed since a release: in a sentence, in figures of each route shown, and one by one."""

    then: Atlas
    sentence: str
    figures: Mapping[str, tuple[Difference, ...]]
    changes: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The same line by line, for the terminal and for files."""
        figures = (f"{one.name}: {one.then}, today {one.now}" for found in self.figures.values() for one in found)
        return tuple(line.replace(numbers.NBSP, " ") for line in (self.sentence, *figures, *self.changes))


def since_published(*ways: Journey) -> ChangeSummary | None:
    """Return what has changed of routes since the release they are shown from; None for the present data.

    A planned route is compared with the same sections as they are now.
    """
    then = ways[0].atlas
    return changes_since(then, {way.id: way for way in ways}) if then.present else None


def changes_since(then: Atlas, ways: Mapping[str, Journey] | None = None) -> ChangeSummary:
    """Say what has changed since a release, of the routes on screen, or of everything where there are none.

    Parameters
    ----------
    then
        The atlas of the release, which knows the present one.
    ways
        The routes as they were, by their keys.
    """
    now, ways = then.present, ways or {}
    if now is None:
        raise ValueError(f"{then} is the present data")
    present = {key: _present(now, key, way) for key, way in ways.items()}
    figures = {key: differences(way, present[key]) for key, way in ways.items()}
    changes = tuple(_changes(now, then, [*ways.values()], [way for way in present.values() if way]))
    more = (f"And {len(changes) - CHANGES_NAMED} more.",) if len(changes) > CHANGES_NAMED else ()
    what = "" if not ways else " of this route" if len(ways) == 1 else " of these routes"
    told = [(sum(map(len, figures.values())), "figure", "figures"), (len(changes), "entry", "entries")]
    if counted := [numbers.counted(*one) for one in told if one[0]]:
        have = "has" if sum(one[0] for one in told) == 1 else "have"
        since = f"{numbers.capital(numbers.listed(counted))}{what} {have} changed since, up to version {now.version}."
    else:
        since = f"Nothing recorded{what} has changed since; the data version is now {now.version}."
    sentence = f"{published(then)}. {since}"
    return ChangeSummary(then, sentence, figures, (*changes[:CHANGES_NAMED], *more))


def published(then: Atlas) -> str:
    """Return when a release was published: `As published on 22 November 2026 (data version ...)`."""
    return f"As published on {dates.day(then.on.isoformat())} (data version {then.version})"


def _present(now: Atlas, key: str, way: Journey) -> Journey | None:
    """Return a route as it is now; None if it is no longer in the atlas."""
    scenarios = tuple(scenario.id for scenario in way.conditions.scenarios)
    try:
        if way.route or planner.PART in key:
            return planner.journey(now, key, scenarios)
        return along(apply_scenarios(now, scenarios), way.start.id, [s.leg.id for s in way.sections])
    except (UnknownIdError, KeyError, ValueError):
        return None


def _changes(atlas: Atlas, then: Atlas, ways: Sequence[Journey], present: Sequence[Journey]) -> Iterator[str]:
    routes = [way.route.id for way in ways if way.route] if ways else [*dict.fromkeys((*then.routes, *atlas.routes))]
    for id in routes:
        yield from _route(atlas, then, id)
    sections = [section for way in (*ways, *present) for section in way.sections]
    known = {*then.legs, *atlas.legs}
    legs = known.intersection(s.leg.id for s in sections) if ways else known
    yield from _legs(atlas, then, sorted(legs))
    ends = {end for s in sections for end in (s.start.id, s.end.id)}
    gates = ends if ways else {p.id for one in (then, atlas) for p in one.places.values() if p.status}
    yield from _gates(atlas, then, sorted(gates))
    yield from _renewed(atlas, then, legs, gates)
    yield from _arguments(atlas, then, routes if ways else None)


def _route(atlas: Atlas, then: Atlas, id: Id) -> Iterator[str]:
    was, route = then.routes.get(id), atlas.routes.get(id)
    if route is None:
        yield f"Route {id} is no longer in the atlas."
    elif was is None:
        yield f"{route.title}: added."
    else:
        if was.legs != route.legs:
            added, gone = len({*route.legs} - {*was.legs}), len({*was.legs} - {*route.legs})
            yield f"{route.title}: another course, {_sections(added)} added, {_sections(gone)} taken out."
        old = sum(then.legs[leg].length.km for leg in was.legs)
        new = sum(atlas.legs[leg].length.km for leg in route.legs)
        if numbers.rounded(old) != numbers.rounded(new):
            yield f"{route.title}: length {numbers.km(old)} → {numbers.km(new)}."


def _sections(count: int) -> str:
    return numbers.counted(count, "section") if count else "none"


def _legs(atlas: Atlas, then: Atlas, ids: Iterable[Id]) -> Iterator[str]:
    for id in ids:
        was, leg = then.legs.get(id), atlas.legs.get(id)
        if leg is None:
            yield f"Section {id}: no longer in the atlas."
            continue
        name = f"Section {atlas.places[leg.start].name} - {atlas.places[leg.end].name}"
        if was is None:
            yield f"{name}: added."
            continue
        if was.status.value != leg.status.value:
            yield f"{name}: {_state(was.status)} → {_state(leg.status)}."
        if numbers.rounded(was.length.km) != numbers.rounded(leg.length.km):
            yield f"{name}: {numbers.km(was.length.km)} → {numbers.km(leg.length.km)}."


def _gates(atlas: Atlas, then: Atlas, ids: Iterable[Id]) -> Iterator[str]:
    for id in ids:
        before, place = then.places.get(id), atlas.places.get(id)
        was, report = before.status if before else None, place.status if place else None
        if place is None or report is None:
            if was:
                yield f"{place.name if place else id}: its state is no longer in the atlas."
        elif was is None:
            yield f"{place.name}: added, {_gate(report)}."
        elif was.value != report.value:
            yield f"{place.name}: {_gate(was)} → {_gate(report)}."


def _renewed(atlas: Atlas, then: Atlas, legs: Iterable[Id], gates: Iterable[Id]) -> Iterator[str]:
    """Yield how many states are as they were, but reported at another date."""
    pairs: list[tuple[Leg | Place | None, Leg | Place | None]] = []
    pairs += ((then.legs.get(id), atlas.legs.get(id)) for id in legs)
    pairs += ((then.places.get(id), atlas.places.get(id)) for id in gates)
    reports = [(was.status, now.status) for was, now in pairs if was and now and was.status and now.status]
    same = sum(was.value == report.value and was.as_of != report.as_of for was, report in reports)
    if same:
        yield f"{numbers.counted(same, 'state').capitalize()} confirmed as before by another report."


def _arguments(atlas: Atlas, then: Atlas, routes: Sequence[Id] | None) -> Iterator[str]:
    if routes is None:
        was, now = {*then.arguments}, {*atlas.arguments}
    else:
        was, now = (
            {c.argument.id for id in routes if id in one.routes for c in one.arguments_of(id)} for one in (then, atlas)
        )
    for count, verb in ((len(now - was), "added"), (len(was - now), "taken out")):
        if count:
            yield f"{numbers.counted(count, 'argument').capitalize()} {verb}."


def _state(report: LegReport) -> str:
    return f"{terms.LEG_WORDS.get(report.value, report.value)} ({dates.dated(report.as_of)})"


def _gate(report: PostReport) -> str:
    return f"{terms.gate_state(report.value)} ({dates.dated(report.as_of)})"
