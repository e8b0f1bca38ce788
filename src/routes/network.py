"""What is the best way through the open legs?"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

import rustworkx

from routes.atlas import Atlas
from routes.conditions import Blocker, Conditions, under
from routes.errors import RoutesError
from routes.estimate import PER_TONNE, waits
from routes.journey import Journey, along, changes_gauge
from routes.model import Id, Leg, Mode, Place
from routes.parameters import Parameters, parameters

# Kilometres that one crossing and one handling weigh in the blend; ours, stated on the page.
CROSSING_KM, HANDLING_KM = 300.0, 300.0
# Longer than any way in the atlas, so that counts come before kilometres.
BEFORE_KM = 1e6
# And so that what is closed comes before those.
BLOCKED_KM = BEFORE_KM * BEFORE_KM
# US dollars a tonne that one kilometre without a cited rate weighs, so that such kilometres come before any price.
UNPRICED_USD = 1_000.0
# A different way shares less than this of its kilometres with every better one.
SHARED_AT_MOST = 0.6
# How much dearer the legs of the ways found get at each attempt to find a different one, and how many attempts.
PENALTY, ATTEMPTS = 1.5, 12
KEPT_NETWORKS = 200


class By(StrEnum):
    """What the best way has least of."""

    KM = "km"
    CROSSINGS = "crossings"
    BREAKS = "breaks"
    BLEND = "blend"
    TIME = "time"
    COST = "cost"
    CARBON = "carbon"


# What a crossing and a handling weigh beside the kilometres.
BESIDE_KM: Mapping[By, tuple[float, float]] = {
    By.KM: (0.0, 0.0),
    By.CROSSINGS: (BEFORE_KM, 0.0),
    By.BREAKS: (0.0, BEFORE_KM),
    By.BLEND: (CROSSING_KM, HANDLING_KM),
}


class NoWayError(RoutesError):
    """No way leads from one place to another; `blocked_by` names what stops the nearest thing to a way, if any."""

    def __init__(self, origin: Place, destination: Place, nearest: Journey | None) -> None:
        self.origin, self.destination, self.nearest = origin, destination, nearest
        self.blocked_by: tuple[Blocker, ...] = nearest.blocked_by if nearest else ()
        closed = "; ".join(f"{b.kind} {b.id} ({b.status})" for b in self.blocked_by) or "no legs join them"
        super().__init__(f"no way from {origin.name} to {destination.name}: {closed}")


@dataclass(frozen=True, slots=True)
class _State:
    """Where goods stand: at a place, come by a mode, with the gauges still in common, from a country.

    `land` is the last mode on land, which says what boards a ship; a lorry where there was none.
    """

    place: Id
    mode: Mode | None
    gauges: tuple[int, ...]
    country: str
    land: Mode = Mode.ROAD


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """One leg travelled from a state, and what it costs beside its kilometres."""

    leg: Id
    km: float
    crossings: int
    handlings: int
    blockers: int
    state: _State
    there: Id
    breaks: bool


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
    graph: rustworkx.PyDiGraph[_State, _Step] = field(init=False, repr=False)
    index: Mapping[_State, int] = field(init=False, repr=False)
    held: Parameters = field(init=False, repr=False)
    spent: dict[tuple[By, _Step], float] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        graph: rustworkx.PyDiGraph[_State, _Step] = rustworkx.PyDiGraph(multigraph=True)
        index: dict[_State, int] = {}
        object.__setattr__(self, "graph", graph)
        object.__setattr__(self, "held", parameters(self.conditions.atlas))
        object.__setattr__(self, "spent", {})
        object.__setattr__(self, "index", index)
        leaving = self._leaving()
        waiting = [_begin(p) for p in self.conditions.atlas.places.values() if p.id in leaving]
        for state in waiting:
            index[state] = graph.add_node(state)
        while waiting:
            state = waiting.pop()
            for leg, there, blockers in leaving.get(state.place, ()):
                for step, after in self._steps(state, leg, there, blockers):
                    if after not in index:
                        index[after] = graph.add_node(after)
                        waiting.append(after)
                    graph.add_edge(index[state], index[after], step)

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
        table, weight = {}, self._weight(by, {})
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
        ends, weight = self._ends(destination), self._weight(by, dearer)
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

    def _cheapest(self, a: int, b: int, weight: Callable[[_Step], float]) -> _Step:
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
        states = (_begin(self.conditions.atlas.places[t]) for t in self._terminals(id))
        return [self.index[s] for s in states if s in self.index]

    def _ends(self, id: Id) -> list[int]:
        terminals = set(self._terminals(id))
        return [n for s, n in self.index.items() if s.place in terminals]

    def _leaving(self) -> dict[Id, list[tuple[Leg, Place, int]]]:
        places = self.conditions.atlas.places
        leaving: dict[Id, list[tuple[Leg, Place, int]]] = {}
        for leg in self.conditions.atlas.legs.values():
            if leg.mode in self.avoid or (leg.country or "") in self.avoid:
                continue
            for start, end in ((places[leg.start], places[leg.end]), (places[leg.end], places[leg.start])):
                if leg.country is None and self.avoid.intersection((*start.countries, *end.countries)):
                    continue
                blockers = sum(1 for _ in self.conditions.blockers(leg, start, end))
                if not blockers or self.closed_too:
                    leaving.setdefault(start.id, []).append((leg, end, blockers))
        return leaving

    def _steps(self, state: _State, leg: Leg, there: Place, blockers: int) -> Iterator[tuple[_Step, _State]]:
        """Yield the steps along a leg and the states after them; none where goods cannot change onto it here."""
        here = self.conditions.atlas.places[state.place]
        changes = state.mode is not None and leg.mode is not state.mode
        if changes and state.mode and not {state.mode, leg.mode} <= set(here.transfer):
            return
        country = leg.country or there.countries[0]
        crossings = int(bool(state.country) and country != state.country)
        land = state.land if leg.mode is Mode.SEA else leg.mode
        for gauges, breaks in _gauges(state, leg, changes or changes_gauge(here)):
            handlings = int(changes or breaks)
            step = _Step(leg.id, leg.length.km, crossings, handlings, blockers, state, there.id, breaks)
            yield step, _State(there.id, leg.mode, gauges, country, land)

    def _weight(self, by: By, dearer: Mapping[Id, float]) -> Callable[[_Step], float]:
        """Return what a step weighs: kilometres and what stands beside them, or typical hours, dollars or CO2e."""
        if by not in BESIDE_KM:
            return lambda s: self._spent(by, s) * dearer.get(s.leg, 1.0) + BLOCKED_KM * s.blockers
        crossing, handling = BESIDE_KM[by]
        blend = by is By.BLEND

        def weight(s: _Step) -> float:
            factor = dearer.get(s.leg, 1.0) if dearer else 1.0
            beside = crossing * s.crossings + handling * s.handlings
            return s.km * factor + beside * (factor if blend else 1.0) + BLOCKED_KM * s.blockers

        return weight

    def _spent(self, by: By, step: _Step) -> float:
        """The typical hours of a step with its waits, or the price or CO2e of a tonne carried along it."""
        if (found := self.spent.get((by, step))) is None:
            leg, held = self.conditions.atlas.legs[step.leg], self.held
            if by is By.TIME:
                found = held.hours(held.speed(leg), step.km).typical + self._waiting(leg, step)
            elif by is By.CARBON:
                found = held.carbon(leg)[0].typical * step.km
            else:
                rate = next((r for unit in PER_TONNE if (r := held.tariff(leg, unit, frozenset()))), None)
                found = step.km * (held.value(rate).typical if rate else UNPRICED_USD)
            self.spent[by, step] = found
        return found

    def _waiting(self, leg: Leg, step: _Step) -> float:
        places, state = self.conditions.atlas.places, step.state
        here, there = places[state.place], places[step.there]
        found = waits(
            self.held, leg, here, there, before=state.mode, land=state.land, leaves=state.country, breaks=step.breaks
        )
        return sum(self.held.hours(wait.parameter).typical for wait in found)


def _gauges(state: _State, leg: Leg, can_change: bool) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Yield the gauges in common after a leg, and whether reaching it so takes a change of gauge."""
    if not leg.gauges_mm:
        yield state.gauges, False
        return
    still = tuple(g for g in state.gauges if g in leg.gauges_mm)
    others = tuple(g for g in leg.gauges_mm if g not in still)
    if still or not state.gauges:
        yield still or leg.gauges_mm, False
    if state.gauges and others and can_change:
        yield others, True


@lru_cache(maxsize=KEPT_NETWORKS)
def network(
    atlas: Atlas, scenario_ids: tuple[Id, ...] = (), avoid: frozenset[str] = frozenset(), *, closed_too: bool = False
) -> Network:
    """Return the network under scenarios, built once for all who ask.

    Raises
    ------
    UnknownIdError
        If a scenario is not in the atlas.
    """
    return Network(under(atlas, scenario_ids), avoid, closed_too)


def different(a: Journey, b: Journey) -> bool:
    """Whether a way differs from a better one `b` enough to be worth showing beside it."""
    used = {s.leg.id for s in b.sections}
    shared = sum(s.km for s in a.sections if s.leg.id in used)
    return shared / a.length_km < SHARED_AT_MOST and _marks(a) != _marks(b)


def _marks(way: Journey) -> tuple[Collection[str], Collection[str], Collection[str]]:
    return set(way.km_by_country), set(way.km_by_mode), {c.post.id for c in way.crossings}


def _begin(place: Place) -> _State:
    return _State(place.id, None, (), place.countries[0] if len(place.countries) == 1 else "")


def origins(conditions: Conditions) -> Iterator[Place]:
    """Yield the places a way can begin or end at: those with a leg, and the cities their terminals serve."""
    atlas = conditions.atlas
    joined = {end for leg in atlas.legs.values() for end in (leg.start, leg.end)}
    serving = {p.of for p in atlas.places.values() if p.id in joined}
    yield from (p for p in atlas.places.values() if p.id in joined or p.id in serving)
