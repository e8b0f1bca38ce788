"""Where does land end and water begin, at street scale?

Coasts are OpenStreetMap's as roaring-landmask 0.11.0 packs them: shapes of the land, packed with xz inside its library,
which is read and not run. Lakes and broad rivers are those of @geo-maps/earth-waterbodies-10m 0.6.0 (November 2017),
whose edges are one to two and a half kilometres long in spite of its name: what has few of them is no shape of a lake,
and is left out, as are its seas.
Coordinates are (longitude, latitude).
"""

from __future__ import annotations

import json
import lzma
import pickle
import tarfile
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from borders import CACHE
from shapely.geometry import Polygon, box, shape
from shapely.geometry.base import BaseGeometry

WHEEL = CACHE / "roaring_landmask-0.11.0-cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
LIBRARY = "roaring_landmask/roaring_landmask.abi3.so"
XZ = b"\xfd7zXZ\x00"
# A MultiPolygon as well-known binary, low byte first.
MULTIPOLYGON = b"\x01\x06\x00\x00\x00"
INLAND = CACHE / "geo-maps-earth-waterbodies-10m-0.6.0.tgz"
MEMBER = "package/map.geo.json"
# Water of fewer points is a triangle or a box from near.
LEAST_POINTS = 16
WINDOW = (24.0, 22.0, 88.0, 60.0)
# A point of the Caspian's shore region that only OpenStreetMap's shapes, and not those packed beside them, call water.
CASPIAN = shapely.Point(51.0, 41.5)


def land() -> list[Polygon]:
    """Return the land, without inland water, cut to `WINDOW`; kept in `cache/coast.pickle`."""
    kept = CACHE / "coast.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(next(found for found in _masks() if not _covers(found, CASPIAN))))
    return list(pickle.loads(kept.read_bytes()))


def inland_water() -> list[Polygon]:
    """Return the large lakes and broad rivers within `WINDOW`; all water is kept in `cache/inland.pickle`."""
    kept = CACHE / "inland.pickle"
    if not kept.exists():
        with tarfile.open(INLAND) as tar:
            member = tar.extractfile(MEMBER)
            assert member is not None
            geometries = json.load(member)["geometries"]
        water = [part for one in geometries for part in _cut(shape(one))]
        # The other way round, the shape of the land would be gone through anew for every point.
        on_land = shapely.STRtree(shapely.point_on_surface(water)).query(land(), predicate="contains")[1]
        pieces = [water[i] for i in sorted(set(on_land.tolist()))]
        kept.write_bytes(pickle.dumps(_joined(np.array(pieces))))
    every: list[Polygon] = pickle.loads(kept.read_bytes())
    return [part for part in every if len(part.exterior.coords) >= LEAST_POINTS]


def _joined(pieces: np.ndarray[Any, Any]) -> list[Polygon]:
    """Return water that is packaged in squares as one again."""
    one, other = shapely.STRtree(pieces).query(pieces, predicate="intersects")
    touching = np.zeros(len(pieces), dtype=bool)
    touching[one[one != other]] = True
    return [*pieces[~touching], *shapely.get_parts(shapely.union_all(pieces[touching]))]


def _masks() -> Iterator[list[Polygon]]:
    """Yield the shapes of the land that the library holds, one data set after the other."""
    with zipfile.ZipFile(WHEEL) as wheel:
        library = wheel.read(LIBRARY)
    at = library.find(XZ)
    while at >= 0:
        try:
            body = lzma.LZMADecompressor().decompress(library[at:])
        except lzma.LZMAError:
            body = b""
        if body.startswith(MULTIPOLYGON):
            yield _cut(shapely.from_wkb(body))
        at = library.find(XZ, at + 1)


def _cut(whole: BaseGeometry) -> list[Polygon]:
    window = box(*WINDOW)
    parts = [part for part in shapely.get_parts(whole) if part.intersects(window)]
    cut = [part if window.contains(part) else shapely.clip_by_rect(part, *WINDOW) for part in parts]
    return [p for p in shapely.get_parts(shapely.get_parts(cut)) if isinstance(p, Polygon) and not p.is_empty]


def _covers(polygons: list[Polygon], spot: shapely.Point) -> bool:
    return any(polygon.contains(spot) for polygon in polygons)
