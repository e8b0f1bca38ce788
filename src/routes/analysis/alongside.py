"""What of the atlas a reader's line runs along: legs it covers, and the heights known for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from routes.data import borders
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.geo.geodesy import Line, length_km
from routes.model import Id, Mode

# As near as a line and a leg may lie to mean the same course; heights are those of the ground so near.
NEAR_KM = 2.0
# A leg is covered if at least this share of it runs along the line.
COVERED = 0.8
# Degrees between the points at which a line and the legs are compared, about a kilometre.
STEP_DEGREES = 0.01
KM_PER_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class Alongside:
    """Legs that a line covers, with the share of each that runs along it, and the ground where heights are known."""

    legs: Mapping[Id, float]
    known_km: float
    highest_m: float | None
    highest_at: tuple[float, float] | None


def of(atlas: Atlas, lines: Sequence[Line]) -> Alongside:
    """Return what of the atlas runs along some lines of (longitude, latitude) pairs."""
    every, of_line, steps = borders.sampled(lines)
    course = shapely.MultiLineString(list(np.split(_flat(every), np.flatnonzero(np.diff(of_line)) + 1)))
    shapely.prepare(course)
    legs = dict(_covered(atlas, course))
    heights = [(at, metres) for id in legs for at, metres in _heights(atlas, id)]
    if not heights:
        return Alongside(legs, 0.0, None, None)
    known = shapely.STRtree([shapely.Point(at) for at in _flat(np.array([at for at, _ in heights]))])
    middles = (every[1:] + every[:-1]) / 2
    near = np.unique(known.query(shapely.points(_flat(middles)), "dwithin", NEAR_KM)[0])
    along = [
        one for one, at in zip(heights, _flat(np.array([at for at, _ in heights])), strict=True) if _near(course, at)
    ]
    highest = max(along, key=lambda one: one[1], default=None)
    return Alongside(legs, float(steps[near].sum()), highest and highest[1], highest and highest[0])


def _near(course: shapely.Geometry, at: NDArray[np.float64]) -> bool:
    return bool(shapely.dwithin(course, shapely.Point(at), NEAR_KM))


def _covered(atlas: Atlas, course: shapely.Geometry) -> list[tuple[Id, float]]:
    """Return the legs of rail and road of which most runs along a course, in the order of the atlas."""
    ids, tree, points = _legs(atlas)
    found = []
    for n in sorted(tree.query(course, "dwithin", NEAR_KM).tolist()):
        share = float(shapely.dwithin(course, shapely.points(points[n]), NEAR_KM).mean())
        if share >= COVERED:
            found.append((ids[n], share))
    return found


@kept()
def _legs(atlas: Atlas) -> tuple[list[Id], shapely.STRtree, list[NDArray[np.float64]]]:
    """Return the legs on land, a tree of their courses, and points along each about a kilometre apart."""
    legs = [leg for leg in atlas.legs.values() if leg.mode is not Mode.SEA]
    points = [
        _flat(shapely.get_coordinates(shapely.segmentize(shapely.LineString(leg.line), STEP_DEGREES))) for leg in legs
    ]
    return [leg.id for leg in legs], shapely.STRtree([shapely.LineString(line) for line in points]), points


def _heights(atlas: Atlas, id: Id) -> list[tuple[tuple[float, float], float]]:
    """Return the known heights along a leg, in metres, with where they are."""
    heights = atlas.heights.get(id, ())
    if len(heights) < 2 or length_km(atlas.legs[id].line) == 0:
        return []
    line = shapely.LineString(atlas.legs[id].line)
    at = shapely.line_interpolate_point(line, np.linspace(0, 1, len(heights)), normalized=True)
    return [((p.x, p.y), m) for p, m in zip(at, heights, strict=True) if m is not None]


def _flat(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (longitude, latitude) as kilometres, right to a few per cent between points that are near."""
    return np.column_stack(
        [points[:, 0] * np.cos(np.radians(points[:, 1])) * KM_PER_DEGREE, points[:, 1] * KM_PER_DEGREE]
    )
