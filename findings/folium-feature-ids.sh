#!/usr/bin/env bash
# folium 0.20.0: one feature without an id, and every feature of the caller's own data gets a new id.
#
# Expected: an id for the feature that has none, in a copy; ids that are there stay.
# Seen: as soon as a style function is given, all ids are overwritten with "0", "1", ..., in the dictionary
# that was passed in. Where all ids are there and differ, nothing is touched.
#
#     before: [None, 'baku-tbilisi-kars']
#     after:  ['0', '1']
#
# A program that finds its features again by their ids, or writes the same dictionary to a file, has lost them.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet folium==0.20.0

python/bin/python - <<'PY'
import sys

import folium

def feature(**more):
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [44.8, 41.7]}, **more}

data = {"type": "FeatureCollection", "features": [feature(), feature(id="baku-tbilisi-kars")]}
print("before:", [each.get("id") for each in data["features"]])
folium.GeoJson(data, style_function=lambda _: {"color": "black"})
after = [each.get("id") for each in data["features"]]
print("after: ", after)
whole = {"type": "FeatureCollection", "features": [feature(id="a"), feature(id="b")]}
folium.GeoJson(whole, style_function=lambda _: {"color": "black"})
if after != ["0", "1"] or [each["id"] for each in whole["features"]] != ["a", "b"]:
    sys.exit("changed: folium treats ids otherwise")
PY
