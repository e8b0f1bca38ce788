"""What GDAL, gpxpy and fastkml find in each file of `kinds`, beside what the atlas finds, as a table."""

from __future__ import annotations

import io
import math
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import fastkml
import gpxpy
import kinds
import pyogrio
import shapely

from routes.errors import UploadError
from routes.geo import readers
from routes.geo.geodesy import length_km

NOTHING = "-"
# Kilometres by which two readers of one file may differ.
SAME_KM = 0.01


def ours(body: bytes) -> float:
    return sum(length_km(part.points) for part in readers.read(body).parts)


def gdal(body: bytes) -> float:
    """Return the kilometres of all lines that GDAL finds, in all layers of a file with its form's usual ending."""
    total = 0.0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"line{ending(body)}"
        file.write_bytes(body)
        for layer, kind in pyogrio.list_layers(file).tolist():
            if kind is not None and "points" not in layer:
                frame = pyogrio.read_dataframe(file, layer=layer)
                total += sum(_km(shape) for shape in frame.geometry if shape is not None)
    return total


def ending(body: bytes) -> str:
    """Return the ending that a file of this content usually has."""
    known = {
        b"<gpx": ".gpx",
        b"<kml": ".kml",
        b"doc.kml": ".kmz",
        b"PK\x03": ".zip",
        b"fgb": ".fgb",
        b"LINESTRING": ".wkt",
    }
    plain = body.replace(b"\0", b"")
    found = next((name for mark, name in known.items() if mark in plain), "")
    return found or (".geojson" if b"{" in plain else ".csv")


def _km(shape: shapely.Geometry) -> float:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return sum(length_km([(x, y) for x, y, *_ in one.coords]) for one in parts if "Line" in one.geom_type)


def by_gpxpy(body: bytes) -> float:
    read = gpxpy.parse(io.BytesIO(body).read().decode())
    lines = [s.points for t in read.tracks for s in t.segments] + [r.points for r in read.routes]
    return sum(length_km([(p.longitude, p.latitude) for p in line]) for line in lines)


def by_fastkml(body: bytes) -> float:
    return sum(_features(fastkml.KML.from_string(body, strict=False)))


def _features(holder: object) -> Iterator[float]:
    for feature in getattr(holder, "features", ()):
        yield from _features(feature)
        shape = getattr(feature, "geometry", None)
        if shape is not None and "Line" in shape.geom_type:
            yield _km(shapely.geometry.shape(shape))


def kilometres(read: Callable[[bytes], float], body: bytes) -> str:
    """Return what a reader measures, `refused` where it raises, `-` where it finds no line."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = read(body)
    except UploadError:
        return "refused"
    except Exception:  # noqa: BLE001 - whatever another reader raises means that it does not read the file
        return "refused"
    return f"{found:.3f}" if found and math.isfinite(found) else NOTHING


def row(name: str) -> tuple[str, str, str, str]:
    """Return a kind of file with what the atlas, GDAL, and the third reader for its form make of it."""
    body = kinds.READ[name][0]
    third = by_gpxpy if b"<gpx" in body else by_fastkml if b"<kml" in body else None
    return name, kilometres(ours, body), kilometres(gdal, body), kilometres(third, body) if third else ""


TWICE = "both add up the route and the track computed for it"
REPEATED = "both add up what a recorder wrote twice"
FIRST_TWO = "the others draw a straight line between a route's points"
NO_PLACE = "the others do not pass over a point that is no position"
ENCODING = "GDAL does not read this encoding"
COURSES = "GDAL adds up both tracks; the atlas measures one and offers the other"
NO_WKT = "GDAL has no driver for a file of WKT"
COLUMNS = "GDAL reads columns of coordinates only when told which they are"
FORM = "GDAL does not know the form"
# Why a kind of file is read otherwise by another reader.
WHY = {
    "route and track": TWICE,
    "track and route": TWICE,
    "route before the same track": TWICE,
    "route that goes another way": "both add up two courses of which one is meant",
    "gx:Track beside LineString": "GDAL passes over gx:Track, fastkml refuses it",
    "gx:Track beside a coarser LineString": "GDAL passes over one of the two, fastkml refuses gx:Track",
    "segments that repeat those before": REPEATED,
    "the same segment twice": REPEATED,
    "empty gx:coord": "GDAL takes an empty position for 0, 0; fastkml refuses it",
    "Garmin's course in extensions": FIRST_TWO,
    "Garmin's course of one point": FIRST_TWO,
    "ring beside a line": "pyogrio raises an error at a LinearRing",
    "ring alone": "pyogrio raises an error at a LinearRing",
    "one-point line": "shapely, beside GDAL, refuses a line of one point",
    "feature in metres": "the others take metres for degrees, and the length is no number",
    "null height": "GDAL refuses a height that is null",
    "point without a position": NO_PLACE,
    "track point without latitude": "gpxpy refuses the file",
    "track point with NaN": "the others keep the point, and the length is no number",
    "UTF-16": ENCODING,
    "UTF-16 GeoJSON": ENCODING,
    "UTF-32 KML": "neither GDAL nor fastkml reads UTF-32",
    "0, 0 before a fix": "the others keep the point at 0, 0",
    "both tracks of a double line": COURSES,
    "both tracks in ways": COURSES,
    "uMap": FORM,
    "Overpass JSON": FORM,
    "WKT": NO_WKT,
    "WKT with a reference system": NO_WKT,
    "WKT with heights": NO_WKT,
    "WKT in parts": NO_WKT,
    "CSV": COLUMNS,
    "CSV with decimal commas": COLUMNS,
    "CSV with decimal commas in quotation marks": COLUMNS,
    "CSV in Latin-1": COLUMNS,
    "CSV with a row of no position": COLUMNS,
    "CSV of WKT": COLUMNS,
    "shapefile in UTM": "GDAL does not look into a folder of a zip unless told to",
    "shapefile": "GDAL does not look into a folder of a zip unless told to",
}


def agrees(found: tuple[str, str, str, str]) -> bool:
    """Tell whether every reader that knows the form finds the same kilometres."""
    _, ours_km, *others = found
    return all(one not in ("refused", NOTHING) and abs(float(one) - float(ours_km)) <= SAME_KM for one in others if one)


def table() -> str:
    """Return all kinds of files with what each reader finds, and why they differ, in Markdown."""
    lines = ["| file | the atlas, km | GDAL, km | gpxpy or fastkml, km | why they differ |", "|---|---|---|---|---|"]
    for name in kinds.READ:
        found = row(name)
        why = "" if agrees(found) else WHY.get(name, "NOT EXPLAINED")
        lines.append(f"| {' | '.join((*found, why))} |")
    return "\n".join(lines)
