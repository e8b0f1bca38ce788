"""Which way does this key mean?

A way is named by a route's id, or by what was asked for: `from~to~by~avoid~n`, later parts left out where they are
the usual ones. `avoid` joins countries and modes by dots; `n` counts the ways found from 1, and 0 stands for the
nearest thing to a way, open or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from routes import phrase
from routes.atlas import Atlas
from routes.conditions import under
from routes.errors import UnknownIdError
from routes.journey import Journey, of_route
from routes.measure import apart_km
from routes.model import Id, Mode, Place, PlaceKind
from routes.network import By, NoWayError, network, origins

PART, LIST = "~", "."
MOST_WAYS = 3
NEAREST = 0
# The planner's first answer, for who has not asked yet.
FIRST_ENDS = ("moscow", "bandar-abbas")
# A click on the map means a place at most this far away.
CLICK_KM = 50.0
KM_PER_DEGREE = 111.0
# A route's short name ends in its mode where several routes go that way.
MODE_AT_END = re.compile(r", (rail|road)$")
KEPT_ANSWERS = 2_000


@dataclass(frozen=True, slots=True)
class Ask:
    """What a reader asks the planner for."""

    start: Id
    end: Id
    by: By = By.KM
    avoid: tuple[str, ...] = ()

    def key(self, n: int = 1) -> str:
        """The name of the n-th way found."""
        parts = [self.start, self.end, self.by.value, LIST.join(self.avoid), str(n)]
        usual = ["", "", By.KM.value, "", "1"]
        while len(parts) > 2 and parts[-1] == usual[len(parts) - 1]:
            parts.pop()
        return PART.join(parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """The ways found, best first; if there is none, the nearest thing to one, if any."""

    ways: tuple[Journey, ...]
    nearest: Journey | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """What blocks a way, and the best one between its ends that freight can pass."""

    blocked: str
    finding: str
    ask: Ask
    best: Journey | None


def parse(atlas: Atlas, key: str) -> tuple[Ask, int] | Id:
    """Read a key: a route's id, or what was asked for and which of the ways found.

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
    right = len(rest) <= 3 and {start, end} <= known and set(unwanted) <= {*avoidable(atlas)}
    if not right or (by or By.KM) not in set(By) or (n or "1") not in map(str, range(MOST_WAYS + 1)):
        raise UnknownIdError("way", key)
    return Ask(start, end, By(by or By.KM), tuple(dict.fromkeys(unwanted))), int(n or 1)


def canonical(atlas: Atlas, key: str) -> str | None:
    """Return the key as we write it, or None if it means no way."""
    try:
        found = parse(atlas, key)
    except UnknownIdError:
        return None
    return found if isinstance(found, str) else found[0].key(found[1])


def journey(atlas: Atlas, key: str, scenario_ids: tuple[Id, ...] = ()) -> Journey:
    """Return the way a key means; where none leads, the nearest thing to the first one.

    Raises
    ------
    UnknownIdError
        If the key or a scenario is not known, or fewer ways were found.
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


@lru_cache(maxsize=KEPT_ANSWERS)
def answer(atlas: Atlas, ask: Ask, scenario_ids: tuple[Id, ...] = ()) -> Answer:
    """Return up to three genuinely different ways, best first, or what comes nearest to one."""
    if refusal(atlas, ask):
        return Answer(())
    try:
        return Answer(tuple(network(atlas, scenario_ids, frozenset(ask.avoid)).ways(ask.start, ask.end, ask.by)))
    except NoWayError as error:
        return Answer((), error.nearest)


def nearest(atlas: Atlas, ask: Ask, scenario_ids: tuple[Id, ...] = ()) -> Journey | None:
    """Return the shortest way with the fewest things closed on it, open or not; None if no legs join the ends."""
    if refusal(atlas, ask):
        return None
    wider = network(atlas, scenario_ids, frozenset(ask.avoid), closed_too=True)
    try:
        return wider.way(ask.start, ask.end, ask.by)
    except NoWayError:
        return None


@lru_cache(maxsize=8)
def places(atlas: Atlas) -> tuple[Place, ...]:
    """Return the places a way can begin or end at: cities first, each by name."""
    return tuple(sorted(origins(under(atlas)), key=lambda p: (p.kind is not PlaceKind.CITY, p.name.casefold(), p.id)))


@lru_cache(maxsize=8)
def avoidable(atlas: Atlas) -> tuple[str, ...]:
    """Return what a way can be asked to avoid: countries that have legs, by name, then modes."""
    countries = {leg.country for leg in atlas.legs.values() if leg.country}
    return (*sorted(countries, key=phrase.country), *(m.value for m in (Mode.ROAD, Mode.SEA, Mode.RAIL)))


def refusal(atlas: Atlas, ask: Ask) -> str | None:
    """Say why there is nothing to look for: both ends the same, or one in a country to be avoided."""
    if ask.start == ask.end:
        return "From and to are the same place. Choose two."
    for id in (ask.start, ask.end):
        place = atlas.place(id)
        if set(place.countries) <= set(ask.avoid):
            return f"{place.name} lies in {phrase.listed(map(phrase.country, place.countries))}, which you avoid."
    return None


def no_way(atlas: Atlas, ask: Ask, scenario_ids: tuple[Id, ...] = ()) -> str:
    """Say between which ends, and under what, there is no way."""
    state = phrase.supposed([atlas.scenario(id) for id in scenario_ids]) or "as last reported"
    avoided = phrase.listed(phrase.country(a) if a.isupper() else a for a in ask.avoid) if ask.avoid else ""
    return f"No passable way from {ends(atlas, ask)} {state}" + (f", avoiding {avoided}" if avoided else "")


def ends(atlas: Atlas, ask: Ask) -> str:
    """Say where a way asked for begins and ends: `Baku to Tehran`."""
    return " to ".join(city(atlas, atlas.place(id)) for id in (ask.start, ask.end))


def title(atlas: Atlas, key: str) -> str:
    """Return what a key asks for in words, also where no way is found."""
    found = parse(atlas, key)
    if isinstance(found, str):
        return atlas.route(found).title
    ask, n = found
    return f"{ends(atlas, ask)}, way {n}"


def near(atlas: Atlas, lon: float, lat: float) -> Place | None:
    """Return the place a click on the map means, or None if no way can begin or end near it."""
    reach = CLICK_KM / KM_PER_DEGREE
    close = [p for p in places(atlas) if abs(p.lat - lat) <= reach]
    measured = [(apart_km((lon, lat), (p.lon, p.lat)), n) for n, p in enumerate(close)]
    best = min((m for m in measured if m[0] <= CLICK_KM), default=None)
    return close[best[1]] if best else None


def name(way: Journey) -> str:
    """A route's short name, or for a way found what tells it from others: modes and borders."""
    if way.route:
        return way.route.short
    return f"{city(way.atlas, way.start)} to {city(way.atlas, way.end)} {via(way)}"


def label(way: Journey) -> str:
    """What tells a way from others between its ends: `by Azerbaijan (rail)`, `by rail and sea via Astrakhan`."""
    return MODE_AT_END.sub(r" (\1)", way.route.short) if way.route else via(way)


def city(atlas: Atlas, place: Place) -> str:
    """Return the name of the city a terminal serves, or the place's own."""
    return phrase.short_name(atlas.places[place.of] if place.of else place)


def via(way: Journey) -> str:
    """`by rail and sea via Astrakhan and Anzali`: modes, and the borders and ports passed."""
    passed = (s.place for s in way.stops if s.crossing or s.transshipment)
    posts = dict.fromkeys(city(way.atlas, place).split(" / ")[0] for place in passed)
    return phrase.by_modes(way) + (f" via {phrase.listed(posts)}" if posts else ", within one country")


def shortest(ways: Iterable[Journey]) -> Journey | None:
    """Return the way the others are measured against: the shortest that freight can pass, else the shortest."""
    return min(ways, key=lambda way: (not way.passable, way.length_km), default=None)


def instead(way: Journey) -> Instead | None:
    """Return what blocks a way and the best passable one between its ends; None if it is passable."""
    if way.passable:
        return None
    ask = Ask(way.start.of or way.start.id, way.end.of or way.end.id)
    scenario_ids = tuple(s.id for s in way.conditions.scenarios)
    best = next(iter(answer(way.atlas, ask, scenario_ids).ways), None)
    return Instead(phrase.blocked(way), _finding(way, best), ask, best)


def _finding(way: Journey, best: Journey | None) -> str:
    between = f"from {city(way.atlas, way.start)} to {city(way.atlas, way.end)}"
    if best is None:
        return f"No way {between} {'was' if phrase.past(way) else 'is'} passable {phrase.when(way)}."
    differs = ", ".join(filter(None, differences(best, way)))
    verb = "was" if way.conditions.year and phrase.past(way) else "is"
    return f"The shortest way {between} that {verb} passable: {phrase.km(best.length_km)} {via(best)} ({differs})."


def differences(way: Journey, other: Journey) -> tuple[str, ...]:
    """What a way has more and less of than another: kilometres, borders, gauge breaks, changes of mode."""
    km = phrase.rounded(way.length_km) - phrase.rounded(other.length_km)
    about = "about " if unlike(way, other) else ""
    counts = (
        (len(way.crossings) - len(other.crossings), "border", "borders"),
        (len(way.gauge_breaks) - len(other.gauge_breaks), "gauge break", "gauge breaks"),
        (len(way.transshipments) - len(other.transshipments), "change of mode", "changes of mode"),
    )
    more = [f"{phrase.number(abs(n))} {one if abs(n) == 1 else many} {_more(n)}" for n, one, many in counts if n]
    length = f"{about}{phrase.km(abs(km))} {'longer' if km > 0 else 'shorter'}" if km else "as long"
    return (length, *more)


def _more(n: int) -> str:
    return "more" if n > 0 else "fewer"


def unlike(a: Journey, b: Journey) -> bool:
    """Whether the kilometres by which two ways differ are known in different ways, or only approximately."""
    ids = [{s.leg.id for s in way.sections} for way in (a, b)]
    alone = [s.leg for way, other in ((a, ids[1]), (b, ids[0])) for s in way.sections if s.leg.id not in other]
    return len({leg.length.method for leg in alone}) > 1 or any(leg.approximate for leg in alone)
