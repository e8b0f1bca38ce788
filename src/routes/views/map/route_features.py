"""What the map needs to draw routes: courses, marks and names; no colours, no markup."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from routes.data.atlas import Atlas
from routes.geo.geodesy import WGS84, Line, apart_km, length_km, point_at
from routes.model import PlaceKind
from routes.network.journey import Journey, Section, Stop
from routes.network.scenarios import is_supposed
from routes.text import place_names, route_names, stops
from routes.views.map.descriptions import leg_says, place_says

Feature = dict[str, Any]
# Routes side by side, and what is written of a leg that several of them use.
LETTERS = "ABCD"
SHARED = "shared"
# The pattern of a section in use without a dated report.
UNREPORTED = "unreported"
# What stands in the mark of a place beside the route that a reader closes or opens.
CHANGED = {"closed": "×", "opened": "+"}
# Options beside the chosen one.
OTHER = "other"
# Places of a lower rank have no name on a map of several routes.
NAMED = 7
# The arrow's head at the end of a line of one's own: its strokes' length as a share of the line's extent and at least,
# and their angle with the line.
HEAD_SHARE, LEAST_HEAD_KM, HEAD_DEGREES = 0.05, 0.02, 28.0


def way_json(journey: Journey) -> dict[str, Any]:
    """Return what the map needs to draw one route: courses, marks, names and descriptions; no colours, no markup."""
    return {
        "bounds": _bounds(point for section in journey.sections for point in section.line),
        "legs": [*_changed_legs(journey), *(_drawn_leg(journey.atlas, section) for section in journey.sections)],
        "stops": [*(_drawn_stop(journey.atlas, stop) for stop in journey.stops), *_changed_places(journey)],
        "names": [*_names(journey)],
    }


def ways_json(journeys: Sequence[Journey]) -> dict[str, Any]:
    """Return what the map needs to draw several routes: each leg once, by its route's letter or as a shared one."""
    used = Counter(id for journey in journeys for id in {s.leg.id for s in journey.sections})
    alone = [[s for s in journey.sections if used[s.leg.id] == 1] for journey in journeys]
    letters = {s.leg.id: letter for letter, own in zip(LETTERS, alone, strict=False) for s in own}
    sections = {s.leg.id: s for journey in journeys for s in journey.sections}
    names = [name for journey in journeys for name in _names(journey) if name["rank"] < NAMED]
    return {
        "bounds": _bounds(point for s in sections.values() for point in s.line),
        "legs": [{**_drawn_leg(journeys[0].atlas, s), "way": letters.get(id, SHARED)} for id, s in sections.items()],
        "stops": [],
        "badges": [
            {"letter": letter, "xy": _middle(own), "says": [f"{letter}: {route_names.label(journey)}"]}
            for letter, own, journey in zip(LETTERS, alone, journeys, strict=False)
            if own
        ],
        "names": [*{name["name"]: name for name in sorted(names, key=lambda n: -n["rank"])}.values()],
    }


def options_json(journeys: Sequence[Journey]) -> dict[str, Any]:
    """Return what the map needs to draw the chosen option, the first, strong, and the others faintly beside it."""
    chosen, *others = journeys
    mine = {s.leg.id for s in chosen.sections}
    beside = {s.leg.id: s for journey in others for s in journey.sections if s.leg.id not in mine}
    drawn = way_json(chosen)
    drawn["legs"] = [leg for leg in drawn["legs"] if leg["id"] not in beside]
    return {
        **drawn,
        "bounds": _bounds(point for journey in journeys for s in journey.sections for point in s.line),
        "legs": [*({**_drawn_leg(chosen.atlas, s), "way": OTHER} for s in beside.values()), *drawn["legs"]],
    }


def own_line(lines: Sequence[Line], says: str) -> Feature:
    """Return what the map needs to draw a reader's own line as the second of two routes; `key` identifies the line.

    The last of its lines is the head of an arrow, by which its direction is seen.
    """
    every = [point for line in lines for point in line]
    (west, south), (east, north) = _bounds(every)
    head = _arrow_head(lines[-1], max(LEAST_HEAD_KM, HEAD_SHARE * apart_km((west, south), (east, north))))
    drawn = [*([*map(_xy, line)] for line in lines), head]
    longest = max(lines, key=length_km)
    return {
        "key": hashlib.sha256(json.dumps(drawn).encode()).hexdigest()[:12],
        "bounds": _bounds(point for line in drawn for point in line),
        "lines": drawn,
        "badge": {"letter": LETTERS[1], "xy": _xy(point_at(longest, 0.5)), "says": [says]},
    }


def _arrow_head(line: Line, size_km: float) -> list[list[float]]:
    """Return the head of an arrow at the end of a line, each of its two strokes so long."""
    tip, length = line[-1], length_km(line)
    before = point_at(line, 1 - size_km / length) if length > size_km else line[0]
    back = WGS84.inv(*tip, *before)[0]
    barbs = [WGS84.fwd(*tip, back + turn, size_km * 1000)[:2] for turn in (-HEAD_DEGREES, HEAD_DEGREES)]
    return [[round(float(x), 5) for x in point] for point in (barbs[0], tip, barbs[1])]


def _bounds(points: Iterable[Sequence[float]]) -> list[list[float]]:
    """Return the south-west and north-east corners around some points."""
    lons, lats = zip(*points, strict=True)
    return [[min(lons), min(lats)], [max(lons), max(lats)]]


def _xy(point: Sequence[float]) -> list[float]:
    """Round longitude and latitude to some ten metres."""
    return [round(x, 4) for x in point]


def _middle(sections: Sequence[Section]) -> list[float]:
    """Return the point halfway along the sections that only one route uses."""
    left = sum(s.km for s in sections) / 2
    for s in sections:
        if left <= s.km:
            return _xy(point_at(s.line, left / s.km))
        left -= s.km
    return _xy(sections[-1].line[-1])


def _changed_legs(journey: Journey) -> Iterator[Feature]:
    """Yield the legs beside the route that a reader closes, opens or draws."""
    conditions, mine = journey.conditions, {s.leg.id for s in journey.sections}
    for id, change in conditions.changed.items():
        leg = conditions.atlas.legs.get(id)
        if leg and id not in mine and is_supposed(conditions.atlas, conditions.changed_by[id]):
            start, end = (conditions.atlas.places[place] for place in (leg.start, leg.end))
            yield {
                "id": id,
                "xy": [*map(_xy, leg.line)],
                "status": "assumed" if change == "opened" else change,
                "mode": leg.mode,
                "approximate": leg.approximate,
                "says": leg_says(conditions.atlas, leg, start, end, change, None),
            }


def _changed_places(journey: Journey) -> Iterator[Feature]:
    """Yield the border crossings and ports beside the route that a reader closes or opens, with a sign for a number."""
    conditions, mine = journey.conditions, {stop.place.id for stop in journey.stops}
    for id, change in conditions.changed.items():
        place = conditions.atlas.places.get(id)
        if place and id not in mine and is_supposed(conditions.atlas, conditions.changed_by[id]):
            state = conditions.place_status(place)
            yield {
                "id": id,
                "n": CHANGED[change],
                "kind": "border" if place.kind is PlaceKind.BORDER_POST else "mode",
                "state": state,
                "xy": [place.lon, place.lat],
                "says": place_says(conditions.atlas, place, state, None),
            }


def _drawn_leg(atlas: Atlas, section: Section) -> Feature:
    leg = section.leg
    return {
        "id": leg.id,
        "xy": [*map(_xy, section.line)],
        "status": _pattern(section),
        "mode": leg.mode,
        "approximate": leg.approximate,
        "says": leg_says(
            atlas, leg, section.start, section.end, section.status, section.stale_since, section.year_state
        ),
    }


def _pattern(section: Section) -> str:
    """Return a section's line pattern; what a scenario opens, or is in use without a dated report, has its own."""
    return "assumed" if section.change == "opened" else UNREPORTED if section.assumed else section.status


def _drawn_stop(atlas: Atlas, stop: Stop) -> Feature:
    place, crossing = stop.place, stop.crossing
    state = crossing.status if crossing else str(place.status.value) if place.status else None
    stale_since, told = (crossing.stale_since, crossing.year_state) if crossing else (None, None)
    says = place_says(atlas, place, state, stale_since, told)
    return {
        "id": place.id,
        "n": stop.number,
        "kind": stop.kind,
        "state": crossing.status if crossing else "none",
        "xy": [place.lon, place.lat],
        "says": [f"{stop.number}. {stops.stop_title(stop)}: {says[0]}", *says[1:]],
    }


def _names(journey: Journey) -> Iterator[Feature]:
    """Yield names set along the route: its ends first, then the cities and junctions between, each city once."""
    places = journey.atlas.places
    seen: set[str] = set()
    on_the_way = [journey.start, journey.end, *(s.end for s in journey.sections[:-1])]
    for n, place in enumerate(on_the_way):
        if place.kind is PlaceKind.BORDER_POST:
            continue
        city = place_names.city_of(places, place)
        if city.name in seen:
            continue
        seen.add(city.name)
        label = place.label or city.label
        rank = 0 if n < 2 else 1 + (label.rank if label else 9)
        yield {
            "id": place.id,
            "name": place_names.short_name(city),
            "xy": [place.lon, place.lat],
            "rank": rank,
            "side": label.side if label else "r",
            "end": n < 2,
        }
