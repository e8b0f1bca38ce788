"""Simplification of a reader's line to few points, and how far the result is from the line itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from routes.geo.geodesy import Line

# What is drawn goes to the page with it, so it is kept small.
MOST_DRAWN = 500
LEAST_POINTS = 4
# Lines of more points are thinned by distance before they are simplified.
MOST_SIMPLIFIED = 5_000
FIRST_TOLERANCE = 0.0002
METRES_PER_DEGREE = 111_320


@dataclass(frozen=True, slots=True)
class SimplifiedLine:
    """Lines of at most `MOST_DRAWN` points in all, and the most a point of the given ones lies off them."""

    lines: tuple[Line, ...]
    off_m: float


def drawing(lines: Sequence[Line]) -> SimplifiedLine:
    """Return lines fit to be drawn; of very many, the longest."""
    longest = sorted(lines, key=lambda line: -_degrees(line))[: MOST_DRAWN // LEAST_POINTS // 2]
    kept = [line for line in lines if any(line is one for one in longest)]
    whole = sum(_degrees(line) for line in kept)
    shares = [LEAST_POINTS + int((MOST_DRAWN - LEAST_POINTS * len(kept)) * _degrees(line) / whole) for line in kept]
    drawn = [_simplified(line, most) for line, most in zip(kept, shares, strict=True)]
    off = max(
        float(shapely.distance(shapely.points(np.array(line)), shapely.LineString(few)).max())
        for line, few in zip(kept, drawn, strict=True)
    )
    return SimplifiedLine(tuple(drawn), off * METRES_PER_DEGREE)


def thinned(line: Line, most: int) -> Line:
    """Return a line of at most so many points: one for every stretch of the same length."""
    if len(line) <= most:
        return line
    steps = np.hypot(*np.diff(np.array(line), axis=0).T)
    # The points at which another stretch of this length begins; the first and the last are kept besides.
    stretch = np.floor(np.cumsum(steps) / (steps.sum() / (most - 2)))
    begins = np.flatnonzero(np.diff(stretch, prepend=0) > 0) + 1
    return [line[0], *(line[n] for n in begins[begins < len(line) - 1][: most - 2]), line[-1]]


def _simplified(line: Line, most: int) -> Line:
    """Simplify the line with as small a tolerance as leaves no more than so many points."""
    fewer = thinned(line, MOST_SIMPLIFIED)
    course, tolerance = shapely.LineString(fewer), FIRST_TOLERANCE
    while len(few := shapely.get_coordinates(course.simplify(tolerance, preserve_topology=False)).tolist()) > most:
        tolerance *= 2
    if few[0] == few[-1] and len(few) == 2:
        few.insert(1, max(fewer, key=lambda at: abs(at[0] - few[0][0]) + abs(at[1] - few[0][1])))
    return [(lon, lat) for lon, lat in few]


def _degrees(line: Line) -> float:
    return float(np.hypot(*np.diff(np.array(line), axis=0).T).sum())
