#!/usr/bin/env bash
# fastkml 1.4.0: one position without altitude, and the whole line is gone without a word.
#
# Expected: the line in two dimensions, or an error; the altitude of a KML position is optional.
# Seen: the file is valid for fastkml's own validator, yet `geometry` is None, and the placemark is written back
# empty. Where all positions have an altitude, or none, the line is there. GDAL 3.12.4 (pyogrio 0.13.0) reads the line
# with altitude 0 at that place.
#
#     49.9,40.4,28 46.4,40.7 44.8,41.7,490    valid True, geometry None, written back <Placemark/>
#     49.9,40.4 46.4,40.7 44.8,41.7           valid True, geometry LINESTRING (...), written back with its line
#
# A line that a reader drew in two programs is such a line.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet 'fastkml[lxml]==1.4.0'

python/bin/python - <<'PY'
import sys
from pathlib import Path

from fastkml import KML, Placemark
from fastkml.utils import find
from fastkml.validator import validate

def geometry(coordinates):
    line = f"<LineString><coordinates>{coordinates}</coordinates></LineString>"
    text = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>{line}</Placemark></kml>'
    Path("line.kml").write_text(text)
    document = KML.parse("line.kml")
    found = find(document, of_type=Placemark).geometry
    print(coordinates, "valid", validate(file_to_validate=Path("line.kml")), "geometry", found)
    print("  written back", "with" if "<LineString" in document.to_string() else "without", "its line")
    return found, "<LineString" in document.to_string()

mixed, flat = geometry("49.9,40.4,28 46.4,40.7 44.8,41.7,490"), geometry("49.9,40.4 46.4,40.7 44.8,41.7")
if mixed != (None, False) or flat[0] is None or not flat[1]:
    sys.exit("changed: fastkml reads the line")
PY
