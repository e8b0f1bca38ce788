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

import rustworkx

from routes.model import Id
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


@dataclass(frozen=True, slots=True)
class _Label:
    """The beginning of a path: its last state, how it came there, what it costs and what it has passed, as bits."""

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
    """One question: from some states to others, by what the steps weigh, differing from better paths.

    `terminals` are the places the two ends stand for.
    """

    table: Table
    weights: Sequence[float]
    starts: Sequence[int]
    ends: Set[int]
    terminals: Set[Id]
    better: Sequence[Path] = ()

    def __post_init__(self) -> None:
        """Compute the bounds."""
        table, n = self.table, len(self.better)
        kms = [math.inf if w == math.inf else s.km for w, s in zip(self.weights, table.steps, strict=True)]
        self.least_km = table.least(kms, self.ends)
        self.most_km = LONGEST * min((self.least_km[n] for n in self.starts), default=0.0)
        self.closed = sum({table.place_bits.get(id, 0) for id in self.terminals})
        self.more = [[self._excess(step, path) for step in table.steps] for path in self.better]
        self.least = table.least(self.weights, self.ends)
        self.price, self.priced = 0.0, self.least
        if n:
            per_km = min(w / s.km for w, s in zip(self.weights, table.steps, strict=True))
            self.price = PRICE * per_km / n
            sums = map(sum, zip(*self.more, strict=True))
            self.priced = table.least(
                [max(0.0, w + self.price * x) for w, x in zip(self.weights, sums, strict=True)], self.ends
            )
        self.known: dict[int, list[_Label]] = {}

    @staticmethod
    def _excess(step: Step, path: Path) -> float:
        return step.km * ((1.0 if step.leg in path.legs else 0.0) - SHARED_AT_MOST)

    def first(self) -> Path | None:
        """Return the cheapest path that differs from every better one; None if there is none."""
        waiting: list[tuple[float, int, _Label]] = []
        for node in self.starts:
            bit = self.table.bits[node]
            label = _Label(node, -1, None, 0.0, 0.0, (0.0,) * len(self.better), bit, 0, 0)
            waiting.append((self._bound(label), len(waiting), label))
        waiting = [entry for entry in waiting if entry[0] < math.inf]
        heapq.heapify(waiting)
        pushed = len(waiting)
        while waiting:
            _, _, label = heapq.heappop(waiting)
            if label.before and label.node in self.ends:
                if self._differs(label):
                    return self._path(label)
                continue
            for longer in self._longer(label):
                heapq.heappush(waiting, (self._bound(longer), pushed, longer))
                pushed += 1
        return None

    def _bound(self, label: _Label) -> float:
        plain = label.cost + self.least[label.node]
        return max(plain, label.cost + self.price * sum(label.excess) + self.priced[label.node])

    def _longer(self, label: _Label) -> Iterator[_Label]:
        """Yield a path with one more step wherever it may go on and no other makes it needless."""
        table, state = self.table, self.table.joined.graph[label.node]
        for edge, node in table.leaving[label.node]:
            bit = table.bits[node]
            if self.least[node] == math.inf or (bit & self.closed and node not in self.ends):
                continue
            if bit & label.passed and not (bit == label.previous and self._changes_mode(state.mode, node)):
                continue
            km = label.km + table.steps[edge].km
            if self.weights[edge] == math.inf or km + self.least_km[node] > self.most_km:
                continue
            longer = _Label(
                node,
                edge,
                label,
                label.cost + self.weights[edge],
                km,
                tuple([x + more[edge] for x, more in zip(label.excess, self.more, strict=True)]),
                label.passed | bit,
                table.bits[label.node],
                label.marks | table.marks[edge],
            )
            if self._needed(longer):
                yield longer

    def _changes_mode(self, mode: object, node: int) -> bool:
        return self.table.joined.graph[node].mode is not mode

    def _needed(self, label: _Label) -> bool:
        """Return whether no path kept makes this one needless; if so, keep it."""
        kept = self.known.setdefault(label.node, [])
        if any(self._replaces(other, label) for other in kept):
            return False
        kept.append(label)
        return True

    def _replaces(self, a: _Label, b: _Label) -> bool:
        return (
            a.cost <= b.cost
            and a.km <= b.km
            and not a.passed & ~b.passed
            and (a.previous == b.previous or not a.passed & b.previous)
            and all(x <= y for x, y in zip(a.excess, b.excess, strict=True))
            and (a.marks == b.marks or all(a.marks & ~path.marks for path in self.better))
        )

    def _differs(self, label: _Label) -> bool:
        return all(x < -ROUNDING_KM for x in label.excess) and all(label.marks != p.marks for p in self.better)

    def _path(self, label: _Label) -> Path:
        steps, here = [], label
        while here.before:
            steps.append(self.table.steps[here.edge])
            here = here.before
        return Path(tuple(reversed(steps)), frozenset(s.leg for s in steps), label.marks, label.cost)
