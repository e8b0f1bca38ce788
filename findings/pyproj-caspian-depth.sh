#!/usr/bin/env bash
# pyproj 3.7.2: the surface of the Caspian Sea is 28 m deep, or 0 m, as one goes.
#
# Expected: a Baltic height of -28 m, the surface of the Caspian, is a Caspian height and a Caspian depth of 0 m.
# Seen: the height is. The depth is got by turning the sign only, for want of a direct operation, although
# Baltic height to Caspian height and Caspian height to Caspian depth are both known exactly.
#
#     Baltic height to Caspian height:           0.0 m, accuracy 0 m
#     Baltic height to Caspian depth:           28.0 m, accuracy -1 m
#     the same by way of the Caspian height:     0.0 m
#     depth of 5 m to Baltic height:            -5.0 m instead of -33 m
#
# No error, no warning; -1 (not known) and the word "ballpark" in the operation's name are the only signs. Charts of the
# Caspian give depths below -28 m (EPSG:5706), the land beside it Baltic heights (EPSG:5705).
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet pyproj==3.7.2

python/bin/python - <<'PY'
import sys

from pyproj import Transformer

baltic, height, depth = "EPSG:5705", "EPSG:5611", "EPSG:5706"

def turned(source, target, value):
    step = Transformer.from_crs(source, target, always_xy=True)
    return step.transform(50, 40.4, value)[2] + 0, step

surface, exact = turned(baltic, height, -28)
deep, rough = turned(baltic, depth, -28)
by_way = turned(height, depth, surface)[0]
back = turned(depth, baltic, 5)[0]
print(f"Baltic height to Caspian height:        {surface} m, accuracy {exact.accuracy:g} m")
print(f"Baltic height to Caspian depth:         {deep} m, accuracy {rough.accuracy:g} m")
print(f"the same by way of the Caspian height:  {by_way} m")
print(f"depth of 5 m to Baltic height:          {back} m")
if (surface, deep, by_way, back) != (0, 28, 0, -5) or "ballpark" not in rough.description:
    sys.exit("changed: depths of the Caspian are reckoned otherwise")
PY
