#!/usr/bin/env bash
# GDAL 3.12.4: a position of a KML track that is left empty is 0, 0.
#
# Expected: the position is left out, or its two neighbours are joined: "Any element except kml:when can be empty and may be
# used to represent missing data" (OGC KML 2.3, kml:Track).
# Seen: the line goes to the Gulf of Guinea and back, by LIBKML, without a warning:
#
#     <gx:coord>44 41 0</gx:coord> <gx:coord/> <gx:coord>45 41 0</gx:coord>
#     LINESTRING Z (44 41 0, 0 0 0, 45 41 0)
#
# Recorders write such positions when they start, pause and have no fix. 84 km become some 13,000.
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

KML = """<?xml version="1.0"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark><gx:Track>
<when>2026-11-01T00:00:00Z</when><when>2026-11-01T00:01:00Z</when><when>2026-11-01T00:02:00Z</when>
<gx:coord>44 41 0</gx:coord><gx:coord/><gx:coord>45 41 0</gx:coord>
</gx:Track></Placemark></kml>"""

print("GDAL", pyogrio.__gdal_version_string__)
seen = str(pyogrio.read_dataframe(io.BytesIO(KML.encode())).geometry.iloc[0])
print(seen)
if seen != "LINESTRING Z (44 41 0, 0 0 0, 45 41 0)":
    sys.exit("changed: an empty position is not 0, 0")
PY
