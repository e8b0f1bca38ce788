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
passed, unless that is too far to come to on the kilometres left, and that differs from the better ones in whatever the
dropped one could. It is compared with the last few kept there alone, when it would be gone on with.

It is followed to the next state where it has a choice, and no further than to a dead end. An excess so low that no way
to go on could raise it above nothing counts as settled, so that paths that differ either way are told apart no more.

The first path has none to differ from, so that passing a place twice seldom pays: at first any place may be passed
twice, and as long as the cheapest path passes one twice where it may not, that place is watched and the search begun
anew. Without it, a question whose only cheap paths pass a place twice would have every other path tried. The first few
places watched are critical ones of the bounds (`bounds.py`), in every search of the question.
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
from routes.network.graph.bounds import Bounds
from routes.network.graph.onward import On, Onward, Stretches
from routes.network.graph.states import Step
from routes.network.graph.table import Table
from routes.network.graph.within import Within

SHARED_AT_MOST = 0.6
LONGEST = 3.0
# Where what is counted comes before kilometres, any detour would be cheaper than one crossing more.
DETOUR_KM = 2500.0
# The price of a shared kilometre, in the least any kilometre weighs; below 1 / SHARED_AT_MOST no step weighs < 0.
PRICE = 1.2
# How many critical places the bounds mind: each doubles the costs to be found.
CRITICAL_AT_MOST = 3
# With how many of the last paths kept at a state a new one is compared: to compare it with all takes longer than to
# follow the few that an older one would have made needless.
COMPARED = 24
# How many paths are kept at a state before places too far for the rest of a path are told apart.
MANY = 16
# An excess below whatever could still be added to it.
SETTLED_KM = -1e9
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
    """The beginning of a path: its last state, how it came there, its cost and what it has passed, as bits.

    `edges` are the steps from the label before, `priced` is the price of its excess.
    """

    node: int
    edges: Sequence[int]
    before: _Label | None
    cost: float
    km: float
    excess: tuple[float, ...]
    priced: float
    passed: int
    previous: int
    marks: int


# A label and how it goes on, with the bound of both and their age among those of the same bound.
_Waiting = tuple[float, int, _Label, On]
# What is kept of a path to a state: places passed, cost, kilometres, excess, place before, marks.
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
        self.bounds = Bounds(table, weights, self.ends, known={0: self.least})
        self.stretches = Stretches(table, weights, self.ends, self.closed)

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
        kms = [sum(step.km for step in path.steps) for path in better]
        # The most that a path could still add to its excess over each.
        self.most_added = [(1.0 - SHARED_AT_MOST) * km for km in kms]
        self.by_edge = [self._excess(path) for path in better]
        self.price = PRICE * search.per_km / len(better) if better else 0.0
        self.known: dict[int, list[_Kept]] = {}
        self.numbers = count()
        self.most_km = LONGEST * search.shortest_km
        if better:
            self.most_km = min(self.most_km, max(search.shortest_km + search.detour_km, kms[0] + ROUNDING_KM))
        self.most = self.most_km + ROUNDING_KM if search.least is search.least_km else math.inf
        # The places that may not be passed twice, as bits.
        self.watched = -1 if better else 0
        self.onward = self._onward()

    def _excess(self, path: Path) -> NDArray[np.float64]:
        """Return the kilometres of every step that are shared with a path, less the share allowed."""
        excess = -SHARED_AT_MOST * self.table.km
        shared = [edge for leg in path.legs for edge in self.table.edges_of[leg]]
        excess[shared] += self.table.km[shared]
        return excess

    def _onward(self) -> Onward:
        search, priced, excess = self.search, None, [more.tolist() for more in self.by_edge]
        if self.by_edge:
            weights = np.maximum(0.0, search.weight + self.price * np.sum(self.by_edge, axis=0))
            priced = Bounds(self.table, weights.tolist(), search.ends, search.bounds.critical)
        return Onward(search.stretches, search.least_km, excess, self.price, search.bounds, priced)

    def first(self) -> Path | None:
        """Return the path; None if there is none."""
        while (label := self._cheapest()) and (twice := self._passed_twice(label)):
            self._watch(twice)
        return self._path(label) if label else None

    def _watch(self, twice: int) -> None:
        """Have some places passed once at most, from the beginning of the search."""
        search = self.search
        critical, self.watched = search.bounds.critical, self.watched | twice
        if critical.bit_count() < CRITICAL_AT_MOST:
            search.bounds = Bounds(self.table, search.weights, search.ends, critical | twice)
        self.known.clear()
        self.onward = self._onward()

    def _passed_twice(self, label: _Label) -> int:
        """Return the first place that a path passes twice other than to change its mode beside it, as a bit."""
        bits, modes, heads = self.table.bits, self.table.modes, self.table.heads
        nodes = [*map(heads.__getitem__, self._edges(label))]
        nodes.insert(0, self._start(label))
        twice = [
            (places.index(bit), bit)
            for places in [[bits[node] for node in nodes]]
            for n, bit in enumerate(places)
            if bit in places[:n]
            and not (places[n - 2] == bit and modes[nodes[n - 1]] is not modes[nodes[n]] and places.index(bit) == n - 2)
        ]
        return min(twice)[1] if twice else 0

    def _cheapest(self) -> _Label | None:
        """Return the whole path of least cost that passes no watched place twice; None if there is none."""
        waiting: list[_Waiting] = []
        for begun in self._beginnings():
            self._go_on(begun, waiting)
        while waiting:
            _, _, before, on = heapq.heappop(waiting)
            label = self._label(before, on)
            if label.node in self.search.ends:
                if self._differs(label):
                    return label
            elif self._needed(label):
                self._go_on(label, waiting)
        return None

    def _beginnings(self) -> Iterator[_Label]:
        none = (0.0,) * len(self.better)
        for node in self.search.starts:
            yield _Label(node, (), None, 0.0, 0.0, none, 0.0, self.table.bits[node] & self.watched, 0, 0)

    def _go_on(self, label: _Label, waiting: list[_Waiting]) -> None:
        """Have a path wait with one more stretch wherever it may go on."""
        node, _, _, cost, km, _, priced, passed, previous, _ = label
        left_km, most, number = self.most_km - km, self.most - cost, self.numbers
        for on in self.onward.of(node, passed & self.search.bounds.critical):
            stretch, to_end_km, _, _, least, least_priced = on
            if to_end_km > left_km or least > most:
                continue
            again = stretch.places & passed
            if again and not (stretch.changes and again == stretch.first == previous):
                continue
            if (further := priced + least_priced) < least:
                further = least
            if further <= most:
                heapq.heappush(waiting, (cost + further, next(number), label, on))

    def _label(self, before: _Label, on: On) -> _Label:
        stretch, _, excess, priced, _, _ = on
        edges, node, places, _, come, _, weight, km, marks, _ = stretch
        cost, km, passed = before.cost + weight, before.km + km, (before.passed | places) & self.watched
        excess, priced = tuple(map(add, before.excess, excess)), before.priced + priced
        return _Label(node, edges, before, cost, km, excess, priced, passed, come, before.marks | marks)

    def _settled(self, excess: tuple[float, ...], left_km: float) -> tuple[float, ...]:
        """Return excess, and of a better path that no way to go on could share too much with, one so low for good."""
        left = (1.0 - SHARED_AT_MOST) * left_km
        return tuple(
            [
                over if over + (left if left < most else most) >= -ROUNDING_KM else SETTLED_KM
                for over, most in zip(excess, self.most_added, strict=True)
            ]
        )

    @cached_property
    def within(self) -> Within:
        """The places that a path may still come to."""
        return Within(self.table, self.search.ends, self.most_km + ROUNDING_KM)

    def _needed(self, label: _Label) -> bool:
        """Return whether no path kept makes this one needless; if so, keep it."""
        kept = self.known.setdefault(label.node, [])
        _, _, _, cost, km, excess, _, passed, previous, marks = label
        free, excess = ~passed, self._settled(excess, self.most_km - km)
        if len(kept) >= MANY:
            free &= self.within.places(label.node, km)
        for theirs, spent, length, over, before, marked in kept[-COMPARED:]:
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

    def _edges(self, label: _Label) -> list[int]:
        stretches, here = [], label
        while here.before:
            stretches.append(here.edges)
            here = here.before
        return [edge for edges in reversed(stretches) for edge in edges]

    def _start(self, label: _Label) -> int:
        while label.before:
            label = label.before
        return label.node

    def _path(self, label: _Label) -> Path:
        steps = tuple(self.table.steps[edge] for edge in self._edges(label))
        return Path(steps, frozenset(s.leg for s in steps), label.marks, label.cost)
