#!/usr/bin/env bash
# igraph 1.0.0: a railway of which nothing is known is not electrified.
#
# Network: two sections, `electrified` known for the first only, written as GraphML by networkx 3.6.1.
# Expected: igraph reads the missing value as None or NaN, as it does with a missing number.
# Seen: igraph reads it as False, and so writes it; a missing text becomes "". A missing number is NaN, and with
# GML even this value is NaN. rustworkx 0.18.1 does not read the file: networkx writes True where GraphML says true.
#
#     igraph, GraphML            True, False
#     networkx, from igraph's    True, False
#     igraph, GML                1.0, nan
#     igraph, from networkx      True, None
#     rustworkx, GraphML         Exception: Failed conversion to 'bool': provided string was not `true` or `false`
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet igraph==1.0.0 networkx==3.6.1 rustworkx==0.18.1

python/bin/python - <<'PY'
import math
import sys

import igraph
import networkx
import rustworkx

network = networkx.Graph()
network.add_edge("Tbilisi", "Gardabani", km=40.0, electrified=True)
network.add_edge("Gardabani", "Ganja")
networkx.write_graphml(network, "network.graphml")
networkx.write_gml(network, "network.gml")
read = igraph.Graph.Read_GraphML("network.graphml")
read.write_graphml("again.graphml")
again = [known["electrified"] for _, _, known in networkx.read_graphml("again.graphml").edges(data=True)]
gml = igraph.Graph.Read_GML("network.gml").es["electrified"]
direct = igraph.Graph.from_networkx(network).es["electrified"]
try:
    refused = ""
    rustworkx.read_graphml("network.graphml")
except Exception as error:
    refused = str(error)
print("igraph, GraphML         ", read.es["electrified"], read.es["km"])
print("networkx, from igraph's ", again)
print("igraph, GML             ", gml)
print("igraph, from networkx   ", direct)
print("rustworkx, GraphML      ", refused)
if read.es["electrified"] != [True, False] or again != [True, False] or not math.isnan(read.es["km"][1]):
    sys.exit("changed: igraph reads missing values of GraphML otherwise")
if not math.isnan(gml[1]) or direct != [True, None] or "bool" not in refused:
    sys.exit("changed: the other ways are read otherwise")
PY
