"""Readers of lines that a reader brings, from bytes: strict and our own wherever the form is text.

Nothing here opens an address, guesses a driver or follows a reference. What only GDAL reads is read by another process
with bounds of time and memory (`tables`).
"""

from __future__ import annotations

from routes.errors import UploadError
from routes.geo.readers import archives, courses, geojson, gpx_kml, plain_text, tables
from routes.geo.readers.collector import MOST_BYTES, FilePart, LeftOut, LineCollector
from routes.geo.readers.courses import Course, ParsedLine

__all__ = ["MOST_BYTES", "Course", "FilePart", "LeftOut", "ParsedLine", "read"]

MEGABYTE = 1_000_000
BOM = "\ufeff"
WHOLE = "The file"
FORMS = "GeoJSON, GPX, KML or KMZ, TopoJSON, Esri JSON, WKT, an encoded polyline or CSV"
# The first bytes of what is packed or written otherwise than as text, and what to do about it.
SIGNATURES = (
    (b"PK\x05\x06", "is an empty zip", "Choose a file that holds a line"),
    (b"\x1f\x8b", "is packed (gzip)", "Unpack it and choose the file inside"),
    (b"BZh", "is packed (bzip2)", "Unpack it and choose the file inside"),
    (b"\xfd7zXZ", "is packed (xz)", "Unpack it and choose the file inside"),
    (b"7z\xbc\xaf", "is packed (7z)", "Unpack it and choose the file inside"),
    (b"Rar!", "is packed (rar)", "Unpack it and choose the file inside"),
    (b"\x28\xb5\x2f\xfd", "is packed (zstd)", "Unpack it and choose the file inside"),
    (b"\x00\x00\x27\x0a", "is one file of a shapefile", "Zip it with its .shx, .dbf and .prj and choose the zip"),
    (b"PAR1", "is GeoParquet", "Export the line as GeoJSON or GeoPackage"),
    (b"%PDF", "is a PDF", "Export the line as GeoJSON, GPX or KML"),
    (b".FIT", "is a FIT recording", "Export it as GPX from the watch's own program"),
)
# Text with a mark of its encoding. UTF-32's first bytes begin with UTF-16's.
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
ZIP = b"PK\x03\x04"


def read(body: bytes, *, latitude_first: bool = False, course: int = 0) -> ParsedLine:
    """Read a reader's line from the bytes of a file, recognised by its content and never by its name.

    Parameters
    ----------
    body
        The file as it is.
    latitude_first
        Whether coordinates that carry no names are to be taken as latitude, longitude.
    course
        Which of several courses is meant, counted from 0, where the file holds more than one.

    Returns
    -------
    The lines, joined in order where they touch, (longitude, latitude) in degrees of WGS 84, and what was left out.

    Raises
    ------
    UploadError
        With what was found, where, and what to do; for an empty file, one too large, packed, nested too deeply,
        with coordinates that are not longitude and latitude, or without a line.
    """
    into = LineCollector(latitude_first=latitude_first)
    _gather(body, into)
    return courses.arranged(into, course)


def _gather(body: bytes, into: LineCollector) -> None:
    if len(body) > MOST_BYTES:
        size = f"is {len(body) / MEGABYTE:.1f} MB; at most {MOST_BYTES // MEGABYTE} MB are read"
        raise UploadError(WHOLE, size, "Simplify the line, or leave out what is not part of it")
    for signature, found, remedy in SIGNATURES:
        if body.startswith(signature) or (signature == b".FIT" and body[8:12] == signature):
            raise UploadError(WHOLE, found, remedy)
    if body.startswith(ZIP):
        inner = archives.opened(body)
        tables.gather(inner.shapefile, "ESRI Shapefile", into) if inner.shapefile else _text(inner.text, into)
        into.form = "KMZ" if into.form == "KML" else into.form
    elif driver := tables.driver_of(body):
        tables.gather(body, driver, into)
    else:
        _text(body, into)


def _text(body: bytes, into: LineCollector) -> None:
    text = _as_utf8(body).removeprefix(BOM.encode()).lstrip()
    if not text:
        raise UploadError(WHOLE, "is empty", "Choose one that holds a line")
    if text.startswith((b"{", b"[", b"\x1e")):
        geojson.gather(text, into)
    elif text.startswith(b"<"):
        gpx_kml.gather(text, into)
    elif not plain_text.gather(text, into):
        raise UploadError(WHOLE, f"is neither {FORMS}", "Export the line as GeoJSON, GPX or KML")


def _as_utf8(body: bytes) -> bytes:
    """Return text of UTF-16 or UTF-32 in UTF-8, without the first line in which XML names its encoding."""
    for mark, encoding in MARKS:
        if body.startswith(mark):
            try:
                text = body.decode(encoding).removeprefix(BOM).lstrip()
            except UnicodeDecodeError as error:
                raise UploadError(WHOLE, f"is not valid {encoding.upper()}", "Save it again as UTF-8") from error
            return (text.partition("?>")[2] if text.startswith("<?xml") else text).encode("utf-8", "replace")
    return body
