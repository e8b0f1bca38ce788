"""The network of legs freight can travel, and the best routes through it: the shortest, and different ones."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import rustworkx

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import RoutesError
from routes.model import Id, Place
from routes.network.graph.costs import COUNTED, By, Scales
from routes.network.graph.paths import DETOUR_KM, SHARED_AT_MOST, Path, Search
from routes.network.graph.questions import ends_of, question, starts_of, terminals_of
from routes.network.graph.states import Joined, State, Step, join, passable
from routes.network.graph.table import Table
from routes.network.journey import Journey, along
from routes.network.scenarios import Blocker, Conditions, apply_scenarios

# About a megabyte each.
KEPT_NETWORKS = 40


class NoWayError(RoutesError):
    """No way leads from one place to another; `blocked_by` names what stops the nearest thing to a way.

    It is empty if there is no way even over what is closed: no legs join the places, or none that goods could take
    without coming to a place twice.
    """

    def __init__(self, origin: Place, destination: Place, nearest: Journey | None) -> None:
        self.origin, self.destination, self.nearest = origin, destination, nearest
        self.blocked_by: tuple[Blocker, ...] = nearest.blocked_by if nearest else ()
        closed = "; ".join(f"{b.kind} {b.id} ({b.status})" for b in self.blocked_by)
        why = closed or "there is none even over what is closed"
        super().__init__(f"no way from {origin.name} to {destination.name}: {why}")


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
        return join(self.conditions.atlas.places, passable(self.conditions, self.avoid, closed_too=self.closed_too))

    @property
    def graph(self) -> rustworkx.PyDiGraph[State, Step]:
        """The states goods can come to, joined by steps."""
        return self._joined.graph

    @cached_property
    def _scales(self) -> Scales:
        return Scales(self.conditions.atlas)

    @cached_property
    def _table(self) -> Table:
        return Table(self._joined, {id: leg.country for id, leg in self.conditions.atlas.legs.items()})

    def way(self, origin: Id, destination: Id, by: By = By.KM) -> Journey:
        """Return the best route; a city stands for every terminal that serves it.

        Raises
        ------
        UnknownIdError
            If a place is not in the atlas.
        NoWayError
            If no legs that freight can pass lead there without coming to a place twice.
        """
        return self.ways(origin, destination, by, most=1)[0]

    def ways(self, origin: Id, destination: Id, by: By = By.KM, most: int = 3) -> list[Journey]:
        """Return the best route and up to `most` - 1 different ones, best first; none that ranks between is left out.

        A different one shares under 60 % of its kilometres with every better one and differs from it in countries,
        modes or a border crossing. By crossings or breaks of gauge it is at most `DETOUR_KM` longer than the
        shortest, or as long as the best. Raises as `way` does.
        """
        detour_km = DETOUR_KM if by in COUNTED else math.inf
        paths = list(islice(self._paths(origin, destination, self._weights(by), detour_km), most))
        if not paths:
            raise self._no_way(origin, destination, by)
        return [self._journey(path) for path in paths]

    def around(self, origin: Id, destination: Id, without: Collection[Id] = (), by: By = By.KM) -> Journey | None:
        """Return the best route that uses none of some legs, the shortest unless asked otherwise; None if none is open.

        The answer is that of `way` under conditions that close those legs, without building a network for them.
        """
        weights = self._weights(by)
        if without:
            steps = self._table.steps
            weights = [math.inf if s.leg in without else w for w, s in zip(weights, steps, strict=True)]
        path = next(self._paths(origin, destination, weights), None)
        return self._journey(path) if path else None

    def lengths(self, places: Sequence[Id], by: By = By.KM) -> dict[tuple[Id, Id], float]:
        """Return the least cost for every ordered pair of separate places, even if it takes passing a place twice."""
        atlas, index = self.conditions.atlas, self._joined.index
        terminals = {place: terminals_of(atlas, place) for place in places}
        starts = {place: starts_of(atlas, index, terminals[place]) for place in places}
        table, weights = {}, self._weights(by)
        for destination in places:
            ends = ends_of(index, terminals[destination])
            costs = self._table.least(weights, ends)
            for origin in places:
                least = min((costs[n] for n in starts[origin]), default=math.inf)
                if ends.isdisjoint(starts[origin]) and least < math.inf:
                    table[origin, destination] = least
        return table

    def _paths(
        self, origin: Id, destination: Id, weights: Sequence[float], detour_km: float = math.inf
    ) -> Iterator[Path]:
        """Yield paths that differ from every one before, cheapest first."""
        asked = question(self.conditions.atlas, self._joined.index, origin, destination)
        if not asked.starts:
            return
        found: list[Path] = []
        search = Search(self._table, weights, asked.starts, asked.ends, asked.terminals, detour_km=detour_km)
        while path := search.first(found):
            found.append(path)
            yield path

    def _weights(self, by: By) -> Sequence[float]:
        """Return what every step weighs."""
        if by not in self._known_weights:
            weight = self._scales.weight(by)
            self._known_weights[by] = [weight(step) for step in self._table.steps]
        return self._known_weights[by]

    @cached_property
    def _known_weights(self) -> dict[By, Sequence[float]]:
        return {}

    def _journey(self, path: Path) -> Journey:
        return along(self.conditions, path.steps[0].state.place, [step.leg for step in path.steps])

    @property
    def _wider(self) -> Network:
        """The same network with what is closed, kept with the others, for a closed border is asked about again."""
        scenario_ids = tuple(s.id for s in self.conditions.scenarios)
        return network(self.conditions.atlas, scenario_ids, self.avoid, closed_too=True)

    def _no_way(self, origin: Id, destination: Id, by: By) -> NoWayError:
        atlas = self.conditions.atlas
        nearest = None
        if not self.closed_too:
            wider = self._wider
            if path := next(wider._paths(origin, destination, wider._weights(by)), None):
                nearest = self._journey(path)
        return NoWayError(atlas.place(origin), atlas.place(destination), nearest)


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
    """Return whether a route differs enough from a better one `b` to be worth showing beside it."""
    used = {s.leg.id for s in b.sections}
    shared = sum(s.km for s in a.sections if s.leg.id in used)
    return shared / a.length_km < SHARED_AT_MOST and _marks(a) != _marks(b)


def _marks(way: Journey) -> tuple[Collection[str], Collection[str], Collection[str]]:
    return set(way.km_by_country), set(way.km_by_mode), {c.post.id for c in way.crossings}


def origins(conditions: Conditions) -> Iterator[Place]:
    """Yield the places a route can begin or end at: those with a leg, and the cities their terminals serve."""
    atlas = conditions.atlas
    joined = {end for leg in atlas.legs.values() for end in (leg.start, leg.end)}
    serving = {p.of for p in atlas.places.values() if p.id in joined}
    yield from (p for p in atlas.places.values() if p.id in joined or p.id in serving)
