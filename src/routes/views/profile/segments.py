"""Consecutive sections of a route drawn as one piece: bands of one country, stretches of one mode and status."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from itertools import groupby

from routes.data.atlas import Atlas
from routes.model import LegStatus
from routes.network.journey import SEA, Journey, Section
from routes.text import numbers, terms

# Words for the state of a stretch, longest first.
STATE_WORDS: Mapping[str, tuple[str, ...]] = {
    LegStatus.OPEN: ("open",),
    LegStatus.UNDER_CONSTRUCTION: ("under construction", "being built"),
    LegStatus.PLANNED: ("planned",),
    LegStatus.DISUSED: ("disused",),
    LegStatus.DISMANTLED: ("no track",),
    LegStatus.UNKNOWN: ("status unknown", "unknown"),
    "closed": ("closed",),
}
SEA_NAME = "Sea"
ASSUMED = "assumed"
UNREPORTED = "unreported"


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive sections that share what counts; the `whole_km` of a route's runs add up to the route's."""

    atlas: Atlas
    sections: tuple[Section, ...]
    whole_km: int

    @property
    def first(self) -> Section:
        """The section that stands for all."""
        return self.sections[0]

    @property
    def from_km(self) -> float:
        """Where it begins."""
        return self.first.from_km

    @property
    def to_km(self) -> float:
        """Where it ends."""
        return self.sections[-1].from_km + self.sections[-1].km

    @property
    def km(self) -> str:
        """Whole kilometres, `≈` before an approximate course."""
        approximate = any(s.leg.approximate for s in self.sections)
        return f"{numbers.APPROXIMATELY if approximate else ''}{self.whole_km:,}"

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of its status reports, oldest first."""
        return tuple(sorted({s.leg.status.as_of for s in self.sections if s.leg.status.as_of}))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its territory, longest first; water is named only as sea."""
        code, part = self.first.territory, self.first.leg.part
        if code == SEA:
            return (SEA_NAME,)
        if part:
            shorter = f"{part[:6]}." if len(part) > 8 else part
            return terms.country(self.atlas, code, part), f"{part} ({code})", shorter, code
        country = self.atlas.countries[code]
        return country.name, country.short or country.name, code

    @property
    def state(self) -> str:
        """Its status; `assumed` where a scenario opens it, `unreported` where it is in use without a dated report."""
        if self.first.change == "opened":
            return ASSUMED
        return UNREPORTED if self.first.assumed else self.first.status

    @property
    def words(self) -> tuple[str, ...]:
        """Words for its state, longest first; what a scenario assumes is shown as assumed."""
        if self.state == UNREPORTED:
            return "assumed in use", ASSUMED
        words = STATE_WORDS[self.first.status]
        return (f"assumed {words[0]}", ASSUMED) if self.first.change else words

    @property
    def plain(self) -> bool:
        """Whether it is reported open."""
        return self.state == LegStatus.OPEN

    def overlaps(self, other: Segment) -> bool:
        """Return whether it shares more than a point with another run."""
        return self.from_km < other.to_km - 1e-6 and self.to_km > other.from_km + 1e-6


def bands(journey: Journey) -> tuple[Segment, ...]:
    """Return runs of one country or part of one; open water is a run of its own."""
    return _runs(journey, lambda s: (s.territory, s.leg.part))


def stretches(journey: Journey) -> tuple[Segment, ...]:
    """Return runs of one mode and one status."""
    return _runs(journey, lambda s: (s.leg.mode, s.status, s.change, s.assumed))


def _runs(journey: Journey, key: Callable[[Section], Hashable]) -> tuple[Segment, ...]:
    runs = [tuple(sections) for _, sections in groupby(journey.sections, key)]
    whole = numbers.whole_parts([sum(s.km for s in sections) for sections in runs])
    return tuple(Segment(journey.atlas, sections, km) for sections, km in zip(runs, whole, strict=True))
