"""How does it look on a map? The only room that knows folium.

Python says what is drawn and what is said of it; `assets/map.js` draws it in the map's frame and sets every word as
text, never as markup. Longitude comes before latitude here too; the swap for Leaflet happens in the script.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template

from routes import phrase, plan
from routes.atlas import Atlas
from routes.conditions import Conditions, under
from routes.journey import SEA, Journey, Section, Stop
from routes.measure import Line, length_km, point_at
from routes.model import Id, Leg, Place, PlaceKind, Theme
from routes.years import State

# Address of a served file as seen from the map's frame, by its plain name.
Url = Callable[[str], str]
Feature = dict[str, Any]
# How far out and in the map goes.
ZOOMS = (3.0, 12.0)
START, START_ZOOM = (40.0, 47.5), 6
ZOOM_CONTROL = "bottomright"
OPTIONS: Mapping[str, Any] = {
    "attribution_control": False,
    "zoom_snap": 0.1,
    "zoom_animation": False,
    "fade_animation": False,
    "inertia": False,
}
# The script adds to Leaflet a name for its map and for the group that st_folium puts the way into.
GROUP = "feature_group_feature_group_0"
NOTE = "Borders: OpenStreetMap 2017, no opinion on any frontier. © OpenStreetMap contributors"
# What the base map covers, as west, south, east, north.
WINDOW = (20, 20, 92, 62)
# Ways side by side, and what is said of a leg that several of them use.
LETTERS = "ABCD"
SHARED = "shared"
# Places of a lower rank have no name on a map of several ways.
NAMED = 7
LEGEND = (
    ("open", "open"),
    ("under-construction", "under construction"),
    ("planned", "planned"),
    ("disused", "disused, track there"),
    ("dismantled", "no track"),
    ("assumed", "assumed open by a scenario"),
    ("closed", "closed by a scenario, or not in use in the year"),
    ("unknown", "state not reported"),
    ("approximate", "approximate course"),
)
MARKS = (
    ("border", "open", "border open"),
    ("border", "limited", "border limited"),
    ("border", "closed", "border closed"),
    ("border", "planned", "border planned"),
    ("border", "unknown", "border, state not reported"),
    ("gauge", "none", "gauge break"),
    ("mode", "none", "change of mode"),
    ("gate", "open", "post or port open"),
    ("gate", "closed", "post or port closed"),
    ("gate", "other", "post or port limited or not reported"),
)


class Script(MacroElement):
    """One call into the map's own script."""

    # One template for all, compiled once.
    _template = Template("{% macro script(this, kwargs) %}{{ this.call }}{% endmacro %}")

    def __init__(self, call: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Script"
        self.call = call


class BaseMap(folium.Map):
    """A map whose page is not written at each rerun: st_folium takes its scripts alone, and its style is `map.css`."""

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - folium's signature
        """Write nothing: folium would compile a dozen templates for a page that nobody opens."""
        return ""


@cache
def palettes() -> Mapping[str, Mapping[str, str]]:
    """The colours the map needs, by theme and name, from `tokens.json`."""
    tokens = json.loads((files("routes") / "tokens.json").read_text(encoding="utf-8"))
    return {
        theme: {
            **tokens[theme]["map"],
            "ink": tokens[theme]["text"]["ink"],
            "ink2": tokens[theme]["text"]["ink2"],
            "bg": tokens[theme]["surface"]["bg"],
            "panel": tokens[theme]["surface"]["panel"],
            "rule": tokens[theme]["rule"],
            "accent": tokens[theme]["accent"],
            "way": tokens[theme]["way"]["A"],
            **{f"way-{letter}": colour for letter, colour in tokens[theme]["way"].items()},
            "on-way": tokens[theme]["on_way"],
        }
        for theme in ("light", "dark")
    }


def options() -> dict[str, Any]:
    """The map's options as Leaflet calls them, for a page that makes the map itself."""
    named = {re.sub("_([a-z])", lambda m: m[1].upper(), key): value for key, value in OPTIONS.items()}
    return {**named, "center": START, "zoom": START_ZOOM, "zoomControl": False}


def base_map(url: Url) -> folium.Map:
    """Return the constant base map: the same string on every rerun and in both themes.

    Build it anew on every run: the component adds the way to the map it is given.
    """
    folium.Map.default_js = [(name, url(f"{name}.js")) for name in ("leaflet", "frame", "map")]
    folium.Map.default_css = [(name, url(f"{name}.css")) for name in ("leaflet", "frame", "map")]
    base = BaseMap(START, zoom_start=START_ZOOM, tiles=None, zoom_control=ZOOM_CONTROL, **OPTIONS)
    base.add_child(Script(f"startMap(map_div, {json.dumps(url('map.json'))});"))
    return base


def way_group(
    way_url: str,
    key: str,
    layers: Sequence[tuple[str, str]],
    ring: tuple[float, float] | None,
    theme: str,
    *,
    pick: bool = False,
    own: Feature | None = None,
) -> folium.FeatureGroup:
    """Return the only part of the map that changes: one call that fetches the way and the layers shown with it.

    Parameters
    ----------
    way_url
        Address of the way's file.
    key
        What names this way and its scenarios; set on the frame's root once drawn.
    layers
        (theme, address) of every background layer to show.
    ring
        (longitude, latitude) of a place to ring, if any.
    theme
        `light` or `dark`, a first guess until the frame is told.
    pick
        Whether a click anywhere on the map sends where it was.
    own
        A reader's own line, which is at no address: what `own_line` makes of it.
    """
    group = folium.FeatureGroup("way")
    call: Feature = {"url": way_url, "key": key, "layers": layers, "ring": ring, "theme": theme, "pick": pick}
    if own:
        call["own"] = own
    group.add_child(Script(f"drawWay({GROUP}, {_script_json(call)});"))
    return group


def map_json(
    atlas: Atlas, countries: Mapping[str, Any], water: Mapping[str, Any], layers: Mapping[str, str]
) -> dict[str, Any]:
    """What the base map is made of: colours, names of countries, seas and cities, the legend and the note.

    Parameters
    ----------
    countries
        The FeatureCollection of outlines, with `name`, `label_lon` and `label_lat` where a name is to be set.
    water
        The FeatureCollection of rivers and lakes, and of points where the seas' names are set.
    layers
        Addresses of the fetched layers by role: `land`, `detail`, `water` (the last two if there are any).
    """
    return {
        "palettes": palettes(),
        "layers": layers,
        "countries": [*_country_names(countries)],
        "seas": [*_water_names(water)],
        "cities": [
            {
                "name": p.name,
                "xy": [p.lon, p.lat],
                "rank": p.label.rank if p.label else 9,
                "side": p.label.side if p.label else "r",
            }
            for p in atlas.places.values()
            if p.kind is PlaceKind.CITY and (p.label is None or p.label.rank <= 6)
        ],
        "legend": {"lines": LEGEND, "marks": MARKS},
        "note": NOTE,
        "window": WINDOW,
        "zooms": ZOOMS,
        "version": atlas.version,
    }


def way_json(journey: Journey) -> dict[str, Any]:
    """What the map needs to draw one way: courses, marks, names and what is said of them; no colours, no markup."""
    points = [point for section in journey.sections for point in section.line]
    lons, lats = zip(*points, strict=True)
    return {
        "bounds": [[min(lons), min(lats)], [max(lons), max(lats)]],
        "legs": [_drawn_leg(section) for section in journey.sections],
        "stops": [_drawn_stop(stop) for stop in journey.stops],
        "names": [*_names(journey)],
    }


def ways_json(journeys: Sequence[Journey]) -> dict[str, Any]:
    """What the map needs to draw several ways: each leg once, under its way's letter or as shared by several."""
    used = Counter(id for journey in journeys for id in {s.leg.id for s in journey.sections})
    alone = [[s for s in journey.sections if used[s.leg.id] == 1] for journey in journeys]
    letters = {s.leg.id: letter for letter, own in zip(LETTERS, alone, strict=False) for s in own}
    sections = {s.leg.id: s for journey in journeys for s in journey.sections}
    lons, lats = zip(*(point for s in sections.values() for point in s.line), strict=True)
    names = [name for journey in journeys for name in _names(journey) if name["rank"] < NAMED]
    return {
        "bounds": [[min(lons), min(lats)], [max(lons), max(lats)]],
        "legs": [{**_drawn_leg(s), "way": letters.get(id, SHARED)} for id, s in sections.items()],
        "stops": [],
        "badges": [
            {"letter": letter, "xy": _middle(own), "says": [f"{letter}: {plan.label(journey)}"]}
            for letter, own, journey in zip(LETTERS, alone, journeys, strict=False)
            if own
        ],
        "names": [*{name["name"]: name for name in sorted(names, key=lambda n: -n["rank"])}.values()],
    }


def own_line(lines: Sequence[Line], says: str) -> Feature:
    """What the map needs to draw a reader's own line, as the second of two ways; `key` tells one line from another."""
    drawn = [[[round(x, 4), round(y, 4)] for x, y in line] for line in lines]
    points = [point for line in drawn for point in line]
    lons, lats = zip(*points, strict=True)
    longest = max(lines, key=length_km)
    return {
        "key": hashlib.sha256(json.dumps(drawn).encode()).hexdigest()[:12],
        "bounds": [[min(lons), min(lats)], [max(lons), max(lats)]],
        "lines": drawn,
        "badge": {"letter": LETTERS[1], "xy": [round(x, 4) for x in point_at(longest, 0.5)], "says": [says]},
    }


def _middle(sections: Sequence[Section]) -> list[float]:
    """The point half way along what a way has for itself."""
    left = sum(s.km for s in sections) / 2
    for s in sections:
        if left <= s.km:
            return [round(x, 4) for x in point_at(s.line, left / s.km)]
        left -= s.km
    return [round(x, 4) for x in sections[-1].line[-1]]


def layer(atlas: Atlas, theme: Theme, scenario_ids: tuple[Id, ...] = ()) -> dict[str, Any]:
    """Return a map layer as GeoJSON that explains itself in any GIS: the theme's legs, and its posts and ports.

    Parameters
    ----------
    scenario_ids
        The year whose network it shows; the states last reported without one.
    """
    now = under(atlas, scenario_ids)
    legs = [leg for leg in atlas.legs.values() if theme in leg.themes]
    ends = {id for leg in legs for id in (leg.start, leg.end)}
    places = [p for p in atlas.places.values() if p.status and _in_layer(p, theme, ends)]
    features = [_leg_feature(now, leg) for leg in legs] + [_place_feature(now, p) for p in places]
    return {"type": "FeatureCollection", "name": theme.value, "data_version": atlas.version, "features": features}


def _in_layer(place: Place, theme: Theme, ends: set[str]) -> bool:
    if theme is Theme.BORDER_POSTS:
        return place.kind is PlaceKind.BORDER_POST
    return theme in place.themes or place.id in ends


def _leg_feature(now: Conditions, leg: Leg) -> Feature:
    atlas, told = now.atlas, now.then.get(leg.id)
    start, end = atlas.places[leg.start], atlas.places[leg.end]
    return {
        "type": "Feature",
        "properties": {
            "id": leg.id,
            "title": leg.title or f"{start.name} to {end.name}",
            "mode": leg.mode,
            "country": leg.country,
            "gauges_mm": list(leg.gauges_mm) or None,
            "status": now.leg_status(leg),
            "status_as_of": None if told else leg.status.as_of,
            "not_confirmed_since": atlas.stale_since(leg),
            "length_km": leg.length.km,
            "length_method": leg.length.method,
            "course": leg.drawn,
            "accuracy_m": leg.accuracy_m,
            "sources": list(leg.sources),
            "says": _leg_says(leg, start, end, leg.status.value, atlas.stale_since(leg), told),
        },
        "geometry": {"type": "LineString", "coordinates": leg.line},
    }


def _place_feature(now: Conditions, place: Place) -> Feature:
    atlas, told, report = now.atlas, now.then.get(place.id), place.status
    return {
        "type": "Feature",
        "properties": {
            "id": place.id,
            "name": place.name,
            "kind": place.kind,
            "countries": list(place.countries),
            "status": now.place_status(place),
            "status_as_of": report.as_of if report and not told else None,
            "not_confirmed_since": atlas.stale_since(place),
            "precision_m": place.precision_m,
            "sources": list(place.sources),
            "says": place_says(place, str(report.value) if report else None, atlas.stale_since(place), told),
        },
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
    }


def place_says(place: Place, status: str | None, stale_since: str | None, told: State | None = None) -> list[str]:
    """What a place is, its state and its date, line by line."""
    where = " / ".join(phrase.country(c) for c in place.countries)
    lines = [
        place.name,
        f"{phrase.KIND_WORDS[place.kind]}, {phrase.country(place.countries[0], place.part) if place.part else where}",
    ]
    if told:
        lines.append(_then_line(told))
    elif place.status and status:
        reported = phrase.gate_state(str(place.status.value))
        lines.append(_state_line(phrase.gate_state(status), reported, place.status.as_of, stale_since))
    if place.approximate:
        lines.append(f"position within about {phrase.whole(place.precision_m / 1000)} km")
    return lines


def _drawn_leg(section: Section) -> Feature:
    leg = section.leg
    return {
        "id": leg.id,
        "xy": [[round(x, 4), round(y, 4)] for x, y in section.line],
        "status": "assumed" if section.change == "opened" else section.status,
        "mode": leg.mode,
        "approximate": leg.approximate,
        "says": _leg_says(leg, section.start, section.end, section.status, section.stale_since, section.told),
    }


def _leg_says(
    leg: Leg, start: Place, end: Place, status: str, stale_since: str | None, told: State | None = None
) -> list[str]:
    where = phrase.country(leg.country or SEA, leg.part)
    lines = [
        f"{start.name} to {end.name}",
        f"{phrase.MODE_WORDS[leg.mode].capitalize()}, {where}, {phrase.km(leg.length.km, approximate=leg.approximate)}",
        _then_line(told)
        if told
        else _state_line(
            phrase.LEG_WORDS.get(status, status), phrase.LEG_WORDS[leg.status.value], leg.status.as_of, stale_since
        ),
    ]
    return [*lines, "approximate course"] if leg.approximate else lines


def _then_line(told: State) -> str:
    """A state in a chosen year, and on what it rests."""
    return f"{phrase.in_year(told)}; {phrase.told(told)}"


def _state_line(state: str, reported: str, as_of: str | None, stale_since: str | None) -> str:
    """A state and its date; one that a scenario assumes is followed by the one reported."""
    if state != reported:
        return f"{state} by a scenario; {_state_line(reported, reported, as_of, stale_since)}"
    if stale_since and as_of:
        return f"{state}; {phrase.not_confirmed(stale_since)}"
    return f"{state}; reported {phrase.day(as_of)}" if as_of else f"{state}; report undated"


def _drawn_stop(stop: Stop) -> Feature:
    place, crossing = stop.place, stop.crossing
    state = crossing.status if crossing else str(place.status.value) if place.status else None
    says = place_says(place, state, crossing.stale_since if crossing else None, crossing.told if crossing else None)
    return {
        "id": place.id,
        "n": stop.number,
        "kind": stop.kind,
        "state": crossing.status if crossing else "none",
        "xy": [place.lon, place.lat],
        "says": [f"{stop.number}. {phrase.stop_title(stop)}: {says[0]}", *says[1:]],
    }


def _names(journey: Journey) -> Iterator[Feature]:
    """Names set along the way: its ends first, then the cities and junctions between, each city once."""
    places = journey.atlas.places
    seen: set[str] = set()
    on_the_way = [journey.start, journey.end, *(s.end for s in journey.sections[:-1])]
    for n, place in enumerate(on_the_way):
        if place.kind is PlaceKind.BORDER_POST:
            continue
        city = phrase.city_of(places, place)
        if city.name in seen:
            continue
        seen.add(city.name)
        label = place.label or city.label
        rank = 0 if n < 2 else 1 + (label.rank if label else 9)
        yield {
            "id": place.id,
            "name": phrase.short_name(city),
            "xy": [place.lon, place.lat],
            "rank": rank,
            "side": label.side if label else "r",
            "end": n < 2,
        }


def _country_names(countries: Mapping[str, Any]) -> Iterator[Feature]:
    for feature in countries["features"]:
        facts = feature["properties"]
        if facts.get("label_lon") is not None and feature["geometry"]["coordinates"]:
            lines = [phrase.country(facts["iso2"]), f"({facts['part']})"] if facts.get("part") else [facts["name"]]
            yield {"lines": lines, "xy": [facts["label_lon"], facts["label_lat"]], "width": _width(feature["geometry"])}


def _water_names(water: Mapping[str, Any]) -> Iterator[Feature]:
    for feature in water["features"]:
        name, geometry = feature["properties"]["name"], feature["geometry"]
        if geometry["type"] == "Point":
            yield {"name": name, "xy": geometry["coordinates"]}
        elif geometry["type"] == "Polygon":
            lons, lats = zip(*geometry["coordinates"][0], strict=True)
            yield {
                "name": name,
                "xy": [(min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2],
                "width": _width(geometry),
            }


def _width(geometry: Mapping[str, Any]) -> float:
    """Degrees of longitude from the west to the east of the largest ring, for a name to fit into."""
    rings = (
        [geometry["coordinates"][0]] if geometry["type"] == "Polygon" else [part[0] for part in geometry["coordinates"]]
    )
    lons = [x for x, _ in max(rings, key=len)]
    return round(float(max(lons) - min(lons)), 2)


def _script_json(value: Any) -> str:
    """JSON that is safe inside a script: no `<`, so it cannot close one."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
