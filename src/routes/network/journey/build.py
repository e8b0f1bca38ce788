"""Building of journeys: legs are followed one by one, and what happens on them is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from routes.data.atlas import Atlas
from routes.model import Id, Route
from routes.network.journey import evidence
from routes.network.journey.events import Crossing, GaugeBreak, Section, Stop, Transshipment
from routes.network.journey.gauges import gauge_breaks
from routes.network.journey.journey import Journey
from routes.network.scenarios import Conditions, apply_scenarios


def of_route(atlas: Atlas, route_id: Id, scenario_ids: tuple[Id, ...] = ()) -> Journey:
    """Return the journey along a route under scenarios.

    Raises
    ------
    UnknownIdError
        If the route or a scenario is not in the atlas.
    """
    route = atlas.route(route_id)
    return along(apply_scenarios(atlas, scenario_ids), route.start, route.legs, route)


def along(conditions: Conditions, start: Id, leg_ids: Sequence[Id], route: Route | None = None) -> Journey:
    """Follow legs from a place, each in whichever direction continues the route.

    Raises
    ------
    ValueError
        If a leg does not begin where the one before ended.
    """
    sections = tuple(_sections(conditions, start, leg_ids))
    crossings = tuple(_crossings(conditions, sections))
    breaks = tuple(gauge_breaks(sections))
    changes = tuple(
        Transshipment(b.start, a.leg.mode, b.leg.mode, b.from_km)
        for a, b in pairwise(sections)
        if a.leg.mode is not b.leg.mode
    )
    stops = tuple(_stops(crossings, breaks, changes))
    return Journey(conditions.atlas, conditions, route, sections, crossings, breaks, changes, stops)


def _sections(conditions: Conditions, start: Id, leg_ids: Sequence[Id]) -> Iterator[Section]:
    atlas, here, km = conditions.atlas, start, 0.0
    for id in leg_ids:
        leg = atlas.legs[id]
        if here not in (leg.start, leg.end):
            raise ValueError(f"leg {id} joins {leg.start} and {leg.end}, the way has come to {here}")
        forward = here == leg.start
        there = leg.end if forward else leg.start
        a, b = atlas.places[here], atlas.places[there]
        yield Section(
            leg=leg,
            start=a,
            end=b,
            from_km=km,
            km=leg.length.km,
            line=leg.line if forward else leg.line[::-1],
            status=conditions.leg_status(leg),
            change=conditions.changed.get(id),
            year_state=None if id in conditions.changed else conditions.year_states.get(id),
            evidence=evidence.of_leg(atlas, leg, conditions.year_states.get(id)),
            blockers=tuple(conditions.blockers(leg, a, b)),
            stale_since=atlas.stale_since(leg),
        )
        here, km = there, km + leg.length.km


def _crossings(conditions: Conditions, sections: Sequence[Section]) -> Iterator[Crossing]:
    if not sections:
        return
    country = sections[0].leg.country or sections[0].start.countries[0]
    for s in sections:
        place, at_km = (s.end, s.from_km + s.km) if s.leg.country is None else (s.start, s.from_km)
        enters = s.leg.country or s.end.countries[0]
        if enters != country:
            status, change = conditions.place_status(place) or "unknown", conditions.changed.get(place.id)
            stale = conditions.atlas.stale_since(place)
            year_state = None if change else conditions.year_states.get(place.id)
            yield Crossing(place, country, enters, at_km, s.leg.mode, status, change, year_state, stale)
        country = enters


def _stops(
    crossings: Sequence[Crossing], breaks: Sequence[GaugeBreak], changes: Sequence[Transshipment]
) -> Iterator[Stop]:
    border = {(c.post.id, c.at_km): c for c in crossings}
    gauge = {(g.place.id, g.at_km): g for g in breaks}
    mode = {(t.place.id, t.at_km): t for t in changes}
    places = {c.post.id: c.post for c in crossings}
    places |= {g.place.id: g.place for g in breaks} | {t.place.id: t.place for t in changes}
    keys = sorted({*border, *gauge, *mode}, key=lambda key: key[1])
    for number, key in enumerate(keys, 1):
        yield Stop(number, places[key[0]], key[1], border.get(key), gauge.get(key), mode.get(key))
