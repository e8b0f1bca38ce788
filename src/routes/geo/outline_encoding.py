"""Encoding of outlines in few bytes for the map.

Coordinates that follow one another are close, so each is sent as its whole number of steps from the one before; a
browser adds them up again. Gzipped, that is half of the same GeoJSON, and nothing is lost that the build kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

# The built outlines have three decimals of a degree, about 100 m.
STEPS_PER_DEGREE = 1000


def packed(collection: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lines and areas of a FeatureCollection, without properties, in steps; points are left out.

    Parameters
    ----------
    collection
        GeoJSON in degrees, longitude first; decimals finer than a step are rounded.

    Returns
    -------
    `steps`, how many make a degree, and `shapes`: each a GeoJSON `type` and its `steps`, nested as GeoJSON nests
    coordinates but for the innermost lists, which alternate longitude and latitude: first from zero, then from the
    position before.
    """
    shapes = [{"type": shape["type"], "steps": _packed(shape["coordinates"])} for _, shape in sent(collection)]
    return {"steps": STEPS_PER_DEGREE, "shapes": shapes}


def sent(collection: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield properties and geometry of the features that are sent, in their order: no points, nothing empty."""
    for feature in collection["features"]:
        geometry = feature["geometry"]
        if geometry["type"] != "Point" and geometry["coordinates"]:
            yield feature["properties"], geometry


def _packed(part: Sequence[Any]) -> list[Any]:
    """Pack a list of positions, or every list in a list of such."""
    if isinstance(part[0][0], int | float):
        steps = np.rint(np.array(part)[:, :2] * STEPS_PER_DEGREE).astype(int)
        found: list[int] = np.diff(steps, axis=0, prepend=0).ravel().tolist()
        return found
    return [_packed(inner) for inner in part]
