"""Lengths and distances on the WGS 84 ellipsoid, in kilometres."""

from __future__ import annotations

from collections.abc import Sequence

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


def lengths_km(lines: Sequence[Line]) -> list[float]:
    """Return the geodesic length of each of several lines, all measured at once."""
    counts = [len(line) for line in lines]
    points = np.array([point for line in lines for point in line], dtype=float).reshape(-1, 2)
    if len(points) < 2:
        return [0.0] * len(lines)
    steps = np.append(steps_km(points), 0.0)
    ends = np.cumsum(counts)
    # From the end of one line to the beginning of the next nothing is measured.
    steps[ends[ends > 0] - 1] = 0.0
    walked = np.append(0.0, np.cumsum(steps))
    return [float(km) for km in np.diff(walked[np.append(0, ends)])]


def walked_km(line: Line) -> NDArray[np.float64]:
    """Return how far along a line each of its points lies."""
    points = np.array(line, dtype=float)
    return np.append(0.0, np.cumsum(steps_km(points)))


def point_at(line: Line, share: float, walked: NDArray[np.float64] | None = None) -> tuple[float, float]:
    """Return the (longitude, latitude) at a share (0 to 1, clamped) of a line's geodesic length.

    Parameters
    ----------
    walked
        What `walked_km` returns, for one who asks for many points of one line.

    Raises
    ------
    ValueError
        If the line is empty.
    """
    if not line:
        raise ValueError("a line without points has no point on it")
    if len(line) < 2:
        return line[0]
    far = walked_km(line) if walked is None else walked
    at = max(0.0, min(1.0, share)) * float(far[-1])
    n = min(int(np.searchsorted(far[1:], at)), len(line) - 2)
    if at <= far[n]:
        return line[n]
    azimuth = WGS84.inv(*line[n], *line[n + 1])[0]
    lon, lat, _ = WGS84.fwd(*line[n], azimuth, (at - float(far[n])) * 1000)
    return float(lon), float(lat)
