"""Heights of the ground along the legs, in `heights.csv` beside the legs; an atlas may do without."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from routes.data.atlas import Heights
from routes.data.files import ReadError
from routes.errors import Problem
from routes.model import Id, Leg

FILE = "heights.csv"
COLUMNS = ("leg", "line", "metres")
# What stands for a height where the source has none.
NONE = "?"


def line_digest(line: Iterable[Sequence[float]]) -> str:
    """Return eight hex digits that change with a leg's drawn line (longitude, latitude in degrees)."""
    text = ";".join(f"{lon:.5f},{lat:.5f}" for lon, lat in line)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def read(folder: Path, legs: Mapping[Id, Leg]) -> Mapping[Id, Heights]:
    """Return the heights of every leg that is drawn as it was when they were looked up.

    Raises
    ------
    ReadError
        If the file is no table of heights.
    """
    return {row["leg"]: heights for row, heights in _rows(folder) if _current(row, legs)}


def outdated(folder: Path, legs: Mapping[Id, Leg]) -> Iterator[Problem]:
    """Yield the rows whose leg is gone or drawn anew: the atlas does without them."""
    path = f"{folder.name}/{FILE}"
    for number, (row, _) in enumerate(_rows(folder), 2):
        if not _current(row, legs):
            yield Problem(
                path, number, row["leg"], "is drawn otherwise now, so it has no heights", "run `make geodata`"
            )


def _current(row: Mapping[str, str], legs: Mapping[Id, Leg]) -> bool:
    leg = legs.get(row["leg"])
    return leg is not None and line_digest(leg.line) == row["line"]


def _rows(folder: Path) -> list[tuple[dict[str, str], Heights]]:
    """Return the rows of the table, each with its heights."""
    file = folder / FILE
    if not file.exists():
        return []
    try:
        with file.open(encoding="utf-8", newline="") as text:
            return [(row, _heights(row)) for row in csv.DictReader(text)]
    except (OSError, ValueError, LookupError, AttributeError, csv.Error) as error:
        found = f"no table of heights: {error}"
        raise ReadError(Problem(f"{folder.name}/{FILE}", 1, "-", found, "restore the file")) from error


def _heights(row: Mapping[str, str]) -> Heights:
    return tuple(None if height == NONE else int(height) for height in row["metres"].split())
