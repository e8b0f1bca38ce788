"""The lines found in a reader's file, what is left out of it, and the bounds both must keep."""

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
# The same of all lines of a file together.
MOST_DEGREES_IN_ALL = 2_000.0
# Digits of a coordinate that are kept: about a centimetre.
DIGITS = 7
# Numbers beyond any angle, yet no further than any projection's metres.
LEAST_METRES, MOST_METRES = 400.0, 1e8
# A recorder without a position yet writes 0, 0; a line that is elsewhere by so many degrees never was there.
FAR_FROM_ZERO = 5.0
# At most this share of a line's points is left out as strays; of more, the line is not what it seems.
FEW = 0.1
QUOTED_LENGTH = 40
METRES = "Export it again in longitude and latitude (WGS 84, EPSG:4326)"
NOWHERE = (float("nan"), float("nan"))
Coordinates = Sequence[Sequence[float]]
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FilePart:
    """An unbroken line of the file, what its reader would call it, and its shape: `line`, `track` or `route`."""

    label: str
    points: Line
    shape: str = "line"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the file that is not measured, and why; `counted` if it stands for all of its kind."""

    what: str
    why: str
    counted: bool = False

    @property
    def sentence(self) -> str:
        """What was left out, as a remark."""
        return f"Left out: {self.what}." if self.counted else f"Left out: {self.what}, which {self.why}."


@dataclass(slots=True)
class LineCollector:
    """Takes in a file's lines one by one; leaves out what is no line, and refuses a file that is out of bounds."""

    latitude_first: bool = False
    form: str = ""
    parts: list[FilePart] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: list[UploadError] = field(default_factory=list)
    features: int = 0
    points: int = 0
    degrees: float = 0.0
    # The first position of the line at hand that could not be read.
    unreadable: UploadError | None = None

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

    def note(self, text: str) -> None:
        """Add a remark on the file as a whole, once."""
        if text not in self.notes:
            self.notes.append(text)

    def refuse(self, error: UploadError) -> None:
        """Leave a feature out and keep the reason, which is the file's if nothing else in it is a line."""
        self.refused.append(error)
        self.left_out.append(LeftOut(error.where, error.found))

    def nowhere(self, error: UploadError) -> tuple[float, float]:
        """Return a stand-in for a position that cannot be read, for the reason that counts if too few are left."""
        self.unreadable = self.unreadable or error
        return NOWHERE

    def line(self, where: str, coordinates: Coordinates, shape: str = "line") -> None:
        """Take in a line of (longitude, latitude) pairs, or leave it out with the reason.

        Raises
        ------
        UploadError
            If all lines together lead further than `MOST_DEGREES_IN_ALL`.
        """
        try:
            at = self._course(where, coordinates)
        except UploadError as error:
            self.refuse(error)
            return
        finally:
            self.unreadable = None
        if self.degrees > MOST_DEGREES_IN_ALL:
            found = f"holds lines of more than {MOST_DEGREES_IN_ALL:,.0f} degrees in all"
            raise UploadError("The file", found, "Keep only the features that make up the line")
        self.parts.append(FilePart(where, [(lon, lat) for lon, lat in at.tolist()], shape))

    def kept(self) -> tuple[FilePart, ...]:
        """Return the lines in the order of the file.

        Raises
        ------
        UploadError
            If there is no line.
        """
        if self.parts:
            return tuple(self.parts)
        if self.refused:
            raise self.refused[0]
        kinds = ", ".join(self.kinds)
        found = f"holds no line, only: {kinds}" if kinds else "holds no line"
        remedy = "Draw the course as a line (LineString, track or path) and export it again"
        raise UploadError("The file", found, remedy)

    def all_left_out(self) -> tuple[LeftOut, ...]:
        """Return what was left out: each kind of thing that is no line, then each line that could not be used."""
        counted = (LeftOut(f"{n:,} × {kind}", "is no line", counted=True) for kind, n in self.kinds.items())
        return (*counted, *self.left_out)

    def _course(self, where: str, coordinates: Coordinates) -> Points:
        """Return a line's points as longitude, latitude, without those that are no position."""
        if len(coordinates) < 2:
            points = "only one point" if len(coordinates) else "no point"
            raise self.unreadable or UploadError(
                where, f"has {points}", "A line needs two; draw it on, or leave it out"
            )
        at = np.array(coordinates, dtype=float)
        if self.latitude_first:
            at = at[:, ::-1]
        if not _plainly_good(at):
            at = self._on_earth(where, self._real(where, at))
        at = at.round(DIGITS)
        steps = np.abs(np.diff(at, axis=0))
        if (at == at[0]).all():
            raise UploadError(where, "has all its points in one place", "Draw it on, or leave it out")
        if (steps[:, 0] > 180).any():
            n = int((steps[:, 0] > 180).argmax()) + 1
            remedy = "Cut the line at the 180th meridian; the atlas draws neither side of it"
            raise UploadError(where, f"crosses the 180th meridian between points {n:,} and {n + 1:,}", remedy)
        degrees = float(np.hypot(*steps.T).sum())
        if degrees > MOST_DEGREES:
            remedy = "Look for stray points, or points out of order"
            raise UploadError(where, "leads further than once round the Earth", remedy)
        self.degrees += degrees
        return at

    def _real(self, where: str, at: Points) -> Points:
        """Return the points that are positions; 0, 0 is none in a line that is elsewhere."""
        real = np.isfinite(at).all(axis=1)
        if real.sum() < 2 and not real.all():
            found = f"has a coordinate that is no finite number, at point {int((~real).argmax()) + 1:,}"
            raise self.unreadable or UploadError(where, found, "Correct or remove the point")
        zero = real & (at == 0).all(axis=1)
        elsewhere = real & ~zero
        if elsewhere.sum() >= 2 and np.abs(at[elsewhere]).max(axis=1).min() > FAR_FROM_ZERO:
            self._dropped(where, zero, "at 0, 0, which a recorder writes before it knows where it is")
            real = elsewhere
        self._dropped(where, ~(real | zero), "without a position")
        return at[real]

    def _on_earth(self, where: str, at: Points) -> Points:
        """Return the points that are in range; of a line of GPX or with few strays, the others are left out."""
        out = (np.abs(at[:, 0]) > 180) | (np.abs(at[:, 1]) > 90)
        if not out.any():
            return at
        named = self.form == "GPX"
        lon, lat = np.abs(at).T
        n = int(out.argmax())
        point = f"{at[n, 0]:g}, {at[n, 1]:g} at point {n + 1:,}"
        if not named and (lon <= 90).all() and (lat <= 180).all():
            remedy = "Write longitude before latitude, or switch “Latitude comes first” over"
            raise UploadError(where, f"has longitude and latitude the wrong way round ({point})", remedy)
        away = np.maximum(lon, lat)
        if away.min() > LEAST_METRES and away.max() < MOST_METRES:
            raise UploadError(where, f"is in metres of a projection, not in degrees ({point})", METRES)
        if out.sum() > max(1, FEW * len(at)) or (~out).sum() < 2:
            found = f"has a point that is not on Earth ({point})"
            raise UploadError(where, found, "Longitude runs from -180 to 180 and latitude from -90 to 90; correct it")
        self._dropped(where, out, f"not on Earth ({point})")
        return at[~out]

    def _dropped(self, where: str, which: NDArray[np.bool_], why: str) -> None:
        if n := int(which.sum()):
            points = "1 point" if n == 1 else f"{n:,} points"
            self.left_out.append(LeftOut(f"{points} of {where}", f"{'is' if n == 1 else 'are'} {why}"))


def _plainly_good(at: Points) -> bool:
    """Tell whether all points are positions on Earth, and none can be 0, 0."""
    (west, south), (east, north) = at.min(axis=0).tolist(), at.max(axis=0).tolist()
    on_earth = west >= -180 and east <= 180 and south >= -90 and north <= 90
    return on_earth and not (west <= 0 <= east and south <= 0 <= north)


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
