"""Least costs to the end that mind the places a path has passed already.

The shortest way from a state may lead back over a place that the path has come by: to change from rail to road at a
terminal behind it, say. Its cost is a lower bound, but a poor one. So the costs are kept apart by which of a few
critical places have been passed, and none of those is passed twice.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from routes.network.graph.table import Table


def each_bit(bits: int) -> Iterator[int]:
    """Yield the bits of a number, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest


@dataclass
class Bounds:
    """Least costs to the end from every state, by the critical places passed, as bits.

    Each is found when first asked for. A path may go from a critical place to a terminal beside it and straight back
    to change its mode, as every path may.
    """

    table: Table
    weights: Sequence[float]
    ends: Set[int]
    critical: int = 0
    known: dict[int, Sequence[float]] = field(default_factory=dict)

    def after(self, passed: int) -> Sequence[float]:
        """Return the least cost from every state once some of the critical places have been passed."""
        if (found := self.known.get(passed)) is None:
            found = self.known[passed] = self._find(passed)
        return found

    def least(self, passed: int, node: int, back: Sequence[tuple[int, int]]) -> float:
        """Return the least cost from a state, or over one of the steps straight back to a critical place."""
        costs = self.after(passed)
        return min(costs[node], *(self.weights[edge] + costs[head] for edge, head in back)) if back else costs[node]

    def _find(self, passed: int) -> Sequence[float]:
        weights, further = list(self.weights), dict.fromkeys(self.ends, 0.0)
        jumps = [jump for place in each_bit(passed) for jump in self._straight_back(place)]
        for place in each_bit(passed):
            for edge, _, _ in self.table.entering[place]:
                weights[edge] = math.inf
        for place in each_bit(self.critical & ~passed):
            beyond = self.after(passed | place)
            for edge, tail, head in self.table.entering[place]:
                further[tail] = min(further.get(tail, math.inf), weights[edge] + beyond[head])
                weights[edge] = math.inf
        return self.table.least_over(weights, further, jumps)

    def _straight_back(self, place: int) -> Iterator[tuple[int, int, float]]:
        """Yield how a path may go from a place to one beside it and back, to change its mode: tail, head and cost."""
        table, weights = self.table, self.weights
        for back, beside, head in table.entering[place]:
            if table.modes[beside] is table.modes[head]:
                continue
            for there, tail, end in table.entering[table.bits[beside]]:
                if end == beside and table.bits[tail] == place and weights[there] + weights[back] < math.inf:
                    yield tail, head, weights[there] + weights[back]
