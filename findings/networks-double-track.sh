#!/usr/bin/env bash
# networkx 3.6.1 and rustworkx 0.18.1: a doubled track counts once where it is cut, and twice elsewhere.
#
# Network: Gori and Tbilisi joined by two tracks, Tbilisi and Baku by one.
# Expected: no bridge between Gori and Tbilisi; two edges have to be cut to part them.
# Seen: rustworkx calls the doubled track a bridge. networkx does not, yet its smallest cut is one of the two
# edges, and after that cut the places are still joined; its connectivity of the pair is 1, and 2 for a network of the two
# tracks alone.
#
#     rustworkx bridges:        [(0, 1), (1, 2)]
#     networkx bridges:         [(1, 2)]
#     networkx smallest cut:    {(0, 1)}, still joined after it: True
#     networkx connectivity:    1 as a pair, 2 as a network of its own
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet networkx==3.6.1 rustworkx==0.18.1

python/bin/python - <<'PY'
import sys

import networkx
import rustworkx

gori, tbilisi, baku = 0, 1, 2
tracks = [(gori, tbilisi), (gori, tbilisi), (tbilisi, baku)]
rust = rustworkx.PyGraph()
rust.add_nodes_from([gori, tbilisi, baku])
rust.add_edges_from_no_data(tracks)
pure = networkx.MultiGraph(tracks)
bridges = sorted(rustworkx.bridges(rust))
print("rustworkx bridges:    ", bridges)
print("networkx bridges:     ", list(networkx.bridges(pure)))
cut = networkx.minimum_edge_cut(pure, gori, tbilisi)
pair = networkx.edge_connectivity(pure, gori, tbilisi)
alone = networkx.edge_connectivity(networkx.MultiGraph(tracks[:2]))
left = pure.copy()
left.remove_edges_from(cut)
joined = networkx.has_path(left, gori, tbilisi)
print(f"networkx smallest cut: {cut}, still joined after it: {joined}")
print(f"networkx connectivity: {pair} as a pair, {alone} as a network of its own")
if bridges != [(0, 1), (1, 2)] or len(cut) != 1 or not joined or (pair, alone) != (1, 2):
    sys.exit("changed: a doubled track is counted otherwise")
PY
