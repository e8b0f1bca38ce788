#!/usr/bin/env bash
# gpxpy 1.6.2: up 100 m and down again is a climb of 40 m.
#
# Expected: (100, 100).
# Seen: heights are smoothed before they are added up, with weights 0.3, 0.4, 0.3 and no regard to distance:
# a pass given by three positions 22 km apart loses 60 % of its height, a steady climb nothing, and more positions on the
# same slopes change the sum.
#
#     heights [0, 100, 0]            up 40.0 down 40.0
#     heights [0, 100]               up 100.0 down 0.0
#     heights [0, 50, 100, 50, 0]    up 70.0 down 70.0
#
# It suits a recorder's noise, not a course of stations.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet gpxpy==1.6.2

python/bin/python - <<'PY'
import sys

from gpxpy.gpx import GPXTrackPoint, GPXTrackSegment

def climb(*heights):
    points = [GPXTrackPoint(41 + i / 5, 44, elevation=height) for i, height in enumerate(heights)]
    both = GPXTrackSegment(points).get_uphill_downhill()
    print("heights", list(heights), "up", both.uphill, "down", both.downhill)
    return round(both.uphill, 6), round(both.downhill, 6)

seen = climb(0, 100, 0), climb(0, 100)
finer = climb(0, 50, 100, 50, 0)
if seen != ((40, 40), (100, 0)) or not 40 < finer[0] < 100:
    sys.exit("changed: gpxpy adds up heights otherwise")
PY
