"""What changed between the borders of December 2017 and those of December 2024?

    python geodata/build/changes.py     writes ../borders-changed.csv

A row `ground` is land between 36 and 84 E, 24 and 56 N that one country had and another one has, in patches at least
200 m wide and of 1 km2 together, with the middle of the largest; a row `post` is how much farther from the border,
metres, or nearer, a border post now lies.
"""

from __future__ import annotations

import csv
import json

import shapely
from borders import GEOD, land
from countries import GEODATA, LABELS, SPECK_DEG2, THIN_DEG, _polygons, on_land, territories
from rail import PLACES
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

TABLE = GEODATA / "borders-changed.csv"
COLUMNS = ("what", "from", "to", "km2", "m", "lon", "lat")
NARROW_DEG = 0.001
CODES = [code for code in LABELS if len(LABELS[code]) > 1]
REGION = (36.0, 24.0, 84.0, 56.0)
LEAST_KM2, LEAST_M = 1.0, 100

Row = tuple[str, str, str, float | str, int | str, float, float]


def before() -> dict[str, BaseGeometry]:
    """Return the land of each country with a label within `REGION` by the older outlines, within about 100 m."""
    older = land()
    parts = [(code, part) for code in CODES for part in older[code] if part.area > SPECK_DEG2]
    cut = [(code, piece) for code, part in parts for piece in shapely.get_parts(shapely.clip_by_rect(part, *REGION))]
    cut = [(code, piece) for code, piece in cut if isinstance(piece, Polygon) and piece.area > SPECK_DEG2]
    thinned = shapely.coverage_simplify([piece for _, piece in cut], THIN_DEG)
    pieces: dict[str, list[Polygon]] = {code: [] for code in CODES}
    for (code, _), piece in zip(cut, thinned, strict=True):
        pieces[code] += _polygons(piece)
    return {code: shapely.make_valid(MultiPolygon(pieces[code])) for code in CODES}


def ground(old: dict[str, BaseGeometry], new: dict[str, BaseGeometry]) -> list[Row]:
    """Return the land that changed hands between countries with a label, most first."""
    found: dict[tuple[str, str], list[BaseGeometry]] = {}
    for a in CODES:
        away = [part for part in shapely.get_parts(old[a].difference(new[a])) if part.area > NARROW_DEG**2]
        lost = shapely.union_all(away).buffer(-NARROW_DEG).buffer(NARROW_DEG)
        for b in CODES:
            patches = shapely.get_parts(lost.intersection(new[b])) if a != b and new[b].intersects(lost) else []
            found[a, b] = [patch for patch in patches if patch.area > 0]
    rows = [_ground_row(a, b, patches) for (a, b), patches in found.items() if patches]
    return sorted((row for row in rows if float(row[3]) >= LEAST_KM2), key=lambda row: -float(row[3]))


def _ground_row(a: str, b: str, patches: list[BaseGeometry]) -> Row:
    km2 = sum(abs(GEOD.geometry_area_perimeter(patch)[0]) for patch in patches) / 1e6
    middle = max(patches, key=lambda patch: patch.area).representative_point()
    return "ground", a, b, round(km2, 1), "", round(middle.x, 3), round(middle.y, 3)


def posts(old: dict[str, BaseGeometry], new: dict[str, BaseGeometry]) -> list[Row]:
    """Return the border posts from which the border has moved by more than `LEAST_M`, by id."""
    rows: list[Row] = []
    for feature in json.loads(PLACES.read_text(encoding="utf-8"))["features"]:
        place, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]
        if place["kind"] == "border-post" and set(place["countries"]) <= set(CODES):
            off = [max(_off_m(lon, lat, outlines[code]) for code in place["countries"]) for outlines in (old, new)]
            if abs(off[1] - off[0]) > LEAST_M:
                rows.append(("post", place["id"], "", "", round(off[1] - off[0]), lon, lat))
    return sorted(rows, key=lambda row: row[1])


def _off_m(lon: float, lat: float, country: BaseGeometry) -> float:
    there = shapely.get_coordinates(shapely.shortest_line(country, shapely.Point(lon, lat)))[0]
    return float(GEOD.inv(lon, lat, *there)[2])


def main() -> None:
    """Write the table."""
    held = on_land(territories())
    old, new = before(), {code: shapely.clip_by_rect(held[code], *REGION) for code in CODES}
    rows = [*ground(old, new), *posts(old, new)]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, *rows])
    print(f"{TABLE.name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
