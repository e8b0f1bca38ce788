"""Exact search for the cheapest paths, in order of cost, that differ enough from every better one.

A path comes to no place twice; only to change its mode may it go to a terminal beside a place and straight back. It
touches the terminals of its two ends at its ends alone. It is at most `LONGEST` times as long as the shortest, even one
that passes a place twice. It differs from a better one if it shares under
`SHARED_AT_MOST` of its kilometres with it and has other countries, modes or border crossings.

Paths grow step by step, always the one whose lower bound is least, so the first complete one is the cheapest. The bound
is the cost so far and the least cost to the end, or, if larger, the same with a price on sharing: of a path that
differs, `excess` (the kilometres shared beyond the share allowed) is below nothing with every better path, so any price
times it only lowers the cost. The price is so low that no step weighs less than nothing. A path is dropped only for one
that has come to the same state at no more cost and kilometres, with no more excess and no place the other has not
passed, and that differs from the better ones in whatever the dropped one could.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from operator import le
from typing import NamedTuple

import rustworkx

from routes.model import Id, Mode
from routes.network.graph.states import Joined, Step
from routes.network.journey import SEA

SHARED_AT_MOST = 0.6
LONGEST = 3.0
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


@dataclass(frozen=True)
class Table:
    """The joined states as lists, to be searched many times."""

    joined: Joined
    countries: Mapping[Id, str | None]
    steps: Sequence[Step] = field(init=False)
    leaving: Sequence[list[tuple[int, int]]] = field(init=False)
    bits: Sequence[int] = field(init=False)
    place_bits: Mapping[Id, int] = field(init=False)
    marks: Sequence[int] = field(init=False)
    modes: Sequence[Mode | None] = field(init=False)
    kms: Sequence[float] = field(init=False)
    edges_of: Mapping[Id, Sequence[int]] = field(init=False)
    reverse: rustworkx.PyDiGraph[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Assign numbers to the places and marks, and reverse the graph."""
        graph = self.joined.graph
        states, edges = graph.nodes(), list(graph.edge_index_map().values())
        bits: dict[Id, int] = {}
        for state in states:
            bits.setdefault(state.place, 1 << len(bits))
        leaving: list[list[tuple[int, int]]] = [[] for _ in states]
        reverse: rustworkx.PyDiGraph[int, int] = rustworkx.PyDiGraph(multigraph=True)
        reverse.add_nodes_from(range(len(states) + 1))
        for number, (start, end, _) in enumerate(edges):
            leaving[start].append((number, end))
            reverse.add_edge(end, start, number)
        marks: dict[str, int] = {}
        steps = [step for _, _, step in edges]
        edges_of: dict[Id, list[int]] = {}
        for number, step in enumerate(steps):
            edges_of.setdefault(step.leg, []).append(number)
        modes = [str(states[end].mode) for _, end, _ in edges]
        found = [
            sum(marks.setdefault(mark, 1 << len(marks)) for mark in self._marks(step, mode))
            for step, mode in zip(steps, modes, strict=True)
        ]
        for name, value in {
            "steps": steps,
            "leaving": leaving,
            "bits": [bits[state.place] for state in states],
            "place_bits": bits,
            "marks": found,
            "modes": [state.mode for state in states],
            "kms": [step.km for step in steps],
            "edges_of": edges_of,
            "reverse": reverse,
        }.items():
            object.__setattr__(self, name, value)

    def _marks(self, step: Step, mode: str) -> Iterator[str]:
        country = self.countries[step.leg]
        yield from (country or SEA, mode)
        if step.crossings:
            yield f"at {step.there if country is None else step.state.place}"

    def least(self, weights: Sequence[float], ends: Set[int]) -> list[float]:
        """Return the least cost from every state to any of some states; infinite where none leads there."""
        origin, priced = len(self.leaving), [*weights, 0.0]
        added = [self.reverse.add_edge(origin, end, len(weights)) for end in ends]
        found = rustworkx.dijkstra_shortest_path_lengths(self.reverse, origin, priced.__getitem__)
        for edge in added:
            self.reverse.remove_edge_from_index(edge)
        costs = [math.inf] * origin
        for node, cost in found.items():
            if node < origin:
                costs[node] = cost
        return costs


@dataclass
class Search:
    """One question: from some states to others, by what the steps weigh; a step of infinite weight is not taken.

    `terminals` are the places the two ends stand for. `least_km` is given where the weights are kilometres and the
    least from every state is known.
    """

    table: Table
    weights: Sequence[float]
    starts: Sequence[int]
    ends: Set[int]
    terminals: Set[Id]
    least_km: Sequence[float] = ()

    def __post_init__(self) -> None:
        """Compute the bounds that every answer of the question shares."""
        table, weights = self.table, self.weights
        self.least = self.least_km or table.least(weights, self.ends)
        if not self.least_km:
            kms = [math.inf if w == math.inf else km for w, km in zip(weights, table.kms, strict=True)]
            self.least_km = self.least if kms == weights else table.least(kms, self.ends)
        self.most_km = LONGEST * min((self.least_km[n] for n in self.starts), default=0.0)
        self.closed = sum({table.place_bits.get(id, 0) for id in self.terminals})

    @cached_property
    def per_km(self) -> float:
        """The least that any kilometre weighs."""
        return min(w / km for w, km in zip(self.weights, self.table.kms, strict=True))

    def first(self, better: Sequence[Path] = ()) -> Path | None:
        """Return the cheapest path that differs from every better one; None if there is none."""
        return _Run(self, better).first()


class _Run:
    """The search for the cheapest path that differs from every better one."""

    def __init__(self, search: Search, better: Sequence[Path]) -> None:
        self.search, self.better, self.table = search, [path.marks for path in better], search.table
        self.more = [self._excess(path) for path in better]
        self.price, self.priced = 0.0, search.least
        if better:
            self.price = PRICE * search.per_km / len(better)
            sums = map(sum, zip(*self.more, strict=True))
            weights = [max(0.0, w + self.price * x) for w, x in zip(search.weights, sums, strict=True)]
            self.priced = self.table.least(weights, search.ends)
        self.known: dict[int, list[_Label]] = {}

    def _excess(self, path: Path) -> list[float]:
        """Return the kilometres of every step that are shared with a path, less the share allowed."""
        kms = self.table.kms
        excess = [-SHARED_AT_MOST * km for km in kms]
        for leg in path.legs:
            for edge in self.table.edges_of[leg]:
                excess[edge] += kms[edge]
        return excess

    def first(self) -> Path | None:
        """Return the path; None if there is none."""
        search, bits = self.search, self.table.bits
        none = (0.0,) * len(self.better)
        waiting = [
            _Label(search.least[n], i, n, -1, None, 0.0, 0.0, none, bits[n], 0, 0)
            for i, n in enumerate(search.starts)
            if search.least[n] < math.inf
        ]
        heapq.heapify(waiting)
        number = len(waiting)
        while waiting:
            label = heapq.heappop(waiting)
            if label.before and label.node in search.ends:
                if self._differs(label):
                    return self._path(label)
                continue
            for longer in self._longer(label, number):
                heapq.heappush(waiting, longer)
                number += 1
        return None

    def _longer(self, label: _Label, number: int) -> Iterator[_Label]:
        """Yield a path with one more step wherever it may go on and no other makes it needless."""
        search, table = self.search, self.table
        _, _, here, _, _, cost, km, excess, passed, previous, marks = label
        bits, modes, weights, left_km = table.bits, table.modes, search.weights, search.most_km - km
        for edge, node in table.leaving[here]:
            bit = bits[node]
            if bit & search.closed and node not in search.ends:
                continue
            if bit & passed and not (bit == previous and modes[here] is not modes[node]):
                continue
            step_km = table.kms[edge]
            if weights[edge] == math.inf or step_km + search.least_km[node] > left_km:
                continue
            spent = cost + weights[edge]
            over = tuple([x + more[edge] for x, more in zip(excess, self.more, strict=True)])
            bound = max(spent + search.least[node], spent + self.price * sum(over) + self.priced[node])
            longer = _Label(
                bound,
                number,
                node,
                edge,
                label,
                spent,
                km + step_km,
                over,
                passed | bit,
                bits[here],
                marks | table.marks[edge],
            )
            if self._needed(longer):
                yield longer
                number += 1

    def _needed(self, label: _Label) -> bool:
        """Return whether no path kept makes this one needless; if so, keep it."""
        kept = self.known.setdefault(label.node, [])
        _, _, _, _, _, cost, km, excess, passed, previous, marks = label
        for other in kept:
            if (
                not other.passed & ~passed
                and other.cost <= cost
                and other.km <= km
                and (other.previous == previous or not other.passed & previous)
                and all(map(le, other.excess, excess))
                and (other.marks == marks or all(other.marks & ~path for path in self.better))
            ):
                return False
        kept.append(label)
        return True

    def _differs(self, label: _Label) -> bool:
        return all(x < -ROUNDING_KM for x in label.excess) and label.marks not in self.better

    def _path(self, label: _Label) -> Path:
        steps, here = [], label
        while here.before:
            steps.append(self.table.steps[here.edge])
            here = here.before
        return Path(tuple(reversed(steps)), frozenset(s.leg for s in steps), label.marks, label.cost)
