"""The journey and its sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from routes.data import disputed
from routes.data.atlas import Atlas
from routes.model import Figure, Id, Place, Route
from routes.network.journey.events import Crossing, GaugeBreak, Section, Stop, Transshipment
from routes.network.journey.evidence import Evidence
from routes.network.scenarios import Blocker, Conditions

# The Soviet Union ended on 26 December 1991.
SOVIET_UNTIL = 1991

# What is left of a country's sum when all of it lies on disputed ground, by rounding.
NOTHING_KM = 1e-6


@dataclass(frozen=True)
class Journey:
    """A route from one place to another under some scenarios, with everything derived from its legs."""

    atlas: Atlas
    conditions: Conditions
    route: Route | None
    sections: tuple[Section, ...]
    crossings: tuple[Crossing, ...]
    gauge_breaks: tuple[GaugeBreak, ...]
    transshipments: tuple[Transshipment, ...]
    stops: tuple[Stop, ...]

    def __repr__(self) -> str:
        return f"<Journey {self.id}: {self.length_km:.1f} km, {len(self.sections)} sections>"

    @property
    def id(self) -> str:
        """The route's id, or the two ends' ids."""
        return self.route.id if self.route else f"{self.start.id}--{self.end.id}"

    @property
    def start(self) -> Place:
        """The first place."""
        return self.sections[0].start

    @property
    def end(self) -> Place:
        """The last place."""
        return self.sections[-1].end

    @cached_property
    def length_km(self) -> float:
        """Sum of the legs' headline lengths; a drawing asks for it with every point."""
        return sum(s.km for s in self.sections)

    @property
    def passable_km(self) -> float:
        """Kilometres that freight can pass."""
        return sum(s.km for s in self.sections if s.passable)

    @property
    def unknown_km(self) -> float:
        """Kilometres not known to be blocked, but with something unreported."""
        return sum(s.km for s in self.sections if s.unknown)

    @property
    def assumed_km(self) -> float:
        """Kilometres taken to be in use without a dated report."""
        return sum(s.km for s in self.sections if s.assumed)

    @property
    def km_by_evidence(self) -> Mapping[Evidence, float]:
        """Kilometres that freight can pass without a scenario's help, by what that rests on."""
        used = [s for s in self.sections if s.passable and s.change is None]
        sums = {kind: sum(s.km for s in used if s.evidence is kind) for kind in Evidence}
        return {kind: length for kind, length in sums.items() if length}

    @property
    def approximate_km(self) -> float:
        """Kilometres whose drawn course is only approximate."""
        return sum(s.km for s in self.sections if s.leg.approximate)

    @property
    def share_passable(self) -> float:
        """`passable_km` over `length_km`, 0 to 1."""
        return self.passable_km / self.length_km

    @property
    def passable(self) -> bool:
        """Whether freight can pass from end to end."""
        return not self.blocked_by

    @property
    def km_by_country(self) -> Mapping[str, float]:
        """Kilometres by ISO 3166-1 alpha-2 code, in order of first entry; open water under `SEA`.

        Those on ground that more than one state claims stand in `km_disputed`, and in no country's sum.
        """
        total = dict(self._sum_by(lambda s: s.territory))
        for section, area, length in self._disputed():
            if self.atlas.disputed[area].claimed_by:
                total[section.territory] -= length
        return {territory: length for territory, length in total.items() if length > NOTHING_KM}

    @property
    def km_disputed(self) -> Mapping[Id, float]:
        """Kilometres on ground that more than one state claims, by area."""
        total: dict[Id, float] = defaultdict(float)
        for _, area, length in self._disputed():
            total[area] += length
        return dict(total)

    @property
    def km_by_mode(self) -> Mapping[str, float]:
        """Kilometres by rail, road and sea."""
        return self._sum_by(lambda s: str(s.leg.mode))

    @property
    def km_by_status(self) -> Mapping[str, float]:
        """Kilometres by leg status under the scenarios (`closed` where a scenario closes a leg)."""
        return self._sum_by(lambda s: s.status)

    @property
    def km_by_method(self) -> Mapping[str, float]:
        """Kilometres by how they are known."""
        return self._sum_by(lambda s: str(s.leg.length.method))

    @property
    def blocked_by(self) -> tuple[Blocker, ...]:
        """Every leg, border crossing and port that freight cannot pass, once each, in order."""
        return tuple({b.id: b for s in self.sections for b in s.blockers}.values())

    @property
    def handlings(self) -> tuple[Place, ...]:
        """The distinct places where goods are handled: breaks of gauge and transshipments."""
        return tuple(s.place for s in self.stops if s.gauge_break or s.transshipment)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Published figures of one or several sections, of a place on the route, or of the route itself."""
        legs = {s.leg.id for s in self.sections}
        places = {p.id for s in self.sections for p in (s.start, s.end)}
        return tuple(
            f
            for f in self.atlas.figures.values()
            if (f.legs and legs.issuperset(f.legs))
            or f.place in places
            or (self.route is not None and self.route.has(f))
        )

    @property
    def report_dates(self) -> tuple[str, ...]:
        """The dates of the status reports of the route, oldest first; undated reports are left out."""
        legs = (s.leg.status.as_of for s in self.sections)
        posts = (p.status.as_of for s in self.sections for p in (s.start, s.end) if p.status)
        return tuple(sorted({d for d in (*legs, *posts) if d}))

    @property
    def deciding_dates(self) -> tuple[str, ...]:
        """The dates of the reports that decide whether freight can pass: of what blocks it, else of what is passed."""
        if self.blocked_by:
            return tuple(sorted({b.as_of for b in self.blocked_by if b.as_of}))
        legs = (s.leg.status.as_of for s in self.sections if not s.assumed and s.change is None)
        gates = (p.status.as_of for s in self.sections for p in (s.start, s.end) if p.status)
        return tuple(sorted({d for d in (*legs, *gates) if d}))

    @property
    def inner_crossings(self) -> tuple[Crossing, ...]:
        """Crossings of today's borders that in the chosen year were inner lines of the Soviet Union."""
        year = self.conditions.year
        if year is None or year.year >= SOVIET_UNTIL:
            return ()
        soviet = {code for code, country in self.atlas.countries.items() if country.soviet}
        return tuple(c for c in self.crossings if {c.leaves, c.enters} <= soviet)

    def _disputed(self) -> Iterator[tuple[Section, Id, float]]:
        """Yield the sections that touch disputed areas, with the area and the kilometres in it."""
        for section in self.sections:
            for area, share in disputed.shares(self.atlas, section.leg.id).items():
                yield section, area, share * section.km

    def _sum_by(self, key: Callable[[Section], str]) -> Mapping[str, float]:
        total: dict[str, float] = defaultdict(float)
        for s in self.sections:
            total[key(s)] += s.km
        return dict(total)
