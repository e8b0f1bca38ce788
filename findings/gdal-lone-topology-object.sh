#!/usr/bin/env bash
# GDAL 3.12.4 (pyogrio 0.13.0): a TopoJSON object that is one line loses its layer and its id.
#
# Expected: a layer for each object, named by its key; ids as they are in the file.
# Seen: collections become layers of their names. All objects that are single geometries are put together in
# a layer "TopoJSON", and the id of each is replaced by its key.
#
#     layers: ['stations', 'TopoJSON']
#     ids in TopoJSON: ['railway', 'road']    in the file: ['baku-tbilisi', 'baku-alat']
#
# A single line is no rarity: `topojson-server` from npm writes one for every object that is a single feature.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet pyogrio==0.13.0 geopandas==1.2.0

python/bin/python - <<'PY'
import json
import sys

import pyogrio

def line(name, arc):
    return {"type": "LineString", "id": name, "properties": {"km": 1}, "arcs": [arc]}

station = {"type": "Point", "id": "baku", "properties": {}, "coordinates": [49.9, 40.4]}
objects = {
    "railway": line("baku-tbilisi", 0),
    "stations": {"type": "GeometryCollection", "geometries": [station]},
    "road": line("baku-alat", 1),
}
arcs = [[[49.9, 40.4], [44.8, 41.7]], [[49.9, 40.4], [49.4, 39.9]]]
with open("map.topojson", "w") as file:
    json.dump({"type": "Topology", "objects": objects, "arcs": arcs}, file)
layers = [str(name) for name, _ in pyogrio.list_layers("map.topojson")]
ids = pyogrio.read_dataframe("map.topojson", layer="TopoJSON")["id"].tolist()
kept = pyogrio.read_dataframe("map.topojson", layer="stations")["id"].tolist()
print("layers:", layers)
print("ids in TopoJSON:", ids, "ids in stations:", kept)
if sorted(layers) != ["TopoJSON", "stations"] or ids != ["railway", "road"] or kept != ["baku"]:
    sys.exit("changed: GDAL names layers or ids otherwise")
PY
