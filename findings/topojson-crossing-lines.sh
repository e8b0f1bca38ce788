#!/usr/bin/env bash
# topojson 2.2 (PyPI): of two straight lines that cross, both come out as the second.
#
# Expected: two lines, two arcs.
# Seen: one arc, used by both lines; the first line now lies where the second does.
#
#     LINESTRING (40 38, 50 42) became LINESTRING (40 42, 50 38)
#     LINESTRING (40 42, 50 38) became LINESTRING (40 42, 50 38)
#     there and back: LINESTRING (50 38, 45 41, 40 42) twice
#
# The lines are taken for copies of each other: they fill the same box with the same number of points. The same happens
# to a line and its reverse, so that the first loses its direction. `topojson-server` from npm keeps all of them.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet topojson==2.2 shapely==2.2.0 numpy==2.4.6 geopandas==1.2.0

python/bin/python - <<'PY'
import sys

import topojson
from shapely import LineString

def through(*lines):
    return [str(line) for line in topojson.Topology(list(lines), prequantize=False).to_gdf().geometry]

north_east, south_east = LineString([(40, 38), (50, 42)]), LineString([(40, 42), (50, 38)])
crossing = through(north_east, south_east)
for before, after in zip((north_east, south_east), crossing, strict=True):
    print(before, "became", after)
there = LineString([(40, 42), (45, 41), (50, 38)])
returning = through(there, there.reverse())
print("there and back:", *returning, sep="\n  ")
if crossing != [str(south_east)] * 2 or returning != [str(there.reverse())] * 2:
    sys.exit("changed: topojson tells the lines apart")
PY
