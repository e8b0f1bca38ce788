"""Capacity and traffic of the links of a route, in million tonnes a year, and which link carries least."""

from __future__ import annotations

from routes.analysis.capacity.conversions import CONVERSIONS, converted
from routes.analysis.capacity.limits import Limit, limits
from routes.analysis.capacity.links import Cited, Left, Link, LinkKind, sum_of_alternatives
from routes.analysis.capacity.route import RouteCapacity, of
from routes.analysis.capacity.traffic import Point, Use, months

__all__ = [
    "CONVERSIONS",
    "Cited",
    "Left",
    "Limit",
    "Link",
    "LinkKind",
    "Point",
    "RouteCapacity",
    "Use",
    "converted",
    "limits",
    "months",
    "of",
    "sum_of_alternatives",
]
