"""The reference system that a file names: longitude and latitude of WGS 84 in any of its spellings, or another."""

from __future__ import annotations

import json
import re
from typing import Any

from pyproj import CRS
from pyproj.exceptions import CRSError

from routes.errors import UploadError
from routes.geo.readers.collector import METRES, LineCollector

# WGS 84 in two and in three dimensions; 102100 and the like are projections.
WGS84 = {4326, 4979}
# ETRS89, which moves with Europe: less than a metre from WGS 84.
ETRS89 = {4258, 4937}
NAMED = re.compile(r"CRS:?84h?\b|\bWGS[ _]?84\"", re.IGNORECASE)
CODE = re.compile(r"\d{4,6}")
FILE = "The file"


def check(named: Any, into: LineCollector) -> None:
    """Take a reference system in any JSON that names it: `crs` of GeoJSON, `spatialReference` of Esri JSON.

    Raises
    ------
    UploadError
        If it is not longitude and latitude of WGS 84 or ETRS89.
    """
    text = json.dumps(named)
    codes = CODE.findall(text)
    code = int(codes[-1]) if codes else None
    if code in WGS84 or (code is None and NAMED.search(text)) or re.search(r"CRS:?84", text, re.IGNORECASE):
        return
    if code in ETRS89:
        into.note("The coordinates are of ETRS89; they are taken as WGS 84, from which it is less than a metre away.")
        return
    called = f" ({_name(code)})" if code else ""
    raise UploadError(FILE, f"names a reference system other than longitude and latitude{called}", METRES)


def _name(code: int) -> str:
    """Return what a code means: `Pulkovo 1942, EPSG:4284`."""
    try:
        return f"{CRS.from_epsg(code).name}, EPSG:{code}"
    except CRSError:
        return f"code {code}"
