"""Outlines of countries: in which country a line runs, where it changes, and which legs leave theirs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from routes.data import outlines
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.data.files import ReadError
from routes.errors import GeodataError, Problem
from routes.geo.geodesy import Line, length_km, steps_km
from routes.model import Leg, Mode

# The drawn polygons are simplified to 0.01 degrees, about 1.1 km (geodata/build/countries.py).
POLYGON_ERROR_M = 1_500
# A stretch the polygons' own error could have made: as long as the error on both sides of a border.
LEAST_RUN_KM = 2 * POLYGON_ERROR_M / 1000
# Distance between the points at which a line is asked where it is.
STEP_DEGREES = 0.01


@dataclass(frozen=True, slots=True)
class CountryStretch:
    """An unbroken stretch in one country (ISO 3166-1 alpha-2; None over water), in km from the line's start."""

    country: str | None
    from_km: float
    to_km: float


@kept()
def countries(atlas: Atlas) -> Mapping[str, shapely.Geometry]:
    """Return the simplified country polygons (longitude, latitude) by ISO 3166-1 alpha-2 code.

    Source: `countries-detail.geojson`, finer near border crossings, else `countries.geojson`; both built from
    OpenStreetMap's borders of December 2024 (see provenance.csv).

    Raises
    ------
    GeodataError
        If these files are missing or broken.
    """
    try:
        land, detail = outlines.of(atlas, "land"), outlines.of(atlas, "detail")
    except ReadError as error:
        raise GeodataError([error.problem]) from error
    parts: dict[str, list[shapely.Geometry]] = {}
    for facts, geometry in detail or land:
        parts.setdefault(str(facts.get("iso2")), []).append(geometry)
    merged = {code: shapely.union_all(parts[code]) for code in sorted(parts)}
    for polygon in merged.values():
        shapely.prepare(polygon)
    return merged


@kept()
def bounds(atlas: Atlas) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the map, beyond which no country is known."""
    west, south, east, north = shapely.total_bounds([*countries(atlas).values()]).tolist()
    return west, south, east, north


def runs_of_all(atlas: Atlas, lines: Sequence[Line]) -> list[list[CountryStretch]]:
    """Return the countries each of several lines passes, in order.

    The polygons are simplified, so a line within 1.5 km of a border may be given to the neighbour.

    Parameters
    ----------
    lines
        (longitude, latitude) pairs. An empty line has no runs.
    """
    points, of_line, steps = sampled(lines)
    owners = _owners(atlas, points)
    found: list[list[CountryStretch]] = [[] for _ in lines]
    number, at_km = -1, 0.0
    for n, owner, step in zip(of_line.tolist(), owners, [0.0, *steps.tolist()], strict=False):
        runs = found[n]
        if n != number:
            number, at_km = n, 0.0
        if runs and runs[-1].country == owner:
            runs[-1] = CountryStretch(owner, runs[-1].from_km, at_km + step)
        else:
            runs.append(CountryStretch(owner, at_km, at_km + step))
        at_km += step
    return found


def settled(runs: Sequence[CountryStretch], km: float) -> list[CountryStretch]:
    """Return the runs of a line of a geodesic length without those too short to tell from the polygons' error.

    Each of these is merged into the run before it, and all are scaled to the length: along the line as drawn it is
    another on long edges.
    """
    share = km / runs[-1].to_km if runs[-1].to_km else 0.0
    runs = [CountryStretch(run.country, run.from_km * share, run.to_km * share) for run in runs]
    long = [run for run in runs if run.to_km - run.from_km >= LEAST_RUN_KM]
    if not long:
        widest = max(runs, key=lambda run: run.to_km - run.from_km)
        return [CountryStretch(widest.country, 0.0, runs[-1].to_km)]
    found = [CountryStretch(long[0].country, 0.0, long[0].to_km)]
    for run in runs[runs.index(long[0]) + 1 :]:
        if run.country == found[-1].country or run.to_km - run.from_km < LEAST_RUN_KM:
            found[-1] = CountryStretch(found[-1].country, found[-1].from_km, run.to_km)
        else:
            found.append(run)
    return found


def _owners(atlas: Atlas, points: NDArray[np.float64]) -> list[str | None]:
    """Return the country each point lies in."""
    owners: list[str | None] = [None] * len(points)
    for code, polygon in countries(atlas).items():
        for n in shapely.contains_xy(polygon, points[:, 0], points[:, 1]).nonzero()[0].tolist():
            owners[n] = code
    return owners


def sampled(lines: Sequence[Line]) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the points of lines and enough between them that none is further than a step from the next.

    Returns
    -------
    All points (longitude, latitude); the number of the line of each; and how far each is from the next in kilometres,
    one number fewer than points, 0 from the end of one line to the beginning of the next.
    """
    long = [n for n, line in enumerate(lines) if len(line) > 1]
    given = np.array([point for n in long for point in lines[n]], dtype=float).reshape(-1, 2)
    courses = shapely.linestrings(given, indices=np.repeat(np.arange(len(long)), [len(lines[n]) for n in long]))
    points, own = shapely.get_coordinates(shapely.segmentize(courses, STEP_DEGREES), return_index=True)
    of_line = np.array(long, dtype=np.int64)[own]
    if lone := [n for n, line in enumerate(lines) if len(line) == 1]:
        points, of_line = np.concatenate([points, [lines[n][0] for n in lone]]), np.append(of_line, lone)
    steps = steps_km(points) if len(points) else np.zeros(0)
    return points, of_line, np.where(np.diff(of_line) == 0, steps, 0.0)


def near_border(atlas: Atlas, points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which (longitude, latitude) points two countries lie close enough to that either may hold them.

    Close is within the error of the polygons, measured at the points' middle latitude.
    """
    close = POLYGON_ERROR_M / 111_320 / max(0.1, math.cos(math.radians(float(np.median(points[:, 1])))))
    at, around = shapely.points(points), shapely.box(*points.min(axis=0), *points.max(axis=0)).buffer(close)
    countries_near = np.zeros(len(points), dtype=int)
    for polygon in countries(atlas).values():
        if shapely.intersects(polygon, around):
            countries_near += shapely.dwithin(polygon, at, close)
    return countries_near > 1


@kept()
def names(atlas: Atlas) -> Mapping[str, str]:
    """Return the countries' short English names by ISO 3166-1 alpha-2 code."""
    return {facts["iso2"]: facts["name"] for facts, _ in outlines.of(atlas, "land")}


def outside_m(atlas: Atlas, leg: Leg) -> float:
    """Return how far a leg's line lies outside its country at most, in metres; 0 for ships, on lakes too."""
    polygon = countries(atlas).get(leg.country or "")
    if polygon is None or leg.mode is Mode.SEA:
        return 0.0
    points, _, _ = sampled([leg.line])
    outside = points[~shapely.contains_xy(polygon, points)]
    return max((_gap_m(point, polygon) for point in map(shapely.Point, outside)), default=0.0)


def strays(atlas: Atlas) -> Iterator[Problem]:
    """Yield a problem for every leg that leaves its country by more than its accuracy and the polygons' own error."""
    for leg in atlas.legs.values():
        outside = outside_m(atlas, leg)
        if outside > leg.accuracy_m + POLYGON_ERROR_M:
            path, line = atlas.where["legs", leg.id]
            found = f"{leg.id} lies up to {outside:,.0f} m outside {leg.country}, its accuracy is {leg.accuracy_m} m"
            yield Problem(path, line, "geometry", found, "redraw it, or split it at a border post")


def _gap_m(point: shapely.Point, polygon: shapely.Geometry) -> float:
    on_land, _ = shapely.get_coordinates(shapely.shortest_line(polygon, point))
    return length_km([tuple(on_land), (point.x, point.y)]) * 1000
