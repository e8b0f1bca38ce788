"""What is the best way through the open legs?"""

from __future__ import annotations

from routes.network.graph.costs import BESIDE_KM, COUNTED, CROSSING_KM, HANDLING_KM, By
from routes.network.graph.paths import DETOUR_KM, ROUNDING_KM
from routes.network.graph.search import Network, NoWayError, different, network, origins
from routes.network.graph.variants import Variants

__all__ = [
    "BESIDE_KM",
    "COUNTED",
    "CROSSING_KM",
    "DETOUR_KM",
    "HANDLING_KM",
    "ROUNDING_KM",
    "By",
    "Network",
    "NoWayError",
    "Variants",
    "different",
    "network",
    "origins",
]
