#!/usr/bin/env bash
# geopy 2.5.0 and coordinate-parser 1.0.7 (npm): coordinates with decimal commas are a place elsewhere.
#
# Text: Tbilisi as it is written where the comma is the decimal mark: 41,6934 44,8015.
# Expected: both readers refuse it, or read it rightly.
# Seen: geopy takes the commas for separators and two of the four numbers for degrees. So it does with degrees, minutes and
# seconds between spaces, and a height after the position is read as minutes of longitude.
#
#                             geopy             coordinate-parser   geo-coordinates-parser
#     41,6934 44,8015         44.0 95.0         156.5667 177.5833   41.6934 44.8015
#     41 41 36 N 44 48 05 E   48.0 5.0          41.6933 44.8014     41.6933 44.8014
#     41.6934 44.8015 490m    41.6934 52.9682
#
# 4,000 and 3,200 km from Tbilisi, without an error or a warning. Needs `npm`.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet geopy==2.5.0
npm install --silent --no-audit --no-fund --prefix . coordinate-parser@1.0.7 geo-coordinates-parser@1.7.4

cat > read.mjs <<'JS'
import {createRequire} from "module";
import {convert} from "geo-coordinates-parser";
const Coordinates = createRequire(import.meta.url)("coordinate-parser");
const places = process.argv.slice(2).map((text) => {
  const one = new Coordinates(text);
  const other = convert(text);
  return [[one.getLatitude(), one.getLongitude()], [other.decimalLatitude, other.decimalLongitude]];
});
console.log(JSON.stringify(places));
JS

python/bin/python -W error - <<'PY'
import json
import subprocess
import sys

from geopy import Point

texts = ["41,6934 44,8015", "41 41 36 N 44 48 05 E"]
answer = subprocess.run(["node", "read.mjs", *texts], capture_output=True, check=True, text=True).stdout
seen = []
for text, (one, other) in zip(texts, json.loads(answer), strict=True):
    places = [tuple(round(degrees, 4) for degrees in place) for place in (Point(text)[:2], one, other)]
    print(f"{text}: geopy {places[0]}, coordinate-parser {places[1]}, geo-coordinates-parser {places[2]}")
    seen += places
height = round(Point("41.6934 44.8015 490m").longitude, 4)
print("41.6934 44.8015 490m: geopy", height)
right = (41.6933, 44.8014)
if seen != [(44, 95), (156.5667, 177.5833), (41.6934, 44.8015), (48, 5), right, right] or height != 52.9682:
    sys.exit("changed: coordinates are read otherwise")
PY
