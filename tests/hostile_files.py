"""Files nobody should be able to do harm with: name, bytes, and what the answer must speak of."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import Any

LINE = [[49.87, 40.41], [44.79, 41.72]]


def geojson(coordinates: Any, kind: str = "LineString", **properties: Any) -> bytes:
    geometry = {"type": kind, "coordinates": coordinates}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def raw(coordinates: str) -> bytes:
    return f'{{"type": "LineString", "coordinates": {coordinates}}}'.encode()


def gpx(inner: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<gpx xmlns="http://www.topografix.com/GPX/1/1">{inner}</gpx>'.encode()


def kml(inner: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<kml xmlns="http://www.opengis.net/kml/2.2">{inner}</kml>'.encode()


def track(*points: tuple[object, object], name: str = "x") -> str:
    inner = "".join(f'<trkpt lat="{lat}" lon="{lon}"/>' for lon, lat in points)
    return f"<trk><name>{name}</name><trkseg>{inner}</trkseg></trk>"


def placemark(coordinates: str) -> str:
    return f"<Placemark><name>x</name><LineString><coordinates>{coordinates}</coordinates></LineString></Placemark>"


def zipped(*names: str, size: int = 100, body: bytes = b"") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, body or b"0" * size)
    return packed.getvalue()


def lying(packed: bytes) -> bytes:
    """Return an archive whose index says that its file is ten bytes long."""
    at = packed.rindex(b"PK\x01\x02") + 24
    return packed[:at] + (10).to_bytes(4, "little") + packed[at + 4 :]


def locked(packed: bytes) -> bytes:
    """Return an archive that says it is encrypted."""
    at, start = packed.rindex(b"PK\x01\x02") + 8, 6
    return packed[:start] + b"\x01" + packed[start + 1 : at] + b"\x01" + packed[at + 1 :]


def topology(arcs: Any, used: Any) -> bytes:
    line = {"type": "LineString", "arcs": used}
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": {"x": line}}).encode()


def many(features: int) -> bytes:
    """Return so many lines, none of which touches another."""
    lines = ([[30 + n / 50, 40.0 + n % 2], [30.01 + n / 50, 40.1 + n % 2]] for n in range(features))
    listed = [{"type": "Feature", "geometry": {"type": "LineString", "coordinates": line}} for line in lines]
    return json.dumps({"type": "FeatureCollection", "features": listed}).encode()


SECRET = "/etc/passwd"
XXE = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{SECRET}">]>'
PARAMETER = f'<!DOCTYPE x [<!ENTITY % x SYSTEM "http://127.0.0.1:9/{SECRET}"> %x;]>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)
VRT = (
    f"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>{SECRET}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
)
COLLECTION = '{"type": "GeometryCollection", "geometries": ['
MANY = [[40 + n / 100_000, 40.0] for n in range(60_000)]
ZIGZAG = [[40.0 + (n % 2) * 30, 40.0] for n in range(1_000)]
SHORT = [[44.0, 41.0], [44.1, 41.1]]
SHORT_ARC = [[44 + n / 100, 41.0] for n in range(10)]
FEATURES = [{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": SHORT}}] * 2_001

# What is refused: name: (bytes, words of where and what, words of the remedy).
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "empty", "Choose"),
    "only spaces": (b"\xef\xbb\xbf \n\t", "empty", "Choose"),
    "words": (b"Baku to Tbilisi", "neither GeoJSON, GPX, KML", "Export"),
    "page": (b"<!doctype html><html><script>alert(1)</script>", "", ""),
    "too large": (b" " * 5_000_001, "5.0 MB", "Simplify"),
    "zip of no line": (zipped("a.txt"), "zip that holds no KML", "Unpack"),
    "zip of two": (zipped("a.kml", "b.gpx"), "zip of 2 files", "Unpack"),
    "zip that leaves its folder": (zipped("../../a.kml"), "neither GeoJSON", "Export"),
    "zip bomb": (zipped("doc.kml", size=50_000_000), "unpacks to more than 5 MB", "Simplify"),
    "zip of many files": (zipped(*(f"{n}.txt" for n in range(1_001))), "more than 1,000 files", "Unpack"),
    "zip in a zip": (zipped("a.zip"), "packed twice", "Unpack"),
    "zip cut off": (zipped("doc.kml")[:80], "damaged", "Pack"),
    "zip that lies about its size": (lying(zipped("doc.kml", size=9_000_000)), "", ""),
    "zip with a password": (locked(zipped("doc.kml")), "encrypted", "Pack"),
    "zip of a page": (zipped("doc.kml", body=b"<html><script>alert(1)</script></html>"), "another kind", "Export"),
    "zip with entities": (
        zipped("doc.kml", body=kml("<Document/>", '<!DOCTYPE kml [<!ENTITY x "y">]>')),
        "document type",
        "DOCTYPE",
    ),
    "zip of a shapefile that is none": (
        zipped("a.shp", "a.shx", "a.dbf"),
        "shapefile that holds no layer",
        "GeoJSON",
    ),
    "database that is none": (b"SQLite format 3\x00" + b"\x00" * 5_000, "GeoPackage that could not be read", "GeoJSON"),
    "FlatGeobuf that is none": (b"fgb\x03fgb\x00" + b"\xff" * 5_000, "FlatGeobuf that holds no layer", "GeoJSON"),
    "GeoParquet": (b"PAR1" + b"\x00" * 50, "GeoParquet", "GeoPackage"),
    "WKT nested": (b"GEOMETRYCOLLECTION (" * 5_000, "nested more than 32 deep", "Export"),
    "WKT without end": (b"LINESTRING (49.87 40.41, ", "not valid WKT", "Export"),
    "WKT of many points": (b"LINESTRING (" + b"49 40, " * 60_000 + b"44 41)", "50,000 points", "Simplify"),
    "WKT in metres": (b"SRID=3857;LINESTRING (5551000 4926000, 4985000 5118000)", "system 3857", "EPSG:4326"),
    "WKT that is no number": (b"LINESTRING (nan nan, inf inf)", "", ""),
    "polyline of one letter": (b"~" * 100_000, "neither GeoJSON", "Export"),
    "CSV of words": (b"lat,lon\nx,y\n=1+1,2\n", "at line 2", "degrees"),
    "CSV of infinities": (b"lat,lon\ninf,nan\n1e999,1\n", "no finite number", "Correct"),
    "CSV of many rows": (b"lat,lon\n" + b"40,49\n" * 60_000, "50,000 points", "Simplify"),
    "CSV with a cell without end": (b'lat,lon\n"' + b"x" * 200_000, "cell that cannot be read", "CSV"),
    "topology of one arc many times": (
        json.dumps(
            {"type": "Topology", "arcs": [SHORT_ARC], "objects": {"x": {"type": "LineString", "arcs": [0] * 9_999}}}
        ).encode(),
        "50,000 points",
        "Simplify",
    ),
    "topology of an arc that is not there": (
        b'{"type": "Topology", "arcs": [], "objects": {"x": {"type": "LineString", "arcs": [7, 1e300]}}}',
        "an arc that is not there",
        "Export",
    ),
    "topology of words": (b'{"type": "Topology", "arcs": [["x"]], "objects": {}}', "no list of positions", "Export"),
    "Esri JSON in metres": (
        b'{"geometryType": "esriGeometryPolyline", "spatialReference": {"wkid": 3857}, "features": []}',
        "Pseudo-Mercator",
        "EPSG:4326",
    ),
    "Esri JSON of words": (b'{"paths": ["x", [["a", "b"], ["c", "d"]]]}', "Feature 1", "Export"),
    "Overpass without geometry": (b'{"elements": [{"type": "way", "nodes": [1, 2]}]}', "no geometry", "out geom"),
    "sequence whose first line is broken": (b'{"type": \n{"type": "Feature"}', "not valid JSON at line 2", "Export"),
    "gzip": (gzip.compress(geojson(LINE)), "packed (gzip)", "Unpack"),
    "gzip in gzip": (gzip.compress(gzip.compress(b"0" * 5_000_000)), "packed (gzip)", "Unpack"),
    "UTF-16 cut off": (geojson(LINE).decode().encode("utf-16")[:-1], "not valid UTF-16", "UTF-8"),
    "UTF-16 without a mark": (geojson(LINE).decode().encode("utf-16-le"), "", ""),
    "not UTF-8": (b'{"type": "LineString", "x": "\xff\xfe"}', "not written in UTF-8", "UTF-8"),
    "virtual file": (VRT.encode(), "OGRVRTDataSource", "names other files is not read"),
    "virtual file as JSON": (json.dumps({"type": "Feature", "geometry": VRT}).encode(), "Feature 1", "Export"),
    "entity of a file": (gpx("<trk><name>&x;</name></trk>", XXE), "document type", "DOCTYPE"),
    "entity of an address": (kml("<Document/>", PARAMETER), "document type", "DOCTYPE"),
    "billion laughs": (gpx("<trk><name>&a9;</name></trk>", LAUGHS), "document type", "DOCTYPE"),
    "document type without entities": (gpx("", "<!DOCTYPE gpx>"), "document type", "DOCTYPE"),
    "unknown encoding": (b'<?xml version="1.0" encoding="utf-7"?><gpx/>', "", ""),
    "broken XML": (b"<gpx><trk></gpx>", "not well-formed XML at line 1", "Export"),
    "broken JSON": (b'{"type": "LineString",\n "coordinates": [[1, 2], ', "not valid JSON at line 2", "Export"),
    "list": (b"[1, 2]", "no GeoJSON", "Export"),
    "brackets": (b"[" * 5_000_000, "50,000 points", "Simplify"),
    "nested JSON": (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "nested more than 32 deep", "Export"),
    "nested collections": ((COLLECTION * 5_000).encode(), "nested more than 32 deep", "Export"),
    "quotes without end": (b'{"a": ' + b'"\\' * 2_000_000, "not valid JSON", "Export"),
    "nested XML": (b"<kml>" + b"<Folder>" * 500_000, "nested more than 32 deep", "Export"),
    "not a number": (raw("[[49.8, 40.4], [NaN, 41]]"), "NaN", "Correct"),
    "infinity": (raw("[[49.8, 40.4], [Infinity, 41]]"), "Infinity", "Correct"),
    "infinite by its exponent": (raw("[[49.8, 40.4], [1e999, 41]]"), "no finite number, at point 2", "Correct"),
    "1e308": (raw("[[49.8, 40.4], [1e308, 41]]"), "not on Earth", "correct it"),
    "whole number without end": (raw(f"[[49.8, 40.4], [{'9' * 100_000}, 41]]"), "no finite number", "Correct"),
    "not a number in GPX": (gpx(track((49.8, 40.4), ("NaN", 41))), "Track 1 (“x”) has “NaN”", "Correct"),
    "thousands of digits in KML": (
        kml(placemark("1,2 " + "9" * 9_000 + ",1")),
        "no finite number, at point 2",
        "Correct",
    ),
    "swapped axes": (raw("[[40.4, 120.1], [41.7, 115]]"), "the wrong way round", "longitude before latitude"),
    "projected metres": (geojson([[5551000, 4926000], [4985000, 5118000]], name="m"), "metres", "EPSG:4326"),
    "UTM": (raw("[[405000, 4475000], [460000, 4620000]]"), "metres", "EPSG:4326"),
    "named projection": (
        b'{"type": "LineString", "crs": {"properties": {"name": "EPSG:3857"}}, "coordinates": [[1, 2], [3, 4]]}',
        "reference system",
        "EPSG:4326",
    ),
    "antimeridian": (raw("[[179, 60], [-179, 60]]"), "180th meridian between points 1 and 2", "Cut"),
    "one point": (geojson([LINE[0]], name="Lonely"), "Feature 1 (“Lonely”) has only one point", "draw it on"),
    "one point in KML": (kml(placemark("49.8,40.4")), "Placemark 1 (“x”) has only one point", "draw it on"),
    "one point in GPX": (gpx(track((49.8, 40.4))), "only: segment with fewer than two points", "Draw"),
    "one place": (geojson([LINE[0], LINE[0]]), "all its points in one place", "Draw"),
    "no points": (geojson([]), "Feature 1 has no point", "draw it on"),
    "polygon": (geojson([[*LINE, [45, 40], LINE[0]]], "Polygon"), "no line, only: polygon", "Draw the course"),
    "points": (geojson(LINE, "MultiPoint"), "no line, only: points", "Draw the course"),
    "waypoints": (gpx('<wpt lat="40" lon="49"/>'), "no line, only: waypoint", "Draw the course"),
    "null geometry": (b'{"type": "Feature", "properties": {}, "geometry": null}', "without geometry", "Draw"),
    "unknown geometry": (geojson(LINE, "Spline`${alert(1)}`"), "Feature 1", "Export"),
    "texts for numbers": (geojson([["49.8", "40.4"], [44, 41]]), "point 1", "[longitude, latitude]"),
    "truths for numbers": (geojson([[True, False], [44, 41]]), "point 1", "[longitude, latitude]"),
    "five numbers a point": (geojson([[1, 2, 3, 4, 5], [44, 41]]), "point 1", "[longitude, latitude]"),
    "coordinates too deep": (geojson([[LINE]]), "point 1", "[longitude, latitude]"),
    "key twice": (b'{"type": "LineString", "type": "Point", "coordinates": []}', "“type” twice", "Remove one"),
    "too many points": (geojson(MANY), "more than 50,000 points", "Simplify"),
    "too many features": (
        json.dumps({"type": "FeatureCollection", "features": FEATURES}).encode(),
        "more than 2,000 features",
        "Keep only",
    ),
    "many lines to and fro": (geojson([ZIGZAG[:11]] * 10, "MultiLineString"), "2,000 degrees in all", "Keep only"),
    "to and fro": (geojson(ZIGZAG), "once round the Earth", "stray points"),
    "links only": (
        kml(f"<NetworkLink><Link><href>file://{SECRET}</href></Link></NetworkLink><GroundOverlay/>"),
        "link to another file (not followed)",
        "Draw",
    ),
}

MARKUP = (
    '<img src=x onerror="window.pwned=1">',
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "${window.pwned=1}",
    "`${window.pwned=1}`",
    "{{ 7*7 }}{% raw %}",
    "[x](javascript:window.pwned=1)",
    "\u202egnp.exe\u200b\u2066",
    "__proto__",
    "ქართული Հայերեն العربية",
)
# What is odd and yet a line: name: bytes.
TAKEN: dict[str, bytes] = {
    "byte order mark": b"\xef\xbb\xbf" + geojson(LINE),
    "carriage returns": geojson(LINE).replace(b"{", b"{\r\n"),
    "heights and measures": geojson([[49.87, 40.41, -28.0], [44.79, 41.72, 490, 7]]),
    "10,000 properties": geojson(LINE, **{f"p{n}": n for n in range(10_000)}),
    "prototype": geojson(LINE, __proto__={"x": 1}, constructor="y"),
    "markup": geojson(LINE, name=MARKUP[0], description=MARKUP[1], **{MARKUP[5]: MARKUP[3]}),
    "lone surrogate": geojson(LINE, name="x").replace(b'"x"', b'"\\ud800"'),
    "collection": (COLLECTION + raw(str(LINE)).decode() + "]}").encode(),
    "older reference system": geojson(LINE).replace(
        b'{"type": "F', b'{"crs": {"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, "type": "F', 1
    ),
    "crossing itself": geojson([[44, 40], [46, 42], [46, 40], [44, 42]]),
    "GPX without time": gpx(track((49.87, 40.41), (44.79, 41.72))),
    "GPX route": gpx('<rte><rtept lat="40.41" lon="49.87"/><rtept lat="41.72" lon="44.79"/></rte>'),
    "KML": kml(placemark("\n49.87,40.41,0\n 44.79,41.72,0 ")),
    "KML track": kml(
        '<Placemark><gx:Track xmlns:gx="http://www.google.com/kml/ext/2.2"><gx:coord>49.87 40.41 0</gx:coord>'
        "<gx:coord>44.79 41.72 0</gx:coord></gx:Track></Placemark>"
    ),
    "KML with links": kml(placemark("49.87,40.41 44.79,41.72") + "<NetworkLink><href>http://x.example</href></NetworkLink>"),
    "GPX in Cyrillic": gpx(track((49.87, 40.41), (44.79, 41.72), name="Баку")).decode().replace(
        '"1.0"', '"1.0" encoding="windows-1251"'
    ).encode("windows-1251"),
}  # fmt: skip
