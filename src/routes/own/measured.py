"""How long is a reader's line, in which countries, and where does it change country?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from routes import borders, phrase
from routes.atlas import Atlas
from routes.borders import POLYGON_ERROR_M, Run
from routes.journey import SEA
from routes.measure import Line, apart_km, length_km, point_at, steps_km
from routes.model import Place, PlaceKind
from routes.own.drawn import thinned
from routes.upload import Given

# A stretch the borders' own error could have made: as long as the error on both sides of a border.
LEAST_RUN_KM = 2 * POLYGON_ERROR_M / 1000
# Nearest posts are looked for this far from where a line changes country.
POST_KM = 25.0
# Parts of a line whose ends lie further apart are not taken to be joined.
JOIN_KM = 5.0
# An end this near to a place of the atlas is taken to mean it.
END_KM = 25.0
# Lines of more points are looked at for self-intersection as drawn with so many.
MOST_LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a line changes country, and the border post of those two countries nearest to it, if one is near."""

    leaves: str
    enters: str
    at_km: float
    at: tuple[float, float]
    post: Place | None
    post_km: float


@dataclass(frozen=True, slots=True)
class Own:
    """A reader's line measured: kilometres, countries (`SEA` where the map has none) and what is worth a remark."""

    given: Given
    length_km: float
    km_by_country: Mapping[str, float]
    passages: tuple[Passage, ...]
    near_border_km: float
    ends: tuple[tuple[Place, float] | None, tuple[Place, float] | None]
    crosses_itself: bool
    notes: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The parts of the line, in order."""
        return tuple(part.points for part in self.given.parts)


def measured(atlas: Atlas, given: Given) -> Own:
    """Measure a reader's line on the ellipsoid and hold it against the atlas's borders and posts.

    Countries and crossings are approximate: the polygons are simplified (`borders.POLYGON_ERROR_M`), so shorter
    stretches than `LEAST_RUN_KM` are given to the country before. Gaps between parts are not counted.
    """
    lines = [part.points for part in given.parts]
    lengths = [length_km(line) for line in lines]
    runs = [_settled(borders.country_runs(line, atlas.folder)) for line in lines]
    by_country: dict[str, float] = defaultdict(float)
    for run in (run for own in runs for run in own):
        by_country[run.country or SEA] += run.to_km - run.from_km
    ends = (nearest(atlas, lines[0][0]), nearest(atlas, lines[-1][-1]))
    return Own(
        given,
        sum(lengths),
        dict(by_country),
        tuple(_passages(atlas, lines, lengths, runs)),
        sum(_near_border_km(atlas, line) for line in lines),
        ends,
        any(not shapely.is_simple(shapely.LineString(thinned(line, MOST_LOOKED_AT))) for line in lines),
        (*given.notes, *_gaps(lines), *_swapped(atlas, lines, ends)),
    )


def nearest(
    atlas: Atlas, at: tuple[float, float], within_km: float = END_KM, countries: frozenset[str] = frozenset()
) -> tuple[Place, float] | None:
    """Return the nearest place and its distance in km, or None if none is within reach.

    Parameters
    ----------
    countries
        If given, only border posts of exactly these countries.
    """
    ours = (p for p in atlas.places.values() if abs(p.lat - at[1]) * 110 <= within_km)
    if countries:
        ours = (p for p in ours if p.kind is PlaceKind.BORDER_POST and set(p.countries) == countries)
    else:
        ours = (p for p in ours if p.kind is not PlaceKind.BORDER_POST)
    far = ((apart_km(at, (p.lon, p.lat)), p.id) for p in ours)
    best = min((found for found in far if found[0] <= within_km), default=None)
    return (atlas.places[best[1]], best[0]) if best else None


def _settled(runs: Sequence[Run]) -> list[Run]:
    """The runs without those too short to be told from the borders' error; each goes to what stands before it."""
    long = [run for run in runs if run.to_km - run.from_km >= LEAST_RUN_KM]
    if not long:
        widest = max(runs, key=lambda run: run.to_km - run.from_km)
        return [Run(widest.country, 0.0, runs[-1].to_km)]
    settled = [Run(long[0].country, 0.0, long[0].to_km)]
    for run in runs[runs.index(long[0]) + 1 :]:
        if run.country == settled[-1].country or run.to_km - run.from_km < LEAST_RUN_KM:
            settled[-1] = Run(settled[-1].country, settled[-1].from_km, run.to_km)
        else:
            settled.append(run)
    return settled


def _passages(
    atlas: Atlas, lines: Sequence[Line], lengths: Sequence[float], runs: Sequence[Sequence[Run]]
) -> Iterator[Passage]:
    """Each change of country; over water between two countries it is the arrival."""
    country: str | None = None
    before_km = 0.0
    end: tuple[float, float] | None = None
    for line, km, own in zip(lines, lengths, runs, strict=True):
        if end is not None and apart_km(end, line[0]) > JOIN_KM:
            country = None
        for run in own:
            if run.country is None:
                continue
            if country is not None and run.country != country:
                at = point_at(line, run.from_km / km)
                found = nearest(atlas, at, POST_KM, frozenset((country, run.country)))
                yield Passage(country, run.country, before_km + run.from_km, at, *(found or (None, 0.0)))
            country = run.country
        before_km, end = before_km + km, line[-1]


def _near_border_km(atlas: Atlas, line: Line) -> float:
    """How much of a line lies so close to a border that either side may hold it."""
    points = borders.sampled(line)
    middle: NDArray[np.float64] = (points[1:] + points[:-1]) / 2
    return float(steps_km(points)[borders.near_border(middle, atlas.folder)].sum())


def _gaps(lines: Sequence[Line]) -> Iterator[str]:
    gaps = [apart_km(a[-1], b[0]) for a, b in pairwise(lines)]
    if not gaps:
        return
    yield f"The file holds {len(lines):,} lines; they are measured in its order as one course."
    wide = [gap for gap in gaps if gap > JOIN_KM]
    if wide:
        yield (
            f"Between them are {phrase.counted(len(wide), 'gap')} of more than {JOIN_KM:.0f} km, "
            f"{phrase.km(sum(wide))} in all; nothing is counted there. If that is wrong, put the lines in order."
        )


def _swapped(atlas: Atlas, lines: Sequence[Line], ends: Sequence[object]) -> Iterator[str]:
    """Say so if only the other way round both ends lie at places of the atlas."""
    if any(ends):
        return
    turned = [nearest(atlas, (lat, lon)) for lon, lat in (lines[0][0], lines[-1][-1]) if abs(lon) <= 90]
    if len(turned) == 2 and (first := turned[0]) and (last := turned[1]):
        yield (
            f"Read the other way round, the line would lead from near {first[0].name} to near {last[0].name}. "
            "If that is what you drew, switch “Latitude comes first” over."
        )
