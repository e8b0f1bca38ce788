#!/usr/bin/env bash
# geojson 3.3.0 (PyPI): properties with `"type": "Point"` are turned into a geometry.
#
# Expected: properties are anybody's own and come back as they were.
# Seen: a dictionary anywhere in the file whose "type" is the name of a GeoJSON class is made into one: it
# gets an empty list of coordinates that nobody wrote, and a text under "coordinates" raises an error. "rail" stays as it is.
#
#     {'type': 'Point', 'name': 'Gyumri'}    Point  {'coordinates': [], 'name': 'Gyumri', 'type': 'Point'}
#     {'type': 'rail', 'name': 'Gyumri'}     dict   {'name': 'Gyumri', 'type': 'rail'}
#
# A railwayman's points (a switch) are called so.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet geojson==3.3.0

python/bin/python - <<'PY'
import json
import sys

import geojson

def properties(given):
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [43.8, 40.8]}, "properties": given}
    found = geojson.loads(json.dumps(feature)).properties
    print(given, type(found).__name__, dict(sorted(found.items())))
    return found

point, rail = properties({"type": "Point", "name": "Gyumri"}), properties({"type": "rail", "name": "Gyumri"})
try:
    properties({"type": "Point", "coordinates": "see the map"})
    refused = False
except ValueError as error:
    refused = True
    print("ValueError:", error)
if point.get("coordinates") != [] or type(rail) is not dict or not refused:
    sys.exit("changed: geojson leaves the properties alone")
PY
