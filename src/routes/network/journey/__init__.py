"""Journeys: a route under scenarios with its kilometres, crossings, breaks of gauge, transshipments and status."""

from __future__ import annotations

from routes.network.journey.build import along, of_route
from routes.network.journey.events import SEA, Crossing, GaugeBreak, Section, Stop, Transshipment
from routes.network.journey.evidence import Evidence, assumed_in_use, recent_since
from routes.network.journey.gauges import changes_gauge
from routes.network.journey.journey import Journey

__all__ = [
    "SEA",
    "Crossing",
    "Evidence",
    "GaugeBreak",
    "Journey",
    "Section",
    "Stop",
    "Transshipment",
    "along",
    "assumed_in_use",
    "changes_gauge",
    "of_route",
    "recent_since",
]
