"""What do the countries look like on the map? Outlines simplified together, so that shared borders stay shared.

    python geodata/build/countries.py     writes ../countries.geojson and ../countries-detail.geojson

Borders are those of December 2024, coasts those of December 2017. Both files hold the same features: the detailed one
is finer around the border posts and in the South Caucasus, both are around exclaves. River water between two countries
is given to the one with the longer bank; islets and lakes under 300 km2 are left out, exclaves are not.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from borders import land, with_water
from capitals import capitals
from shapely.geometry import LineString, MultiPolygon, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

GEODATA = Path(__file__).parents[1]
RIVER_DEG = 0.006
ISLET_DEG2 = 0.02
LAKE_DEG2 = 0.03
SPECK_DEG2 = 0.0001
THIN_DEG = 0.0015
BANK_POINTS = 40
COARSE_DEG, FINE_DEG = 0.025, 0.002
CAUCASUS = (43.3, 38.3, 49.2, 42.0)
POST_DEG = 0.3
NAKHCHIVAN = shapely.Point(45.41, 39.21)
# A part this small that borders on another country is an exclave, drawn finely with this much around it.
WITH_EXCLAVES = "AM AZ KG TJ UZ".split()
EXCLAVE_DEG2, SMALLEST_DEG2, EXCLAVE_DEG = 0.2, 0.00005, 0.01
GRID_DEG = 0.00001
# Crimea, which the source gives to both: who holds the ground comes first.
FIRST = "RU"

# code, longitude and latitude of the label, name
LABELLED = """
AF 65.6 33.9 Afghanistan
AM 44.75 40.45 Armenia
AZ 47.75 40.55 Azerbaijan
BY 28.1 53.4 Belarus
CN 83.5 41.2 China
GE 43.4 42.2 Georgia
IN 77.0 27.5 India
IQ 43.2 33.1 Iraq
IR 54.3 32.6 Iran
KG 74.8 41.6 Kyrgyzstan
KZ 67.5 49.0 Kazakhstan
OM 57.0 21.6 Oman
PK 66.7 28.8 Pakistan
RU 45.0 53.6 Russia
SA 44.5 24.6 Saudi Arabia
SY 38.5 35.1 Syria
TJ 70.9 38.6 Tajikistan
TM 58.9 39.6 Turkmenistan
TR 35.6 39.0 Turkey
UA 32.0 49.2 Ukraine
UZ 63.2 42.1 Uzbekistan
"""
# named in the middle of what is seen of them
OTHERS = """
AE United Arab Emirates; AL Albania; BA Bosnia and Herzegovina; BD Bangladesh; BG Bulgaria; BH Bahrain;
BT Bhutan; CY Cyprus; EE Estonia; EG Egypt; FI Finland; GR Greece; HU Hungary; IL Israel; IT Italy; JO Jordan;
KW Kuwait; LB Lebanon; LT Lithuania; LV Latvia; LY Libya; MD Moldova; ME Montenegro; MK North Macedonia; MM Myanmar;
MN Mongolia; NP Nepal; PL Poland; PS Palestine; QA Qatar; RO Romania; RS Serbia; SD Sudan;
SE Sweden; SK Slovakia; TD Chad; XK Kosovo
"""
NAKHCHIVAN_LABEL = ("Nakhchivan", 45.42, 39.36)

Label = tuple[str, float, float] | tuple[str]


def _labels() -> dict[str, Label]:
    labels: dict[str, Label] = {}
    for row in LABELLED.strip().splitlines():
        code, lon, lat, name = row.split(" ", 3)
        labels[code] = (name, float(lon), float(lat))
    for pair in OTHERS.replace("\n", " ").split(";"):
        code, name = pair.strip().split(" ", 1)
        labels[code] = (name,)
    return labels


LABELS = _labels()


def coverage() -> dict[str, BaseGeometry]:
    """Return the countries without gaps at rivers, islets or small lakes, within about 100 m."""
    bounded = territories()
    outlines = on_land(bounded)
    codes = list(outlines)
    shares: dict[str, list[BaseGeometry]] = {code: [outlines[code]] for code in codes}
    slivers = _water_between(list(outlines.values()))
    for sliver, bank in zip(slivers, _longest_bank(slivers, list(outlines.values())), strict=True):
        if bank >= 0:
            shares[codes[bank]].append(sliver)
    apart = shapely.union_all(list(exclaves(bounded).values()))
    return {code: _without_specks(shapely.union_all(pieces), apart) for code, pieces in shares.items()}


@cache
def territories(thin_deg: float = THIN_DEG) -> dict[str, BaseGeometry]:
    """Return each country with its waters, no ground in two of them and no gap between, within about `thin_deg`."""
    parts = [(code, part) for code, whole in with_water().items() for part in whole if part.area > SMALLEST_DEG2]
    parts.sort(key=lambda item: (item[0] != FIRST, item[0]))
    rings = shapely.union_all([part.boundary for _, part in parts], grid_size=GRID_DEG)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(rings)))
    at, of = shapely.STRtree([part for _, part in parts]).query(shapely.point_on_surface(faces), predicate="within")
    owner: dict[int, int] = {}
    for face, part in zip(at.tolist(), of.tolist(), strict=True):
        owner[face] = min(part, owner.get(face, part))
    thinned = shapely.coverage_simplify(faces[list(owner)], thin_deg)
    pieces: dict[str, list[BaseGeometry]] = {}
    for part, face in zip(owner.values(), thinned, strict=True):
        pieces.setdefault(parts[part][0], []).append(face)
    return {code: shapely.coverage_union_all(pieces[code]) for code in sorted(pieces)}


def exclaves(bounded: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return the small parts, of the countries that have any, which border on another one."""
    found = {}
    for code in WITH_EXCLAVES:
        others = [other for name, other in bounded.items() if name != code and other.intersects(bounded[code])]
        small = [part for part in _polygons(bounded[code]) if part.area < EXCLAVE_DEG2]
        found[code] = MultiPolygon([part for part in small if part.intersects(shapely.union_all(others))])
    return found


def on_land(bounded: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return what of each country is land, by the coasts and banks of the older outlines."""
    parts = [part for whole in land().values() for part in whole if part.area > SPECK_DEG2]
    thinned = shapely.make_valid(shapely.coverage_simplify([_without_lakes(part) for part in parts], THIN_DEG))
    ground = shapely.union_all(thinned)
    shapely.prepare(ground)
    return {code: whole.intersection(ground) for code, whole in bounded.items()}


def _without_lakes(part: Polygon, apart: BaseGeometry | None = None) -> Polygon:
    holes = [ring for ring in part.interiors if Polygon(ring).area >= LAKE_DEG2]
    if apart is not None:
        small = [ring for ring in part.interiors if SMALLEST_DEG2 <= Polygon(ring).area < LAKE_DEG2]
        holes += [ring for ring in small if apart.contains(Polygon(ring).point_on_surface())]
    return Polygon(part.exterior, holes)


def _water_between(outlines: list[BaseGeometry]) -> list[Polygon]:
    whole = shapely.union_all(outlines)
    wide = whole.buffer(RIVER_DEG, quad_segs=1, join_style="bevel")
    return _polygons(wide.buffer(-RIVER_DEG, quad_segs=1, join_style="bevel").difference(whole))


def _longest_bank(slivers: list[Polygon], outlines: list[BaseGeometry]) -> list[int]:
    """Return for each sliver the place in `outlines` of the country that has most of its bank, or -1."""
    owners: list[int] = []
    banks: list[LineString] = []
    for i, outline in enumerate(outlines):
        for ring in shapely.get_parts(outline.boundary):
            xy = shapely.get_coordinates(ring)
            banks += [LineString(xy[k : k + BANK_POINTS + 1]) for k in range(0, len(xy) - 1, BANK_POINTS)]
            owners += [i] * (len(banks) - len(owners))
    edges = shapely.boundary(slivers)
    of, by = shapely.STRtree(banks).query(edges, predicate="intersects")
    lengths = shapely.length(shapely.intersection(edges[of], np.array(banks)[by]))
    shared = np.zeros((len(slivers), len(outlines)))
    np.add.at(shared, (of, np.array(owners)[by]), lengths)
    return [int(row.argmax()) if row.any() else -1 for row in shared]


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def _without_specks(country: BaseGeometry, apart: BaseGeometry) -> BaseGeometry:
    """Drop islets and small lakes, keep exclaves and the holes they make."""
    parts = [part for part in _polygons(country) if part.area >= ISLET_DEG2] or _polygons(country)[:1]
    small = [part for part in _polygons(country) if SMALLEST_DEG2 <= part.area < ISLET_DEG2]
    parts += [part for part in small if apart.contains(part.point_on_surface())]
    return MultiPolygon([_without_lakes(part, apart) for part in parts])


def simplified(countries: dict[str, BaseGeometry], near: BaseGeometry) -> dict[str, BaseGeometry]:
    """Simplify all borders together; within `near`, a set of rectangles, more finely."""
    codes = list(countries)
    pieces = [country.difference(near) for country in countries.values()]
    pieces += [country.intersection(near) for country in countries.values()]
    coarse, fine = shapely.coverage_simplify(pieces, COARSE_DEG), shapely.coverage_simplify(pieces, FINE_DEG)
    n = len(codes)
    return {code: shapely.union_all([coarse[i], fine[n + i]]) for i, code in enumerate(codes)}


def near_posts() -> BaseGeometry:
    """Return the South Caucasus and a square around every border post."""
    places = json.loads((GEODATA / "places.geojson").read_text("utf-8"))["features"]
    posts = [f["geometry"]["coordinates"] for f in places if f["properties"]["kind"] == "border-post"]
    squares = [box(x - POST_DEG, y - POST_DEG, x + POST_DEG, y + POST_DEG) for x, y in posts]
    return shapely.union_all([box(*CAUCASUS), *squares, near_exclaves()])


def near_exclaves() -> BaseGeometry:
    """Return a rectangle around every exclave."""
    parts = [part for whole in exclaves(territories()).values() for part in _polygons(whole)]
    return shapely.union_all([box(*part.buffer(EXCLAVE_DEG).bounds) for part in parts])


def features(countries: dict[str, BaseGeometry]) -> list[dict[str, Any]]:
    """Return one feature a country, and one for Nakhchivan, in the order of their codes."""
    found = []
    for code in sorted(countries):
        parts = [part for part in _polygons(_rounded(countries[code])) if part.area > SMALLEST_DEG2 / 2]
        if sum(part.area for part in parts) < ISLET_DEG2:
            continue
        apart = [part for part in parts if code == "AZ" and part.contains(NAKHCHIVAN)]
        found.append(_feature(code, LABELS[code], [part for part in parts if part not in apart]))
        if apart:
            found.append(_feature(code, NAKHCHIVAN_LABEL, apart, part="Nakhchivan"))
    return found


def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.make_valid(shapely.transform(geometry, lambda xy: xy.round(3)))


def _feature(code: str, label: Label, parts: list[Polygon], **more: str) -> dict[str, Any]:
    shown = MultiPolygon([shapely.normalize(part) for part in sorted(parts, key=shapely.area, reverse=True)])
    properties: dict[str, Any] = {"iso2": code, "name": label[0], **more}
    if len(label) == 3:
        properties |= {"label_lon": label[1], "label_lat": label[2]}
    if not more and code in capitals():
        properties |= dict(zip(("capital", "capital_lon", "capital_lat"), capitals()[code], strict=True))
    return {"type": "Feature", "properties": properties, "geometry": mapping(shown)}


def write(path: Path, found: list[dict[str, Any]]) -> None:
    """Write a FeatureCollection, one feature a line, and print its size."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in found)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', "utf-8")
    print(f"{path.name}: {len(found)} features, {len(gzip.compress(path.read_bytes()))} bytes compressed")


def main() -> None:
    """Write both files."""
    countries = coverage()
    write(GEODATA / "countries.geojson", features(simplified(countries, near_exclaves())))
    write(GEODATA / "countries-detail.geojson", features(simplified(countries, near_posts())))


if __name__ == "__main__":
    main()
