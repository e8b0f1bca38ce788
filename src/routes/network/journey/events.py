"""What a journey consists of: sections, crossings, breaks of gauge, transshipments, and the stops they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from routes.data.years import YearState
from routes.model import Leg, Mode, Place
from routes.network.journey.evidence import Evidence
from routes.network.scenarios import Blocker, Change

StopKind = Literal["border", "gauge", "mode"]
# In kilometre tables open water stands beside the countries under this key.
SEA = "SEA"


@dataclass(frozen=True, slots=True)
class Section:
    """A leg as travelled: `line` runs from `start` to `end`; `status` is that under the scenarios.

    `year_state` is the state and its ground where it is that of a chosen year and no scenario changes it.
    """

    leg: Leg
    start: Place
    end: Place
    from_km: float
    km: float
    line: tuple[tuple[float, float], ...]
    status: str
    change: Change | None
    year_state: YearState | None
    evidence: Evidence
    blockers: tuple[Blocker, ...]
    stale_since: str | None

    @property
    def passable(self) -> bool:
        """Whether freight can pass: the leg open, and the border crossings or ports at its ends open or limited."""
        return not self.blockers

    @property
    def assumed(self) -> bool:
        """Whether freight can pass as far as known, though no dated report and no scenario shows it."""
        return self.passable and self.change is None and self.evidence is Evidence.ASSUMED

    @property
    def unknown(self) -> bool:
        """Whether nothing is known to block it, but something is not reported."""
        return bool(self.blockers) and all(b.status == "unknown" for b in self.blockers)

    @property
    def territory(self) -> str:
        """ISO 3166-1 alpha-2 code of the country, or `SEA`."""
        return self.leg.country or SEA


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where the route leaves one country and enters another; at sea, at the port of arrival."""

    post: Place
    leaves: str
    enters: str
    at_km: float
    mode: Mode
    status: str
    change: Change | None
    year_state: YearState | None
    stale_since: str | None


@dataclass(frozen=True, slots=True)
class GaugeBreak:
    """Where the gauge before and the gauge after have nothing in common, also across a ship or lorry."""

    place: Place
    from_mm: int
    to_mm: int
    at_km: float


@dataclass(frozen=True, slots=True)
class Transshipment:
    """Where goods change between rail, road and sea."""

    place: Place
    from_mode: Mode
    to_mode: Mode
    at_km: float


@dataclass(frozen=True, slots=True)
class Stop:
    """A numbered place where something happens; the number is the same on map, profile and ledger."""

    number: int
    place: Place
    at_km: float
    crossing: Crossing | None
    gauge_break: GaugeBreak | None
    transshipment: Transshipment | None

    @property
    def kind(self) -> StopKind:
        """What its mark shows first: a border, else a change of gauge, else a transshipment."""
        return "border" if self.crossing else "gauge" if self.gauge_break else "mode"
