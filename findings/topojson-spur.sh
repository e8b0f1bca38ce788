#!/usr/bin/env bash
# topojson 2.2 (PyPI): a line that goes into a dead end and comes back loses the dead end.
#
# Expected: the line as it was, in one arc or in several.
# Seen: the end of the dead end is gone, without a warning; a line out and back is a point.
#
#     LINESTRING (44 41, 45 41, 45 42, 45 41, 46 41) became LINESTRING (44 41, 45 41, 45 41, 46 41)
#     LINESTRING (44 41, 45 41, 44 41) became LINESTRING (44 41, 44 41)
#
# A railway with a reversing station is such a line. A position on the straight line through its neighbours is left out,
# and a turn straight back counts as one. `topojson-server` from npm keeps the dead end.
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

given = [LineString([(44, 41), (45, 41), (45, 42), (45, 41), (46, 41)]), LineString([(44, 41), (45, 41), (44, 41)])]
seen = [str(topojson.Topology([line], prequantize=False).to_gdf().geometry.iloc[0]) for line in given]
for before, after in zip(given, seen, strict=True):
    print(before, "became", after)
if seen != ["LINESTRING (44 41, 45 41, 45 41, 46 41)", "LINESTRING (44 41, 44 41)"]:
    sys.exit("changed: topojson keeps the dead end")
PY
