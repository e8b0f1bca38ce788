#!/usr/bin/env bash
# shapely 2.2.0, geopandas 1.2.0: kilometre posts become heights in GeoJSON.
#
# Line: positions with a distance along the line and no height (XYM), as railways with kilometre posts are kept.
# Expected: GeoJSON has no measures, so both ways of shapely to GeoJSON drop them.
# Seen: `to_geojson` does. `mapping`, and with it geopandas' `to_json`, writes the measure as third number, which
# GeoJSON defines as height; read again it is one: the line climbs by a metre every kilometre, to 510 m at Baku.
#
#     shapely.to_geojson   [[44.8,41.7],[49.9,40.4]]
#     mapping              ((44.8, 41.7, 0.0), (49.9, 40.4, 510.0))
#     geopandas to_json    [[44.8, 41.7, 0.0], [49.9, 40.4, 510.0]]
#     shape of mapping     LINESTRING Z (44.8 41.7 0, 49.9 40.4 510)
#
# In the browser @terraformer/wkt 2.2.2 does the same with WKT, wkx 0.5.0 drops the measures.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet geopandas==1.2.0 shapely==2.2.0

python/bin/python - <<'PY'
import json
import sys

import geopandas
import shapely
from shapely.geometry import mapping, shape

line = shapely.from_wkt("LINESTRING M (44.8 41.7 0, 49.9 40.4 510)")
flat = json.loads(shapely.to_geojson(line))["coordinates"]
mapped = mapping(line)
table = json.loads(geopandas.GeoSeries([line], crs=4326).to_json())["features"][0]["geometry"]["coordinates"]
again = shape(mapped)
print("shapely.to_geojson", flat)
print("mapping           ", mapped["coordinates"])
print("geopandas to_json ", table)
print("shape of mapping  ", again)
if len(flat[1]) != 2 or mapped["coordinates"][1][2] != 510 or table[1][2] != 510 or not again.has_z:
    sys.exit("changed: measures are written otherwise")
PY
