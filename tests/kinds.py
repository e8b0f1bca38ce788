"""Kinds of files that professionals have, each with its right value: name, bytes, km, words of a remark (or none)."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import hostile_files as hostile

FILES = Path(__file__).parent / "geo" / "files"
BAKU, GANJA, TBILISI = (49.87, 40.41), (46.36, 40.68), (44.79, 41.72)
COURSE = [BAKU, GANJA, TBILISI]
# Kilometres of the course with Ganja, and of the straight line.
KM, STRAIGHT = 473.983, 451.004
GX = 'xmlns:gx="http://www.google.com/kml/ext/2.2"'


def feature(coordinates: Any, kind: str = "LineString", **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features: Any, **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", **members, "features": features}).encode()


def coords(points: Any) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in points)


def route(*points: Any, name: str = "Plan") -> str:
    inner = "".join(f'<rtept lat="{lat}" lon="{lon}"/>' for lon, lat in points)
    return f"<rte><name>{name}</name>{inner}</rte>"


def gx_track(*points: Any) -> str:
    inner = "".join(f"<gx:coord>{lon} {lat} 0</gx:coord>" for lon, lat in points)
    return f"<Placemark {GX}><gx:Track>{inner}</gx:Track></Placemark>"


def segments(*lines: Any) -> str:
    inner = "".join(
        "<trkseg>" + "".join(f'<trkpt lat="{lat}" lon="{lon}"/>' for lon, lat in line) + "</trkseg>" for line in lines
    )
    return f"<trk><name>x</name>{inner}</trk>"


def archive(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in files.items():
            made.writestr(name.replace("_dot_", "."), body)
    return packed.getvalue()


def crs(named: Any) -> bytes:
    return collection(feature(COURSE), crs=named)


def urn(name: str) -> bytes:
    return crs({"type": "name", "properties": {"name": name}})


def topology() -> bytes:
    """The course in whole numbers, as two arcs of which the second is used backwards."""
    arcs = [[[4987, 4041], [-351, 27]], [[4479, 4172], [157, -104]]]
    lines = {"type": "GeometryCollection", "geometries": [{"type": "LineString", "arcs": [0, -2]}]}
    transform = {"scale": [0.01, 0.01], "translate": [0, 0]}
    return json.dumps({"type": "Topology", "transform": transform, "objects": {"x": lines}, "arcs": arcs}).encode()


def esri(wkid: int = 4326) -> bytes:
    geometry = {"paths": [COURSE]}
    return json.dumps(
        {
            "geometryType": "esriGeometryPolyline",
            "spatialReference": {"wkid": wkid},
            "features": [{"attributes": {"name": "x"}, "geometry": geometry}],
        }
    ).encode()


def overpass() -> bytes:
    points = [{"lat": lat, "lon": lon} for lon, lat in COURSE]
    ways = [{"type": "way", "geometry": part} for part in (points[1:], points[:2])]
    return json.dumps({"elements": [{"type": "relation", "members": [*ways, {"type": "node"}]}]}).encode()


def shared(name: str) -> bytes:
    return (FILES / name).read_bytes()


BESIDE = [(lon, lat + 0.002) for lon, lat in COURSE]
HAND = "49.87, 40.41, 0 46.36, 40.68, 0 44.79, 41.72, 0"
RPT = '<gpxx:rpt xmlns:gpxx="http://www.garmin.com/xmlschemas/GpxExtensions/v3" lat="40.68" lon="46.36"/>'
GARMIN = (
    f'<rte><rtept lat="40.41" lon="49.87"><extensions>{RPT}</extensions></rtept><rtept lat="41.72" lon="44.79"/></rte>'
)
RING = f"<Placemark><LinearRing><coordinates>{coords([*COURSE, BAKU])}</coordinates></LinearRing></Placemark>"
TABLE = "name,lat,lon\n" + "\n".join(f"p{n},{lat},{lon}" for n, (lon, lat) in enumerate(COURSE))
QUOTED = "lat,lon\n" + "\n".join(f'"{lat}","{lon}"'.replace(".", ",") for lon, lat in COURSE)
GERMAN = "Breite;Länge\r\n" + "\r\n".join(f"{lat};{lon}".replace(".", ",") for lon, lat in COURSE)
POLYLINE_5 = "o_owFogboHod@jdpTowjEf{qH"
WKT = f"LINESTRING ({', '.join(f'{lon} {lat}' for lon, lat in COURSE)})"
MULTI_WKT = "MULTILINESTRING ((46.36 40.68, 44.79 41.72), (46.36 40.68, 49.87 40.41))"
# Written once by GDAL 3.12 through pyogrio; `base64` so that no binary file stands in the repository.
BINARY: dict[str, bytes] = {path.stem: base64.b64decode(path.read_text()) for path in sorted(FILES.glob("*.base64"))}

# name: bytes, km of the course that is measured, words of one remark ("" for none at all)
READ: dict[str, tuple[bytes, float, str]] = {
    "route and track": (shared("01-route-and-track.gpx"), KM, "which goes the same way as Track 2"),
    "track and route": (
        hostile.gpx(hostile.track(*COURSE) + route(*COURSE)),
        KM,
        "Route 2 (“Plan”), which repeats Track 1",
    ),
    "route before the same track": (
        hostile.gpx(route(*COURSE) + hostile.track(*COURSE)),
        KM,
        "Route 1 (“Plan”), which",
    ),
    "route that goes another way": (
        hostile.gpx(route(BAKU, (47.0, 39.0), TBILISI) + hostile.track(*COURSE)),
        KM,
        "holds 2 courses",
    ),
    "gx:Track beside LineString": (hostile.kml(gx_track(*COURSE) + hostile.placemark(coords(COURSE))), KM, "repeats"),
    "gx:Track beside a coarser LineString": (
        hostile.kml(hostile.placemark(coords((BAKU, TBILISI))) + gx_track(*COURSE)),
        KM,
        "goes the same way",
    ),
    "segments that repeat those before": (hostile.gpx(segments(COURSE[:2], COURSE)), KM, "repeats a stretch"),
    "the same segment twice": (hostile.gpx(segments(COURSE, COURSE)), KM, "repeats Track 1"),
    "segment at rest": (shared("03-segment-at-rest.gpx"), KM, "all its points in one place"),
    "empty gx:coord": (shared("05-empty-coord.kml"), KM, "2 × time without a position"),
    "Garmin's course in extensions": (shared("06-garmin-course-in-extension.gpx"), 505.068, ""),
    "Garmin's course of one point": (hostile.gpx(GARMIN), KM, ""),
    "ring beside a line": (shared("07-linear-ring.kml"), 543.578, ""),
    "ring alone": (hostile.kml(RING), KM + STRAIGHT, ""),
    "empty line beside a line": (shared("08-empty-line-beside-a-line.geojson"), KM, "“Not yet drawn”), which has no"),
    "empty MultiLineString": (collection(feature(COURSE), feature([], "MultiLineString")), KM, "which has no point"),
    "one-point line": (collection(feature([BAKU], name="Lonely"), feature(COURSE)), KM, "has only one point"),
    "two equal points": (collection(feature([BAKU, BAKU]), feature(COURSE)), KM, "all its points in one place"),
    "feature that is none": (collection({"type": "Line"}, feature(COURSE)), KM, "is no GeoJSON feature"),
    "feature in metres": (
        collection(feature([[5_551_000, 4_926_000], [4_985_000, 5_118_000]]), feature(COURSE)),
        KM,
        "in metres",
    ),
    "many lines far in all": (shared("09-many-lines-far-in-all.geojson"), 33_511.486, ""),
    "reference system by code": (shared("10-crs-epsg-code.geojson"), KM, ""),
    "reference system by address": (shared("11-crs-uri.geojson"), KM, ""),
    "reference system of a version": (urn("urn:ogc:def:crs:EPSG:6.9:4326"), KM, ""),
    "reference system of GML": (urn("http://www.opengis.net/gml/srs/epsg.xml#4326"), KM, ""),
    "three dimensions": (urn("urn:ogc:def:crs:EPSG::4979"), KM, ""),
    "CRS84 with heights": (urn("urn:ogc:def:crs:OGC::CRS84h"), KM, ""),
    "WGS 84 in words": (urn("WGS84"), KM, ""),
    "ETRS89": (shared("13-crs-etrs89.geojson"), KM, "ETRS89"),
    "one feature a line": (shared("15-sequence-of-features.geojsonl"), KM, ""),
    "one feature a line, one broken": (
        shared("15-sequence-of-features.geojsonl") + b'{"type": "Feature", \n',
        KM,
        "not valid JSON",
    ),
    "RFC 8142": (
        b"".join(b"\x1e" + json.dumps(feature(p), indent=1).encode() + b"\n" for p in (COURSE[:2], COURSE[1:])),
        KM,
        "",
    ),
    "null height": (shared("17-null-height.geojson"), STRAIGHT, ""),
    "time as fourth value": (collection(feature([[*p, 0, "2026-01-01T00:00:00Z"] for p in COURSE])), KM, ""),
    "point without a position": (
        collection(feature([BAKU, [], GANJA, [None, None], TBILISI])),
        KM,
        "2 points of Feature 1, which are without",
    ),
    "track point without latitude": (
        hostile.gpx(hostile.track(*COURSE).replace("</trkseg>", '<trkpt lon="44"/></trkseg>')),
        KM,
        "without a position",
    ),
    "track point with NaN": (
        hostile.gpx(hostile.track(BAKU, ("NaN", "NaN"), GANJA, TBILISI)),
        KM,
        "1 point of Track 1",
    ),
    "UTF-16": (shared("22-utf-16.gpx"), KM, ""),
    "UTF-16 GeoJSON": (collection(feature(COURSE)).decode().encode("utf-16"), KM, ""),
    "UTF-32 KML": (hostile.kml(hostile.placemark(coords(COURSE))).decode().encode("utf-32"), KM, ""),
    "0, 0 before a fix": (shared("23-zero-zero-start.gpx"), KM, "0, 0"),
    "parts out of order": (shared("27-parts-out-of-order.geojson"), KM, "joined where they touch"),
    "features out of order": (
        collection(feature([GANJA, TBILISI]), feature([(43.0, 41.0), TBILISI]), feature([BAKU, GANJA])),
        643.767,
        "joined",
    ),
    "both tracks of a double line": (collection(feature(COURSE), feature(BESIDE[::-1])), KM, "holds 2 courses"),
    "both tracks in ways": (
        collection(*(feature(p) for p in (COURSE[:2], COURSE[1:], COURSE[:0:-1], [GANJA, BAKU]))),
        KM,
        "holds 2 courses",
    ),
    "space after each comma": (hostile.kml(hostile.placemark(HAND)), KM, ""),
    "KMZ": (archive(doc_dot_kml=hostile.kml(hostile.placemark(coords(COURSE))), logo_dot_png=b"x"), KM, ""),
    "zipped GPX": (archive(x_dot_gpx=hostile.gpx(hostile.track(*COURSE))), KM, ""),
    "TopoJSON": (topology(), KM, ""),
    "Esri JSON": (esri(), KM, ""),
    "uMap": (json.dumps({"type": "umap", "layers": [json.loads(collection(feature(COURSE)))]}).encode(), KM, ""),
    "Overpass JSON": (overpass(), KM, "joined where they touch"),
    "WKT": (WKT.encode(), KM, ""),
    "WKT with a reference system": (f"SRID=4326;{WKT}".encode(), KM, ""),
    "WKT with heights": (b"LINESTRING Z (49.87 40.41 1, 46.36 40.68 2, 44.79 41.72 3)", KM, ""),
    "WKT in parts": (MULTI_WKT.encode(), KM, "joined where they touch"),
    "CSV": (TABLE.encode(), KM, ""),
    "CSV with decimal commas": (GERMAN.encode(), KM, ""),
    "CSV with decimal commas in quotation marks": (QUOTED.encode(), KM, ""),
    "CSV in Latin-1": (GERMAN.encode("latin-1"), KM, ""),
    "CSV with a row of no position": (f"{TABLE}\np9,,\n".encode(), KM, "without a position"),
    "CSV of WKT": (f'wkt,name\n"{WKT}",Own way\n'.encode(), KM, ""),
    **{name: (body, KM, "") for name, body in BINARY.items()},
}
