#!/usr/bin/env bash
# gpxpy 1.6.2: writes a name that no reader of XML takes, its own neither.
#
# Expected: characters that XML 1.0 cannot hold are left out or refused when the file is written; `&` and `<` are escaped.
# Seen: `&` is escaped, a control character is written as it is, and the whole file is lost:
#
#     <name>Baku port[0x0b] &amp; ferry</name>
#     gpxpy                GPXXMLSyntaxException: Error parsing XML: not well-formed (invalid token)
#     xml.etree            ParseError: not well-formed (invalid token)
#
# Some programs put such a character, a vertical tab, between two lines of one cell.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet gpxpy==1.6.2

python/bin/python - <<'PY'
import sys
from xml.etree import ElementTree

import gpxpy
from gpxpy.gpx import GPX, GPXWaypoint, GPXXMLSyntaxException

gpx = GPX()
gpx.waypoints.append(GPXWaypoint(40.4, 49.9, name="Baku port\x0b & ferry"))
written = gpx.to_xml()
print(next(line.strip() for line in written.replace("\x0b", "[0x0b]").split("\n") if "<name>" in line))
refused = []
for name, read in (("gpxpy", gpxpy.parse), ("xml.etree", ElementTree.fromstring)):
    try:
        read(written)
        print(name, "reads it")
    except (GPXXMLSyntaxException, ElementTree.ParseError) as error:
        print(name, type(error).__name__, error)
        refused.append(name)
if refused != ["gpxpy", "xml.etree"]:
    sys.exit("changed: what gpxpy writes can be read")
PY
