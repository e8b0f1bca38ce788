"""Share of a reader's line that runs along a route of the atlas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import shapely
from pyproj import Transformer

from routes.data import borders
from routes.geo.geodesy import Line
from routes.network.journey import Journey

# As near as courses drawn only approximately may lie apart and still mean the same route.
NEAR_KM = 5.0
# Lambert's conic with its parallels through the region: distances are right to about 2 % from 30 to 55 degrees north.
CONIC = "+proj=lcc +lat_1=35 +lat_2=50 +lat_0=42 +lon_0=55 +ellps=WGS84"


def share_near(lines: Sequence[Line], way: Journey) -> float:
    """Return the share (0 to 1) of the lines' length that lies within `NEAR_KM` of a route as it is drawn."""
    course = shapely.LineString(_flat(np.array([point for s in way.sections for point in s.line])))
    shapely.prepare(course)
    points, _, steps = borders.sampled(lines)
    middles = _flat((points[1:] + points[:-1]) / 2)
    near = shapely.dwithin(course, shapely.points(middles), NEAR_KM * 1000)
    return float(steps[near].sum() / steps.sum()) if steps.sum() else 0.0


@cache
def _conic() -> Transformer:
    return Transformer.from_crs("EPSG:4326", CONIC, always_xy=True)


def _flat(points: np.ndarray) -> np.ndarray:
    return np.column_stack(_conic().transform(points[:, 0], points[:, 1]))
