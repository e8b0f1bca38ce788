"""The ground along a journey: heights at the drawn course on a grid of about a kilometre, smoothed; not the track's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

import numpy as np

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Id
from routes.network.journey.journey import Journey

# Weights of a height and its neighbours, about a kilometre apart, in their mean.
WEIGHTS = (1, 2, 3, 2, 1)
REACH = len(WEIGHTS) // 2
# A rise is counted once the ground has come up, and after it down, by so many metres: less may be the grid's own error.
RISE_M = 30


@dataclass(frozen=True, slots=True)
class Spot:
    """A height of the ground in metres, where along the journey, and in which territory."""

    at_km: float
    metres: float
    territory: str


@dataclass(frozen=True)
class Ground:
    """The ground along a journey in stretches without a gap; there is none at sea and where no height is known."""

    stretches: tuple[tuple[Spot, ...], ...]

    @property
    def known_km(self) -> float:
        """Kilometres along which heights are known."""
        return sum(stretch[-1].at_km - stretch[0].at_km for stretch in self.stretches)

    @property
    def highest(self) -> Spot:
        """The highest ground."""
        return max((spot for stretch in self.stretches for spot in stretch), key=lambda spot: spot.metres)

    @property
    def lowest(self) -> Spot:
        """The lowest ground."""
        return min((spot for stretch in self.stretches for spot in stretch), key=lambda spot: spot.metres)

    @cached_property
    def climb_by_country(self) -> Mapping[str, float]:
        """Metres climbed by ISO 3166-1 alpha-2 code, in order of first entry."""
        found = {spot.territory: 0.0 for stretch in self.stretches for spot in stretch}
        for stretch in self.stretches:
            for lower, higher in _rises(stretch):
                for a, b in pairwise(stretch[lower : higher + 1]):
                    found[b.territory] += b.metres - a.metres
        return found

    @property
    def climb(self) -> float:
        """Metres climbed in all."""
        return sum(self.climb_by_country.values())

    def at(self, km: float) -> float | None:
        """Return the height at a kilometre of the journey; None where it is not known."""
        for stretch in self.stretches:
            if stretch[0].at_km <= km <= stretch[-1].at_km:
                a, b = next(pair for pair in pairwise(stretch) if pair[1].at_km >= km)
                share = (km - a.at_km) / (b.at_km - a.at_km) if b.at_km > a.at_km else 0.0
                return a.metres + (b.metres - a.metres) * share
        return None


def of(journey: Journey) -> Ground | None:
    """Return the ground along a journey; None if no height is known anywhere."""
    sections = tuple((s.leg.id, s.leg.start == s.start.id, s.from_km, s.km) for s in journey.sections)
    return _along(journey.atlas, sections)


@kept(32)
def _along(atlas: Atlas, sections: Sequence[tuple[Id, bool, float, float]]) -> Ground | None:
    """Return the ground along legs, each with its direction, where it begins and how long it is (km)."""
    spots = [spot for section in sections for spot in _spots(atlas, *section)]
    runs = [tuple(run) for known, run in groupby(spots, key=lambda spot: spot is not None) if known]
    found = tuple(_smoothed([spot for spot in run if spot is not None]) for run in runs if len(run) > 1)
    return Ground(found) if found else None


def _spots(atlas: Atlas, id: Id, forward: bool, from_km: float, km: float) -> Iterator[Spot | None]:
    """Yield the heights along a leg as travelled, the first left to the leg before; None where none is known."""
    heights = atlas.heights.get(id, (None, None))
    territory = atlas.legs[id].country or ""
    for n, metres in enumerate(heights if forward else reversed(heights)):
        if n or not from_km:
            at_km = from_km + km * n / (len(heights) - 1)
            yield None if metres is None else Spot(at_km, metres, territory)


def _smoothed(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Return the same places with the weighted mean of their own and their neighbours' heights."""
    sums = np.convolve([spot.metres for spot in spots], WEIGHTS)
    weights = np.convolve(np.ones(len(spots)), WEIGHTS)
    means = (sums / weights)[REACH : REACH + len(spots)].tolist()
    return tuple(Spot(spot.at_km, mean, spot.territory) for spot, mean in zip(spots, means, strict=True))


def _rises(spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    """Yield where each rise begins and ends, leaving out ups and downs of less than `RISE_M`."""
    low = high = 0
    rising = False
    for n, spot in enumerate(spots):
        if rising:
            if spot.metres > spots[high].metres:
                high = n
            elif spots[high].metres - spot.metres >= RISE_M:
                yield low, high
                low, rising = n, False
        elif spot.metres < spots[low].metres:
            low = n
        elif spot.metres - spots[low].metres >= RISE_M:
            high, rising = n, True
    if rising:
        yield low, high
