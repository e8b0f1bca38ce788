"""What removing or adding something changes for pairs of places: connection, kilometres, days, borders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from routes.model import Figure, Id
from routes.network.journey import SEA, Journey
from routes.network.scenarios import Conditions

Ends = tuple[Id, Id]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places goods go between, how much the pair counts beside the others, and the cited flows that say so."""

    start: Id
    end: Id
    weight: float
    flows: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A pair's way before and after something is taken out or added; None where freight has no way.

    `days` are typical days, after less before; None unless there is a way both times.
    """

    pair: Pair
    before: Journey | None
    after: Journey | None
    days: float | None

    @property
    def km(self) -> float:
        """Kilometres after, less those before; 0 unless there is a route both times."""
        return self.after.length_km - self.before.length_km if self.before and self.after else 0.0

    @property
    def crossings(self) -> int:
        """Border crossings after, less those before; 0 unless there is a route both times."""
        return len(self.after.crossings) - len(self.before.crossings) if self.before and self.after else 0

    @property
    def through(self) -> tuple[str, ...]:
        """Codes of the countries that the route after runs through and the one before does not."""
        if not self.before or not self.after:
            return ()
        return tuple(c for c in self.after.km_by_country if c not in self.before.km_by_country and c != SEA)


@dataclass(frozen=True, slots=True)
class Effect:
    """What each of some legs, posts and ports alone does when it is taken out, or all legs of a link when built.

    `own` are those of the pairs of which a port taken out is itself an end, or serves the city that is.
    """

    ids: tuple[Id, ...]
    changes: tuple[Change, ...]
    own: tuple[Pair, ...] = ()

    @property
    def cut(self) -> tuple[Change, ...]:
        """The pairs that have no route any more."""
        return tuple(c for c in self.changes if c.after is None)

    @property
    def joined(self) -> tuple[Change, ...]:
        """The pairs that had no route before."""
        return tuple(c for c in self.changes if c.before is None)

    @property
    def both(self) -> tuple[Change, ...]:
        """The pairs with a route both times, the greatest difference in kilometres first."""
        found = (c for c in self.changes if c.before and c.after)
        return tuple(sorted(found, key=lambda c: -round(abs(c.km), 3)))

    @property
    def weight(self) -> float:
        """Weight of the pairs cut off or joined; not of those whose own end is taken out, which shows nothing."""
        return total(c.pair for c in self.changes if not (c.before and c.after) and c.pair not in self.own)

    @property
    def weighted_km(self) -> float:
        """Sum of kilometres more (or fewer, for a link) times the weight of each pair."""
        return sum(c.km * c.pair.weight for c in self.changes)

    @property
    def order(self) -> tuple[float, float, Ends]:
        """Those that cut off or join most weight first, then those that add or save most kilometres."""
        return (-round(self.weight, 6), -round(abs(self.weighted_km), 6), (self.ids[0], self.ids[-1]))


@dataclass(frozen=True, slots=True)
class Ranking:
    """The pairs as they are, what each removal would change, and what each planned link would, worst and best first."""

    conditions: Conditions
    question: Id | None
    pairs: tuple[Pair, ...]
    ways: Mapping[Ends, Journey | None]
    days: Mapping[Ends, float]
    removals: tuple[Effect, ...]
    links: tuple[Effect, ...]


def total(of: Iterable[Pair]) -> float:
    """Return the weight of some pairs."""
    return sum(p.weight for p in of)
