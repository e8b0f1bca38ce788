#!/usr/bin/env bash
# pyproj 3.7.2: a line in ED50 from Kars to Baku is moved by 104 m at one end and by nothing at the other.
#
# Expected: both ends are moved by about 100 m to WGS 84, or an error outside the area of the transformation.
# Seen: the operation is chosen anew for each position. East of Turkey (from about 44.8 degrees)
# it is "Ballpark geographic offset", which does nothing. No warning; `only_best=True` changes nothing. geopandas' `to_crs`
# does the same. Only `allow_ballpark=False` moves both ends.
#
#     default                 Kars 103.7 m, Baku 0.0 m
#     only_best=True          Kars 103.7 m, Baku 0.0 m
#     allow_ballpark=False    Kars 103.7 m, Baku 97.4 m
#
# ED50 is the datum of older maps of Turkey; a route drawn from one has a step of 100 m there.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet pyproj==3.7.2

python/bin/python - <<'PY'
import sys

from pyproj import Geod, Transformer

def moved_m(place, **options):
    there = Transformer.from_crs("EPSG:4230", "EPSG:4326", always_xy=True, **options).transform(*place)
    return round(Geod(ellps="WGS84").inv(*place, *there)[2], 1)

kars, baku = (43.1, 40.6), (49.9, 40.4)
seen = []
for options in ({}, {"only_best": True}, {"allow_ballpark": False}):
    seen.append((moved_m(kars, **options), moved_m(baku, **options)))
    print(options or "default", "Kars {} m, Baku {} m".format(*seen[-1]))
if [baku for _, baku in seen] != [0.0, 0.0, 97.4] or any(kars < 90 for kars, _ in seen):
    sys.exit("changed: pyproj moves both ends, or neither")
PY
