"""What does a way add up to: kilometres, crossings, gauge breaks, transshipments, status?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from routes.atlas import Atlas
from routes.conditions import Blocker, Change, Conditions, under
from routes.model import Id, Leg, Mode, Place, PlaceKind, Route
from routes.years import State

StopKind = Literal["border", "gauge", "mode"]
# In kilometre tables open water stands beside the countries under this key.
SEA = "SEA"


@dataclass(frozen=True, slots=True)
class Section:
    """A leg as travelled: `line` runs from `start` to `end`; `status` is that under the scenarios.

    `told` says on what it rests where it is that of a chosen year and no scenario changes it.
    """

    leg: Leg
    start: Place
    end: Place
    from_km: float
    km: float
    line: tuple[tuple[float, float], ...]
    status: str
    change: Change | None
    told: State | None
    blockers: tuple[Blocker, ...]
    stale_since: str | None

    @property
    def passable(self) -> bool:
        """Whether freight can pass: the leg open, and the posts or ports at its ends open or limited."""
        return not self.blockers

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
    """Where the way leaves one country and enters another; at sea, at the port of arrival."""

    post: Place
    leaves: str
    enters: str
    at_km: float
    mode: Mode
    status: str
    change: Change | None
    told: State | None
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
        """What its mark shows first: a border, else a change of gauge, else a change of mode."""
        return "border" if self.crossing else "gauge" if self.gauge_break else "mode"


@dataclass(frozen=True, slots=True)
class Journey:
    """A way from one place to another under some scenarios, with everything derived from its legs."""

    atlas: Atlas
    conditions: Conditions
    route: Route | None
    sections: tuple[Section, ...]
    crossings: tuple[Crossing, ...]
    gauge_breaks: tuple[GaugeBreak, ...]
    transshipments: tuple[Transshipment, ...]
    stops: tuple[Stop, ...]

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

    @property
    def length_km(self) -> float:
        """Sum of the legs' headline lengths."""
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
        """Kilometres by ISO 3166-1 alpha-2 code, in order of first entry; open water under `SEA`."""
        return self._sum_by("territory")

    @property
    def km_by_mode(self) -> Mapping[str, float]:
        """Kilometres by rail, road and sea."""
        return self._sum_by("mode")

    @property
    def km_by_status(self) -> Mapping[str, float]:
        """Kilometres by leg status under the scenarios (`closed` where a scenario closes a leg)."""
        return self._sum_by("status")

    @property
    def km_by_method(self) -> Mapping[str, float]:
        """Kilometres by how they are known."""
        return self._sum_by("method")

    @property
    def blocked_by(self) -> tuple[Blocker, ...]:
        """Every leg, post and port that freight cannot pass, once each, in order."""
        return tuple({b.id: b for s in self.sections for b in s.blockers}.values())

    @property
    def handlings(self) -> tuple[Place, ...]:
        """The distinct places where goods are handled: gauge breaks and changes of mode."""
        return tuple(s.place for s in self.stops if s.gauge_break or s.transshipment)

    @property
    def report_dates(self) -> tuple[str, ...]:
        """The dates of the status reports the way rests on, oldest first; undated reports are left out."""
        legs = (s.leg.status.as_of for s in self.sections)
        posts = (p.status.as_of for s in self.sections for p in (s.start, s.end) if p.status)
        return tuple(sorted({d for d in (*legs, *posts) if d}))

    def _sum_by(self, key: str) -> Mapping[str, float]:
        total: dict[str, float] = defaultdict(float)
        for s in self.sections:
            value = {
                "territory": s.territory,
                "mode": str(s.leg.mode),
                "status": s.status,
                "method": str(s.leg.length.method),
            }[key]
            total[value] += s.km
        return dict(total)


def of_route(atlas: Atlas, route_id: Id, scenario_ids: tuple[Id, ...] = ()) -> Journey:
    """Return the journey along a route under scenarios.

    Raises
    ------
    UnknownIdError
        If the route or a scenario is not in the atlas.
    """
    route = atlas.route(route_id)
    return along(under(atlas, scenario_ids), route.start, route.legs, route)


def along(conditions: Conditions, start: Id, leg_ids: Sequence[Id], route: Route | None = None) -> Journey:
    """Follow legs from a place, each in whichever direction continues the way.

    Raises
    ------
    ValueError
        If a leg does not begin where the one before ended.
    """
    sections = tuple(_sections(conditions, start, leg_ids))
    crossings = tuple(_crossings(conditions, sections))
    breaks = tuple(_gauge_breaks(sections))
    changes = tuple(
        Transshipment(b.start, a.leg.mode, b.leg.mode, b.from_km)
        for a, b in pairwise(sections)
        if a.leg.mode is not b.leg.mode
    )
    stops = tuple(_stops(crossings, breaks, changes))
    return Journey(conditions.atlas, conditions, route, sections, crossings, breaks, changes, stops)


def changes_gauge(place: Place) -> bool:
    """Whether wagons or goods can change gauge at a place."""
    return place.kind is PlaceKind.GAUGE_CHANGE or Mode.RAIL in place.transfer


def _sections(conditions: Conditions, start: Id, leg_ids: Sequence[Id]) -> Iterator[Section]:
    atlas, here, km = conditions.atlas, start, 0.0
    for id in leg_ids:
        leg = atlas.legs[id]
        if here not in (leg.start, leg.end):
            raise ValueError(f"leg {id} joins {leg.start} and {leg.end}, the way has come to {here}")
        forward = here == leg.start
        there = leg.end if forward else leg.start
        a, b = atlas.places[here], atlas.places[there]
        yield Section(
            leg=leg,
            start=a,
            end=b,
            from_km=km,
            km=leg.length.km,
            line=leg.line if forward else leg.line[::-1],
            status=conditions.leg_status(leg),
            change=conditions.changed.get(id),
            told=None if id in conditions.changed else conditions.then.get(id),
            blockers=tuple(conditions.blockers(leg, a, b)),
            stale_since=atlas.stale_since(leg),
        )
        here, km = there, km + leg.length.km


def _crossings(conditions: Conditions, sections: Sequence[Section]) -> Iterator[Crossing]:
    if not sections:
        return
    country = sections[0].leg.country or sections[0].start.countries[0]
    for s in sections:
        place, at_km = (s.end, s.from_km + s.km) if s.leg.country is None else (s.start, s.from_km)
        enters = s.leg.country or s.end.countries[0]
        if enters != country:
            status, change = conditions.place_status(place) or "unknown", conditions.changed.get(place.id)
            stale = conditions.atlas.stale_since(place)
            told = None if change else conditions.then.get(place.id)
            yield Crossing(place, country, enters, at_km, s.leg.mode, status, change, told, stale)
        country = enters


def _gauge_breaks(sections: Sequence[Section]) -> Iterator[GaugeBreak]:
    common: tuple[int, ...] = ()
    for n, s in enumerate(sections):
        if s.leg.mode is not Mode.RAIL:
            continue
        still = tuple(g for g in common if g in s.leg.gauges_mm)
        if common and not still:
            place, at_km, after = _where_gauge_changes(sections, n)
            yield GaugeBreak(place, common[0], after[0], at_km)
            common = after
        else:
            common = still or s.leg.gauges_mm


def _where_gauge_changes(sections: Sequence[Section], n: int) -> tuple[Place, float, tuple[int, ...]]:
    """Return where the gauge changes before section `n`, and the gauges in common after it.

    On tracks of both gauges before it the change may happen at any joint: one that can change gauge comes first, then
    one that is no border post, so that the way back changes at the same place. Across a ship or lorry it is where
    the railway goes on.
    """
    gauges = sections[n].leg.gauges_mm
    joints = [(sections[n].start, sections[n].from_km)]
    common = gauges
    for before in reversed(sections[:n]):
        shared = tuple(g for g in common if g in before.leg.gauges_mm)
        if not shared:
            break
        common = shared
        joints.append((before.start, before.from_km))
    place, at_km = min(joints, key=lambda j: (not changes_gauge(j[0]), len(j[0].countries), j[0].id))
    return place, at_km, common


def _stops(
    crossings: Sequence[Crossing], breaks: Sequence[GaugeBreak], changes: Sequence[Transshipment]
) -> Iterator[Stop]:
    border = {(c.post.id, c.at_km): c for c in crossings}
    gauge = {(g.place.id, g.at_km): g for g in breaks}
    mode = {(t.place.id, t.at_km): t for t in changes}
    places = {c.post.id: c.post for c in crossings}
    places |= {g.place.id: g.place for g in breaks} | {t.place.id: t.place for t in changes}
    keys = sorted({*border, *gauge, *mode}, key=lambda key: key[1])
    for number, key in enumerate(keys, 1):
        yield Stop(number, places[key[0]], key[1], border.get(key), gauge.get(key), mode.get(key))
