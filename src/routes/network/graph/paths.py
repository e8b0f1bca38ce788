"""Exact search for the cheapest paths, in order of cost, that differ enough from every better one.

A path comes to no place twice; only to change its mode may it go to a terminal beside a place and straight back. It
touches the terminals of its two ends at its ends alone. It is at most `LONGEST` times as long as the shortest, even one
that passes a place twice; after the first, a question may ask for less. It differs from a better one if it shares under
`SHARED_AT_MOST` of its kilometres with it and has other countries, modes or border crossings.

Paths grow step by step, always the one whose lower bound is least, so the first complete one is the cheapest. The bound
is the cost so far and the least cost to the end, or, if larger, the same with a price on sharing: of a path that
differs, `excess` (the kilometres shared beyond the share allowed) is below nothing with every better path, so any price
times it only lowers the cost. The price is so low that no step weighs less than nothing. A path is dropped only for one
that has come to the same state at no more cost and kilometres, with no more excess and no place the other has not
passed, and that differs from the better ones in whatever the dropped one could.

The first path has none to differ from, so that passing a place twice seldom pays: at first any place may be passed
twice, and as long as the cheapest path passes one twice where it may not, that place is watched and the search begun
anew. Without it, a question whose only cheap paths pass a place twice would have every other path tried.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from operator import add, le
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routes.model import Id
from routes.network.graph.states import Step
from routes.network.graph.table import Table

SHARED_AT_MOST = 0.6
LONGEST = 3.0
# Where what is counted comes before kilometres, any detour would be cheaper than one crossing more.
DETOUR_KM = 2500.0
# The price of a shared kilometre, in the least any kilometre weighs; below 1 / SHARED_AT_MOST no step weighs < 0.
PRICE = 1.2
# Sums of the same kilometres in another order may differ by this.
ROUNDING_KM = 1e-6


@dataclass(frozen=True, slots=True)
class Path:
    """A path found: its steps, their legs, and the countries, modes and border crossings it has, as bits."""

    steps: tuple[Step, ...]
    legs: frozenset[Id]
    marks: int
    cost: float


class _Label(NamedTuple):
    """The beginning of a path: its bound, its last state, how it came there, its cost and what it has passed, as bits.

    `number` orders labels of the same bound by age.
    """

    bound: float
    number: int
    node: int
    edge: int
    before: _Label | None
    cost: float
    km: float
    excess: tuple[float, ...]
    passed: int
    previous: int
    marks: int


# A step from a state: its number, the state it leads to and the place of that as a bit; its weight, its kilometres,
# these with the least to the end; the least cost to the end; whether it changes the mode; and the least with a price.
_Next = tuple[int, int, int, float, float, float, float, bool, float]
# What is kept of a path to a state: places passed, cost and kilometres, excess, the place before, and marks.
_Kept = tuple[int, float, float, tuple[float, ...], int, int]


@dataclass
class Search:
    """One question: from some states to others, by what the steps weigh; a step of infinite weight is not taken.

    `terminals` are the places the two ends stand for. `least_km` is given where the weights are kilometres and the
    least from every state is known. A path after the first is at most `detour_km` longer than the shortest, or as long
    as the first.
    """

    table: Table
    weights: Sequence[float]
    starts: Sequence[int]
    ends: Set[int]
    terminals: Set[Id]
    least_km: Sequence[float] = ()
    detour_km: float = math.inf

    def __post_init__(self) -> None:
        """Compute the bounds that every answer of the question shares."""
        table, weights = self.table, self.weights
        self.weight = np.array(weights)
        self.least = self.least_km or table.least(weights, self.ends)
        if not self.least_km:
            kms = np.where(np.isinf(self.weight), math.inf, table.km)
            alike = np.array_equal(kms, self.weight)
            self.least_km = self.least if alike else table.least(kms.tolist(), self.ends)
        self.shortest_km = min((self.least_km[n] for n in self.starts), default=0.0)
        self.closed = sum({table.place_bits.get(id, 0) for id in self.terminals})

    @cached_property
    def per_km(self) -> float:
        """The least that any kilometre weighs."""
        return float(np.min(self.weight / self.table.km, initial=math.inf))

    def first(self, better: Sequence[Path] = ()) -> Path | None:
        """Return the cheapest path that differs from every better one; None if there is none."""
        return _Run(self, better).first()


class _Run:
    """The search for the cheapest path that differs from every better one."""

    def __init__(self, search: Search, better: Sequence[Path]) -> None:
        self.search, self.better, self.table = search, [path.marks for path in better], search.table
        excess = [self._excess(path) for path in better]
        self.more = list(zip(*(more.tolist() for more in excess), strict=True))
        self.price, self.priced = 0.0, search.least
        if better:
            self.price = PRICE * search.per_km / len(better)
            priced = np.maximum(0.0, search.weight + self.price * np.sum(excess, axis=0))
            self.priced = self.table.least(priced.tolist(), search.ends)
        self.known: dict[int, list[_Kept]] = {}
        self.numbers = count()
        self.most_km = LONGEST * search.shortest_km
        if better:
            first_km = sum(step.km for step in better[0].steps)
            self.most_km = min(self.most_km, max(search.shortest_km + search.detour_km, first_km + ROUNDING_KM))
        self.steps: dict[int, list[_Next]] = {}
        # The places that may not be passed twice, as bits.
        self.watched = -1 if better else 0

    def _excess(self, path: Path) -> NDArray[np.float64]:
        """Return the kilometres of every step that are shared with a path, less the share allowed."""
        excess = -SHARED_AT_MOST * self.table.km
        shared = [edge for leg in path.legs for edge in self.table.edges_of[leg]]
        excess[shared] += self.table.km[shared]
        return excess

    def first(self) -> Path | None:
        """Return the path; None if there is none."""
        while (label := self._cheapest()) and (twice := self._passed_twice(label)):
            self.watched |= twice
            self.known.clear()
        return self._path(label) if label else None

    def _passed_twice(self, label: _Label) -> int:
        """Return the places a path passes twice other than to change its mode beside them, as bits."""
        bits, modes, labels = self.table.bits, self.table.modes, []
        here: _Label | None = label
        while here:
            labels.append(here)
            here = here.before
        passed = twice = 0
        for one in reversed(labels):
            bit, before = bits[one.node], one.before
            if bit & passed and before and not (bit == before.previous and modes[before.node] is not modes[one.node]):
                twice |= bit
            passed |= bit
        return twice

    def _cheapest(self) -> _Label | None:
        """Return the whole path of least cost that passes no watched place twice; None if there is none."""
        search, bits = self.search, self.table.bits
        none = (0.0,) * len(self.better)
        waiting = [
            _Label(search.least[n], next(self.numbers), n, -1, None, 0.0, 0.0, none, bits[n] & self.watched, 0, 0)
            for n in search.starts
            if search.least[n] < math.inf
        ]
        heapq.heapify(waiting)
        while waiting:
            label = heapq.heappop(waiting)
            if label.before and label.node in search.ends:
                if self._differs(label):
                    return label
                continue
            for longer in self._longer(label):
                heapq.heappush(waiting, longer)
        return None

    def _longer(self, label: _Label) -> Iterator[_Label]:
        """Yield a path with one more step wherever it may go on and no other makes it needless."""
        _, _, here, _, _, cost, km, excess, passed, previous, marks = label
        if (steps := self.steps.get(here)) is None:
            steps = self.steps[here] = [*self._from(here)]
        left_km, come, watched = self.most_km - km, self.table.bits[here], self.watched
        for edge, node, bit, weight, step_km, least_km, least, changes, priced in steps:
            if (bit & passed and not (changes and bit == previous)) or least_km > left_km:
                continue
            spent = cost + weight
            bound, over = spent + least, excess
            if excess:
                over = tuple(map(add, excess, self.more[edge]))
                bound = max(bound, spent + self.price * sum(over) + priced)
            passing, marked = (passed | bit) & watched, marks | self.table.marks[edge]
            longer = _Label(
                bound, next(self.numbers), node, edge, label, spent, km + step_km, over, passing, come, marked
            )
            if self._needed(longer):
                yield longer

    def _from(self, here: int) -> Iterator[_Next]:
        """Yield the steps from a state, without those that no path of the question takes."""
        search, table = self.search, self.table
        for edge, node in table.leaving[here]:
            bit, km, weight = table.bits[node], table.kms[edge], search.weights[edge]
            if weight < math.inf and (not bit & search.closed or node in search.ends):
                changes = table.modes[here] is not table.modes[node]
                least, least_km = search.least[node], km + search.least_km[node]
                yield edge, node, bit, weight, km, least_km, least, changes, self.priced[node]

    def _needed(self, label: _Label) -> bool:
        """Return whether no path kept makes this one needless; if so, keep it."""
        kept = self.known.setdefault(label.node, [])
        _, _, _, _, _, cost, km, excess, passed, previous, marks = label
        free = ~passed
        for theirs, spent, length, over, before, marked in kept:
            if (
                not theirs & free
                and spent <= cost
                and length <= km
                and (before == previous or not theirs & previous)
                and all(map(le, over, excess))
                and (marked == marks or all(marked & ~path for path in self.better))
            ):
                return False
        kept.append((passed, cost, km, excess, previous, marks))
        return True

    def _differs(self, label: _Label) -> bool:
        return all(x < -ROUNDING_KM for x in label.excess) and label.marks not in self.better

    def _path(self, label: _Label) -> Path:
        steps, here = [], label
        while here.before:
            steps.append(self.table.steps[here.edge])
            here = here.before
        return Path(tuple(reversed(steps)), frozenset(s.leg for s in steps), label.marks, label.cost)
