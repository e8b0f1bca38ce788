#!/usr/bin/env bash
# GDAL 3.12.4 (pyogrio 0.13.0, geopandas 1.2.0): opening hours in a GeoJSON property become times, without their offset.
#
# Expected: text stays text; only dates of the full form are turned into dates.
# Seen: if every value of a column looks like a time of day, the column is `Time`, and "12:30+03:00" is 12:30 with
# no trace of the offset. One value of another form ("24:00", "closed") leaves all as text.
#
#     ['09:30+04:00', '12:30+03:00']  Time    [datetime.time(9, 30), datetime.time(12, 30)]
#     ['09:30+04:00', '24:00']        String  ['09:30+04:00', '24:00']
#
# So what type a reader gets depends on the other border posts in the file.
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

def column(*hours):
    posts = [{"type": "Feature", "properties": {"opens": each}, "geometry": {"type": "Point", "coordinates": [44, 41]}}
             for each in hours]
    with open("posts.geojson", "w") as file:
        json.dump({"type": "FeatureCollection", "features": posts}, file)
    kind = str(pyogrio.read_info("posts.geojson")["ogr_types"][0])
    values = pyogrio.read_dataframe("posts.geojson")["opens"].tolist()
    print(list(hours), kind, values)
    return kind, [str(value) for value in values]

seen = column("09:30+04:00", "12:30+03:00"), column("09:30+04:00", "24:00")
if seen != (("OFTTime", ["09:30:00", "12:30:00"]), ("OFTString", ["09:30+04:00", "24:00"])):
    sys.exit("changed: GDAL reads times of day otherwise")
PY
