#!/usr/bin/env bash
# shapely 2.2.0: what `to_geojson` writes, `shape` of the same library cannot read.
#
# Expected: a position whose height is not known (NaN) is written as `NaN`, which is not JSON, or the line without heights.
# Seen: that position alone is written with two numbers. GeoJSON does not forbid it, yet three readers give
# three answers:
#
#     written                      {"type":"LineString","coordinates":[[43.8,40.8,1550.0],[44.3,41.2],[44.8,41.7,490.0]]}
#     shapely.from_geojson         LINESTRING Z (43.8 40.8 1550, 44.3 41.2 NaN, 44.8 41.7 490)
#     shapely.geometry.shape       ValueError: setting an array element with a sequence. ...
#     pyogrio 0.13.0, GDAL 3.12.4  LINESTRING Z (43.8 40.8 1550, 44.3 41.2 0, 44.8 41.7 490)
#
# With GDAL the railway goes down to the sea between two mountains. A GPX track with one `ele` missing becomes such a line
# in @tmcw/togeojson 7.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet shapely==2.2.0 numpy==2.4.6 pyogrio==0.13.0 geopandas==1.2.0

python/bin/python - <<'PY'
import json
import math
import sys

import pyogrio
import shapely
from shapely.geometry import shape

line = shapely.LineString([(43.8, 40.8, 1550), (44.3, 41.2, math.nan), (44.8, 41.7, 490)])
written = shapely.to_geojson(line)
print("written", written)
again = str(shapely.from_geojson(written))
print("shapely.from_geojson", again)
try:
    refused = ""
    print("shapely.geometry.shape", shape(json.loads(written)))
except ValueError as error:
    refused = str(error)
    print("shapely.geometry.shape ValueError:", refused)
with open("line.geojson", "w") as file:
    file.write(written)
sunk = str(pyogrio.read_dataframe("line.geojson").geometry[0])
print("pyogrio", pyogrio.__gdal_version__, sunk)
if "[44.3,41.2]," not in written or "NaN" not in again or not refused or "44.3 41.2 0," not in sunk:
    sys.exit("changed: a missing height is written or read otherwise")
PY
