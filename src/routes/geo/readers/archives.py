"""Zip archives of a reader: a KMZ, one file of a line, or a shapefile; unpacked in memory and within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from routes.errors import UploadError
from routes.geo.readers.collector import MOST_BYTES

FILE = "The file"
MOST_ENTRIES = 1_000
LINES = (".kml", ".gpx", ".geojson", ".json", ".geojsonl", ".csv", ".wkt", ".topojson")
# What makes up a shapefile. https://www.esri.com/content/dam/esrisites/sitecore-archive/Files/Pdfs/library/whitepapers/pdfs/shapefile.pdf
SHAPE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
NESTED = (".zip", ".kmz", ".gz", ".7z", ".rar", ".bz2", ".xz", ".zst")
CHOOSE = "Unpack it and choose the file that holds the line"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an archive holds: a file of text, or a zip of nothing but the files of one shapefile."""

    text: bytes = b""
    shapefile: bytes = b""


def opened(body: bytes) -> Unpacked:
    """Return the one file with lines in a zip archive; nothing is written, and no archive within is opened.

    Raises
    ------
    UploadError
        If it is damaged or encrypted, holds none or several such files, or more than `MOST_BYTES` unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return _taken(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise UploadError(FILE, "is a damaged or encrypted zip", "Pack it again, or unpack it") from error


def _taken(archive: zipfile.ZipFile) -> Unpacked:
    entries = [one for one in archive.infolist() if not one.is_dir() and not _hidden(one.filename)]
    if len(entries) > MOST_ENTRIES:
        raise UploadError(FILE, f"is a zip of more than {MOST_ENTRIES:,} files", CHOOSE)
    shapes = [one for one in entries if one.filename.lower().endswith(".shp")]
    lines = [one for one in entries if one.filename.lower().endswith(LINES)]
    if len(shapes) == 1 and not lines:
        return Unpacked(shapefile=_shapefile(archive, entries, shapes[0]))
    # Google Earth opens the first KML of the folder at the top, and writes it as doc.kml.
    top = [one for one in lines if one.filename.lower() == "doc.kml"] or lines
    if len(top) == 1:
        return Unpacked(_unpacked(archive, top[0], MOST_BYTES))
    if top or len(shapes) > 1:
        raise UploadError(FILE, f"is a zip of {len(top) + len(shapes)} files with lines", CHOOSE)
    if any(one.filename.lower().endswith(NESTED) for one in entries):
        raise UploadError(FILE, "is packed twice: a zip that holds another archive", CHOOSE)
    raise UploadError(FILE, "is a zip that holds no KML, GPX, GeoJSON, CSV or shapefile", CHOOSE)


def _hidden(name: str) -> bool:
    """Tell what macOS adds to an archive."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _shapefile(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], shape: zipfile.ZipInfo) -> bytes:
    """Return the files of a shapefile, stored under one plain name, so that no name of the archive's is used."""
    stem = shape.filename[: -len(".shp")].lower()
    packed, left = io.BytesIO(), MOST_BYTES
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as plain:
        for one in entries:
            ending = PurePosixPath(one.filename.lower()).suffix
            if ending in SHAPE and one.filename.lower() == stem + ending:
                inner = _unpacked(archive, one, left)
                left -= len(inner)
                plain.writestr(f"line{ending}", inner)
    return packed.getvalue()


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Return a file of an archive; what its size says is not believed."""
    with archive.open(entry) as file:
        inner = file.read(most + 1)
    if len(inner) > most:
        raise UploadError(FILE, f"is packed and unpacks to more than {MOST_BYTES // 1_000_000} MB", "Simplify the line")
    return inner
