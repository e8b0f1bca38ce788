"""Readers of lines that a reader brings: GeoJSON, GPX or KML from bytes, strict and our own.

Nothing here opens a file or an address, guesses a driver, unpacks, or follows a reference.
"""

from __future__ import annotations

from routes.errors import UploadError
from routes.geo.readers import geojson, gpx_kml
from routes.geo.readers.collector import MOST_BYTES, FilePart, LineCollector, ParsedLine

__all__ = ["MOST_BYTES", "FilePart", "ParsedLine", "read"]

MEGABYTE = 1_000_000
BOM = "\ufeff"
WHOLE = "The file"
# The first bytes of what is packed or written otherwise than as UTF-8 text, and what to do about it.
SIGNATURES = (
    (b"PK\x03\x04", "is packed (zip or KMZ)", "Unpack it and choose the KML, GPX or GeoJSON file inside"),
    (b"PK\x05\x06", "is an empty zip", "Choose a KML, GPX or GeoJSON file"),
    (b"\x1f\x8b", "is packed (gzip)", "Unpack it and choose the file inside"),
    (b"BZh", "is packed (bzip2)", "Unpack it and choose the file inside"),
    (b"\xfd7zXZ", "is packed (xz)", "Unpack it and choose the file inside"),
    (b"7z\xbc\xaf", "is packed (7z)", "Unpack it and choose the file inside"),
    (b"Rar!", "is packed (rar)", "Unpack it and choose the file inside"),
    (b"\x28\xb5\x2f\xfd", "is packed (zstd)", "Unpack it and choose the file inside"),
    (b"SQLite format 3", "is a database (perhaps a GeoPackage)", "Export the line as GeoJSON"),
    (b"\x00\x00\x27\x0a", "is a shapefile", "Export the line as GeoJSON in longitude and latitude (EPSG:4326)"),
    (b"\xff\xfe", "is written in UTF-16 or UTF-32", "Save it again as UTF-8"),
    (b"\xfe\xff", "is written in UTF-16", "Save it again as UTF-8"),
    (b"\x00\x00\xfe\xff", "is written in UTF-32", "Save it again as UTF-8"),
)


def read(body: bytes, *, latitude_first: bool = False) -> ParsedLine:
    """Read a reader's line from the bytes of a GeoJSON, GPX or KML file, recognised by their first character.

    Parameters
    ----------
    body
        The file as it is.
    latitude_first
        Whether GeoJSON and KML coordinates are to be taken as latitude, longitude.

    Returns
    -------
    The lines in the order of the file, (longitude, latitude) in degrees of WGS 84, and what was left out.

    Raises
    ------
    UploadError
        With what was found, where, and what to do; for an empty file, one too large, packed, nested too deeply,
        with coordinates that are not longitude and latitude, or without a line.
    """
    if len(body) > MOST_BYTES:
        size = f"is {len(body) / MEGABYTE:.1f} MB; at most {MOST_BYTES // MEGABYTE} MB are read"
        raise UploadError(WHOLE, size, "Simplify the line, or leave out what is not part of it")
    for signature, found, remedy in SIGNATURES:
        if body.startswith(signature):
            raise UploadError(WHOLE, found, remedy)
    text = body.removeprefix(BOM.encode()).lstrip()
    if not text:
        raise UploadError(WHOLE, "is empty", "Choose one that holds a line")
    gathering = LineCollector(latitude_first=latitude_first)
    if text.startswith((b"{", b"[")):
        geojson.gather(text, gathering)
    elif text.startswith(b"<"):
        gpx_kml.gather(text, gathering)
    else:
        raise UploadError(WHOLE, "is neither GeoJSON nor GPX nor KML", "Export the line in one of these three")
    return gathering.given()
