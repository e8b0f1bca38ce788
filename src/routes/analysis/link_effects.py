"""What a reader's changes do: links that do not exist, parts closed or opened."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.analysis import argument_verdicts
from routes.analysis.argument_tests import AS_LAST_REPORTED
from routes.analysis.argument_verdicts import Finding
from routes.analysis.chokepoints.effects import Pair
from routes.analysis.chokepoints.flows import pairs
from routes.analysis.chokepoints.removal import elements
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Id
from routes.network import estimate
from routes.network.graph import ROUNDING_KM, By, Network, network
from routes.network.journey import Journey
from routes.network.scenarios import is_supposed

# Fewer hours between two fastest ways are no difference.
NOTABLE_H = 1.0


@dataclass(frozen=True, slots=True)
class PairChange:
    """The shortest open way between two places without the changes and with them; None where there is none.

    `hours` are the typical hours of the fastest one, without the changes and with them.
    """

    start: Id
    end: Id
    before: Journey | None
    after: Journey | None
    hours: tuple[float | None, float | None] = (None, None)

    @property
    def saved_km(self) -> float | None:
        """Kilometres saved, below zero where the way becomes longer; None where one of the two is missing."""
        return self.before.length_km - self.after.length_km if self.before and self.after else None

    @property
    def gained(self) -> bool:
        """Whether the way becomes possible or shorter."""
        return bool(self.after) and (self.before is None or (self.saved_km or 0.0) > ROUNDING_KM)

    @property
    def lost(self) -> bool:
        """Whether the way becomes impossible or longer."""
        return bool(self.before) and (self.after is None or (self.saved_km or 0.0) < -ROUNDING_KM)

    @property
    def saved_hours(self) -> float:
        """Typical hours saved between the fastest ways, below zero where it becomes slower."""
        before, after = self.hours
        return before - after if before is not None and after is not None else 0.0

    @property
    def changed(self) -> bool:
        """Whether the way becomes another in length, faster or slower by an hour, possible or impossible."""
        return self.gained or self.lost or abs(self.saved_hours) >= NOTABLE_H


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """An argument whose test comes out otherwise with the changes."""

    before: Finding
    after: Finding


def base(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> tuple[Id, ...]:
    """Return the scenarios without the reader's changes: what these are compared with."""
    return tuple(id for id in scenario_ids if not is_supposed(atlas, id))


@kept(16)
def effects(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> tuple[PairChange, ...]:
    """Return what becomes of all pairs that the questions try their scenarios on, those that change most first.

    Raises
    ------
    UnknownIdError
        If a scenario is not known.
    RequestError
        If a link cannot be.
    """
    found = _changes(atlas, scenario_ids)
    return tuple(sorted(found, key=_order))


def _order(change: PairChange) -> tuple[bool, bool, float, float]:
    """Return what sorts changes: ways gained or lost, then the most kilometres, then the most hours."""
    return (not change.changed, change.saved_km is not None, -abs(change.saved_km or 0.0), -abs(change.saved_hours))


def _changes(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> Iterator[PairChange]:
    without, found = base(atlas, scenario_ids), pairs(atlas)
    ways = zip(_shortest(atlas, without), _shortest(atlas, scenario_ids), strict=True)
    fastest = _fastest(atlas, without)
    hours = zip(fastest, _hours_after(atlas, scenario_ids, fastest), strict=True)
    for pair, (before, after), (known, now) in zip(found, ways, hours, strict=True):
        yield PairChange(pair.start, pair.end, before, after, (known.hours if known else None, now))


@kept(16)
def _shortest(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> tuple[Journey | None, ...]:
    """Return the shortest open way of every pair, in their order."""
    net = network(atlas, scenario_ids)
    return tuple(net.around(pair.start, pair.end) for pair in pairs(atlas))


@dataclass(frozen=True, slots=True)
class _Fastest:
    """The fastest open way of a pair: its typical hours, and the legs, crossings and ports it needs open."""

    hours: float
    needs: frozenset[Id]


@kept(16)
def _fastest(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> tuple[_Fastest | None, ...]:
    """Return the fastest open way of every pair, in their order."""
    net = network(atlas, scenario_ids)
    return tuple(_fastest_of(net, pair) for pair in pairs(atlas))


def _fastest_of(net: Network, pair: Pair) -> _Fastest | None:
    way = net.around(pair.start, pair.end, by=By.TIME)
    return _Fastest(estimate.of(way).hours.typical, frozenset(elements(way))) if way else None


def _hours_after(
    atlas: Atlas, scenario_ids: tuple[Id, ...], before: Sequence[_Fastest | None]
) -> Iterator[float | None]:
    """Yield the typical hours of the fastest way of every pair with the changes.

    A pair is only looked at if its way before is closed, or if the least hours through the network, which no way goes
    below, are notably less.
    """
    net, found = network(atlas, scenario_ids), pairs(atlas)
    least = net.lengths([*dict.fromkeys(place for pair in found for place in (pair.start, pair.end))], By.TIME)
    shut = {id for id, state in net.conditions.changed.items() if state == "closed"}
    for pair, known in zip(found, before, strict=True):
        bound = least.get((pair.start, pair.end), math.inf)
        if known and shut.isdisjoint(known.needs) and bound > known.hours - NOTABLE_H:
            yield known.hours
        else:
            now = _fastest_of(net, pair) if bound < math.inf else None
            yield now.hours if now else None


def redundant(changes: Sequence[PairChange]) -> tuple[Id, ...]:
    """Return legs, border crossings and ports on the way of some pair without the changes and of none with them.

    What the changes close themselves is not among them, and nothing is if a pair loses its way.
    """
    if any(change.lost for change in changes):
        return ()
    used = {id for c in changes if c.after for id in elements(c.after)}
    shut = {id for c in changes if c.after for id, state in c.after.conditions.changed.items() if state == "closed"}
    before = (id for c in changes if c.before for id in elements(c.before))
    return tuple(dict.fromkeys(id for id in before if id not in used and id not in shut))


@kept(16)
def verdicts(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> tuple[VerdictChange, ...]:
    """Return the tested arguments whose verdict under the scenarios is another with the reader's changes."""
    frame = base(atlas, scenario_ids) or (AS_LAST_REPORTED,)
    found = (
        VerdictChange(
            argument_verdicts.assess(atlas, argument, frame), argument_verdicts.assess(atlas, argument, scenario_ids)
        )
        for argument in atlas.arguments.values()
        if argument.tested
    )
    return tuple(change for change in found if change.before.verdict is not change.after.verdict)
