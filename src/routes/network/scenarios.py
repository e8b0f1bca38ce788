"""What is open and what is closed, as last reported and under a reader's scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from routes.data import drawn_links, link_ids, years
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.data.years import YearState
from routes.errors import UnknownIdError
from routes.model import Badge, Id, Leg, LegStatus, Place, PostStatus, Scenario, Traffic, Year

Change = Literal["opened", "closed"]
PASSABLE_POST = (PostStatus.OPEN, PostStatus.LIMITED)
ON_PAPER = (LegStatus.PLANNED, LegStatus.UNDER_CONSTRUCTION, LegStatus.DISUSED, LegStatus.DISMANTLED)
# Conditions, and states of years, that are kept.
KEPT = 64
# The order in which statements are applied: a later rank wins, at equal rank closed beats open.
FRAME, SELECTOR, NAMED = range(3)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two scenarios that say opposite things of one leg, post or port, and which one holds."""

    id: Id
    opened_by: Id
    closed_by: Id
    holds: Change


@dataclass(frozen=True, slots=True)
class Blocker:
    """A leg, post or port that freight cannot pass, and why. `unknown` means nothing is reported."""

    id: Id
    kind: Literal["leg", "post", "port"]
    status: str
    as_of: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """The state of every leg, post and port under some scenarios; `changed` holds what the scenarios changed.

    Where one of them is a year, `year_states` holds the states that differ from those last reported; the other
    scenarios change those.
    """

    atlas: Atlas
    scenarios: tuple[Scenario, ...]
    changed: Mapping[Id, Change]
    changed_by: Mapping[Id, Id]
    conflicts: tuple[Conflict, ...]
    year_states: Mapping[Id, YearState]

    def __repr__(self) -> str:
        names = ", ".join(s.id for s in self.scenarios) or "as last reported"
        return f"<Conditions {names}: {len(self.changed)} changed>"

    @property
    def year(self) -> Year | None:
        """The year whose network this is; None for that of the last reports."""
        return next((s for s in self.scenarios if isinstance(s, Year)), None)

    @property
    def supposed(self) -> tuple[Scenario, ...]:
        """The scenarios a reader tries, without the year."""
        return tuple(s for s in self.scenarios if not isinstance(s, Year))

    def leg_status(self, leg: Leg) -> str:
        """Return `open` or `closed` where a scenario opens or closes the leg, else the status of the year or report."""
        return _after(self.changed.get(leg.id), self._base(leg) or "unknown")

    def place_status(self, place: Place) -> str | None:
        """Return the status of a border crossing or port under the scenarios; None for a place that has no gate."""
        return _after(self.changed.get(place.id), self._base(place) or "unknown") if place.status else None

    def passable(self, entry: Leg | Place) -> bool:
        """Return whether a leg, border crossing or port is open, be it with limits."""
        status = self.leg_status(entry) if isinstance(entry, Leg) else self.place_status(entry)
        return status in PASSABLE_POST

    def _base(self, entry: Leg | Place) -> str | None:
        return _base(self.year_states, entry)

    def badges(self, *entries: Leg | Place) -> tuple[Badge, ...]:
        """Return words the scenarios set beside any of the given legs and places."""
        wanted = {id for entry in entries for id in (entry.id, *_selectors(entry))}
        return tuple(b for s in self.scenarios for b in s.badges if wanted.intersection(b.on))

    def blockers(self, leg: Leg, start: Place, end: Place) -> Iterator[Blocker]:
        """Yield what stops freight on a leg from `start` to `end`: the leg itself, then the gates at its ends."""
        status = self.leg_status(leg)
        backwards = leg.direction == "forward" and start.id != leg.start
        if status != LegStatus.OPEN or Traffic.FREIGHT not in leg.traffic or backwards:
            why = self._because(leg.id, leg.status.note, backwards)
            yield Blocker(leg.id, "leg", status, leg.status.as_of, why)
        for place, towards in ((start, leg.country), (end, leg.country)):
            if blocker := self._gate(place, towards, leaving=place is start):
                yield blocker

    def _gate(self, place: Place, country: str | None, *, leaving: bool) -> Blocker | None:
        report = place.status
        if report is None:
            return None
        status = self.place_status(place) or PostStatus.UNKNOWN
        wrong_way = False
        if report.direction != "both" and country in place.countries and place.id not in self.changed:
            other = next((c for c in place.countries if c != country), country)
            wrong_way = report.direction != (f"{other}-{country}" if leaving else f"{country}-{other}")
        no_freight = Traffic.FREIGHT not in report.traffic and self.changed.get(place.id) != "opened"
        if status in PASSABLE_POST and not wrong_way and not no_freight:
            return None
        kind: Literal["post", "port"] = "post" if len(place.countries) == 2 else "port"
        return Blocker(place.id, kind, status, report.as_of, self._because(place.id, report.note, wrong_way))

    def _because(self, id: Id, note: str | None, wrong_way: bool) -> str:
        if id in self.changed:
            return f"{self.changed[id]} by the scenario “{self.atlas.scenario(self.changed_by[id]).title}”"
        if id in self.year_states:
            return self.year_states[id].because
        return "open in the other direction only" if wrong_way else note or "as last reported"


def is_supposed(atlas: Atlas, scenario_id: Id) -> bool:
    """Return whether a scenario is one leg or gate supposed open or closed, or a link that a reader drew."""
    return scenario_id in atlas.supposable or link_ids.is_link(scenario_id)


def in_order(atlas: Atlas, scenario_ids: Iterable[Id]) -> tuple[Id, ...]:
    """Return scenarios, each once, in the one order that all answers keep them in.

    A year comes first, then the atlas's scenarios as it lists them, then legs and gates supposed open or closed, then
    links that a reader supposes and what the atlas does not know.
    """
    listed = {id: n for n, id in enumerate((*atlas.year_ids, *atlas.scenarios))}
    last = len(listed)
    rank = {id: listed.get(id, last if is_supposed(atlas, id) else last + 1) for id in scenario_ids}
    return tuple(sorted(rank, key=lambda id: (rank[id], id)))


@kept(KEPT)
def apply_scenarios(atlas: Atlas, scenario_ids: tuple[Id, ...] = ()) -> Conditions:
    """Apply scenarios to the base state "As last reported", or to that of a year if one of them is a year.

    The frame `on-paper` comes first, then selectors, then single ids; an id beats a selector, and at equal rank
    closed beats open. A scenario that opens a leg also opens the border crossings and ports at its ends.

    Raises
    ------
    UnknownIdError
        If a scenario id is not in the atlas, or is a second year.
    RequestError
        If a link that a reader supposes cannot be.
    """
    atlas = drawn_links.added(atlas, link_ids.among(scenario_ids))
    scenarios = tuple(atlas.scenario(id) for id in dict.fromkeys(scenario_ids))
    year_states = _year_states(atlas, scenarios)
    statements: dict[Id, dict[Change, tuple[int, Id]]] = {}
    for scenario in scenarios:
        for rank, change, target in _statements(atlas, scenario):
            strongest = statements.setdefault(target, {})
            if rank >= strongest.get(change, (-1, ""))[0]:
                strongest[change] = (rank, scenario.id)
    changed: dict[Id, Change] = {}
    changed_by: dict[Id, Id] = {}
    conflicts = []
    for target, words in statements.items():
        opened, closed = words.get("opened"), words.get("closed")
        holds: Change = "opened" if closed is None or (opened and opened[0] > closed[0]) else "closed"
        changed[target], changed_by[target] = holds, words[holds][1]
        if opened and closed and opened[1] != closed[1]:
            conflicts.append(Conflict(target, opened[1], closed[1], holds))
    return Conditions(
        atlas, scenarios, _effective(atlas, year_states, changed), changed_by, tuple(conflicts), year_states
    )


def _year_states(atlas: Atlas, scenarios: tuple[Scenario, ...]) -> Mapping[Id, YearState]:
    """Return the states of a year that are not those last reported, if one of the scenarios is a year."""
    chosen = [s for s in scenarios if isinstance(s, Year)]
    if len(chosen) > 1:
        raise UnknownIdError("year beside the first", chosen[1].id)
    return _states_of(atlas, chosen[0].id) if chosen else {}


@kept(KEPT)
def _states_of(atlas: Atlas, year_id: Id) -> Mapping[Id, YearState]:
    """Return the states of a year, which all conditions of that year share."""
    year = atlas.scenario(year_id)
    assert isinstance(year, Year)
    return {e.id: state for e in atlas.reported if (state := years.state(atlas, e, year))}


def _base(year_states: Mapping[Id, YearState], entry: Leg | Place) -> str | None:
    if entry.id in year_states:
        return year_states[entry.id].value
    return entry.status.value if entry.status else None


def _effective(atlas: Atlas, year_states: Mapping[Id, YearState], changed: Mapping[Id, Change]) -> Mapping[Id, Change]:
    """Return the changes without those to a state that already holds."""

    def differs(id: Id, change: Change) -> bool:
        before = _base(year_states, atlas.legs.get(id) or atlas.places[id])
        return before is not None and (before in PASSABLE_POST) != (change == "opened")

    return {id: change for id, change in changed.items() if differs(id, change)}


def _after(change: Change | None, reported: str) -> str:
    return {"opened": "open", "closed": "closed", None: str(reported)}[change]


def _statements(atlas: Atlas, scenario: Scenario) -> Iterator[tuple[int, Change, Id]]:
    if scenario.frame == "on-paper":
        for leg in atlas.legs.values():
            if leg.status.value in ON_PAPER:
                yield from ((FRAME, "opened", id) for id in _with_gates(atlas, leg.id))
    for target in scenario.opens:
        if ":" in target:
            yield from ((SELECTOR, "opened", id) for id in _matching(atlas, target))
        else:
            yield from ((NAMED, "opened", id) for id in _with_gates(atlas, target))
    for target in scenario.closes:
        if ":" in target:
            yield from ((SELECTOR, "closed", id) for id in _matching(atlas, target))
        else:
            yield NAMED, "closed", target


def _with_gates(atlas: Atlas, id: Id) -> Iterator[Id]:
    yield id
    if leg := atlas.legs.get(id):
        yield from (end for end in (leg.start, leg.end) if atlas.places[end].status)


def _selectors(entry: Leg | Place) -> Iterator[str]:
    if isinstance(entry, Leg):
        yield f"mode:{entry.mode}"
        if entry.country:
            yield f"country:{entry.country}"
        return
    yield from (f"country:{c}" for c in entry.countries)
    if len(entry.countries) == 2:
        yield f"pair:{'-'.join(sorted(entry.countries))}"


def _matching(atlas: Atlas, selector: str) -> Iterator[Id]:
    for entry in atlas.reported:
        if selector in _selectors(entry):
            yield entry.id
