"""The lines found in a reader's file, and the bounds they must keep."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from routes.errors import UploadError
from routes.geo.geodesy import Line

MOST_BYTES = 5_000_000
MOST_POINTS = 50_000
MOST_FEATURES = 2_000
MOST_DEPTH = 32
# Once round the Earth, in degrees: a line that jumps to and fro would cost time without end further on.
MOST_DEGREES = 360.0
# Digits of a coordinate that are kept: about a centimetre.
DIGITS = 7
# Numbers beyond any angle, yet no further than any projection's metres.
LEAST_METRES, MOST_METRES = 400.0, 1e8
QUOTED_LENGTH = 40
METRES = "Export it again in longitude and latitude (WGS 84, EPSG:4326)"
Coordinates = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class FilePart:
    """An unbroken line of the file and what its reader would call it."""

    label: str
    points: Line


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """What a file holds: its form, its lines in order, and what was left out of it."""

    form: str
    parts: tuple[FilePart, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class LineCollector:
    """Takes in a file's lines one by one and refuses what is out of bounds."""

    latitude_first: bool = False
    form: str = ""
    parts: list[FilePart] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    features: int = 0
    points: int = 0
    degrees: float = 0.0

    def feature(self) -> int:
        """Count a feature and return its number."""
        self.features += 1
        if self.features > MOST_FEATURES:
            found = f"holds more than {MOST_FEATURES:,} features"
            raise UploadError("The file", found, "Keep only the features that make up the line")
        return self.features

    def count(self, where: str, points: int) -> None:
        """Count points before they are looked at."""
        self.points += points
        if self.points > MOST_POINTS:
            raise UploadError(where, f"brings the file to more than {MOST_POINTS:,} points", "Simplify the line")

    def line(self, where: str, coordinates: Coordinates) -> None:
        """Take in a line of (longitude, latitude) pairs.

        Raises
        ------
        UploadError
            If the line has fewer than two different points, or coordinates that are no longitude and latitude.
        """
        if len(coordinates) < 2:
            points = "only one point" if len(coordinates) else "no point"
            raise UploadError(where, f"has {points}", "A line needs two; draw it on, or leave it out")
        at = np.array(coordinates, dtype=float)
        if self.latitude_first:
            at = at[:, ::-1]
        _refuse(where, at, named=self.form == "GPX")
        at = at.round(DIGITS)
        steps = np.abs(np.diff(at, axis=0))
        if (at == at[0]).all():
            raise UploadError(where, "has all its points in one place", "Draw it on, or leave it out")
        if (steps[:, 0] > 180).any():
            n = int((steps[:, 0] > 180).argmax()) + 1
            remedy = "Cut the line at the 180th meridian; the atlas draws neither side of it"
            raise UploadError(where, f"crosses the 180th meridian between points {n:,} and {n + 1:,}", remedy)
        self.degrees += float(np.hypot(*steps.T).sum())
        if self.degrees > MOST_DEGREES:
            remedy = "Look for stray points, or points out of order"
            raise UploadError(where, "leads further than once round the Earth", remedy)
        self.parts.append(FilePart(where, [(lon, lat) for lon, lat in at.tolist()]))

    def given(self) -> ParsedLine:
        """Return what was gathered.

        Raises
        ------
        UploadError
            If there is no line.
        """
        if not self.parts:
            kinds = ", ".join(self.left_out)
            found = f"holds no line, only: {kinds}" if kinds else "holds no line"
            remedy = "Draw the course as a line (LineString, track or path) and export it again"
            raise UploadError("The file", found, remedy)
        notes = tuple(f"Left out: {count:,} × {kind}." for kind, count in self.left_out.items())
        return ParsedLine(self.form, tuple(self.parts), notes)


def label(kind: str, number: int, name: object = None) -> str:
    """Return what a reader would call a feature: `Feature 3 (“Baku to Tbilisi”)`."""
    told = quoted(name) if isinstance(name, str) else ""
    return f"{kind} {number:,}" + (f" (“{told}”)" if told else "")


def quoted(text: str) -> str:
    """Return the first words of a text without what could hide or reorder it: control and format characters."""
    short = text[: 4 * QUOTED_LENGTH]
    seen = "".join(" " if c.isspace() else c for c in short if c.isspace() or unicodedata.category(c)[0] != "C")
    plain = re.sub(" +", " ", seen).strip()
    return plain if len(plain) <= QUOTED_LENGTH else plain[:QUOTED_LENGTH].rstrip() + "…"


def _refuse(where: str, at: NDArray[np.float64], *, named: bool) -> None:
    """Refuse coordinates that are not finite or not in range, and say what they look like instead.

    Parameters
    ----------
    named
        Whether the file names each number, as GPX does, so that their order cannot be mistaken.
    """
    unreal = ~np.isfinite(at).all(axis=1)
    if unreal.any():
        found = f"has a coordinate that is no finite number, at point {int(unreal.argmax()) + 1:,}"
        raise UploadError(where, found, "Correct or remove the point")
    lon, lat = np.abs(at).T
    out = (lon > 180) | (lat > 90)
    if not out.any():
        return
    n = int(out.argmax())
    point = f"{at[n, 0]:g}, {at[n, 1]:g} at point {n + 1:,}"
    if not named and (lon <= 90).all() and (lat <= 180).all():
        remedy = "Write longitude before latitude, or switch “Latitude comes first” over"
        raise UploadError(where, f"has longitude and latitude the wrong way round ({point})", remedy)
    away = np.maximum(lon, lat)
    if away.min() > LEAST_METRES and away.max() < MOST_METRES:
        raise UploadError(where, f"is in metres of a projection, not in degrees ({point})", METRES)
    found = f"has a point that is not on Earth ({point})"
    raise UploadError(where, found, "Longitude runs from -180 to 180 and latitude from -90 to 90; correct it")
