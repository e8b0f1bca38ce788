"""Least costs to some states, kept and brought up to date where few steps change their weight."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from routes.network.graph.table import Table


@dataclass(frozen=True)
class Edges:
    """Where each step of a table begins and ends, and the steps that lead to each state."""

    tails: Sequence[int]
    heads: Sequence[int]
    arriving: Sequence[Sequence[tuple[int, int]]]


def edges_of(table: Table) -> Edges:
    """Return the steps of a table by their ends."""
    tails, heads = [0] * len(table.steps), [0] * len(table.steps)
    arriving: list[list[tuple[int, int]]] = [[] for _ in table.leaving]
    for tail, leaving in enumerate(table.leaving):
        for edge, head in leaving:
            tails[edge], heads[edge] = tail, head
            arriving[head].append((edge, tail))
    return Edges(tails, heads, arriving)


@dataclass
class Distances:
    """The least cost from every state to the nearest of some states, under some weights.

    `changed` gives the costs that a search under the changed weights would find, to the last digit: it takes the same
    sums, and looks only at the states whose cost changes.
    """

    table: Table
    edges: Edges
    weights: Sequence[float]
    ends: Set[int]
    costs: Sequence[float] = field(init=False)
    # The first step of a cheapest way from each state, and the states whose cheapest way leads over each state.
    first: list[int] = field(init=False)
    behind: list[list[int]] = field(init=False)
    loose: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Find the costs, and a tree of cheapest ways."""
        self.costs = self.table.least(self.weights, self.ends)
        self.first, self.behind, self.loose = [-1] * len(self.costs), [[] for _ in self.costs], []
        for node, cost in enumerate(self.costs):
            if cost < math.inf and node not in self.ends:
                self._join(node, cost)

    def _join(self, node: int, cost: float) -> None:
        for edge, head in self.table.leaving[node]:
            # A step that weighs nothing could lead round in a circle.
            if self.weights[edge] + self.costs[head] == cost and self.costs[head] < cost:
                self.first[node] = edge
                self.behind[head].append(node)
                return
        self.loose.append(node)

    def changed(self, weights: Sequence[float], edges: Sequence[int]) -> Sequence[float]:
        """Return the costs under other weights.

        Parameters
        ----------
        edges
            The steps whose weight differs.
        """
        costs = list(self.costs)
        waiting = [*self._lost(costs, weights, edges), *self._gained(costs, weights, edges)]
        heapq.heapify(waiting)
        arriving, pop, push = self.edges.arriving, heapq.heappop, heapq.heappush
        while waiting:
            cost, node = pop(waiting)
            if cost > costs[node]:
                continue
            for edge, tail in arriving[node]:
                longer = weights[edge] + cost
                if longer < costs[tail]:
                    costs[tail] = longer
                    push(waiting, (longer, tail))
        return costs

    def _lost(self, costs: list[float], weights: Sequence[float], edges: Sequence[int]) -> Iterator[tuple[float, int]]:
        """Forget the costs of states whose cheapest way has become dearer; yield what their other ways cost."""
        dearer = [edge for edge in edges if weights[edge] > self.weights[edge]]
        tails = self.edges.tails
        left = [tails[edge] for edge in dearer if self.first[tails[edge]] == edge] + (self.loose if dearer else [])
        lost = set(left)
        while left:
            for node in self.behind[left.pop()]:
                if node not in lost:
                    lost.add(node)
                    left.append(node)
        for node in lost:
            costs[node] = math.inf
        # Of several states lost none counts for another yet: what each costs over others is written down at the end.
        found = [(self._least(node, costs, weights), node) for node in lost]
        for cost, node in found:
            if cost < math.inf:
                costs[node] = cost
                yield cost, node

    def _least(self, node: int, costs: Sequence[float], weights: Sequence[float]) -> float:
        least = math.inf
        for edge, head in self.table.leaving[node]:
            cost = weights[edge] + costs[head]
            if cost < least:
                least = cost
        return least

    def _gained(
        self, costs: list[float], weights: Sequence[float], edges: Sequence[int]
    ) -> Iterator[tuple[float, int]]:
        """Yield the states that a cheaper step brings nearer, and what they cost now."""
        for edge in edges:
            tail, cost = self.edges.tails[edge], weights[edge] + costs[self.edges.heads[edge]]
            if cost < costs[tail]:
                costs[tail] = cost
                yield cost, tail
