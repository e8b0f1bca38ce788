#!/usr/bin/env bash
# shapely 2.2.0: `union_all` gives a height to a line that has none, from lines it does not touch.
#
# Expected: the line without heights keeps none (NaN), as `shapely.union` of two lines has it.
# Seen: the side line, three degrees from the others, is at 150 m, a height that no input has: the mean of a
# railway at 100 m and a road at 200 m on a bridge over it. Where these cross, both get that mean and meet.
#
#     union of two:  MULTILINESTRING Z ((0 0 100, 10 0 100), (0 8 NaN, 10 8 NaN))
#     union_all:     MULTILINESTRING Z ((0 0 100, 5 0 150), (5 0 150, 10 0 100), (5 -5 200, 5 0 150),
#                    (5 0 150, 5 5 200), (0 8 150, 10 8 150))
#
# geopandas' `dissolve` and `union_all` give the same.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet shapely==2.2.0 numpy==2.4.6

python/bin/python - <<'PY'
import sys

import shapely
from shapely import LineString

railway, road = LineString([(0, 0, 100), (10, 0, 100)]), LineString([(5, -5, 200), (5, 5, 200)])
side_line = LineString([(0, 8), (10, 8)])
two, three = str(shapely.union(railway, side_line)), str(shapely.union_all([railway, road, side_line]))
print("union of two:", two)
print("union_all:   ", three)
if "(0 8 NaN, 10 8 NaN)" not in two or "(0 8 150, 10 8 150)" not in three or "5 0 150" not in three:
    sys.exit("changed: shapely gives heights otherwise")
PY
