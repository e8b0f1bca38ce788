#!/usr/bin/env bash
# pyogrio 0.13.0, GDAL 3.12.4: one LinearRing, and nothing of a KML file can be read.
#
# Expected: a closed line: KML lets a LinearRing be the geometry of a Placemark.
# Seen: an error about a binary form that the file does not have, raised for the whole layer, its plain lines included:
#
#     shapely.errors.GEOSException: ParseException: Unexpected EOF parsing WKB
#
# The features around it can be read by their `fids`, for those who know which one is the ring.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet pyogrio==0.13.0 geopandas==1.2.0 shapely==2.2.0 numpy==2.4.6

python/bin/python - <<'PY'
import io
import sys

import pyogrio
from shapely.errors import GEOSException

LINE = "<Placemark><LineString><coordinates>44,41 45,41</coordinates></LineString></Placemark>"
RING = "<Placemark><LinearRing><coordinates>44,41 45,41 45,42 44,41</coordinates></LinearRing></Placemark>"
KML = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'

print("GDAL", pyogrio.__gdal_version_string__)
print("a line:", *pyogrio.read_dataframe(io.BytesIO(KML.format(LINE).encode())).geometry)
file = KML.format(LINE + RING).encode()
try:
    print("a line and a ring:", *pyogrio.read_dataframe(io.BytesIO(file)).geometry)
except GEOSException as error:
    print("a line and a ring:", error)
    print("the line alone, by its fid:", *pyogrio.read_dataframe(io.BytesIO(file), fids=[1]).geometry)
else:
    sys.exit("changed: pyogrio reads a LinearRing")
PY
