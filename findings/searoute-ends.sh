#!/usr/bin/env bash
# searoute 1.6.0: whether the ends are joined to the sea depends on whether they are lists or tuples.
#
# Expected: `append_orig_dest=True` joins origin and destination to the ends of the sea route; two places far inland,
# Tashkent and Tbilisi, raise an error or a warning.
# Seen: no error. Given as tuples, the ends are not joined, and 768 km across the Caspian Sea pass for the
# whole route; given as lists, the same call answers 2,411 km.
#
#     tuples: 767.9 km, from [53.6251, 38.2007]
#     lists:  2410.8 km, from [69.2, 41.3]
#
# The ends are compared with a copy of themselves: only the change of type makes them differ.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet searoute==1.6.0

python/bin/python - <<'PY'
import sys

import searoute

tashkent, tbilisi = (69.2, 41.3), (44.8, 41.7)
seen = {}
for kind in (tuple, list):
    found = searoute.searoute(kind(tashkent), kind(tbilisi), append_orig_dest=True)
    seen[kind] = round(found.properties["length"], 1)
    print(f"{kind.__name__}s:", seen[kind], "km, from", found.geometry["coordinates"][0])
if seen != {tuple: 767.9, list: 2410.8}:
    sys.exit("changed: searoute joins the ends otherwise")
PY
