#!/usr/bin/env bash
# simplekml 1.3.6 and fastkml 1.4.0: no file of the one is read by the other, if lxml is installed.
#
# File: one line between two places, nothing else, saved by simplekml.
# Expected: fastkml reads it (of what simplekml writes, it refuses gx:Track only).
# Seen: with lxml, fastkml checks the file against the schema of KML, where an id must not begin with a digit. simplekml
# numbers everything (id="1"), so every file it saves is refused, with an AssertionError. Without lxml nothing is checked,
# and the same call reads the file.
#
#     without lxml           LINESTRING Z (44.8 41.7 0.0, 49.9 40.4 0.0)
#     with lxml 6.1.3        AssertionError: Element '{http://www.opengis.net/kml/2.2}Document', attribute 'id': '1' is not ...
#     with validate=False    LINESTRING Z (44.8 41.7 0.0, 49.9 40.4 0.0)
#
# fastkml's documentation recommends lxml for speed. `KML.from_string` does not check.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet simplekml==1.3.6 fastkml==1.4.0

cat > read.py <<'PY'
import logging
import sys

from fastkml import KML, Placemark
from fastkml.utils import find

logging.disable()
chosen = {"validate": False} if sys.argv[1:] else {}
try:
    print(find(KML.parse("line.kml", **chosen), of_type=Placemark).geometry)
except AssertionError as error:
    print("AssertionError:", error)
PY

python/bin/python - <<'PY'
import simplekml

file = simplekml.Kml()
file.newlinestring(name="Tbilisi - Baku", coords=[(44.8, 41.7), (49.9, 40.4)])
file.save("line.kml")
PY
without=$(python/bin/python -W ignore read.py)
python/bin/pip install --quiet lxml==6.1.3
with=$(python/bin/python read.py)
unchecked=$(python/bin/python read.py unchecked)
printf '%s\n' "without lxml         $without" "with lxml            $with" "with validate=False  $unchecked"
case "$without/$with/$unchecked" in
  LINESTRING*/AssertionError*xs:ID*/LINESTRING*) ;;
  *) echo "changed: fastkml reads simplekml's files otherwise" >&2; exit 1 ;;
esac
