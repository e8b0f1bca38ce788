"""Parts of the base map: colours, symbols, names of countries, seas and cities, legend and note."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from routes.data import disputed, outlines
from routes.data.atlas import Atlas
from routes.geo import outline_encoding
from routes.model import Place, PlaceKind
from routes.text import disputed as words
from routes.views import symbols

# How far out and in the map goes.
ZOOMS = (2.5, 14.0)
NOTE = "Borders: OpenStreetMap, December 2024, by who holds the ground, not who claims it. © OpenStreetMap contributors"
RELIEF = "Relief: GLOBE heights, NOAA"
# Decimals of a degree of the edges of disputed ground, about 100 m.
DECIMALS = 3
# How far they may be moved to save points, as a share of the area's width.
SIMPLER = 0.005
# Cities of a lower rank are named from near alone.
LAST_RANK = 6
# What the base map covers, as west, south, east, north.
WINDOW = (20, 20, 92, 62)
LEGEND = (
    ("open", "open"),
    ("under-construction", "under construction"),
    ("planned", "planned"),
    ("disused", "disused, track there"),
    ("dismantled", "no track"),
    ("unreported", "assumed in use, no dated report"),
    ("assumed", "assumed open by a scenario"),
    ("closed", "closed by a scenario, or not in use in the year"),
    ("unknown", "status unknown"),
    ("approximate", "approximate course"),
    ("sea", "sea lane in use"),
    ("traffic-little", "traffic, under half of the cited capacity"),
    ("traffic-much", "traffic, half of the cited capacity or more"),
    ("traffic-unknown", "traffic, no capacity cited"),
)
MARKS = (
    ("border", "open", "border open"),
    ("border", "limited", "border limited"),
    ("border", "closed", "border closed"),
    ("border", "planned", "border planned"),
    ("border", "unknown", "border, status unknown"),
    ("gauge", "none", "break of gauge"),
    ("mode", "none", "transshipment"),
    ("gate", "open", "border crossing or port open"),
    ("gate", "closed", "border crossing or port closed"),
    ("gate", "other", "border crossing or port limited or status unknown"),
)


@cache
def palettes() -> Mapping[str, Mapping[str, str]]:
    """Return the colours the map needs, by theme and name, from `tokens.json`."""
    tokens = json.loads((files("routes") / "views" / "tokens.json").read_text(encoding="utf-8"))
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


def map_json(atlas: Atlas, layers: Mapping[str, str]) -> dict[str, Any]:
    """Return the base map: colours, names of countries, seas and cities, the legend, the note, the routes.

    Parameters
    ----------
    layers
        Addresses of the fetched layers by role: `land`, `detail`, `water` (the last two if there are any).
    """
    return {
        "palettes": palettes(),
        "symbols": symbols.for_map(),
        "layers": layers,
        "countries": [*_country_names(atlas)],
        "seas": [*water_names(atlas)],
        "cities": [
            {
                "name": p.name,
                "xy": [p.lon, p.lat],
                "rank": p.label.rank if p.label else 9,
                "side": p.label.side if p.label else "r",
            }
            for p in atlas.places.values()
            if _is_city(p)
        ],
        "legend": {"lines": LEGEND, "marks": MARKS},
        "note": NOTE,
        "window": WINDOW,
        "zooms": ZOOMS,
        "version": atlas.version,
    }


def places_json(atlas: Atlas) -> list[list[Any]]:
    """Return what is named from near, stations, junctions, ports and border posts: name, longitude, latitude."""
    return [[place.name, place.lon, place.lat] for place in atlas.places.values() if not _is_city(place)]


def claimed_json(atlas: Atlas) -> dict[str, Any]:
    """Return what comes after the route of ground that more than one state claims: its edges on land and its names.

    Edges of ground that is claimed no more stand under `past`.
    """
    edges: dict[str, list[Any]] = {"edges": [], "past": []}
    for id, lines in disputed.edges(atlas).items():
        west, _, east, _ = shapely.bounds(disputed.areas(atlas)[id]).tolist()
        fine = shapely.simplify([shapely.LineString(line) for line in lines], (east - west) * SIMPLER)
        kind = "past" if atlas.disputed[id].ended else "edges"
        edges[kind] += [shapely.get_coordinates(line).round(DECIMALS).tolist() for line in fine]
    return {**edges, "names": [*_disputed_names(atlas)]}


def _is_city(place: Place) -> bool:
    return place.kind is PlaceKind.CITY and (place.label is None or place.label.rank <= LAST_RANK)


def _country_names(atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Yield the names with where they stand and `shape`, the number of their outline among those sent to the map."""
    for number, (facts, geometry) in enumerate(outline_encoding.sent(outlines.drawn(atlas, "land"))):
        if facts.get("label_lon") is not None:
            lines = [atlas.country_name(facts["iso2"]), f"({facts['part']})"] if facts.get("part") else [facts["name"]]
            xy = [facts["label_lon"], facts["label_lat"]]
            yield {"lines": lines, "xy": xy, "width": _width(geometry), "shape": number}


def _disputed_names(atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Yield the names of ground that more than one state claims, with who holds it and who claims it."""
    sent = [*enumerate(outline_encoding.sent(outlines.drawn(atlas, "land")))]
    shapes = {facts.get("iso2"): n for n, (facts, _) in reversed(sent)}
    for id, outline in disputed.areas(atlas).items():
        area = atlas.disputed[id]
        if area.outline not in shapes:
            continue
        box = [round(x, DECIMALS) for x in shapely.bounds(outline).tolist()]
        yield {
            "lines": [*words.label(atlas, area)],
            "xy": [area.lon, area.lat],
            "width": round(box[2] - box[0], 2),
            "shape": shapes[area.outline],
            "box": box,
        }


def water_names(atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Yield the names of seas and lakes: where they stand and, for a lake, how many degrees wide it is."""
    for facts, geometry in outlines.drawn(atlas, "water"):
        if isinstance(geometry, Point):
            yield {"name": facts["name"], "xy": [geometry.x, geometry.y]}
        elif isinstance(geometry, Polygon):
            west, south, east, north = geometry.bounds
            yield {"name": facts["name"], "xy": [(west + east) / 2, (south + north) / 2], "width": _width(geometry)}


def _width(geometry: BaseGeometry) -> float:
    """Return the degrees of longitude from west to east of the largest ring, for a name to fit into."""
    rings = shapely.get_exterior_ring(shapely.get_parts(geometry))
    west, _, east, _ = shapely.bounds(max(rings, key=shapely.get_num_coordinates)).tolist()
    return round(float(east - west), 2)
