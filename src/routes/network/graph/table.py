"""The joined states as lists of numbers, to be searched many times."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import rustworkx
from numpy.typing import NDArray

from routes.model import Id, Mode
from routes.network.graph.states import Joined, Step
from routes.network.journey import SEA


@dataclass(frozen=True)
class Table:
    """The joined states as lists, to be searched many times.

    `leaving` holds the steps from each state as number and head, `entering` those into each place, by its bit, as
    number, tail and head.
    """

    joined: Joined
    countries: Mapping[Id, str | None]
    steps: Sequence[Step] = field(init=False)
    leaving: Sequence[list[tuple[int, int]]] = field(init=False)
    heads: Sequence[int] = field(init=False)
    entering: Mapping[int, Sequence[tuple[int, int, int]]] = field(init=False)
    bits: Sequence[int] = field(init=False)
    place_bits: Mapping[Id, int] = field(init=False)
    marks: Sequence[int] = field(init=False)
    modes: Sequence[Mode | None] = field(init=False)
    kms: Sequence[float] = field(init=False)
    km: NDArray[np.float64] = field(init=False)
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
        entering: dict[int, list[tuple[int, int, int]]] = {bit: [] for bit in bits.values()}
        for number, (start, end, _) in enumerate(edges):
            leaving[start].append((number, end))
            entering[bits[states[end].place]].append((number, start, end))
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
            "heads": [end for _, end, _ in edges],
            "entering": entering,
            "bits": [bits[state.place] for state in states],
            "place_bits": bits,
            "marks": found,
            "modes": [state.mode for state in states],
            "kms": [step.km for step in steps],
            "km": np.array([step.km for step in steps]),
            "edges_of": edges_of,
            "reverse": reverse,
        }.items():
            object.__setattr__(self, name, value)

    @cached_property
    def _between(self) -> Sequence[tuple[int, int, float]]:
        """The places that steps join, as numbers, and the least kilometres of those steps."""
        least: dict[tuple[int, int], float] = {}
        for place, leaving in zip(self.bits, self.leaving, strict=True):
            for edge, head in leaving:
                pair = place.bit_length() - 1, self.bits[head].bit_length() - 1
                least[pair] = min(self.kms[edge], least.get(pair, math.inf))
        return [(tail, head, km) for (tail, head), km in least.items()]

    @cached_property
    def _place_graph(self) -> rustworkx.PyDiGraph[int, float]:
        return self._of_places(self._between)

    @cached_property
    def _place_graph_back(self) -> rustworkx.PyDiGraph[int, float]:
        return self._of_places([(head, tail, km) for tail, head, km in self._between])

    def _of_places(self, between: Sequence[tuple[int, int, float]]) -> rustworkx.PyDiGraph[int, float]:
        graph: rustworkx.PyDiGraph[int, float] = rustworkx.PyDiGraph()
        graph.add_nodes_from(range(len(self.place_bits)))
        graph.add_edges_from(between)
        return graph

    def km_from(self, bit: int) -> NDArray[np.float64]:
        """Return the least kilometres over legs from a place, given by its bit, to every other by number."""
        if (found := self._rows.get(bit)) is None:
            found = self._rows[bit] = self._row(self._place_graph, bit)
        return found

    def km_to(self, bit: int) -> NDArray[np.float64]:
        """Return the least kilometres over legs from every place, by number, to one given by its bit."""
        return self._row(self._place_graph_back, bit)

    @cached_property
    def _rows(self) -> dict[int, NDArray[np.float64]]:
        return {}

    def _row(self, graph: rustworkx.PyDiGraph[int, float], bit: int) -> NDArray[np.float64]:
        here = bit.bit_length() - 1
        row = np.full(len(self.place_bits), np.inf)
        found = rustworkx.dijkstra_shortest_path_lengths(graph, here, float)
        row[list(found.keys())] = list(found.values())
        row[here] = 0.0
        return row

    def _marks(self, step: Step, mode: str) -> Iterator[str]:
        country = self.countries[step.leg]
        yield from (country or SEA, mode)
        if step.crossings:
            yield f"at {step.there if country is None else step.state.place}"

    def least(self, weights: Sequence[float], ends: Set[int]) -> list[float]:
        """Return the least cost from every state to any of some states; infinite where none leads there."""
        return self.least_over(weights, dict.fromkeys(ends, 0.0))

    def least_over(
        self, weights: Sequence[float], further: Mapping[int, float], jumps: Iterable[tuple[int, int, float]] = ()
    ) -> list[float]:
        """Return the least cost from every state, where some states have a known cost further on.

        Parameters
        ----------
        further
            What it costs from a state to the end other than over the steps.
        jumps
            Steps to be added: tail, head and weight.
        """
        origin, priced = len(self.leaving), [*weights]
        added = []
        for tail, head, weight in (*((node, origin, cost) for node, cost in further.items()), *jumps):
            added.append(self.reverse.add_edge(head, tail, len(priced)))
            priced.append(weight)
        found = rustworkx.dijkstra_shortest_path_lengths(self.reverse, origin, priced.__getitem__)
        for edge in added:
            self.reverse.remove_edge_from_index(edge)
        costs = [math.inf] * (origin + 1)
        for node, cost in found.items():
            costs[node] = cost
        return costs[:origin]
