"""Shortest routes with legs taken out, or with closed ones opened: many questions to one graph, built once.

The answers are those of `Network.around` under each variant's conditions, for which a network each would be built.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from routes.model import Id, Leg
from routes.network.graph.distances import Distances, Edges, edges_of
from routes.network.graph.paths import Search
from routes.network.graph.questions import Question, question
from routes.network.graph.states import Joined, Leaving, join
from routes.network.graph.table import Table
from routes.network.journey import Journey, along
from routes.network.scenarios import Conditions

# A leg in one direction: its id, and the place it leads to.
Directed = tuple[Id, Id]


class Variants:
    """The legs that freight can travel under some conditions, and under others that open or close a few more.

    Parameters
    ----------
    conditions
        What is open and closed.
    others
        Conditions of the same atlas and year.
    """

    def __init__(self, conditions: Conditions, others: Sequence[Conditions] = ()) -> None:
        self.conditions, self.others = conditions, others
        legs = conditions.atlas.legs
        self._base = frozenset(_passable(conditions, legs.values()))
        self._of_others = [self._like_base(other) for other in others]
        self._known: dict[tuple[Id, Id], Question] = {}
        self._distances: dict[frozenset[int], Distances] = {}
        self._journeys: dict[tuple[int, tuple[Id, ...]], Journey] = {}

    def around(self, origin: Id, destination: Id, without: Collection[Id] = ()) -> Journey | None:
        """Return the shortest route that uses none of some legs; None where there is none."""
        asked = self._question(origin, destination)
        edges = [edge for leg in without for edge in self._table.edges_of.get(leg, ())]
        return self._shortest(asked, *self._changed(asked, dict.fromkeys(edges, math.inf)))

    def least_km(self, other: int, origin: Id, destination: Id) -> float:
        """Return the least kilometres under the other conditions of a number, even if they pass a place twice.

        Infinite where there is no route, where two places share a terminal, and where nothing differs.
        """
        asked = self._question(origin, destination)
        if not asked.separate or not self._differing[other]:
            return math.inf
        _, least = self._changed(asked, self._differing[other])
        return min((least[n] for n in asked.starts), default=math.inf)

    def under(self, other: int, origin: Id, destination: Id) -> Journey | None:
        """Return the shortest route under the other conditions of a number; None where there is none."""
        asked = self._question(origin, destination)
        return self._shortest(asked, *self._changed(asked, self._differing[other]), other)

    def _shortest(
        self, asked: Question, weights: Sequence[float], least: Sequence[float], other: int = -1
    ) -> Journey | None:
        if not asked.starts or not asked.ends:
            return None
        path = Search(self._table, weights, asked.starts, asked.ends, asked.terminals, least_km=least).first()
        if path is None:
            return None
        key = other, tuple(step.leg for step in path.steps)
        if key not in self._journeys:
            conditions = self.conditions if other < 0 else self.others[other]
            self._journeys[key] = along(conditions, path.steps[0].state.place, key[1])
        return self._journeys[key]

    def _changed(self, asked: Question, changes: dict[int, float]) -> tuple[Sequence[float], Sequence[float]]:
        """Return the weights with some changed, and the least cost to the ends of a question under them."""
        if asked.ends not in self._distances:
            self._distances[asked.ends] = Distances(self._table, self._edges, self._weights, asked.ends)
        distances = self._distances[asked.ends]
        if not changes:
            return self._weights, distances.costs
        weights = list(self._weights)
        for edge, weight in changes.items():
            weights[edge] = weight
        return weights, distances.changed(weights, [*changes])

    def _question(self, origin: Id, destination: Id) -> Question:
        if (origin, destination) not in self._known:
            found = question(self.conditions.atlas, self._joined.index, origin, destination)
            self._known[origin, destination] = found
        return self._known[origin, destination]

    @cached_property
    def _joined(self) -> Joined:
        """The states reached under any of the conditions."""
        atlas, every = self.conditions.atlas, self._base.union(*self._of_others)
        leaving: Leaving = {}
        for leg in atlas.legs.values():
            for start, end in ((leg.start, leg.end), (leg.end, leg.start)):
                if (leg.id, end) in every:
                    leaving.setdefault(start, []).append((leg, atlas.places[end], 0))
        return join(atlas.places, leaving)

    @cached_property
    def _table(self) -> Table:
        return Table(self._joined, {id: leg.country for id, leg in self.conditions.atlas.legs.items()})

    @cached_property
    def _edges(self) -> Edges:
        return edges_of(self._table)

    @cached_property
    def _weights(self) -> Sequence[float]:
        return [s.km if (s.leg, s.there) in self._base else math.inf for s in self._table.steps]

    @cached_property
    def _differing(self) -> Sequence[dict[int, float]]:
        """Of each of the other conditions the steps that differ, and their kilometres; infinite where impassable."""
        steps, found = self._table.steps, []
        for passable in self._of_others:
            differ = passable ^ self._base
            edges = [e for leg, _ in differ for e in self._table.edges_of[leg] if (leg, steps[e].there) in differ]
            found.append({e: steps[e].km if (steps[e].leg, steps[e].there) in passable else math.inf for e in edges})
        return found

    def _like_base(self, other: Conditions) -> frozenset[Directed]:
        """Return what can be passed under other conditions, looking only at legs where they differ from ours."""
        ours, theirs = self.conditions.changed, other.changed
        ids = {id for id in (*ours, *theirs) if ours.get(id) != theirs.get(id)}
        legs = [g for g in self.conditions.atlas.legs.values() if not ids.isdisjoint((g.id, g.start, g.end))]
        touched = {directed for leg in legs for directed in ((leg.id, leg.end), (leg.id, leg.start))}
        return (self._base - touched).union(_passable(other, legs))


def _passable(conditions: Conditions, legs: Iterable[Leg]) -> Iterator[Directed]:
    """Yield the legs that freight can pass, in each direction that it can."""
    places = conditions.atlas.places
    for leg in legs:
        for start, end in ((leg.start, leg.end), (leg.end, leg.start)):
            if next(conditions.blockers(leg, places[start], places[end]), None) is None:
                yield leg.id, end
