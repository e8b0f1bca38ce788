"""Measurement of a reader's line: length, countries, and where it changes country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from routes.analysis import alongside
from routes.analysis.alongside import Alongside
from routes.data import borders, disputed
from routes.data.atlas import Atlas
from routes.data.borders import LEAST_RUN_KM, CountryStretch
from routes.errors import UploadError
from routes.geo import readers
from routes.geo.compact_line import CompactLine
from routes.geo.geodesy import Line, apart_km, lengths_km, point_at, walked_km
from routes.geo.readers import ParsedLine
from routes.geo.simplification import thinned
from routes.model import Id, Place, PlaceKind
from routes.network.journey import SEA
from routes.text import numbers

# Nearest border crossings are looked for this far from where a line changes country.
POST_KM = 25.0
# Parts of a line whose ends lie further apart are not taken to be joined.
JOIN_KM = 5.0
# An end this near to a place of the atlas is taken to mean it.
END_KM = 25.0
# Lines of more points are looked at for self-intersection as drawn with so many.
MOST_LOOKED_AT = 5_000
# A bug in reading a file is not the reader's mistake: it ends in a sentence that says what to do.
UNFORESEEN = (ArithmeticError, LookupError, TypeError, ValueError, RecursionError)
UNREADABLE = ("The file", "holds something that could not be read", "Export the line again as GeoJSON, GPX or KML")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a line changes country, and the post of the two nearest to it, if one is near; a port after water."""

    leaves: str
    enters: str
    at_km: float
    at: tuple[float, float]
    post: Place | None
    post_km: float
    wet: bool


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """A reader's line measured: kilometres, countries (`SEA` where the map has none) and what is worth a remark.

    Kilometres on ground that more than one state claims stand in `km_disputed`, by area, and in no country's.
    `beyond_km` lie outside the map, within what `SEA` counts.
    """

    given: ParsedLine
    length_km: float
    km_by_country: Mapping[str, float]
    passages: tuple[Passage, ...]
    near_border_km: float
    ends: tuple[tuple[Place, float] | None, tuple[Place, float] | None]
    crosses_itself: bool
    beyond_km: float
    km_disputed: Mapping[Id, float]
    alongside: Alongside
    notes: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The parts of the line, in order."""
        return tuple(part.points for part in self.given.parts)


def from_file(
    atlas: Atlas,
    body: bytes,
    *,
    latitude_first: bool = False,
    course: int = 0,
    backwards: bool = False,
    without: Collection[str] = (),
) -> MeasuredLine:
    """Read a reader's file and measure its line.

    Parameters
    ----------
    latitude_first, course
        How it is read, see `readers.read`.
    backwards
        Whether it is to lead from its last end to its first.
    without
        The labels of parts that do not count.

    Raises
    ------
    UploadError
        If the file holds no line that can be used; also where reading fails for a reason nobody foresaw.
    GeodataError
        If the borders of countries cannot be read.
    """
    try:
        given = readers.read(body, latitude_first=latitude_first, course=course).without(without)
        return measured(atlas, given.backwards() if backwards else given)
    except UNFORESEEN as error:
        raise UploadError(*UNREADABLE) from error


def measured(atlas: Atlas, given: ParsedLine) -> MeasuredLine:
    """Measure a reader's line on the ellipsoid and compare it with the atlas's borders and border crossings.

    Countries and crossings are approximate: the polygons are simplified (`borders.POLYGON_ERROR_M`), so shorter
    stretches than `LEAST_RUN_KM` are given to the country before. Gaps between parts are not counted.
    """
    lines = [part.points for part in given.parts]
    lengths = lengths_km(lines)
    found = borders.runs_of_all(atlas, lines)
    runs = [borders.settled(own, km) for own, km in zip(found, lengths, strict=True)]
    by_country: dict[str, float] = defaultdict(float)
    for run in (run for own in runs for run in own):
        by_country[run.country or SEA] += run.to_km - run.from_km
    apart = dict(disputed.km_of(atlas, lines))
    for id, km in apart.items():
        holder = atlas.disputed[id].outline
        if atlas.disputed[id].ended:
            continue
        left = by_country.pop(holder, 0.0) - km
        # What is left of the holder is the borders' error, unless the line runs through the rest of it too.
        if left >= LEAST_RUN_KM:
            by_country[holder] = left
        else:
            apart[id] = km + left
    ends = (_end(atlas, lines[0][0]), _end(atlas, lines[-1][-1]))
    return MeasuredLine(
        _compact(given),
        sum(lengths),
        dict(by_country),
        tuple(_passages(atlas, lines, lengths, runs)),
        _near_border_km(atlas, lines),
        ends,
        _touches_itself(lines),
        _beyond_km(atlas, lines),
        apart,
        alongside.of(atlas, lines),
        (*given.notes, *_gaps(lines), *_swapped(atlas, lines, ends)),
    )


def _compact(given: ParsedLine) -> ParsedLine:
    """Return the course in as little memory as a session can keep it in; of the others, names and lengths."""
    parts = tuple(replace(part, points=CompactLine(part.points)) for part in given.parts)
    return replace(given, parts=parts, courses=tuple(replace(course, parts=()) for course in given.courses))


def nearest(
    atlas: Atlas, at: tuple[float, float], within_km: float, means: Callable[[Place], bool]
) -> tuple[Place, float] | None:
    """Return the nearest place of a kind and its distance in km, or None if none is within reach."""
    ours = (p for p in atlas.places.values() if abs(p.lat - at[1]) * 110 <= within_km and means(p))
    far = ((apart_km(at, (p.lon, p.lat)), p.id) for p in ours)
    best = min((found for found in far if found[0] <= within_km), default=None)
    return (atlas.places[best[1]], best[0]) if best else None


def _end(atlas: Atlas, at: tuple[float, float]) -> tuple[Place, float] | None:
    return nearest(atlas, at, END_KM, lambda p: p.kind is not PlaceKind.BORDER_POST)


def _gate(atlas: Atlas, at: tuple[float, float], leaves: str, enters: str, wet: bool) -> tuple[Place, float] | None:
    """Return the border crossing near to where a line changes country, or over water the port it comes to."""
    if wet:
        return nearest(atlas, at, POST_KM, lambda p: p.kind is PlaceKind.PORT and enters in p.countries)
    return nearest(atlas, at, POST_KM, lambda p: p.kind is PlaceKind.BORDER_POST and {leaves, enters} == {*p.countries})


def _passages(
    atlas: Atlas, lines: Sequence[Line], lengths: Sequence[float], runs: Sequence[Sequence[CountryStretch]]
) -> Iterator[Passage]:
    """Yield each change of country; over water between two countries it is the arrival, on land or in a port."""
    country = _harbour(atlas, lines[0][0]) if runs[0][0].country is None else None
    wet, before_km = False, 0.0
    for n, (line, km, own) in enumerate(zip(lines, lengths, runs, strict=True)):
        if n and apart_km(lines[n - 1][-1], line[0]) > JOIN_KM:
            country = None
        walked: NDArray[np.float64] | None = None
        ends_in = _harbour(atlas, line[-1]) if line is lines[-1] and own[-1].country is None else None
        for run in (*own, *([CountryStretch(ends_in, km, km)] if ends_in else [])):
            if run.country is None:
                wet = True
                continue
            if country is not None and run.country != country:
                walked = walked_km(line) if walked is None else walked
                at = point_at(line, run.from_km / km, walked)
                post, post_km = _gate(atlas, at, country, run.country, wet) or (None, 0.0)
                yield Passage(country, run.country, before_km + run.from_km, at, post, post_km, wet)
            country, wet = run.country, False
        before_km += km


def _harbour(atlas: Atlas, at: tuple[float, float]) -> str | None:
    """Return the country of a port that a line ends in, though the map has water there."""
    found = nearest(atlas, at, JOIN_KM, lambda p: p.kind is PlaceKind.PORT)
    return found[0].countries[0] if found else None


def _near_border_km(atlas: Atlas, lines: Sequence[Line]) -> float:
    """Return how much of the lines lies so close to a border that it may be on either side."""
    points, _, steps = borders.sampled(lines)
    return float(steps[borders.near_border(atlas, (points[1:] + points[:-1]) / 2)].sum())


def _beyond_km(atlas: Atlas, lines: Sequence[Line]) -> float:
    """Return how much of the lines lies outside the map, where no country is known."""
    west, south, east, north = borders.bounds(atlas)
    points, _, steps = borders.sampled(lines)
    x, y = ((points[1:] + points[:-1]) / 2).T
    return float(steps[(x < west) | (x > east) | (y < south) | (y > north)].sum())


def _touches_itself(lines: Sequence[Line]) -> bool:
    seen = [thinned(line, MOST_LOOKED_AT) for line in lines]
    of_line = np.repeat(np.arange(len(seen)), [len(line) for line in seen])
    courses = shapely.linestrings(np.array([point for line in seen for point in line], dtype=float), indices=of_line)
    return not shapely.is_simple(courses).all()


def _gaps(lines: Sequence[Line]) -> Iterator[str]:
    gaps = [apart_km(a[-1], b[0]) for a, b in pairwise(lines)]
    if not gaps:
        return
    yield f"The file holds {len(lines):,} lines; they are measured one after another as one course."
    wide = [gap for gap in gaps if gap > JOIN_KM]
    if wide:
        verb = "is" if len(wide) == 1 else "are"
        yield (
            f"Between them {verb} {numbers.counted(len(wide), 'gap')} of more than {JOIN_KM:.0f} km, "
            f"{numbers.km(sum(wide))} in all; nothing is counted there. If that is wrong, put the lines in order."
        )


def _swapped(atlas: Atlas, lines: Sequence[Line], ends: Sequence[object]) -> Iterator[str]:
    """Yield a warning if both ends lie at places of the atlas only with the coordinates swapped."""
    if any(ends):
        return
    turned = [_end(atlas, (lat, lon)) for lon, lat in (lines[0][0], lines[-1][-1]) if abs(lon) <= 90]
    if len(turned) == 2 and (first := turned[0]) and (last := turned[1]):
        yield (
            "With latitude and longitude exchanged, the line would lead "
            f"from near {first[0].name} to near {last[0].name}. "
            "If that is what you drew, switch “Latitude comes first” over."
        )
