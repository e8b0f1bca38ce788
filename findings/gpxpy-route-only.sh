#!/usr/bin/env bash
# gpxpy 1.6.2: a file that holds a planned route is 0 m long and lies nowhere.
#
# Expected: `gpx.length_2d()` and `gpx.get_bounds()` cover what the file holds.
# Seen: the measures of the whole file look at tracks only. Points are counted in tracks only too; the
# route itself knows its length.
#
#     length_2d 0, bounds None, points 0
#     routes[0].length() 451855
#
# Planners write `rte`, recorders `trk`; a program tried with recordings alone answers 0 km to every planned route.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet gpxpy==1.6.2

python/bin/python - <<'PY'
import sys

import gpxpy

text = '''<gpx version="1.1" creator="hand" xmlns="http://www.topografix.com/GPX/1/1">
<rte><rtept lat="40.4" lon="49.9"/><rtept lat="41.7" lon="44.8"/></rte></gpx>'''
gpx = gpxpy.parse(text)
print("length_2d", gpx.length_2d(), "bounds", gpx.get_bounds(), "points", gpx.get_points_no())
print("routes[0].length()", round(gpx.routes[0].length()))
if gpx.length_2d() != 0 or gpx.get_bounds() is not None or gpx.get_points_no() != 0 or gpx.routes[0].length() < 400_000:
    sys.exit("changed: gpxpy measures routes too")
PY
