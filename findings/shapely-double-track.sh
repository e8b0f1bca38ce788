#!/usr/bin/env bash
# shapely 2.2.0: `line_merge` makes of the two tracks of a railway one line, there and back.
#
# Expected: two equal lines stay two, or become one of the same length.
# Seen: one line of twice the length that ends where it began. Behind a single track it hangs as a loop.
#
#     MULTILINESTRING ((0 0, 1 0), (0 0, 1 0)) became LINESTRING (0 0, 1 0, 0 0)
#     MULTILINESTRING ((0 0, 1 0), (1 0, 2 0), (1 0, 2 0)) became MULTILINESTRING ((0 0, 1 0), (1 0, 2 0, 1 0))
#
# A program that merges the pieces of a railway and takes a single line as the proof of one course measures it twice.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet shapely==2.2.0 numpy==2.4.6

python/bin/python - <<'PY'
import sys

import shapely
from shapely import MultiLineString

first, second = [(0, 0), (1, 0)], [(1, 0), (2, 0)]
given = [MultiLineString([first, first]), MultiLineString([first, second, second])]
seen = [str(shapely.line_merge(lines)) for lines in given]
for before, after in zip(given, seen, strict=True):
    print(before, "became", after)
if seen != ["LINESTRING (0 0, 1 0, 0 0)", "MULTILINESTRING ((0 0, 1 0), (1 0, 2 0, 1 0))"]:
    sys.exit("changed: shapely merges equal lines otherwise")
PY
