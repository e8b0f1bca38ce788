"""What GDAL, gpxpy and fastkml find in each file of `kinds`, beside what the atlas finds, as a table."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator

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
    """Return the kilometres of all lines that GDAL finds, in all layers."""
    total = 0.0
    for layer, _ in pyogrio.list_layers(body).tolist():
        if "points" not in layer:
            frame = pyogrio.read_dataframe(body, layer=layer)
            total += sum(_km(shape) for shape in getattr(frame, "geometry", ()) if shape is not None)
    return total


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
    return f"{found:.3f}" if found else NOTHING


def row(name: str) -> tuple[str, str, str, str]:
    """Return a kind of file with what the atlas, GDAL, and the third reader for its form make of it."""
    body = kinds.READ[name][0]
    third = by_gpxpy if b"<gpx" in body else by_fastkml if b"<kml" in body else None
    return name, kilometres(ours, body), kilometres(gdal, body), kilometres(third, body) if third else ""
