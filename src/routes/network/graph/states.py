"""How do goods go on from where they stand: along which legs, and with which change of mode or gauge?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import rustworkx

from routes.model import Id, Leg, Mode, Place
from routes.network.journey import changes_gauge
from routes.network.scenarios import Conditions


@dataclass(frozen=True, slots=True)
class State:
    """Where goods stand: at a place, come by a mode, with the gauges still in common, from a country.

    `land` is the last mode on land, which says what boards a ship; a lorry where there was none.
    """

    place: Id
    mode: Mode | None
    gauges: tuple[int, ...]
    country: str
    land: Mode = Mode.ROAD


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One leg travelled from a state, and what it costs beside its kilometres."""

    leg: Id
    km: float
    crossings: int
    handlings: int
    blockers: int
    state: State
    there: Id
    breaks: bool


def begin(place: Place) -> State:
    """Return the state of goods at the place they start from."""
    return State(place.id, None, (), place.countries[0] if len(place.countries) == 1 else "")


@dataclass(frozen=True)
class Joined:
    """The states goods can come to, joined by steps, and the number of each state in the graph."""

    graph: rustworkx.PyDiGraph[State, Step]
    index: Mapping[State, int]


# From each place the legs that goods can go on along, the places they lead to, and how much blocks each.
Leaving = dict[Id, list[tuple[Leg, Place, int]]]


def join(places: Mapping[Id, Place], leaving: Leaving) -> Joined:
    """Join all states that goods can come to, from every place with a leg."""
    graph: rustworkx.PyDiGraph[State, Step] = rustworkx.PyDiGraph(multigraph=True)
    index: dict[State, int] = {}
    waiting = [begin(p) for p in places.values() if p.id in leaving]
    for state in waiting:
        index[state] = graph.add_node(state)
    while waiting:
        state = waiting.pop()
        here = index[state]
        for leg, there, blockers in leaving.get(state.place, ()):
            for step, after in _steps(places[state.place], state, leg, there, blockers):
                if (number := index.get(after)) is None:
                    number = index[after] = graph.add_node(after)
                    waiting.append(after)
                graph.add_edge(here, number, step)
    return Joined(graph, index)


def passable(conditions: Conditions, avoid: frozenset[str], *, closed_too: bool) -> Leaving:
    """Return the legs that freight can travel under some conditions, without countries and modes to be avoided."""
    places = conditions.atlas.places
    leaving: Leaving = {}
    for leg in conditions.atlas.legs.values():
        if leg.mode in avoid or (leg.country or "") in avoid:
            continue
        for start, end in ((places[leg.start], places[leg.end]), (places[leg.end], places[leg.start])):
            if leg.country is None and avoid.intersection((*start.countries, *end.countries)):
                continue
            blockers = sum(1 for _ in conditions.blockers(leg, start, end))
            if not blockers or closed_too:
                leaving.setdefault(start.id, []).append((leg, end, blockers))
    return leaving


def _steps(here: Place, state: State, leg: Leg, there: Place, blockers: int) -> Iterator[tuple[Step, State]]:
    """Yield the steps along a leg and the states after them; none where goods cannot change onto it here."""
    changes = state.mode is not None and leg.mode is not state.mode
    if changes and state.mode and not {state.mode, leg.mode} <= set(here.transfer):
        return
    country = leg.country or there.countries[0]
    crossings = int(bool(state.country) and country != state.country)
    land = state.land if leg.mode is Mode.SEA else leg.mode
    for gauges, breaks in _gauges(state, leg, changes or changes_gauge(here)):
        handlings = int(changes or breaks)
        step = Step(leg.id, leg.length.km, crossings, handlings, blockers, state, there.id, breaks)
        yield step, State(there.id, leg.mode, gauges, country, land)


def _gauges(state: State, leg: Leg, can_change: bool) -> Iterator[tuple[tuple[int, ...], bool]]:
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
