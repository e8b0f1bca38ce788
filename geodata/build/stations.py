"""Lay stations of known position on the long straight edges of a railway's course.

The packaged network draws what lies between two forks as one straight edge and keeps its kilometres. A station that
stands on such an edge divides it, and its parts share the kilometres that are left of the whole.
Coordinates are (longitude, latitude), distances kilometres on the sphere that the packaged lengths were made with.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from straying import Point, bow_km, great_circle_km

# A station of the list is a point between the tracks or the building beside them.
STATION_M = 1_000
# A shorter edge is drawn better than a station is known.
SPARSE_KM = 3.0
# Rounding of the packaged nodes, and a station beside its track.
ROUNDING_KM = 0.6
ROUNDING = 1.002


# A part of a divided edge has at most so many times its share of the kilometres that are left of the whole. Tried on
# 600 densely drawn stretches of the packaged network, thinned by chance to edges of 40 and 80 km with stations every
# 12 and 20 km, the accuracy that follows fails for 0.5 % at most (with the bare share, for 4 %).
SHARES = 1.5


class Edge(NamedTuple):
    """A straight edge of a course: its ends, kilometres along the track, and how far the track may be from it, km."""

    start: Point
    end: Point
    km: float
    strays_km: float


def laid(edges: Sequence[Edge], stations: Sequence[Point]) -> tuple[list[Edge], list[Point]]:
    """Return a course's edges divided at the stations, and the stations that its track cannot pass."""
    on: dict[int, list[Point]] = {}
    left = []
    for station in stations:
        best = min(range(len(edges)), key=lambda n: _detour_km(edges[n], station))
        if _detour_km(edges[best], station) > _spare_km(edges[best]):
            left.append(station)
        elif great_circle_km(edges[best].start, edges[best].end) > SPARSE_KM:
            on.setdefault(best, []).append(station)
    found = []
    for n, edge in enumerate(edges):
        parts, off = _divided(edge, on.get(n, []))
        found += parts
        left += off
    return found, left


def _divided(edge: Edge, stations: list[Point]) -> tuple[list[Edge], list[Point]]:
    """Return the parts of an edge, without the stations that would make it longer than its track."""
    passed: list[Point] = []
    off = []
    for station in stations:
        tried = sorted([*passed, station], key=lambda point: _share(edge, point))
        if _length_km([edge.start, *tried, edge.end]) <= edge.km * ROUNDING + ROUNDING_KM:
            passed = tried
        else:
            off.append(station)
    if not passed:
        return [edge], off
    line = [edge.start, *passed, edge.end]
    drawn = _length_km(line)
    km, slack = max(edge.km, drawn), max(0.0, edge.km - drawn)
    parts = []
    for a, b in pairwise(line):
        chord = great_circle_km(a, b)
        strays = bow_km(chord, slack * min(1.0, SHARES * chord / drawn))
        parts.append(Edge(a, b, km * chord / drawn, max(strays, STATION_M / 1000)))
    return parts, off


def _length_km(line: list[Point]) -> float:
    return sum(great_circle_km(a, b) for a, b in pairwise(line))


def _detour_km(edge: Edge, point: Point) -> float:
    """Return by how much the way over a point is longer than the edge."""
    there = great_circle_km(edge.start, point) + great_circle_km(point, edge.end)
    return there - great_circle_km(edge.start, edge.end)


def _spare_km(edge: Edge) -> float:
    chord = great_circle_km(edge.start, edge.end)
    return max(0.0, edge.km - chord) + (ROUNDING - 1) * chord + ROUNDING_KM


def _share(edge: Edge, point: Point) -> float:
    """Return how far along an edge a point lies, by its distances from both ends."""
    near, far = great_circle_km(edge.start, point), great_circle_km(edge.end, point)
    return near / max(near + far, 1e-9)
