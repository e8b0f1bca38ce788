"""Lines in the files of GIS programs that only GDAL reads: GeoPackage, FlatGeobuf, a shapefile.

GDAL runs in a process of its own, with bounds of time, memory and files, and knows one driver and no address.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from routes.errors import UploadError
from routes.geo.readers.collector import LineCollector, label

FILE = "The file"
SIGNATURES = {b"SQLite format 3\x00": "GPKG", b"fgb\x03": "FlatGeobuf"}
NAMES = {"GPKG": "GeoPackage", "FlatGeobuf": "FlatGeobuf", "ESRI Shapefile": "shapefile"}
GEOJSON = "Export the line as GeoJSON in longitude and latitude (EPSG:4326)"
# The longest one file may take, in seconds.
PATIENCE_S = 20
PROGRAM = str(Path(__file__).with_name("gdal_process.py"))


def driver_of(body: bytes) -> str | None:
    """Return the GDAL driver of a file by its first bytes, or None."""
    return next((driver for signature, driver in SIGNATURES.items() if body.startswith(signature)), None)


def gather(body: bytes, driver: str, into: LineCollector) -> None:
    """Take the lines of a file that GDAL reads.

    Raises
    ------
    UploadError
        If it cannot be read within the bounds, or is in another reference system.
    """
    into.form = NAMES[driver]
    answer = _asked(body, driver)
    if "refused" in answer:
        raise UploadError(FILE, f"is a {into.form} that {answer['refused']}", GEOJSON)
    for feature in answer["features"]:
        where = label("Feature", into.feature(), feature["name"])
        into.kinds.update({str(kind).lower(): n for kind, n in feature["others"].items()})
        for n, line in enumerate(feature["lines"], 1):
            into.count(where, len(line))
            into.line(where if len(feature["lines"]) == 1 else f"{where}, line {n:,}", line)


def _asked(body: bytes, driver: str) -> dict[str, Any]:
    """Return what the other process found; it knows no driver but the one, and nothing of this one's surroundings."""
    command = [sys.executable, "-I", PROGRAM, driver]
    surroundings = {"GDAL_SKIP": _others(driver), "OPENBLAS_NUM_THREADS": "1", "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file is what it reads
            command, input=body, capture_output=True, check=True, timeout=PATIENCE_S, env=surroundings
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise UploadError(FILE, f"is a {NAMES[driver]} that could not be read", GEOJSON) from error
    return found


@cache
def _others(driver: str) -> str:
    """Return the names of all drivers of GDAL but one."""
    import pyogrio

    return ",".join(name for name in pyogrio.list_drivers() if name != driver)
