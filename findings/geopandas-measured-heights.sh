#!/usr/bin/env bash
# geopandas 1.2.0, shapely 2.2.0: a line with heights and kilometre posts loses both when it is projected.
#
# Line: three positions with height and distance along the line (XYZM), from WKB as a database or GeoParquet gives it.
# Expected: `to_crs` turns longitude and latitude and keeps heights and measures; at worst the measures are dropped.
# Seen: the line still says ZM, and every height and measure is NaN. Without heights (XYM) the measures are dropped,
# without measures (XYZ) the heights stay.
#
#     LINESTRING ZM (44.8 41.7 490 0, 46.4 40.7 408 180, 49.9 40.4 -28 510)
#     to_crs     LINESTRING ZM (483358.9 4616487.8 NaN NaN, 618276.2 4506397.5 NaN NaN, 915893.5 4483696.2 NaN NaN)
#     translate  LINESTRING ZM (44.8 41.7 NaN NaN, 46.4 40.7 NaN NaN, 49.9 40.4 NaN NaN)
#
# `shapely.transform(line, ..., include_z=True)` does the same.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet geopandas==1.2.0 shapely==2.2.0 pyproj==3.7.2

python/bin/python - <<'PY'
import sys

import geopandas
import shapely

def projected(text, method="to_crs", *values):
    line = shapely.from_wkb(shapely.from_wkt(text).wkb)
    turned = getattr(geopandas.GeoSeries([line], crs=4326), method)(*values)[0]
    print(f"{method:<10}", shapely.to_wkt(turned, rounding_precision=1))
    return shapely.get_coordinates(turned, include_z=True, include_m=True)

both = "LINESTRING ZM (44.8 41.7 490 0, 46.4 40.7 408 180, 49.9 40.4 -28 510)"
lost = projected(both, "to_crs", 32638), projected(both, "translate", 0, 0)
kept = projected("LINESTRING Z (44.8 41.7 490, 49.9 40.4 -28)", "to_crs", 32638)
dropped = projected("LINESTRING M (44.8 41.7 0, 49.9 40.4 510)", "to_crs", 32638)
if any((points[:, 2:] == points[:, 2:]).any() for points in lost):
    sys.exit("changed: heights or measures stay")
if list(kept[:, 2]) != [490, -28] or (dropped[:, 3] == dropped[:, 3]).any():
    sys.exit("changed: lines with one of the two are projected otherwise")
PY
