"""What do the countries look like on the map? Outlines simplified together, so that shared borders stay shared.

    python geodata/build/countries.py     writes ../countries.geojson and ../countries-detail.geojson

Both hold the same features: the detailed file is finer around the border posts and in the South Caucasus alone. River
and canal water between two countries is given to the one with the longer bank; lakes under 300 km2 and islets are left out.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from borders import land
from shapely.geometry import MultiPolygon, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

GEODATA = Path(__file__).parents[1]
RIVER_DEG = 0.006
ISLET_DEG2 = 0.02
LAKE_DEG2 = 0.03
SPECK_DEG2 = 0.0001
THIN_DEG = 0.0015
BANK_POINTS = 40
COARSE_DEG, FINE_DEG = 0.022, 0.002
CAUCASUS = (43.3, 38.3, 49.2, 42.0)
POST_DEG = 0.3
NAKHCHIVAN = shapely.Point(45.41, 39.21)

# code: name, label longitude, label latitude; the others are drawn without a name
NAMES: dict[str, tuple[str, float | None, float | None]] = {
    "AF": ("Afghanistan", 65.6, 33.9), "AM": ("Armenia", 44.75, 40.45), "AZ": ("Azerbaijan", 47.75, 40.55),
    "BY": ("Belarus", 28.1, 53.4), "CN": ("China", 83.5, 41.2), "GE": ("Georgia", 43.4, 42.2), "IN": ("India", 77.0, 27.5),
    "IQ": ("Iraq", 43.2, 33.1), "IR": ("Iran", 54.3, 32.6), "KG": ("Kyrgyzstan", 74.8, 41.6), "KZ": ("Kazakhstan", 67.5, 49.0),
    "OM": ("Oman", 57.0, 21.6), "PK": ("Pakistan", 66.7, 28.8), "RU": ("Russia", 45.0, 53.6), "SA": ("Saudi Arabia", 44.5, 24.6),
    "SY": ("Syria", 38.5, 35.1), "TJ": ("Tajikistan", 70.9, 38.6), "TM": ("Turkmenistan", 58.9, 39.6), "TR": ("Turkey", 35.6, 39.0),
    "UA": ("Ukraine", 32.0, 49.2), "UZ": ("Uzbekistan", 63.2, 42.1),
    "AE": ("United Arab Emirates", None, None), "AL": ("Albania", None, None), "BA": ("Bosnia and Herzegovina", None, None),
    "BD": ("Bangladesh", None, None), "BG": ("Bulgaria", None, None), "BH": ("Bahrain", None, None), "BT": ("Bhutan", None, None),
    "CY": ("Cyprus", None, None), "EE": ("Estonia", None, None), "EG": ("Egypt", None, None), "FI": ("Finland", None, None),
    "GR": ("Greece", None, None), "HU": ("Hungary", None, None), "IL": ("Israel", None, None), "JO": ("Jordan", None, None),
    "KW": ("Kuwait", None, None), "LB": ("Lebanon", None, None), "LT": ("Lithuania", None, None), "LV": ("Latvia", None, None),
    "LY": ("Libya", None, None), "MD": ("Moldova", None, None), "ME": ("Montenegro", None, None), "MK": ("North Macedonia", None, None),
    "MM": ("Myanmar", None, None), "MN": ("Mongolia", None, None), "NP": ("Nepal", None, None), "PL": ("Poland", None, None),
    "PS": ("Palestine", None, None), "QA": ("Qatar", None, None), "RO": ("Romania", None, None), "RS": ("Serbia", None, None),
    "SD": ("Sudan", None, None), "SK": ("Slovakia", None, None), "TD": ("Chad", None, None), "XK": ("Kosovo", None, None),
}  # fmt: skip
NAKHCHIVAN_LABEL = ("Nakhchivan", 45.42, 39.36)


def coverage() -> dict[str, BaseGeometry]:
    """Return the countries without gaps at rivers, islets or small lakes, within about 100 m."""
    outlines = _outlines()
    codes = list(outlines)
    shares: dict[str, list[BaseGeometry]] = {code: [outlines[code]] for code in codes}
    slivers = _water_between(list(outlines.values()))
    for sliver, bank in zip(slivers, _longest_bank(slivers, list(outlines.values())), strict=True):
        if bank >= 0:
            shares[codes[bank]].append(sliver)
    return {code: _without_specks(shapely.union_all(pieces)) for code, pieces in shares.items()}


def _outlines() -> dict[str, BaseGeometry]:
    parts = [(code, _without_lakes(part)) for code, whole in land().items() if code in NAMES for part in whole if part.area > SPECK_DEG2]
    thinned = shapely.make_valid(shapely.coverage_simplify([part for _, part in parts], THIN_DEG))
    pieces: dict[str, list[BaseGeometry]] = {}
    for (code, _), part in zip(parts, thinned, strict=True):
        pieces.setdefault(code, []).append(part)
    return {code: shapely.union_all(pieces[code]) for code in sorted(pieces)}


def _without_lakes(part: Polygon) -> Polygon:
    return Polygon(part.exterior, [ring for ring in part.interiors if Polygon(ring).area >= LAKE_DEG2])


def _water_between(outlines: list[BaseGeometry]) -> list[Polygon]:
    whole = shapely.union_all(outlines)
    closed = whole.buffer(RIVER_DEG, quad_segs=1, join_style="bevel").buffer(-RIVER_DEG, quad_segs=1, join_style="bevel")
    return _polygons(closed.difference(whole))


def _longest_bank(slivers: list[Polygon], outlines: list[BaseGeometry]) -> list[int]:
    """Return for each sliver the place in `outlines` of the country that has most of its bank, or -1."""
    owners, banks = [], []
    for i, outline in enumerate(outlines):
        for ring in shapely.get_parts(outline.boundary):
            xy = shapely.get_coordinates(ring)
            banks += [shapely.linestrings(xy[k : k + BANK_POINTS + 1]) for k in range(0, len(xy) - 1, BANK_POINTS)]
            owners += [i] * (len(banks) - len(owners))
    edges = shapely.boundary(slivers)
    of, by = shapely.STRtree(banks).query(edges, predicate="intersects")
    lengths = shapely.length(shapely.intersection(edges[of], np.array(banks)[by]))
    shared = np.zeros((len(slivers), len(outlines)))
    np.add.at(shared, (of, np.array(owners)[by]), lengths)
    return [int(row.argmax()) if row.any() else -1 for row in shared]


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(shapely.get_parts(geometry)) if isinstance(part, Polygon) and not part.is_empty]


def _without_specks(country: BaseGeometry) -> BaseGeometry:
    parts = [part for part in _polygons(country) if part.area >= ISLET_DEG2] or _polygons(country)[:1]
    return MultiPolygon([_without_lakes(part) for part in parts])


def simplified(countries: dict[str, BaseGeometry], near: BaseGeometry | None = None) -> dict[str, BaseGeometry]:
    """Simplify all borders together; within `near`, a set of rectangles, more finely."""
    codes = list(countries)
    if near is None:
        return dict(zip(codes, shapely.coverage_simplify([countries[code] for code in codes], COARSE_DEG), strict=True))
    pieces = [countries[code].difference(near) for code in codes] + [countries[code].intersection(near) for code in codes]
    coarse, fine = shapely.coverage_simplify(pieces, COARSE_DEG), shapely.coverage_simplify(pieces, FINE_DEG)
    n = len(codes)
    return {code: shapely.union_all([coarse[i], fine[n + i]]) for i, code in enumerate(codes)}


def near_posts() -> BaseGeometry:
    """Return the South Caucasus and a square around every border post."""
    places = json.loads((GEODATA / "places.geojson").read_text("utf-8"))["features"]
    posts = [f["geometry"]["coordinates"] for f in places if f["properties"]["kind"] == "border-post"]
    return shapely.union_all([box(*CAUCASUS)] + [box(x - POST_DEG, y - POST_DEG, x + POST_DEG, y + POST_DEG) for x, y in posts])


def features(countries: dict[str, BaseGeometry]) -> list[dict[str, Any]]:
    """Return one feature a country, and one for Nakhchivan, in the order of their codes."""
    found = []
    for code in sorted(countries):
        parts = [part for part in _polygons(_rounded(countries[code])) if part.area > 0.0001]
        apart = [part for part in parts if code == "AZ" and part.contains(NAKHCHIVAN)]
        found.append(_feature(code, NAMES[code], [part for part in parts if part not in apart]))
        if apart:
            found.append(_feature(code, NAKHCHIVAN_LABEL, apart, part="Nakhchivan"))
    return found


def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.make_valid(shapely.transform(geometry, lambda xy: xy.round(3)))


def _feature(code: str, name: tuple[str, float | None, float | None], parts: list[Polygon], **more: str) -> dict[str, Any]:
    label = {"label_lon": name[1], "label_lat": name[2]} if name[1] is not None else {}
    shown = MultiPolygon(sorted((shapely.normalize(part) for part in parts), key=lambda part: -part.area))
    return {"type": "Feature", "properties": {"iso2": code, "name": name[0], **more, **label}, "geometry": mapping(shown)}


def write(path: Path, found: list[dict[str, Any]]) -> None:
    """Write a FeatureCollection, one feature a line, and print its size."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in found)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', "utf-8")
    print(path.name, len(found), "features", path.stat().st_size, "bytes", len(gzip.compress(path.read_bytes())), "compressed")


def main() -> None:
    """Write both files."""
    countries = coverage()
    write(GEODATA / "countries.geojson", features(simplified(countries)))
    write(GEODATA / "countries-detail.geojson", features(simplified(countries, near_posts())))


if __name__ == "__main__":
    main()
