"""The estimate: time, cost and emissions of a journey, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from routes.model import Id, Leg, Mode, Parameter, Place, Traction
from routes.network.journey import Journey
from routes.network.parameters import HOURS_PER_DAY, NOTHING, Parameters, ReaderValues, Spread, parameters, total

PER_CONTAINER = ("USD per FEU-km", "USD per FEU")
PER_TONNE = ("USD per t-km",)
GRAMS_PER_KG = 1000.0


class PartKind(StrEnum):
    """What the hours go to; the order is that of the bar."""

    RAIL = "rail"
    ROAD = "road"
    SEA = "sea"
    BORDER = "border"
    GAUGE = "gauge"
    PORT = "port"
    TRANSFER = "transfer"


MOVING = (PartKind.RAIL, PartKind.ROAD, PartKind.SEA)


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait on the route: what for, under which parameter, where; `leaves` and `enters` at a border."""

    kind: PartKind
    parameter: Parameter
    place: Place
    leaves: str = ""
    enters: str = ""
    doing: str = ""


@dataclass(frozen=True, slots=True)
class EstimatePart:
    """Hours that one parameter accounts for: a wait at a place, or the moving in one country by one mode."""

    kind: PartKind
    parameter: Parameter
    hours: Spread
    assumed: bool
    km: float = 0.0
    wait: Wait | None = None

    @property
    def counted_in(self) -> Id | None:
        """The parameter whose hours hold these already."""
        return self.parameter.counted_in


@dataclass(frozen=True, slots=True)
class Priced:
    """Kilometres at one cited tariff."""

    parameter: Parameter
    km: float
    usd: Spread


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of the priced part of the route in USD, for a container or a tonne, and how much of the route that is."""

    priced: tuple[Priced, ...]
    length_km: float

    @property
    def usd(self) -> Spread:
        """Sum of the priced part, in US dollars of the tariffs' years."""
        return total(p.usd for p in self.priced)

    @property
    def km(self) -> float:
        """Kilometres with a cited tariff."""
        return sum(p.km for p in self.priced)

    @property
    def share(self) -> float:
        """Share of the route's kilometres with a cited tariff, 0 to 1."""
        return self.km / self.length_km


@dataclass(frozen=True, slots=True)
class Carbon:
    """CO2e of a route in kg: a tonne, and a container of the usual net weight; well to wheel."""

    per_tonne: Spread
    per_container: Spread
    parameters: tuple[Parameter, ...]
    electric_km: float
    unknown_km: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Time, cost and emissions: the parts in order of the route, and their sums."""

    journey: Journey
    given: ReaderValues
    parts: tuple[EstimatePart, ...]
    per_container: Cost
    per_tonne: Cost
    carbon: Carbon

    @property
    def hours(self) -> Spread:
        """Fast, typical and slow: the sums of all parts at their best, typically, and at their worst."""
        return total(p.hours for p in self.parts)

    @property
    def days(self) -> Spread:
        """The same in days."""
        return self.hours * (1 / HOURS_PER_DAY)

    @property
    def moving_share(self) -> float:
        """Share of the typical hours spent moving."""
        return sum(p.hours.typical for p in self.parts if p.kind in MOVING) / self.hours.typical

    @property
    def assumed_share(self) -> float:
        """Share of the typical hours whose value is assumed."""
        return sum(p.hours.typical for p in self.parts if p.assumed) / self.hours.typical

    def hours_of(self, *kinds: PartKind) -> Spread:
        """Return the hours of some kinds of parts."""
        return total(p.hours for p in self.parts if p.kind in kinds)


def of(journey: Journey, given: ReaderValues = ()) -> Estimate:
    """Estimate a journey, open or not.

    Hours run from its first place to its last: loading and unloading at the ends are not in them, except that a route
    that begins or ends aboard a ship has its ports.

    Parameters
    ----------
    given
        A reader's own values, as `parameters.read` gives them.
    """
    in_use = parameters(journey.atlas, given)
    return Estimate(
        journey=journey,
        given=given,
        parts=tuple(_parts(journey, in_use)),
        per_container=_cost(journey, in_use, PER_CONTAINER),
        per_tonne=_cost(journey, in_use, PER_TONNE),
        carbon=_carbon(journey, in_use),
    )


def waits(
    in_use: Parameters,
    leg: Leg,
    here: Place,
    there: Place,
    *,
    before: Mode | None,
    land: Mode,
    leaves: str,
    breaks: bool,
) -> Iterator[Wait]:
    """Yield the waits of one leg travelled from `here` to `there`, before it and aboard at its end.

    Parameters
    ----------
    before
        The mode goods came by; None at the start.
    land
        The last mode on land, which says whether a lorry or a container boards a ship.
    leaves
        The country they come from; empty if none.
    breaks
        Whether the gauge changes here.
    """
    if leg.mode is Mode.SEA:
        yield Wait(PartKind.PORT, in_use.port(here, land, "boarding"), here, doing="boarding")
        yield Wait(PartKind.PORT, in_use.port(there, land, "landing"), there, doing="landing")
        return
    enters = leg.country or ""
    if leaves and enters != leaves:
        yield Wait(PartKind.BORDER, in_use.border(here, leaves, enters, leg.mode), here, leaves, enters)
    if before is Mode.SEA:
        return
    if before is not None and before is not leg.mode:
        yield Wait(PartKind.TRANSFER, in_use.transfer(here), here)
    elif breaks:
        yield Wait(PartKind.GAUGE, in_use.gauge(here), here)


def _parts(journey: Journey, in_use: Parameters) -> Iterator[EstimatePart]:
    before, land, leaves = None, Mode.ROAD, _first_country(journey)
    breaks = {(b.place.id, b.at_km) for b in journey.gauge_breaks}
    moved: dict[str, float] = {}
    order: list[Parameter | Wait] = []
    for s in journey.sections:
        here = [
            *waits(
                in_use,
                s.leg,
                s.start,
                s.end,
                before=before,
                land=land,
                leaves=leaves,
                breaks=(s.start.id, s.from_km) in breaks,
            )
        ]
        speed = in_use.speed(s.leg)
        order += [w for w in here if w.doing != "landing"]
        if speed.id not in moved:
            order.append(speed)
        moved[speed.id] = moved.get(speed.id, 0.0) + s.km
        order += [w for w in here if w.doing == "landing"]
        before, leaves = s.leg.mode, s.leg.country or s.end.countries[0]
        land = land if s.leg.mode is Mode.SEA else s.leg.mode
    for one in order:
        if isinstance(one, Wait):
            yield EstimatePart(
                one.kind, one.parameter, in_use.hours(one.parameter), in_use.assumed(one.parameter), wait=one
            )
        else:
            km = moved[one.id]
            kind = PartKind((one.mode or Mode.RAIL).value)
            yield EstimatePart(kind, one, in_use.hours(one, km), in_use.assumed(one), km)


def _first_country(journey: Journey) -> str:
    first = journey.sections[0]
    return first.leg.country or first.start.countries[0]


def _cost(journey: Journey, in_use: Parameters, units: tuple[str, ...]) -> Cost:
    passed = frozenset(p.id for s in journey.sections for p in (s.start, s.end))
    km: dict[Id, float] = {}
    usd: dict[Id, Spread] = {}
    for s in journey.sections:
        for unit in units:
            if tariff := in_use.tariff(s.leg, unit, passed):
                factor = s.km if unit.endswith("-km") else 1.0
                km[tariff.id] = km.get(tariff.id, 0.0) + s.km
                usd[tariff.id] = usd.get(tariff.id, NOTHING) + in_use.value(tariff) * factor
                break
    priced = (Priced(journey.atlas.parameters[id], length, usd[id]) for id, length in km.items())
    return Cost(tuple(priced), journey.length_km)


def _carbon(journey: Journey, in_use: Parameters) -> Carbon:
    grams, used = NOTHING, dict[Id, Parameter]()
    wires = dict.fromkeys(Traction, 0.0)
    for s in journey.sections:
        factor, rests_on = in_use.carbon(s.leg)
        grams += factor * s.km
        used |= {p.id: p for p in rests_on}
        if s.leg.mode is Mode.RAIL:
            wires[s.leg.traction] += s.km
    tonne = grams * (1 / GRAMS_PER_KG)
    container = tonne.times(in_use.value(in_use.load))
    used[in_use.load.id] = in_use.load
    return Carbon(tonne, container, tuple(used.values()), wires[Traction.ELECTRIC], wires[Traction.UNKNOWN])
