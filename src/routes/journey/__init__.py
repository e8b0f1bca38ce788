"""What does a way add up to: kilometres, crossings, gauge breaks, transshipments, status?"""

from __future__ import annotations

from routes.journey.followed import along, of_route
from routes.journey.gauges import changes_gauge
from routes.journey.parts import SEA, Crossing, GaugeBreak, Section, Stop, Transshipment
from routes.journey.whole import Journey

__all__ = [
    "SEA",
    "Crossing",
    "GaugeBreak",
    "Journey",
    "Section",
    "Stop",
    "Transshipment",
    "along",
    "changes_gauge",
    "of_route",
]
