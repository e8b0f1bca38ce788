"""What is the best way through the open legs, and which others are genuinely different?"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import rustworkx

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import RoutesError
from routes.model import Id, Place
from routes.network.graph.costs import By, Scales
from routes.network.graph.states import Joined, State, Step, begin, join
from routes.network.journey import Journey, along
from routes.network.scenarios import Blocker, Conditions, apply_scenarios

# A different way shares less than this of its kilometres with every better one.
SHARED_AT_MOST = 0.6
# How much dearer the legs of the ways found get at each attempt to find a different one, and how many attempts.
PENALTY, ATTEMPTS = 1.5, 12
KEPT_NETWORKS = 200


class NoWayError(RoutesError):
    """No way leads from one place to another; `blocked_by` names what stops the nearest thing to a way, if any."""

    def __init__(self, origin: Place, destination: Place, nearest: Journey | None) -> None:
        self.origin, self.destination, self.nearest = origin, destination, nearest
        self.blocked_by: tuple[Blocker, ...] = nearest.blocked_by if nearest else ()
        closed = "; ".join(f"{b.kind} {b.id} ({b.status})" for b in self.blocked_by) or "no legs join them"
        super().__init__(f"no way from {origin.name} to {destination.name}: {closed}")


@dataclass(frozen=True)
class Network:
    """The legs that freight can travel under some conditions, as a graph of states joined by steps.

    Parameters
    ----------
    conditions
        What is open and closed.
    avoid
        ISO 3166-1 alpha-2 codes and modes that must not be used.
    closed_too
        Whether blocked legs count as well, each blocker dearer than any detour.
    """

    conditions: Conditions
    avoid: frozenset[str] = frozenset()
    closed_too: bool = False

    @cached_property
    def _joined(self) -> Joined:
        return join(self.conditions, self.avoid, closed_too=self.closed_too)

    @property
    def graph(self) -> rustworkx.PyDiGraph[State, Step]:
        """The states goods can come to, joined by steps."""
        return self._joined.graph

    @cached_property
    def _scales(self) -> Scales:
        return Scales(self.conditions.atlas)

    def way(self, origin: Id, destination: Id, by: By = By.KM) -> Journey:
        """Return the best way; a city stands for every terminal that serves it.

        Raises
        ------
        UnknownIdError
            If a place is not in the atlas.
        NoWayError
            If no legs that freight can pass join the places.
        """
        if legs := self._best(origin, destination, by, {}):
            return self._journey(legs)
        raise self._no_way(origin, destination, by)

    def ways(self, origin: Id, destination: Id, by: By = By.KM, most: int = 3) -> list[Journey]:
        """Return the best way and up to `most` - 1 different ones, best first.

        A different way shares under 60 % of its kilometres with every better one and differs from it in countries,
        modes or a border post. Raises as `way` does.
        """
        found = [self.way(origin, destination, by)]
        dearer: dict[Id, float] = {}
        used = found[0]
        for _ in range(ATTEMPTS):
            if len(found) == most:
                break
            for section in used.sections:
                dearer[section.leg.id] = dearer.get(section.leg.id, 1.0) * PENALTY
            legs = self._best(origin, destination, by, dearer)
            if not legs:
                break
            used = self._journey(legs)
            if all(different(used, better) for better in found):
                found.append(used)
        return found

    def around(self, origin: Id, destination: Id, without: Collection[Id] = ()) -> Journey | None:
        """Return the shortest way that uses none of some legs; None where there is none.

        The answer is that of `way` under conditions that close those legs, without building a network for them.
        """
        legs = self._best(origin, destination, By.KM, dict.fromkeys(without, math.inf))
        return self._journey(legs) if legs and not any(leg in without for _, leg in legs) else None

    def lengths(self, places: Sequence[Id], by: By = By.KM) -> dict[tuple[Id, Id], float]:
        """Return the cost of the best way for every ordered pair of places that has one."""
        ends = {p: self._ends(p) for p in places}
        table, weight = {}, self._scales.weight(by, {})
        for origin in places:
            best: dict[int, float] = {}
            for start in self._starts(origin):
                costs = rustworkx.dijkstra_shortest_path_lengths(self.graph, start, weight)
                for node, cost in costs.items():
                    best[node] = min(cost, best.get(node, cost))
            for destination in places:
                reached = [best[n] for n in ends[destination] if n in best]
                if origin != destination and reached:
                    table[origin, destination] = min(reached)
        return table

    def _best(self, origin: Id, destination: Id, by: By, dearer: Mapping[Id, float]) -> list[tuple[Id, Id]]:
        """Return the best way as (place left, leg) pairs; empty where there is none."""
        ends, weight = self._ends(destination), self._scales.weight(by, dearer)
        best: tuple[float, list[int]] | None = None
        for start in self._starts(origin):
            paths = rustworkx.dijkstra_shortest_paths(self.graph, start, weight_fn=weight)
            for end in ends:
                if end in paths and end != start:
                    path = list(paths[end])
                    cost = sum(weight(self._cheapest(a, b, weight)) for a, b in pairwise(path))
                    if best is None or cost < best[0]:
                        best = (cost, path)
        if best is None:
            return []
        return [(self.graph[a].place, self._cheapest(a, b, weight).leg) for a, b in pairwise(best[1])]

    def _cheapest(self, a: int, b: int, weight: Callable[[Step], float]) -> Step:
        return min(self.graph.get_all_edge_data(a, b), key=weight)

    def _journey(self, legs: Sequence[tuple[Id, Id]]) -> Journey:
        return along(self.conditions, legs[0][0], [leg for _, leg in legs])

    @cached_property
    def _wider(self) -> Network:
        """The same network with what is closed: kept, since a closed border is asked about again and again."""
        return Network(self.conditions, self.avoid, closed_too=True)

    def _no_way(self, origin: Id, destination: Id, by: By) -> NoWayError:
        atlas = self.conditions.atlas
        nearest = None
        if not self.closed_too and (legs := self._wider._best(origin, destination, by, {})):
            nearest = self._journey(legs)
        return NoWayError(atlas.place(origin), atlas.place(destination), nearest)

    def _terminals(self, id: Id) -> list[Id]:
        atlas = self.conditions.atlas
        return [atlas.place(id).id, *(p.id for p in atlas.places.values() if p.of == id)]

    def _starts(self, id: Id) -> list[int]:
        states = (begin(self.conditions.atlas.places[t]) for t in self._terminals(id))
        return [self._joined.index[s] for s in states if s in self._joined.index]

    def _ends(self, id: Id) -> list[int]:
        terminals = set(self._terminals(id))
        return [n for s, n in self._joined.index.items() if s.place in terminals]


@kept(KEPT_NETWORKS)
def network(
    atlas: Atlas, scenario_ids: tuple[Id, ...] = (), avoid: frozenset[str] = frozenset(), *, closed_too: bool = False
) -> Network:
    """Return the network under scenarios, built once for all who ask.

    Raises
    ------
    UnknownIdError
        If a scenario is not in the atlas.
    """
    return Network(apply_scenarios(atlas, scenario_ids), avoid, closed_too)


def different(a: Journey, b: Journey) -> bool:
    """Whether a way differs from a better one `b` enough to be worth showing beside it."""
    used = {s.leg.id for s in b.sections}
    shared = sum(s.km for s in a.sections if s.leg.id in used)
    return shared / a.length_km < SHARED_AT_MOST and _marks(a) != _marks(b)


def _marks(way: Journey) -> tuple[Collection[str], Collection[str], Collection[str]]:
    return set(way.km_by_country), set(way.km_by_mode), {c.post.id for c in way.crossings}


def origins(conditions: Conditions) -> Iterator[Place]:
    """Yield the places a way can begin or end at: those with a leg, and the cities their terminals serve."""
    atlas = conditions.atlas
    joined = {end for leg in atlas.legs.values() for end in (leg.start, leg.end)}
    serving = {p.of for p in atlas.places.values() if p.id in joined}
    yield from (p for p in atlas.places.values() if p.id in joined or p.id in serving)
