"""Where does a way that hugs the Aras run? The north or south bank, derived from the OpenStreetMap outline of Iran.

    python geodata/build/aras.py     writes aras-bank.geojson and aras-south-bank.geojson

The outline is closed by 600 m (river arms, islands) and set off by 300 m to the north, or inwards to the south. For the
north bank, reservoirs between the countries are added to it first, so that the bank runs along their northern shore.
"""

from __future__ import annotations

import json
from pathlib import Path

import shapely
from pyproj import Transformer
from shapely.geometry import LineString, Polygon, box
from shapely.geometry import Point as Spot
from shapely.ops import linemerge, substring, transform

BANK = Path(__file__).with_name("aras-bank.geojson")
SOUTH_BANK = Path(__file__).with_name("aras-south-bank.geojson")
UTM_38N = 32638
CLOSE_M = 600
OFFSET_M = 300
RESERVOIR_M = 400
SOUTH_OFFSET_M = -300
SIMPLIFY_M = 40
WIDE = (45.0, 38.3, 48.2, 39.9)
WINDOW = (45.55, 38.6, 47.45, 39.7)
EASE = 4.0

Point = tuple[float, float]
TO_METRES = Transformer.from_crs(4326, UTM_38N, always_xy=True).transform
TO_DEGREES = Transformer.from_crs(UTM_38N, 4326, always_xy=True).transform


def derive(iran: shapely.Geometry, offset_m: int = OFFSET_M) -> LineString:
    """Return a bank between Julfa and Horadiz, west to east, from Iran's outline; south if `offset_m` is negative."""
    clipped = transform(TO_METRES, shapely.clip_by_rect(iran, *WIDE))
    land = max(shapely.get_parts(clipped), key=lambda part: part.area)
    grown = Polygon(land.exterior).buffer(CLOSE_M).buffer(offset_m - CLOSE_M)
    shore = LineString(max(shapely.get_parts(grown), key=lambda part: part.area).exterior)
    inside = shore.intersection(transform(TO_METRES, box(*WINDOW)))
    merged = inside if isinstance(inside, LineString) else linemerge(inside)
    longest = max(shapely.get_parts(merged), key=lambda part: part.length).simplify(SIMPLIFY_M)
    west_to_east = longest if longest.coords[0][0] < longest.coords[-1][0] else longest.reverse()
    return transform(TO_DEGREES, west_to_east)


def with_reservoirs(iran: shapely.Geometry, across: list[shapely.Geometry]) -> shapely.Geometry:
    """Return Iran's outline with the water between it and the countries across the river, where that is wide."""
    window = box(*WINDOW)
    land = shapely.union_all([shapely.clip_by_rect(country, *WINDOW) for country in (iran, *across)])
    water = transform(TO_METRES, window.difference(land))
    wide = [part for part in shapely.get_parts(water) if not part.buffer(-RESERVOIR_M).is_empty]
    lakes = [transform(TO_DEGREES, part.buffer(1)) for part in wide]
    return shapely.union_all([shapely.clip_by_rect(iran, *WIDE), *lakes])


def along_bank(stops: list[Point], file: Path = BANK) -> list[Point]:
    """Return the course along the bank through `stops`, leaving it at one in four to reach each of them."""
    text = json.loads(file.read_text(encoding="utf-8"))
    bank = transform(TO_METRES, LineString(text["geometry"]["coordinates"]))
    spots = [Spot(TO_METRES(*stop)) for stop in stops]
    line: list[Point] = [stops[0]]
    for a, b, end in zip(spots, spots[1:], stops[1:], strict=False):
        here, there = bank.project(a), bank.project(b)
        way = 1 if there > here else -1
        leave = here + way * (EASE * bank.distance(a))
        reach = there - way * (EASE * bank.distance(b))
        if (reach - leave) * way > 0:
            line += [(x, y) for x, y in transform(TO_DEGREES, substring(bank, leave, reach)).coords]
        line.append(end)
    return line


def off_bank_m(stops: list[Point], file: Path = BANK) -> float:
    """Return how far from the bank the farthest of `stops` lies, metres."""
    text = json.loads(file.read_text(encoding="utf-8"))
    bank = transform(TO_METRES, LineString(text["geometry"]["coordinates"]))
    return max(float(bank.distance(Spot(TO_METRES(*stop)))) for stop in stops)


if __name__ == "__main__":
    from borders import country_polygons

    countries = country_polygons()
    north = with_reservoirs(countries["IR"], [countries["AZ"], countries["AM"]])
    for path, iran, offset_m in ((BANK, north, OFFSET_M), (SOUTH_BANK, countries["IR"], SOUTH_OFFSET_M)):
        course = [[round(x, 4), round(y, 4)] for x, y in derive(iran, offset_m).coords]
        feature = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": course}}
        path.write_text(json.dumps(feature) + "\n", encoding="utf-8")
