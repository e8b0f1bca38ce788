"""Outlines of countries and waters: what the base map is drawn of, and what tells the country of a line."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.data.files import ReadError, features
from routes.errors import Problem

# Files by role; an atlas may do without all but the first. `claimed` holds disputed areas, the others are drawn.
FILES = {
    "land": "countries.geojson",
    "detail": "countries-detail.geojson",
    "water": "water.geojson",
    "claimed": "disputed.geojson",
}
BASEMAP = ("land", "detail", "water")
UNUSABLE = (TypeError, ValueError, LookupError, AttributeError, shapely.errors.ShapelyError)


class Outline(NamedTuple):
    """A feature: its properties, and its geometry in degrees, longitude first."""

    facts: Mapping[str, Any]
    geometry: BaseGeometry


@kept()
def of(atlas: Atlas, role: str) -> tuple[Outline, ...]:
    """Return the outlines of an atlas's file, see `read`; they are read once and kept as Shapely holds them."""
    return read(atlas.folder, role)


def drawn(atlas: Atlas, role: str) -> tuple[Outline, ...]:
    """Return the outlines of an atlas's file; none, and a warning in the log, if it cannot be read."""
    try:
        return of(atlas, role)
    except ReadError as error:
        logging.getLogger(__name__).warning("not on the map: %s", error)
        return ()


def read(folder: Path, role: str) -> tuple[Outline, ...]:
    """Read a file of outlines; one that the atlas can do without and does has none.

    Raises
    ------
    ReadError
        If the file is not there, not JSON, no FeatureCollection, or a feature has no properties or no geometry.
    """
    file = folder / FILES[role]
    # A link that leads nowhere is there, and cannot be read.
    if role != "land" and not file.exists() and not file.is_symlink():
        return ()
    path = file.relative_to(folder.parent).as_posix()
    found = []
    for number, feature in enumerate(features(folder, file)):
        try:
            kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
            geometry = shape({"type": kind, "coordinates": _arrays(coordinates)})
            outline = Outline({**feature["properties"]}, geometry)
        except UNUSABLE as error:
            problem = f"feature {number + 1} has no properties or no geometry ({error})"
            remedy = "restore the file from version control"
            raise ReadError(Problem(path, 1, f"features.{number}", problem, remedy)) from error
        found.append(outline)
    return tuple(found)


def _arrays(part: list[Any]) -> Any:
    """Return nested lists of positions as lists of arrays; Shapely takes the numbers of a list one by one."""
    if not part or not isinstance(part[0], list):
        return part
    return [_arrays(inner) for inner in part] if isinstance(part[0][0], list) else np.array(part)


def problems(folder: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files of outlines; the atlas can be read without them, and says what is missing."""
    for role in FILES:
        try:
            read(folder, role)
        except ReadError as error:
            yield error.problem


def missing(folder: Path) -> Iterator[Problem]:
    """Yield the files of outlines that the map can do without and does: it is coarser near by, or has no lakes."""
    for role, what in (("detail", "coasts and borders in detail"), ("water", "lakes and rivers")):
        file = folder / FILES[role]
        if not file.exists() and not file.is_symlink():
            path = f"{folder.name}/{file.name}"
            yield Problem(path, 1, "-", f"is missing, so the map is without {what}", "restore the file")
