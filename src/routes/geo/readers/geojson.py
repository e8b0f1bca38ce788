"""Lines in a GeoJSON document (RFC 7946)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from routes.errors import UploadError
from routes.geo.readers.collector import METRES, MOST_DEPTH, MOST_POINTS, LineCollector, label, quoted

MOST_BRACKETS = 8 * MOST_POINTS
# A text, to its end even where that is missing; or a bracket.
TOKENS = re.compile(rb'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)
# The ways RFC 7946's only reference system is written in the older `crs` member.
DEGREES = re.compile(r"CRS:?84|EPSG:(?:\d*:)?4326", re.IGNORECASE)
PLAIN = {"Point": "point", "MultiPoint": "points", "Polygon": "polygon", "MultiPolygon": "polygons"}
FILE = "The file"
SEE = "Export it again as GeoJSON from the program it was drawn in"


def gather(text: bytes, into: LineCollector) -> None:
    """Take the lines of a GeoJSON document.

    Raises
    ------
    UploadError
        If it is no GeoJSON, nested too deeply, in another reference system, or a line in it is out of bounds.
    """
    into.form = "GeoJSON"
    _shallow(text)
    try:
        document = json.loads(
            text.decode("utf-8"), parse_int=float, parse_constant=_no_number, object_pairs_hook=_no_key_twice
        )
    except UnicodeDecodeError as error:
        raise UploadError(FILE, "is not written in UTF-8", "Save it again as UTF-8") from error
    except json.JSONDecodeError as error:
        found = f"is not valid JSON at line {error.lineno:,}, column {error.colno:,}"
        raise UploadError(FILE, found, SEE) from error
    if not isinstance(document, dict):
        raise UploadError(FILE, "is JSON but no GeoJSON", SEE)
    if (crs := document.get("crs")) is not None and not DEGREES.search(json.dumps(crs)):
        raise UploadError(FILE, "names a reference system other than longitude and latitude", METRES)
    _object(document, into)


def _object(document: Mapping[str, Any], into: LineCollector) -> None:
    kind = document.get("type")
    if kind == "FeatureCollection":
        for feature in _list(FILE, document, "features"):
            _feature(feature, into)
    elif kind == "Feature":
        _feature(document, into)
    else:
        _geometry(label("Geometry", into.feature()), document, into)


def _feature(feature: Any, into: LineCollector) -> None:
    number = into.feature()
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise UploadError(label("Feature", number), "is no GeoJSON feature", SEE)
    properties = feature.get("properties")
    name = properties.get("name") if isinstance(properties, dict) else None
    geometry = feature.get("geometry")
    if geometry is None:
        into.left_out["feature without geometry"] += 1
        return
    _geometry(label("Feature", number, name), geometry, into)


def _geometry(where: str, geometry: Any, into: LineCollector) -> None:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "LineString":
        _line(where, _list(where, geometry, "coordinates"), into)
    elif kind == "MultiLineString":
        for n, line in enumerate(_list(where, geometry, "coordinates"), 1):
            _line(f"{where}, line {n:,}", line, into)
    elif kind == "GeometryCollection":
        for inner in _list(where, geometry, "geometries"):
            _geometry(where, inner, into)
    elif isinstance(kind, str) and kind in PLAIN:
        into.left_out[PLAIN[kind]] += 1
    else:
        told = f"“{quoted(kind)}”" if isinstance(kind, str) else "nothing GeoJSON knows"
        raise UploadError(where, f"has {told} where its geometry should be", SEE)


def _line(where: str, coordinates: Any, into: LineCollector) -> None:
    if not isinstance(coordinates, list):
        raise UploadError(where, "has no list of coordinates", SEE)
    into.count(where, len(coordinates))
    into.line(where, [_position(where, n, position) for n, position in enumerate(coordinates, 1)])


def _position(where: str, n: int, position: Any) -> tuple[float, float]:
    """Return the first two numbers of a position; a height and a measure may follow."""
    if not (isinstance(position, list) and 2 <= len(position) <= 4 and all(isinstance(x, float) for x in position)):
        found = f"has no longitude and latitude at point {n:,}"
        raise UploadError(where, found, "Write each point as [longitude, latitude]")
    return position[0], position[1]


def _list(where: str, holder: Mapping[str, Any], key: str) -> list[Any]:
    found = holder.get(key)
    if not isinstance(found, list):
        raise UploadError(where, f"has no list of {key}", SEE)
    return found


def _shallow(text: bytes) -> None:
    """Refuse what is nested too deeply or has too many brackets, before it is parsed."""
    if text.count(b"[") + text.count(b"{") > MOST_BRACKETS:
        raise UploadError(FILE, f"holds more than {MOST_POINTS:,} points or as many other things", "Simplify the line")
    depth = 0
    for token in TOKENS.finditer(text):
        first = text[token.start()]
        depth += 1 if first in b"[{" else -1 if first in b"]}" else 0
        if depth > MOST_DEPTH:
            raise UploadError(FILE, f"is nested more than {MOST_DEPTH} deep", SEE)


def _no_number(name: str) -> float:
    raise UploadError(FILE, f"has {name} where a number should be", "Correct or remove the point")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise UploadError(FILE, f"has “{quoted(twice)}” twice in one place", "Remove one of the two")
    return found
