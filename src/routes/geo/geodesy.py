"""Lengths and distances on the WGS 84 ellipsoid, in kilometres."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

# WGS 84, EPSG:7030. https://epsg.org/ellipsoid_7030/WGS-84.html
WGS84 = Geod(ellps="WGS84")

Line = Sequence[tuple[float, float]]


def length_km(line: Line) -> float:
    """Return the geodesic length of a line.

    Parameters
    ----------
    line
        (longitude, latitude) pairs in degrees. Fewer than two points measure 0. Each edge takes the shorter way
        round, so a line may cross the antimeridian.
    """
    if len(line) < 2:
        return 0.0
    lons, lats = zip(*line, strict=True)
    return float(WGS84.line_length(lons, lats)) / 1000


def steps_km(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return geodesic distances from each (longitude, latitude) row to the next; one number fewer than rows."""
    before, after = points[:-1], points[1:]
    distances: NDArray[np.float64] = WGS84.inv(before[:, 0], before[:, 1], after[:, 0], after[:, 1])[2]
    return np.asarray(distances) / 1000


def apart_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle (geodesic) distance between two (longitude, latitude) points."""
    return float(WGS84.inv(*a, *b)[2]) / 1000


def point_at(line: Line, share: float) -> tuple[float, float]:
    """Return the (longitude, latitude) at a share (0 to 1, clamped) of a line's geodesic length.

    Raises
    ------
    ValueError
        If the line is empty.
    """
    if not line:
        raise ValueError("a line without points has no point on it")
    left = max(0.0, min(1.0, share)) * length_km(line)
    for a, b in pairwise(line):
        edge = apart_km(a, b)
        if left <= edge and edge > 0:
            azimuth = WGS84.inv(*a, *b)[0]
            lon, lat, _ = WGS84.fwd(*a, azimuth, left * 1000)
            return float(lon), float(lat)
        left -= edge
    return line[-1]
