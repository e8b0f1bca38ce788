#!/usr/bin/env bash
# rustworkx 0.18.1: the second-shortest path of a triangle goes there, back and there again.
#
# Network: A - B 1 km, B - C 1 km, A - C 5 km.
# Expected: `graph_k_shortest_path_lengths` from A with k = 2 gives B 6 km (by C) and C 5 km (direct), as
# `networkx.shortest_simple_paths` has them.
# Seen: B 3 km, C 4 km. Walks that visit a place twice count; from A to A the second is 2 km.
#
#     rustworkx: {'A': 2.0, 'B': 3.0, 'C': 4.0}
#     networkx:  {'B': 6, 'C': 5}
#
# An alternative route looked for this way is the best one with a detour to the next station.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet rustworkx==0.18.1 networkx==3.6.1

python/bin/python - <<'PY'
import sys
from itertools import islice

import networkx
import rustworkx

edges = [("A", "B", 1), ("B", "C", 1), ("A", "C", 5)]
rust = rustworkx.PyGraph()
index = {name: rust.add_node(name) for name in "ABC"}
rust.add_edges_from([(index[one], index[other], float(km)) for one, other, km in edges])
found = rustworkx.graph_k_shortest_path_lengths(rust, index["A"], 2, float)
seen = {rust[node]: km for node, km in sorted(found.items())}
print("rustworkx:", seen)
pure = networkx.Graph()
pure.add_weighted_edges_from(edges)
second = {}
for goal in "BC":
    path = list(islice(networkx.shortest_simple_paths(pure, "A", goal, weight="weight"), 2))[1]
    second[goal] = networkx.path_weight(pure, path, "weight")
print("networkx: ", second)
if seen != {"A": 2.0, "B": 3.0, "C": 4.0} or second != {"B": 6, "C": 5}:
    sys.exit("changed: the second-shortest paths are others")
PY
