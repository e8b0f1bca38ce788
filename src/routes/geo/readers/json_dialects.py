"""Lines in JSON of other programs: TopoJSON, Esri JSON, Overpass JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import Any

from routes.errors import UploadError
from routes.geo.readers import reference_system
from routes.geo.readers.collector import LineCollector, label
from routes.geo.readers.json_documents import FILE, SEE, listed

Document = Mapping[str, Any]
Arc = list[tuple[float, float]]
NAMES = ("name", "NAME", "Name", "title")


def recognised(document: Document) -> Callable[[Document, LineCollector], None] | None:
    """Return what reads a document, or None where it is none of these."""
    if document.get("type") == "Topology":
        return topojson
    if "geometryType" in document or "paths" in document or ("features" in document and "type" not in document):
        return esri
    if "elements" in document and "type" not in document:
        return overpass
    return None


def topojson(document: Document, into: LineCollector) -> None:
    """Take the lines of a TopoJSON topology; arcs that several of them share are counted once for each."""
    into.form = "TopoJSON"
    arcs = [_arc(arc, document.get("transform")) for arc in listed(FILE, document, "arcs")]
    objects = document.get("objects")
    for object_ in objects.values() if isinstance(objects, dict) else ():
        for one in _geometries(object_):
            _topology(one, arcs, into)


def _geometries(object_: Any) -> Iterator[Document]:
    if not isinstance(object_, dict):
        return
    inner = object_.get("geometries")
    if object_.get("type") != "GeometryCollection":
        yield object_
    elif isinstance(inner, list):
        for one in inner:
            yield from _geometries(one)


def _topology(geometry: Document, arcs: list[Arc], into: LineCollector) -> None:
    where = label("Feature", into.feature(), _name(geometry.get("properties")))
    kind, told = geometry.get("type"), geometry.get("arcs")
    if kind in ("Polygon", "MultiPolygon", "Point", "MultiPoint"):
        into.kinds[str(kind).lower()] += 1
        return
    lines = [told] if kind == "LineString" else told if kind == "MultiLineString" else None
    if not isinstance(lines, list) or not all(isinstance(one, list) for one in lines):
        into.refuse(UploadError(where, "has no arcs", SEE))
        return
    for n, one in enumerate(lines, 1):
        name = where if len(lines) == 1 else f"{where}, line {n:,}"
        try:
            course = [point for number in one for point in _used(arcs, number, name, into)]
        except (IndexError, TypeError, ValueError, OverflowError):
            into.refuse(UploadError(name, "names an arc that is not there", SEE))
        else:
            into.line(name, course)


def _used(arcs: list[Arc], number: float, where: str, into: LineCollector) -> Arc:
    """Return an arc by its number; a negative one, counted from -1, is the arc backwards."""
    n = int(number)
    arc = arcs[n if n >= 0 else ~n]
    into.count(where, len(arc))
    return arc if n >= 0 else arc[::-1]


def _arc(arc: Any, transform: Any) -> Arc:
    try:
        points = [(float(position[0]), float(position[1])) for position in arc]
        if not isinstance(transform, dict):
            return points
        (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
        xs, ys = (accumulate(values) for values in zip(*points, strict=True))
        return [(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)]
    except (TypeError, ValueError, LookupError) as error:
        raise UploadError(FILE, "has an arc that is no list of positions", SEE) from error


def esri(document: Document, into: LineCollector) -> None:
    """Take the paths of Esri JSON: a feature set, or one polyline."""
    into.form = "Esri JSON"
    if (system := document.get("spatialReference")) is not None:
        _system(system, into)
    features = document.get("features", [{"geometry": document}])
    for feature in features if isinstance(features, list) else ():
        number = into.feature()
        attributes = feature.get("attributes") if isinstance(feature, dict) else None
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        _polyline(label("Feature", number, _name(attributes)), geometry, into)


def _system(system: Any, into: LineCollector) -> None:
    codes = [system[key] for key in ("latestWkid", "wkid") if key in system] if isinstance(system, dict) else []
    if codes and isinstance(codes[0], float):
        reference_system.check({"code": int(codes[0])}, into)


def _polyline(where: str, geometry: Any, into: LineCollector) -> None:
    if not isinstance(geometry, dict) or not geometry:
        into.kinds["feature without geometry"] += 1
        return
    if (own := geometry.get("spatialReference")) is not None:
        _system(own, into)
    paths = geometry.get("paths")
    if not isinstance(paths, list):
        kind = "polygon" if "rings" in geometry else "point" if "x" in geometry or "points" in geometry else "other"
        into.kinds[kind] += 1
        return
    for n, path in enumerate(paths, 1):
        _path(where if len(paths) == 1 else f"{where}, line {n:,}", path, into)


def _path(where: str, path: Any, into: LineCollector) -> None:
    if not isinstance(path, list):
        into.refuse(UploadError(where, "has no list of positions", SEE))
        return
    into.count(where, len(path))
    remedy = "Write each point as [longitude, latitude]"
    points = []
    for n, at in enumerate(path, 1):
        readable = isinstance(at, list) and len(at) >= 2 and isinstance(at[0], float) and isinstance(at[1], float)
        error = UploadError(where, f"has no longitude and latitude at point {n:,}", remedy)
        points.append((at[0], at[1]) if readable else into.nowhere(error))
    into.line(where, points)


def overpass(document: Document, into: LineCollector) -> None:
    """Take the ways of Overpass JSON that carry their geometry (`out geom`), and those of its relations."""
    into.form = "Overpass JSON"
    for element in listed(FILE, document, "elements"):
        if isinstance(element, dict):
            _element(element, into)


def _element(element: Document, into: LineCollector) -> None:
    kind, members = element.get("type"), element.get("members")
    where = label("Way" if kind == "way" else "Relation", into.feature(), _name(element.get("tags")))
    if kind == "node":
        into.kinds["node"] += 1
    elif kind == "relation" and isinstance(members, list):
        ways = [one for one in members if isinstance(one, dict) and one.get("type") == "way"]
        for n, way in enumerate(ways, 1):
            _way(f"{where}, line {n:,}", way, into)
    else:
        _way(where, element, into)


def _way(where: str, way: Document, into: LineCollector) -> None:
    geometry = way.get("geometry")
    if not isinstance(geometry, list):
        into.refuse(UploadError(where, "carries no geometry", "Ask Overpass for `out geom`, or export GeoJSON"))
        return
    into.count(where, len(geometry))
    points: list[tuple[Any, Any]] = []
    for n, at in enumerate(geometry, 1):
        lon, lat = (at.get("lon"), at.get("lat")) if isinstance(at, dict) else (None, None)
        readable = isinstance(lon, float) and isinstance(lat, float)
        error = UploadError(where, f"has no position at point {n:,}", "Correct or remove the point")
        points.append(
            (lat, lon) if readable and into.latitude_first else (lon, lat) if readable else into.nowhere(error)
        )
    into.line(where, points)


def _name(properties: Any) -> object:
    if not isinstance(properties, dict):
        return None
    return next((properties[key] for key in NAMES if isinstance(properties.get(key), str)), None)
