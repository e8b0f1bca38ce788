"""What is the best way through the open legs?"""

from __future__ import annotations

from routes.network.best import Network, NoWayError, different, network, origins
from routes.network.weight import BESIDE_KM, CROSSING_KM, HANDLING_KM, By

__all__ = [
    "BESIDE_KM",
    "CROSSING_KM",
    "HANDLING_KM",
    "By",
    "Network",
    "NoWayError",
    "different",
    "network",
    "origins",
]
