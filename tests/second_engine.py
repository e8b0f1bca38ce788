"""An independent route finder for the tests: oriented legs as nodes, Dijkstra by networkx, plain enumeration."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import networkx as nx

from routes.model import Leg, Mode, Place, PlaceKind
from routes.network.parameters import Parameters, parameters
from routes.network.scenarios import Conditions

# Leg, from, to, gauges in common after it, and whether what boards a ship after it is a lorry.
Travelled = tuple[str, str, str, tuple[int, ...], bool]
# The first place, the legs, and what they cost.
Walked = tuple[str, tuple[str, ...], float]


def shortest_km(conditions: Conditions) -> dict[tuple[str, str], float]:
    """Shortest passable kilometres between every two places joined by open legs, terminals not merged into cities."""
    return _least(_graph(conditions, None))


def fastest_hours(conditions: Conditions) -> dict[tuple[str, str], float]:
    """Least typical hours between the same places, added up leg by leg from the parameters."""
    return _least(_graph(conditions, parameters(conditions.atlas)))


def _least(graph: nx.DiGraph) -> dict[tuple[str, str], float]:
    table: dict[tuple[str, str], float] = {}
    for origin in {node[1] for node in graph if isinstance(node, tuple)}:
        for node, km in nx.single_source_dijkstra_path_length(graph, f"from {origin}").items():
            if isinstance(node, tuple) and node[2] != origin:
                key = (origin, node[2])
                table[key] = min(km, table.get(key, km))
    return table


def _graph(conditions: Conditions, held: Parameters | None) -> nx.DiGraph:
    atlas = conditions.atlas
    oriented = [
        (leg, a, b)
        for leg in atlas.legs.values()
        for a, b in ((leg.start, leg.end), (leg.end, leg.start))
        if not list(conditions.blockers(leg, atlas.places[a], atlas.places[b]))
    ]
    leaving: dict[str, list[tuple[Leg, str, str]]] = {}
    for one in oriented:
        leaving.setdefault(one[1], []).append(one)
    graph = nx.DiGraph()
    waiting: list[tuple[Leg, Travelled]] = []
    for leg, a, b in oriented:
        node = (leg.id, a, b, leg.gauges_mm, leg.mode is not Mode.RAIL)
        hours = held and _hours(held, None, leg, a, b, broken=False, lorry=True)
        graph.add_edge(f"from {a}", node, weight=leg.length.km if hours is None else hours)
        waiting.append((leg, node))
    seen = {node for _, node in waiting}
    while waiting:
        before, node = waiting.pop()
        for leg, a, b in leaving.get(node[2], ()):
            if not _may_follow(atlas.places[a], before, node[3], leg):
                continue
            kept = tuple(g for g in node[3] if g in leg.gauges_mm)
            choices = {kept or leg.gauges_mm or node[3]}
            if node[3] and kept and _may_change_gauge(atlas.places[a], before, leg):
                choices.add(tuple(g for g in leg.gauges_mm if g not in kept) or kept)
            for common in choices:
                lorry = node[4] if leg.mode is Mode.SEA else leg.mode is Mode.ROAD
                after = (leg.id, a, b, common, lorry)
                broken = bool(node[3] and leg.gauges_mm) and not set(common) & set(node[3])
                hours = held and _hours(held, before, leg, a, b, broken=broken, lorry=node[4])
                graph.add_edge(node, after, weight=leg.length.km if hours is None else hours)
                if after not in seen:
                    seen.add(after)
                    waiting.append((leg, after))
    return graph


def _hours(held: Parameters, before: Leg | None, leg: Leg, a: str, b: str, *, broken: bool, lorry: bool) -> float:
    """Typical hours of moving along a leg, of what stops goods before it, and of the ports of a ship."""
    here, there = held.atlas.places[a], held.atlas.places[b]
    stops = []
    if leg.mode is Mode.SEA:
        goods = Mode.ROAD if lorry else Mode.RAIL
        stops = [held.port(here, goods, "boarding"), held.port(there, goods, "landing")]
    elif before is not None:
        leaves = before.country or here.countries[0]
        if leaves != leg.country:
            stops.append(held.border(here, leaves, str(leg.country), leg.mode))
        if {before.mode, leg.mode} == {Mode.RAIL, Mode.ROAD}:
            stops.append(held.transfer(here))
        elif broken and before.mode is Mode.RAIL:
            stops.append(held.gauge(here))
    return held.hours(held.speed(leg), leg.length.km).typical + sum(held.hours(p).typical for p in stops)


def _may_follow(at: Place, before: Leg, gauges: tuple[int, ...], leg: Leg) -> bool:
    if before.mode is not leg.mode:
        return before.mode in at.transfer and leg.mode in at.transfer
    if leg.mode is Mode.RAIL and not set(gauges) & set(leg.gauges_mm):
        return _may_change_gauge(at, before, leg)
    return True


def _may_change_gauge(at: Place, before: Leg, leg: Leg) -> bool:
    return before.mode is not leg.mode or at.kind is PlaceKind.GAUGE_CHANGE or Mode.RAIL in at.transfer


def simple_paths(conditions: Conditions, origin: str, destination: str, *, hours: bool = False) -> Iterator[Walked]:
    """Yield the legs and cost of every path that comes to no place twice, cheapest first, by plain enumeration.

    A path may go to a terminal beside a place to change its mode and straight back. It is at most three times as long
    as the shortest. The same legs are given once.
    """
    atlas = conditions.atlas
    mine, theirs = ({id, *(p.id for p in atlas.places.values() if p.of == id)} for id in (origin, destination))
    graph, lengths = _graph(conditions, parameters(atlas) if hours else None), _graph(conditions, None)
    starts = [f"from {id}" for id in sorted((mine - theirs) or mine) if f"from {id}" in graph]
    ends = [n for n in graph if isinstance(n, tuple) and n[2] in ((theirs - mine) or theirs)]
    if mine == theirs or not starts or not ends:
        return
    left, left_km = (_to(g, ends) for g in (graph, lengths))
    most = 3.0 * min((left_km[s] for s in starts if s in left_km), default=0.0)
    waiting = [(left[s], n, s, 0.0, 0.0, (s.removeprefix("from "),), ()) for n, s in enumerate(starts) if s in left]
    heapq.heapify(waiting)
    number, given = len(waiting), set()
    while waiting:
        _, _, node, cost, km, places, legs = heapq.heappop(waiting)
        if legs and node[2] in theirs:
            if (places[0], legs) not in given:
                given.add((places[0], legs))
                yield places[0], legs, cost
            continue
        for after, edge in graph[node].items():
            place = after[2]
            back = (
                len(places) > 1 and place == places[-2] and atlas.legs[after[0]].mode is not atlas.legs[legs[-1]].mode
            )
            further = km + atlas.legs[after[0]].length.km
            ended = place in mine | theirs and after not in ends
            if after not in left or ended or (place in places and not back) or further + left_km[after] > most:
                continue
            spent, number = cost + edge["weight"], number + 1
            new = (spent + left[after], number, after, spent, further, (*places, place), (*legs, after[0]))
            heapq.heappush(waiting, new)


def _to(graph: nx.DiGraph, ends: list[object]) -> dict[object, float]:
    """Least cost from every node to one of some nodes."""
    return nx.multi_source_dijkstra_path_length(graph.reverse(copy=False), ends)
