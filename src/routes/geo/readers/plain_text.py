"""Lines in plain text: well-known text, encoded polylines, tables with columns of coordinates."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from routes.errors import UploadError
from routes.geo.readers.collector import MOST_DEPTH, MOST_POINTS, LineCollector, label

FILE = "The file"
WKT = re.compile(r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:LINESTRING|POLYGON|POINT)|\s*GEOMETRYCOLLECTION", re.IGNORECASE)
SRID = re.compile(r"\s*SRID=(\d+);", re.IGNORECASE)
LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING)
# Google's encoding: five bits to a letter, from "?" on. https://developers.google.com/maps/documentation/utilities/polylinealgorithm
POLYLINE = re.compile(r"[?-~]+")
FIRST_LETTER, MORE, BITS = 63, 32, 5
LATITUDES = {"lat", "latitude", "y", "широта", "enlem", "breite", "lat_dd", "latitude_deg"}
LONGITUDES = {"lon", "lng", "long", "longitude", "x", "долгота", "boylam", "länge", "lon_dd", "longitude_deg"}
GEOMETRIES = {"wkt", "geom", "geometry", "the_geom", "wkt_geom"}
NAMES = {"name", "title", "id"}
DELIMITERS = ",;\t|"
WHOLE = re.compile(r"\s*[-+]?\d+\s*")


def gather(text: bytes, into: LineCollector) -> bool:
    """Take the lines of a text; return False where it is none of these forms.

    Raises
    ------
    UploadError
        If it is one of them and cannot be used.
    """
    try:
        words = text.decode("utf-8").strip()
    except UnicodeDecodeError:
        words = text.decode("cp1252", "replace").strip()
    if WKT.match(words):
        _well_known(words, into)
    elif POLYLINE.fullmatch(words):
        return _polyline(words, into)
    else:
        return _table(words, into)
    return True


def _well_known(text: str, into: LineCollector) -> None:
    into.form = "WKT"
    for line in text.splitlines() if text.count("(") > 1 and _one_a_line(text) else [text]:
        if line.strip():
            _geometry(label("Geometry", into.feature()), line, into)


def _one_a_line(text: str) -> bool:
    return all(WKT.match(line) for line in text.splitlines() if line.strip())


def _geometry(where: str, text: str, into: LineCollector) -> None:
    """Take the lines of one geometry of well-known text."""
    srid = SRID.match(text)
    if srid and srid[1] not in ("4326", "4979", "0"):
        error = UploadError(where, f"is in the reference system {srid[1]}", "Export it in EPSG:4326")
        into.refuse(error)
        return
    into.count(where, text.count(","))
    if text.count("(") > 2 * MOST_POINTS or _depth(text) > MOST_DEPTH:
        raise UploadError(where, f"is nested more than {MOST_DEPTH} deep", "Export the line again")
    try:
        with np.errstate(invalid="ignore"):
            whole = shapely.from_wkt(text[srid.end() :] if srid else text)
    except shapely.GEOSException:
        into.refuse(UploadError(where, "is not valid WKT", "Export it again from the program it was drawn in"))
        return
    lines = shapely.get_parts(shapely.get_parts(whole))
    for n, one in enumerate(lines, 1):
        if one.geom_type not in ("LineString", "LinearRing"):
            into.kinds[one.geom_type.lower()] += 1
        else:
            points = [(x, y) for x, y in shapely.get_coordinates(one).tolist()]
            into.line(where if len(lines) == 1 else f"{where}, line {n:,}", points)


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[()]", text):
        depth += 1 if sign == "(" else -1
        deepest = max(deepest, depth)
    return deepest


def _polyline(text: str, into: LineCollector) -> bool:
    """Take an encoded polyline; with five digits where that lies on Earth, else with six."""
    for letters in dict.fromkeys((text, text.replace("\\\\", "\\"))):
        units = decoded(letters)
        if units is None or len(units) < 2:
            continue
        for digits in (5, 6):
            points = [(lon / 10**digits, lat / 10**digits) for lat, lon in units]
            if all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in points):
                into.form = f"encoded polyline of {digits} digits"
                into.count(FILE, len(points))
                # The encoding names its order, so there is none to mistake.
                into.line(label("Line", into.feature()), [p[::-1] for p in points] if into.latitude_first else points)
                return True
    return False


def decoded(text: str) -> list[tuple[int, int]] | None:
    """Return the (latitude, longitude) pairs of an encoded polyline, in units of its last digit; None if it is none."""
    numbers: list[int] = []
    value = shift = 0
    for letter in text:
        bits = ord(letter) - FIRST_LETTER
        value |= (bits & (MORE - 1)) << shift
        shift += BITS
        if bits < MORE:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
        elif shift > 8 * BITS:
            return None
    if shift or len(numbers) % 2 or len(numbers) > 2 * MOST_POINTS:
        return None
    lat = lon = 0
    points = []
    for n in range(0, len(numbers), 2):
        lat, lon = lat + numbers[n], lon + numbers[n + 1]
        points.append((lat, lon))
    return points


def encoded(points: Sequence[tuple[float, float]], digits: int = 5) -> str:
    """Return (longitude, latitude) pairs as an encoded polyline."""
    letters: list[str] = []
    before = (0, 0)
    for lon, lat in points:
        now = (round(lat * 10**digits), round(lon * 10**digits))
        for a, b in zip(now, before, strict=True):
            value = (a - b) << 1 if a >= b else ~((a - b) << 1)
            while value >= MORE:
                letters.append(chr((MORE | (value & (MORE - 1))) + FIRST_LETTER))
                value >>= BITS
            letters.append(chr(value + FIRST_LETTER))
        before = now
    return "".join(letters)


def _table(text: str, into: LineCollector) -> bool:
    """Take a table: a line through the points of its rows, or a line to a row where a column holds WKT."""
    first = next(iter(text.splitlines()), "")
    delimiter = max(DELIMITERS, key=first.count)
    heads = [cell.strip().strip('"').lower() for cell in next(csv.reader([first], delimiter=delimiter))]
    lat, lon, geometry, name = (_column(heads, names) for names in (LATITUDES, LONGITUDES, GEOMETRIES, NAMES))
    if geometry is None and (lat is None or lon is None):
        return False
    into.form = "CSV"
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        next(rows)
        if lat is not None and lon is not None:
            _points(rows, len(heads), lon, lat, into)
        elif geometry is not None:
            _geometries(rows, geometry, name, into)
    except csv.Error as error:
        raise UploadError(FILE, "is a table with a cell that cannot be read", "Export it again as CSV") from error
    return True


def _column(heads: list[str], names: set[str]) -> int | None:
    return next((n for n, head in enumerate(heads) if head in names), None)


def _points(rows: Iterator[list[str]], columns: int, lon: int, lat: int, into: LineCollector) -> None:
    where, points = label("Table", into.feature()), []
    for n, row in enumerate(rows, 2):
        if not any(row):
            continue
        into.count(where, 1)
        found, remedy = f"has no longitude and latitude at line {n:,}", "Write both as degrees with decimals"
        at = _position(row, lon, lat)
        if at and _parted_decimals(row, columns, lon, lat):
            found = f"has decimal commas between columns parted by commas, at line {n:,}"
            at, remedy = None, "Write decimal points, or part the columns by semicolons"
        at = at or into.nowhere(UploadError(where, found, remedy))
        points.append(at[::-1] if into.latitude_first else at)
    into.line(where, points)


def _parted_decimals(row: list[str], columns: int, lon: int, lat: int) -> bool:
    """Tell whether commas have parted degrees from their decimals (41,69,44,80): whole degrees, a number too many."""
    return all(WHOLE.fullmatch(row[n]) for n in (lon, lat)) and any(map(WHOLE.fullmatch, row[columns:]))


def _position(row: list[str], lon: int, lat: int) -> tuple[float, float] | None:
    """Return the longitude and latitude, written with a decimal point or comma; None if one is missing."""
    try:
        return float(row[lon].replace(",", ".")), float(row[lat].replace(",", "."))
    except (IndexError, ValueError):
        return None


def _geometries(rows: Iterator[list[str]], geometry: int, name: int | None, into: LineCollector) -> None:
    for row in rows:
        if geometry < len(row) and row[geometry].strip():
            named = row[name] if name is not None and name < len(row) else None
            _geometry(label("Row", into.feature(), named), row[geometry], into)
