"""Names on the map that come after the route, with the fine ground: capitals, further countries, short names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import shapely

from routes.data import outlines
from routes.data.atlas import Atlas
from routes.geo import outline_encoding
from routes.views.map import base_map


def names_json(atlas: Atlas) -> dict[str, Any]:
    """Return them for the map's script.

    `capitals`: name, longitude, latitude. `countries`: those without a usual place for their name, which stand in the
    middle of what the map covers of them. `codes`: by number of the outline, what a country is called where its name
    finds no room.
    """
    return {
        "capitals": [[name, lon, lat] for name, lon, lat in capitals(atlas)],
        "countries": [*_countries(atlas)],
        "codes": [
            "" if facts.get("part") else facts["iso2"]
            for facts, _ in outline_encoding.sent(outlines.drawn(atlas, "land"))
        ],
    }


def capitals(atlas: Atlas) -> Iterator[tuple[str, float, float]]:
    """Yield the capitals that the map covers: name, longitude and latitude."""
    west, south, east, north = base_map.WINDOW
    for facts, _ in outlines.drawn(atlas, "land"):
        name, lon, lat = (facts.get(key) for key in ("capital", "capital_lon", "capital_lat"))
        if name is not None and lon is not None and lat is not None and west < lon < east and south < lat < north:
            yield name, lon, lat


def _countries(atlas: Atlas) -> Iterator[dict[str, Any]]:
    for number, (facts, geometry) in enumerate(outline_encoding.sent(outlines.drawn(atlas, "land"))):
        covered = shapely.clip_by_rect(geometry, *base_map.WINDOW)
        if facts.get("label_lon") is None and covered.area:
            middle = covered.representative_point()
            west, _, east, _ = covered.bounds
            xy = [round(middle.x, 2), round(middle.y, 2)]
            yield {"lines": [facts["name"]], "xy": xy, "width": round(east - west, 2), "shape": number}
