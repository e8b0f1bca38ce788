#!/usr/bin/env bash
# streamlit-folium 0.27.4 (folium 0.20.0): a map in which only "roads_2005" became "roads_2024" is not drawn anew.
#
# Expected: the component's hash of the map changes with any text of the map.
# Seen: to be the same in spite of folium's random names, the hash leaves out every underscore with the small
# letters and digits behind it: in labels, addresses and file names as well. With a hyphen the hash changes.
#
#     roads_2005 and roads_2024: same hash True
#     roads-2005 and roads-2024: same hash False
#
# The page keeps the old map.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet streamlit-folium==0.27.4 folium==0.20.0 streamlit==1.67.0

python/bin/python - <<'PY'
import sys

import folium
from streamlit_folium import generate_js_hash

def drawn(label):
    map_of_roads = folium.Map([41, 45], tiles=None)
    folium.CircleMarker([41, 45], tooltip=label).add_to(map_of_roads)
    map_of_roads.render()
    return generate_js_hash(map_of_roads.get_root().script.render(), "map")

seen = []
for sign in "_-":
    old, new = f"roads{sign}2005", f"roads{sign}2024"
    seen.append(drawn(old) == drawn(new))
    print(old, "and", new, "same hash", seen[-1])
if seen != [True, False]:
    sys.exit("changed: the hash sees the difference")
PY
