"""Capacity of a route: that of its narrowest link, and of how many links it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from routes.analysis.capacity.conversions import converted
from routes.analysis.capacity.links import Cited, Link, LinkKind, joined, kind_of_place, link
from routes.analysis.capacity.traffic import Use, use_of
from routes.model import COUNTED, FigureKind, Mode, Place, PlaceKind
from routes.network.journey import Journey
from routes.network.parameters import Spread


@dataclass(frozen=True, slots=True)
class RouteCapacity:
    """The links of a journey from start to end, and the traffic on each that compares with its capacity."""

    journey: Journey
    links: tuple[Link, ...]
    uses: tuple[Use | None, ...]

    @property
    def known(self) -> tuple[Link, ...]:
        """The links with a cited capacity for all goods."""
        return tuple(one for one in self.links if one.counted)

    @property
    def narrowest(self) -> Link | None:
        """The first link with the least typical capacity, of those known; None where none is."""
        return min(self.known, key=_room, default=None)

    @property
    def carries(self) -> Spread | None:
        """What passes all known links, in Mt a year: at each end of the ranges the least of any; None where none is."""
        rooms = [one.capacity for one in self.known if one.capacity]
        if not rooms:
            return None
        return Spread(min(r.low for r in rooms), min(r.typical for r in rooms), min(r.high for r in rooms))

    @property
    def narrowest_for_containers(self) -> tuple[Link, tuple[Cited, ...], Spread] | None:
        """The link with the least cited capacity for containers, with its values in TEU a year; None without any."""
        known = [(one, teu(one.containers)) for one in self.links if one.containers]
        found = min(known, key=lambda pair: pair[1].typical, default=None)
        return (found[0], found[0].containers, found[1]) if found else None

    @property
    def corridor(self) -> tuple[Cited, ...]:
        """The capacities published of the route as a whole, which are of no link."""
        atlas, route = self.journey.atlas, self.journey.route
        return tuple(
            Cited(figure, value, found)
            for figure in (atlas.figures_of(route.id, what=FigureKind.CAPACITY) if route else ())
            for value in figure.values
            if value.stage in COUNTED and (found := converted(atlas, value))
        )


def of(journey: Journey) -> RouteCapacity:
    """Return the capacity of a journey, link by link."""
    links = tuple(_links(journey))
    return RouteCapacity(journey, links, tuple(use_of(journey.atlas, one) for one in links))


def teu(values: tuple[Cited, ...]) -> Spread:
    """Return capacities for containers in TEU a year: the lowest, the preferred and the highest number given."""
    given = [Spread(*(v.value.value or v.value.low or v.value.high or 0.0,) * 3) for v in values]
    best = joined(values)
    assert best is not None
    middle = min(values, key=lambda v: abs(v.amount.typical - best.typical))
    return Spread(min(g.low for g in given), given[values.index(middle)].typical, max(g.high for g in given))


def _links(journey: Journey) -> Iterator[Link]:
    atlas = journey.atlas
    ways = frozenset((c.leaves, c.enters) for c in journey.crossings)
    stops = {round(stop.at_km, 6): stop for stop in journey.stops}
    for n, section in enumerate(journey.sections):
        stop = stops.get(round(section.from_km, 6))
        if stop:
            kind = kind_of_place(stop.place.kind, crossing=bool(stop.crossing), gauge=bool(stop.gauge_break))
            yield link(atlas, kind, stop.place.id, _mode(stop.place, section.leg.mode), stop.at_km, 0.0, ways)
        elif n == 0 and section.start.kind is PlaceKind.PORT:
            yield link(atlas, LinkKind.PORT, section.start.id, Mode.SEA, 0.0, 0.0, ways)
        yield link(atlas, LinkKind.SECTION, section.leg.id, section.leg.mode, section.from_km, section.km, ways)
    if journey.sections and journey.end.kind is PlaceKind.PORT:
        yield link(atlas, LinkKind.PORT, journey.end.id, Mode.SEA, journey.length_km, 0.0, ways)


def _mode(place: Place, mode: Mode) -> Mode:
    return Mode.SEA if place.kind is PlaceKind.PORT else mode


def _room(one: Link) -> tuple[float, float, float]:
    room = one.capacity
    assert room is not None
    return room.typical, room.low, room.high
