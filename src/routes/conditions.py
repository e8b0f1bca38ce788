"""What is open and what is closed, as last reported and under a reader's scenarios?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from routes.atlas import Atlas
from routes.model import Badge, Id, Leg, LegStatus, Place, PostStatus, Scenario, Traffic

Change = Literal["opened", "closed"]
PASSABLE_POST = (PostStatus.OPEN, PostStatus.LIMITED)
ON_PAPER = (LegStatus.PLANNED, LegStatus.UNDER_CONSTRUCTION, LegStatus.DISUSED, LegStatus.DISMANTLED)
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
    """The state of every leg, post and port under some scenarios; `changed` holds what the scenarios changed."""

    atlas: Atlas
    scenarios: tuple[Scenario, ...]
    changed: Mapping[Id, Change]
    changed_by: Mapping[Id, Id]
    conflicts: tuple[Conflict, ...]

    def leg_status(self, leg: Leg) -> str:
        """`open` where a scenario opens the leg, `closed` where one closes it, else the reported status."""
        return _after(self.changed.get(leg.id), leg.status.value)

    def place_status(self, place: Place) -> str | None:
        """The status of a post or port under the scenarios; None for a place that has no gate."""
        return _after(self.changed.get(place.id), place.status.value) if place.status else None

    def badges(self, *entries: Leg | Place) -> tuple[Badge, ...]:
        """Words the scenarios set beside any of the given legs and places."""
        wanted = {id for entry in entries for id in (entry.id, *_selectors(entry))}
        return tuple(b for s in self.scenarios for b in s.badges if wanted.intersection(b.on))

    def blockers(self, leg: Leg, start: Place, end: Place) -> Iterator[Blocker]:
        """What stops freight on a leg travelled from `start` to `end`: the leg itself, then the gates at its ends."""
        status = self.leg_status(leg)
        backwards = leg.direction == "forward" and start.id != leg.start
        if status != LegStatus.OPEN or Traffic.FREIGHT not in leg.traffic or backwards:
            yield Blocker(leg.id, "leg", status, leg.status.as_of, self._because(leg.id, leg.status.note, backwards))
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
            return f"{self.changed[id]} by the scenario “{self.atlas.scenarios[self.changed_by[id]].title}”"
        return "open in the other direction only" if wrong_way else note or "as last reported"


def under(atlas: Atlas, scenario_ids: tuple[Id, ...] = ()) -> Conditions:
    """Apply scenarios to the base state "As last reported".

    The frame `on-paper` comes first, then selectors, then single ids; an id beats a selector, and at equal rank
    closed beats open. A scenario that opens a leg also opens the posts and ports at its ends.

    Raises
    ------
    UnknownIdError
        If a scenario id is not in the atlas.
    """
    scenarios = tuple(atlas.scenario(id) for id in dict.fromkeys(scenario_ids))
    said: dict[Id, dict[Change, tuple[int, Id]]] = {}
    for scenario in scenarios:
        for rank, change, target in _statements(atlas, scenario):
            strongest = said.setdefault(target, {})
            if rank >= strongest.get(change, (-1, ""))[0]:
                strongest[change] = (rank, scenario.id)
    changed: dict[Id, Change] = {}
    changed_by: dict[Id, Id] = {}
    conflicts = []
    for target, words in said.items():
        opened, closed = words.get("opened"), words.get("closed")
        holds: Change = "opened" if closed is None or (opened and opened[0] > closed[0]) else "closed"
        changed[target], changed_by[target] = holds, words[holds][1]
        if opened and closed and opened[1] != closed[1]:
            conflicts.append(Conflict(target, opened[1], closed[1], holds))
    return Conditions(atlas, scenarios, _really(atlas, changed), changed_by, tuple(conflicts))


def _really(atlas: Atlas, changed: Mapping[Id, Change]) -> Mapping[Id, Change]:
    """Leave out what a scenario says of something already so."""

    def differs(id: Id, change: Change) -> bool:
        if id in atlas.legs:
            return (atlas.legs[id].status.value == LegStatus.OPEN) != (change == "opened")
        report = atlas.places[id].status
        return report is not None and (report.value in PASSABLE_POST) != (change == "opened")

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
