"""Lines in JSON: GeoJSON (RFC 7946), one document or a sequence, and the forms that lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from routes.errors import UploadError
from routes.geo.readers import json_dialects, reference_system
from routes.geo.readers.collector import LineCollector, label, quoted
from routes.geo.readers.json_documents import FILE, SEE, documents, listed

PLAIN = {"Point": "point", "MultiPoint": "points", "Polygon": "polygon", "MultiPolygon": "polygons"}
LINES = ("LineString", "MultiLineString")


def gather(text: bytes, into: LineCollector) -> None:
    """Take the lines of a JSON file; a feature that cannot be used is left out with the reason.

    Raises
    ------
    UploadError
        If it is no JSON that holds lines, nested too deeply, or in another reference system.
    """
    into.form = "GeoJSON"
    read = 0
    for document in documents(text, into):
        read += 1
        if not isinstance(document, dict):
            raise UploadError(FILE, "is JSON but no GeoJSON", SEE)
        _document(document, into)
    if read > 1 and into.form == "GeoJSON":
        into.form = "GeoJSON, a sequence of features"


def _document(document: Mapping[str, Any], into: LineCollector) -> None:
    if (crs := document.get("crs")) is not None:
        reference_system.check(crs, into)
    if other := json_dialects.recognised(document):
        other(document, into)
    elif document.get("type") == "umap":
        into.form = "uMap"
        for layer in listed(FILE, document, "layers"):
            _object(layer if isinstance(layer, dict) else {}, into)
    else:
        _object(document, into)


def _object(document: Mapping[str, Any], into: LineCollector) -> None:
    kind = document.get("type")
    if kind == "FeatureCollection":
        for feature in listed(FILE, document, "features"):
            _feature(feature, into)
    elif kind == "Feature":
        _feature(document, into)
    else:
        _geometry(label("Geometry", into.feature()), document, into)


def _feature(feature: Any, into: LineCollector) -> None:
    number = into.feature()
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        into.refuse(UploadError(label("Feature", number), "is no GeoJSON feature", SEE))
        return
    properties = feature.get("properties")
    name = properties.get("name") if isinstance(properties, dict) else None
    geometry = feature.get("geometry")
    if geometry is None:
        into.kinds["feature without geometry"] += 1
        return
    _geometry(label("Feature", number, name), geometry, into)


def _geometry(where: str, geometry: Any, into: LineCollector) -> None:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if isinstance(kind, str) and kind in PLAIN:
        into.kinds[PLAIN[kind]] += 1
        return
    if kind not in (*LINES, "GeometryCollection"):
        told = f"“{quoted(kind)}”" if isinstance(kind, str) else "nothing GeoJSON knows"
        into.refuse(UploadError(where, f"has {told} where its geometry should be", SEE))
        return
    key = "geometries" if kind == "GeometryCollection" else "coordinates"
    inner = geometry.get(key)
    if not isinstance(inner, list):
        into.refuse(UploadError(where, f"has no list of {key}", SEE))
    elif kind == "GeometryCollection":
        for one in inner:
            _geometry(where, one, into)
    elif kind == "LineString":
        line(where, inner, into)
    else:
        if not inner:
            into.refuse(UploadError(where, "has no point", "A line needs two; draw it on, or leave it out"))
        for n, one in enumerate(inner, 1):
            line(where if len(inner) == 1 else f"{where}, line {n:,}", one, into)


def line(where: str, coordinates: Any, into: LineCollector) -> None:
    """Take a list of positions as a line."""
    if not isinstance(coordinates, list):
        into.refuse(UploadError(where, "has no list of coordinates", SEE))
        return
    into.count(where, len(coordinates))
    into.line(where, [_position(where, n, position, into) for n, position in enumerate(coordinates, 1)])


def _position(where: str, n: int, position: Any, into: LineCollector) -> tuple[float, float]:
    """Return the first two numbers of a position; a height and a measure may follow, whatever they are."""
    if isinstance(position, list) and 2 <= len(position) <= 4 and all(isinstance(x, float) for x in position[:2]):
        return position[0], position[1]
    found = f"has no longitude and latitude at point {n:,}"
    return into.nowhere(UploadError(where, found, "Write each point as [longitude, latitude]"))
