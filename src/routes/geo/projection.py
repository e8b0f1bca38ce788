"""Projection of places onto a sheet of paper, and distances on it.

Lambert conformal conic on WGS 84, fitted to what is shown: its two standard parallels lie a sixth of the route's height
from its lower and its upper end, a usual rule (J. P. Snyder, Map Projections: A Working Manual, USGS 1395, 1987).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

# What is shown is at least so many metres across, however short the route.
LEAST_M = 60_000.0
# Points along each edge of the sheet when its window is sought, and degrees added around.
EDGE_POINTS, AROUND = 24, 0.3
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sheet:
    """A sheet `wide` by `high` pixels; `parallels` are those of its projection in degrees."""

    wide: float
    high: float
    parallels: tuple[float, float]
    metres_per_px: float
    middle: tuple[float, float]
    transformer: Transformer

    def on(self, lonlat: Array) -> Array:
        """Return positions on the sheet, y downwards, of (longitude, latitude) rows."""
        x, y = self.transformer.transform(lonlat[:, 0], lonlat[:, 1])
        across = (np.asarray(x) - self.middle[0]) / self.metres_per_px + self.wide / 2
        down = (self.middle[1] - np.asarray(y)) / self.metres_per_px + self.high / 2
        return np.column_stack((across, down))

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the position of one place."""
        x, y = self.on(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a position lies on the sheet."""
        return 0 < x < self.wide and 0 < y < self.high

    @cached_property
    def window(self) -> tuple[float, float, float, float]:
        """What the sheet may show, as west, south, east, north; asked for with every outline drawn."""
        across, down = np.linspace(0, self.wide, EDGE_POINTS), np.linspace(0, self.high, EDGE_POINTS)
        none = np.zeros(EDGE_POINTS)
        xs = np.concatenate((across, across, none, none + self.wide))
        ys = np.concatenate((none, none + self.high, down, down))
        east = (xs - self.wide / 2) * self.metres_per_px + self.middle[0]
        north = self.middle[1] - (ys - self.high / 2) * self.metres_per_px
        lons, lats = map(np.asarray, self.transformer.transform(east, north, direction="INVERSE"))
        return (lons.min() - AROUND, lats.min() - AROUND, lons.max() + AROUND, lats.max() + AROUND)


def fitted(line: Sequence[tuple[float, float]], wide: float, high: float, margin: float) -> Sheet:
    """Return the sheet that shows a line of (longitude, latitude) pairs whole, `margin` pixels from every edge."""
    points = np.array(line)
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    lower, upper = south + (north - south) / 6, north - (north - south) / 6
    projection = f"+proj=lcc +lat_1={lower} +lat_2={upper} +lon_0={(west + east) / 2} +lat_0={lower} +datum=WGS84"
    transformer = Transformer.from_crs("EPSG:4326", projection, always_xy=True)
    xs, ys = map(np.asarray, transformer.transform(points[:, 0], points[:, 1]))
    across, up = float(np.ptp(xs)), float(np.ptp(ys))
    metres = max(across / (wide - 2 * margin), up / (high - 2 * margin), LEAST_M / wide)
    middle = (float(xs.min()) + across / 2, float(ys.min()) + up / 2)
    return Sheet(wide, high, (float(lower), float(upper)), metres, middle, transformer)
