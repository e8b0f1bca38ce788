"""Ground that more than one state claims: its outlines, and how much of a line lies in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from routes.data import outlines
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import Problem
from routes.geo.geodesy import Line, length_km, steps_km
from routes.model import Id

# Distance between the points at which a line is asked where it is, in degrees.
STEP_DEGREES = 0.01
# Outlines that lie no further apart run along each other; both are simplified.
TOUCH_DEGREES = 0.01


@kept()
def areas(atlas: Atlas) -> Mapping[Id, BaseGeometry]:
    """Return the outlines of the disputed areas (longitude, latitude), without those that lie beside their point."""
    own = {facts.get("id"): geometry for facts, geometry in outlines.drawn(atlas, "claimed")}
    found = {}
    for area in atlas.disputed.values():
        whole = own.get(area.id)
        if whole is not None and shapely.contains(whole, shapely.Point(area.lon, area.lat)):
            shapely.prepare(whole)
            found[area.id] = whole
    return found


def problems(atlas: Atlas) -> Iterator[Problem]:
    """Yield the areas that have no outline, or one beside their point."""
    for area in atlas.disputed.values():
        if area.id not in areas(atlas):
            path, line = atlas.where["disputed", area.id]
            found = f"{area.id} has no outline around its point in {outlines.FILES['claimed']}"
            yield Problem(path, line, "lon", found, "run geodata/build/disputed.py, or correct the point")


def km_of(atlas: Atlas, lines: Sequence[Line]) -> Mapping[Id, float]:
    """Return how many kilometres of some lines lie in each disputed area; areas that none touches are left out."""
    found: dict[Id, float] = {}
    for line in (np.array(line, dtype=float) for line in lines if len(line) > 1):
        bounds = shapely.box(*line.min(axis=0), *line.max(axis=0))
        near = {id: area for id, area in areas(atlas).items() if shapely.intersects(area, bounds)}
        if near:
            points = shapely.get_coordinates(shapely.segmentize(shapely.LineString(line), STEP_DEGREES))
            middles, steps = (points[1:] + points[:-1]) / 2, steps_km(points)
        for id, area in near.items():
            inside = shapely.contains_xy(area, *middles.T)
            if inside.any():
                found[id] = found.get(id, 0.0) + float(steps[inside].sum())
    return found


@kept()
def shares(atlas: Atlas, leg_id: Id) -> Mapping[Id, float]:
    """Return which share of a leg's drawn line lies in each disputed area; areas it does not touch are left out."""
    line = atlas.legs[leg_id].line
    return {area: min(1.0, km / length_km(line)) for area, km in km_of(atlas, [line]).items()}


@kept()
def edges(atlas: Atlas) -> Mapping[Id, tuple[Line, ...]]:
    """Return the edges on land of each disputed area, towards the rest of its country and those that claim it."""
    found = {}
    for id, area in areas(atlas).items():
        about = shapely.bounds(shapely.buffer(shapely.box(*area.bounds), 2 * TOUCH_DEGREES)).tolist()
        codes = (atlas.disputed[id].outline, *atlas.disputed[id].claimed_by)
        parts = [shapely.clip_by_rect(part, *about) for code in dict.fromkeys(codes) for part in _parts(atlas, code)]
        others = shapely.difference(shapely.union_all(shapely.make_valid(parts)), area)
        along = shapely.intersection(shapely.boundary(area), shapely.buffer(others, TOUCH_DEGREES))
        lines: Any = shapely.get_parts(shapely.line_merge(along)) if not along.is_empty else []
        found[id] = tuple(
            [(x, y) for x, y in shapely.get_coordinates(line).tolist()] for line in lines if "Line" in line.geom_type
        )
    return found


def _parts(atlas: Atlas, country: str) -> Iterator[BaseGeometry]:
    """Yield the parts of a country's outline, the finer one where the atlas has it."""
    for facts, geometry in outlines.drawn(atlas, "detail") or outlines.drawn(atlas, "land"):
        if facts.get("iso2") == country:
            yield from shapely.get_parts(geometry)
