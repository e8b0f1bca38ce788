"""The planner: questions, their answers, and the keys that name routes.

A key is a curated route's id, or what was asked for: `from~to~by~avoid~n`, later parts left out where they are the
usual ones. `avoid` joins countries and modes by dots; `n` counts the options found from 1, and 0 stands for the
shortest route with the fewest closed things on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import UnknownIdError
from routes.geo.geodesy import apart_km
from routes.model import Id, Mode, Place, PlaceKind, Route
from routes.network import estimate
from routes.network.graph import By, NoWayError, network, origins
from routes.network.journey import Journey, of_route
from routes.network.scenarios import apply_scenarios

PART, LIST = "~", "."
MOST_WAYS = 3
NEAREST = 0
# A click on the map means a place at most this far away.
CLICK_KM = 50.0
KM_PER_DEGREE = 111.0
KEPT_ANSWERS = 200
# Options are ranked by cost only where cited tariffs cover this share of the kilometres of every one.
COVERED_AT_LEAST = 0.8


@dataclass(frozen=True, slots=True)
class Ask:
    """What a reader asks the planner for."""

    start: Id
    end: Id
    by: By = By.KM
    avoid: tuple[str, ...] = ()

    def key(self, n: int = 1) -> str:
        """Return the name of the n-th route found."""
        parts = [self.start, self.end, self.by.value, LIST.join(self.avoid), str(n)]
        usual = ["", "", By.KM.value, "", "1"]
        while len(parts) > 2 and parts[-1] == usual[len(parts) - 1]:
            parts.pop()
        return PART.join(parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """The options found, best first; if there is none, the nearest thing to one, if any.

    `ranked_by` is what they are ranked by: kilometres where cost was asked for and tariffs cover too little. `covered`
    then holds the share of each option's kilometres with a cited tariff, 0 to 1.
    """

    ways: tuple[Journey, ...]
    nearest: Journey | None = None
    ranked_by: By = By.KM
    covered: tuple[float, ...] = ()

    @property
    def unranked(self) -> bool:
        """Whether cost was asked for and the options are not ranked by it."""
        return bool(self.covered) and self.ranked_by is not By.COST


def parse(atlas: Atlas, key: str) -> tuple[Ask, int] | Id:
    """Read a key: a route's id, or what was asked for and which of the routes found.

    Raises
    ------
    UnknownIdError
        If it names no route and is no question to the planner.
    """
    if PART not in key:
        return atlas.route(key).id
    start, end, *rest = key.split(PART)
    by, avoid, n = [*rest, "", "", ""][:3]
    unwanted = tuple(filter(None, avoid.split(LIST)))
    known = {p.id for p in places(atlas)}
    right = len(rest) <= 3 and {start, end} <= known and set(unwanted) <= avoidable(atlas)
    if not right or (by or By.KM) not in set(By) or (n or "1") not in map(str, range(MOST_WAYS + 1)):
        raise UnknownIdError("way", key)
    return Ask(start, end, By(by or By.KM), tuple(dict.fromkeys(unwanted))), int(n or 1)


def canonical(atlas: Atlas, key: str) -> str | None:
    """Return the key as we write it, or None if it means no route."""
    try:
        found = parse(atlas, key)
    except UnknownIdError:
        return None
    return found if isinstance(found, str) else found[0].key(found[1])


def journey(atlas: Atlas, key: str, scenario_ids: tuple[Id, ...] = ()) -> Journey:
    """Return the route a key means; where none is open, the nearest thing to the first one.

    Raises
    ------
    UnknownIdError
        If the key or a scenario is not known, or fewer routes were found.
    """
    found = parse(atlas, key)
    if isinstance(found, str):
        return of_route(atlas, found, scenario_ids)
    ask, n = found
    got = answer(atlas, ask, scenario_ids)
    if n == NEAREST or (n == 1 and not got.ways):
        way = nearest(atlas, ask, scenario_ids)
    else:
        way = got.ways[n - 1] if n <= len(got.ways) else None
    if way is None:
        raise UnknownIdError("way", key)
    return way


@kept(KEPT_ANSWERS)
def answer(atlas: Atlas, ask: Ask, scenario_ids: tuple[Id, ...] = ()) -> Answer:
    """Return up to three different options, best first, or what comes nearest to one."""
    if not answerable(atlas, ask):
        return Answer((), ranked_by=ask.by)
    net = network(atlas, scenario_ids, frozenset(ask.avoid))
    try:
        found = tuple(net.ways(ask.start, ask.end, ask.by))
        if ask.by is not By.COST:
            return Answer(found, ranked_by=ask.by)
        if min(covered := _covered(found)) >= COVERED_AT_LEAST:
            return Answer(found, None, By.COST, covered)
        found = tuple(net.ways(ask.start, ask.end, By.KM))
        return Answer(found, None, By.KM, _covered(found))
    except NoWayError as error:
        return Answer((), error.nearest, ask.by)


def _covered(ways: Iterable[Journey]) -> tuple[float, ...]:
    return tuple(estimate.of(way).per_tonne.share for way in ways)


def curated(way: Journey) -> Route | None:
    """Return the curated route a planned one is, leg by leg in either direction; None if it is none."""
    if way.route:
        return way.route
    legs = tuple(s.leg.id for s in way.sections)
    return _routes_by_legs(way.atlas).get(legs) or _routes_by_legs(way.atlas).get(legs[::-1])


@kept(8)
def _routes_by_legs(atlas: Atlas) -> Mapping[tuple[Id, ...], Route]:
    return {route.legs: route for route in atlas.routes.values()}


def nearest(atlas: Atlas, ask: Ask, scenario_ids: tuple[Id, ...] = ()) -> Journey | None:
    """Return the shortest route with the fewest things closed on it, open or not; None if there is none even so."""
    if not answerable(atlas, ask):
        return None
    wider = network(atlas, scenario_ids, frozenset(ask.avoid), closed_too=True)
    try:
        return wider.way(ask.start, ask.end, ask.by)
    except NoWayError:
        return None


@kept(8)
def places(atlas: Atlas) -> tuple[Place, ...]:
    """Return the places a route can begin or end at: cities first, each by name."""
    return tuple(
        sorted(origins(apply_scenarios(atlas)), key=lambda p: (p.kind is not PlaceKind.CITY, p.name.casefold(), p.id))
    )


@kept(8)
def avoidable(atlas: Atlas) -> frozenset[str]:
    """Return what a route can be asked to avoid: the codes of the countries that have legs, and the modes."""
    countries = {leg.country for leg in atlas.legs.values() if leg.country}
    return frozenset({*countries, *(mode.value for mode in Mode)})


def excluded_end(atlas: Atlas, ask: Ask) -> Place | None:
    """Return the first end that lies only in countries to be avoided, or None."""
    ends = (atlas.place(id) for id in (ask.start, ask.end))
    return next((place for place in ends if set(place.countries) <= set(ask.avoid)), None)


def answerable(atlas: Atlas, ask: Ask) -> bool:
    """Return whether there is a route to look for: two different ends, neither in a country to be avoided."""
    return ask.start != ask.end and excluded_end(atlas, ask) is None


def near(atlas: Atlas, lon: float, lat: float, within_km: float = CLICK_KM) -> Place | None:
    """Return the place a click on the map means, or None if no route can begin or end near it."""
    reach = within_km / KM_PER_DEGREE
    close = [p for p in places(atlas) if abs(p.lat - lat) <= reach]
    measured = [(apart_km((lon, lat), (p.lon, p.lat)), n) for n, p in enumerate(close)]
    best = min((m for m in measured if m[0] <= within_km), default=None)
    return close[best[1]] if best else None


def shortest(ways: Iterable[Journey]) -> Journey | None:
    """Return the route the others are measured against: the shortest that freight can use, else the shortest."""
    return min(ways, key=lambda way: (not way.passable, way.length_km), default=None)
