"""Encoding of outlines in few bytes for the map.

Coordinates that follow one another are close, so each is sent as its whole number of steps from the one before; a
browser adds them up again. Gzipped, that is half of the same GeoJSON, and nothing is lost that the build kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

# The built outlines have three decimals of a degree, about 100 m.
STEPS_PER_DEGREE = 1000
# Properties and geometry.
Outline = tuple[Mapping[str, Any], BaseGeometry]


def packed(outlines: Iterable[Outline], steps: int = STEPS_PER_DEGREE) -> dict[str, Any]:
    """Return the lines and areas of some outlines, without properties, in steps; points are left out.

    Parameters
    ----------
    outlines
        Properties, and geometry in degrees, longitude first; decimals finer than a step are rounded.
    steps
        How many make a degree.

    Returns
    -------
    `steps`, how many make a degree, and `shapes`: each a GeoJSON `type` and its `steps`, nested as GeoJSON nests
    coordinates but for the innermost lists, which alternate longitude and latitude: first from zero, then from the
    position before.
    """
    shapes = [{"type": geometry.geom_type, "steps": _packed(geometry, steps)} for _, geometry in sent(outlines)]
    return {"steps": steps, "shapes": shapes}


def sent(outlines: Iterable[Outline]) -> Iterator[Outline]:
    """Yield those that are sent, in their order: no points, nothing empty."""
    return ((facts, shape) for facts, shape in outlines if shape.geom_type != "Point" and not shape.is_empty)


def _packed(shape: BaseGeometry, per_degree: int) -> list[Any]:
    """Pack a line, or every line that a shape is made of."""
    if isinstance(shape, BaseMultipartGeometry):
        return [_packed(part, per_degree) for part in shape.geoms]
    if isinstance(shape, Polygon):
        return [_packed(ring, per_degree) for ring in (shape.exterior, *shape.interiors)]
    steps = np.rint(shapely.get_coordinates(shape) * per_degree).astype(int)
    found: list[int] = np.diff(steps, axis=0, prepend=0).ravel().tolist()
    return found
