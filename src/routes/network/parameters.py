"""Choice of the parameter of the estimate that applies, and the reader's own values in place of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import RoutesError
from routes.model import Ground, Id, Leg, Mode, Parameter, ParameterKind, Place, Traction

# What a reader has put in the place of parameters: (id, value), each parameter once, by id.
ReaderValues = tuple[tuple[Id, float], ...]
# Within what bounds a reader's own number makes sense, by unit.
BOUNDS: Mapping[str, tuple[float, float]] = {
    "km a day": (20, 3_000),
    "knots": (2, 40),
    "h": (0.1, 2_000),
    "g CO2e per t-km": (1, 1_000),
    "g CO2 per kWh": (1, 2_000),
    "kWh per t-km": (0.005, 0.5),
    "t": (1, 30),
    "USD per FEU-km": (0.01, 20),
    "USD per FEU": (1, 20_000),
    "USD per t-km": (0.001, 2),
    "t per train": (100, 10_000),
    "t per wagon": (5, 100),
    "lorries per vehicle": (0.01, 1),
    "t per lorry": (1, 60),
    "t per TEU": (1, 25),
    "days a year": (50, 366),
    "times one direction": (1, 2),
}
NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,4})?")
# A nautical mile; International Hydrographic Conference, 1929.
KM_PER_NAUTICAL_MILE = 1.852
HOURS_PER_DAY = 24.0


class GivenError(RoutesError):
    """A reader's own value names no parameter, is no number, or lies outside the bounds of its unit."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A number as it is at best, typically and at worst; best is least."""

    low: float
    typical: float
    high: float

    def __add__(self, other: Spread) -> Spread:
        return Spread(self.low + other.low, self.typical + other.typical, self.high + other.high)

    def __mul__(self, factor: float) -> Spread:
        return Spread(self.low * factor, self.typical * factor, self.high * factor)

    def times(self, other: Spread) -> Spread:
        """Return the product, low with low and high with high."""
        return Spread(self.low * other.low, self.typical * other.typical, self.high * other.high)


NOTHING = Spread(0.0, 0.0, 0.0)


def total(spreads: Iterable[Spread]) -> Spread:
    """Return the sum; bad spells come together, so the high end is the sum of the high ends."""
    return sum(spreads, NOTHING)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of an atlas with a reader's own values in their place."""

    atlas: Atlas
    given: Mapping[Id, float]
    _found: dict[tuple[object, ...], Parameter] = field(default_factory=dict, repr=False, compare=False)
    _by_unit: dict[tuple[str, Mode], tuple[Parameter, ...]] = field(default_factory=dict, repr=False, compare=False)

    def value(self, parameter: Parameter) -> Spread:
        """Return the parameter's number in its own unit, from best to worst; a reader's own value has no spread."""
        if (own := self.given.get(parameter.id)) is not None:
            return Spread(own, own, own)
        if parameter.typical is None:
            return NOTHING
        middle = parameter.typical.value
        ends = (end.value if end else middle for end in (parameter.best, parameter.worst))
        low, high = ends
        return Spread(low, middle, high)

    def hours(self, parameter: Parameter, km: float = 0.0) -> Spread:
        """Return the hours a parameter stands for; of a speed, over so many kilometres."""
        value = self.value(parameter)
        if parameter.unit == "h":
            return value
        per_hour = KM_PER_NAUTICAL_MILE if parameter.unit == "knots" else 1 / HOURS_PER_DAY
        return Spread(*(km / (speed * per_hour) for speed in (value.low, value.typical, value.high)))

    def assumed(self, parameter: Parameter) -> bool:
        """Return whether its typical value is neither a source's nor the reader's own."""
        typical = parameter.typical
        return parameter.id not in self.given and typical is not None and typical.ground is Ground.ASSUMED

    def speed(self, leg: Leg) -> Parameter:
        """Return the parameter for what moves on a leg."""
        return self._narrowest(ParameterKind.SPEED, mode=leg.mode, country=leg.country)

    def border(self, post: Place, leaves: str, enters: str, mode: Mode) -> Parameter:
        """Return the parameter for a border crossing on land, in its direction."""
        return self._narrowest(ParameterKind.BORDER, mode=mode, place=post.id, pair=(leaves, enters))

    def gauge(self, place: Place) -> Parameter:
        """Return the parameter for a change of gauge."""
        return self._narrowest(ParameterKind.GAUGE, place=place.id)

    def port(self, place: Place, mode: Mode, doing: str) -> Parameter:
        """Return a port's parameter for goods that come by a mode on land, `boarding` a ship or `landing`."""
        return self._narrowest(ParameterKind.PORT, mode=mode, place=place.id, doing=doing)

    def transfer(self, place: Place) -> Parameter:
        """Return the parameter for a change between rail and road."""
        return self._narrowest(ParameterKind.TRANSFER, place=place.id)

    def tariff(self, leg: Leg, unit: str, passed: frozenset[Id]) -> Parameter | None:
        """Return the cited tariff in a unit for a leg of a route that passes these places, if there is one."""
        ends = {leg.start, leg.end}
        fits = [
            p
            for p in self._tariffs(unit, leg.mode)
            if (not p.countries or leg.country in p.countries)
            and (not p.places or ends == set(p.places))
            and (p.passes is None or p.passes in passed)
        ]
        return max(fits, key=_narrowness, default=None)

    def _tariffs(self, unit: str, mode: Mode) -> tuple[Parameter, ...]:
        """Return the tariffs in a unit for a mode."""
        if (unit, mode) not in self._by_unit:
            every = (p for p in self.atlas.parameters.values() if p.what is ParameterKind.TARIFF)
            self._by_unit[unit, mode] = tuple(p for p in every if p.unit == unit and p.mode is mode)
        return self._by_unit[unit, mode]

    def carbon(self, leg: Leg) -> tuple[Spread, tuple[Parameter, ...]]:
        """Return grams of CO2e a tonne-kilometre on a leg, and the parameters they come from.

        Where it is not known whether wires hang over a railway, the range holds both kinds of trains.
        """
        engine = self._narrowest(ParameterKind.CARBON, mode=leg.mode)
        burnt = self.value(engine)
        if leg.mode is not Mode.RAIL or leg.traction is Traction.DIESEL:
            return burnt, (engine,)
        energy = self._narrowest(ParameterKind.ENERGY, mode=leg.mode)
        grid = self._narrowest(ParameterKind.GRID, country=leg.country)
        wired = self.value(energy).times(self.value(grid))
        if leg.traction is Traction.ELECTRIC:
            return wired, (energy, grid)
        either = Spread(min(burnt.low, wired.low), (burnt.typical + wired.typical) / 2, max(burnt.high, wired.high))
        return either, (engine, energy, grid)

    @property
    def load(self) -> Parameter:
        """The net weight in a container."""
        return self._narrowest(ParameterKind.LOAD)

    def _narrowest(
        self,
        what: ParameterKind,
        *,
        mode: Mode | None = None,
        country: str | None = None,
        place: Id | None = None,
        pair: tuple[str, str] | None = None,
        doing: str | None = None,
    ) -> Parameter:
        key = (what, mode, country, place, pair, doing)
        if key not in self._found:
            fits = [
                p
                for p in self.atlas.parameters.values()
                if p.what is what
                and not p.beyond
                and p.mode in (None, mode)
                and (not p.places or place in p.places)
                and (not p.countries or country in p.countries or set(pair or ()) == set(p.countries))
                and (p.direction is None or p.direction == "-".join(pair or ()))
                and p.doing in (None, doing)
            ]
            self._found[key] = max(fits, key=_narrowness)
        return self._found[key]


def _narrowness(p: Parameter) -> tuple[bool, ...]:
    return (p.passes is not None, bool(p.places), p.direction is not None, bool(p.countries), p.mode is not None)


@kept(64)
def parameters(atlas: Atlas, given: ReaderValues = ()) -> Parameters:
    """Return the parameters with a reader's own values in their place."""
    return Parameters(atlas, dict(given))


def read(atlas: Atlas, text: str) -> tuple[Id, float]:
    """Read a reader's own value, `name:value` or `name=value`.

    Raises
    ------
    GivenError
        If there is no such parameter, or the value is no number within the bounds of its unit.
    """
    id, _, number = text.replace("=", ":", 1).partition(":")
    parameter = atlas.parameters.get(id)
    if parameter is None or parameter.typical is None:
        raise GivenError(f"there is no parameter {id[:40]!r} to set")
    low, high = BOUNDS[parameter.unit]
    if not NUMBER.fullmatch(number) or not low <= float(number) <= high:
        raise GivenError(f"{id} takes a number from {low:g} to {high:g} ({parameter.unit}), not {number[:20]!r}")
    return id, float(number)


def written(given: ReaderValues) -> tuple[str, ...]:
    """Return a reader's own values as they stand in an address."""
    return tuple(f"{id}:{value:.10g}" for id, value in given)


def ordered(given: Iterable[tuple[Id, float]]) -> ReaderValues:
    """Return a reader's own values in the order of an address, the last of each parameter."""
    return tuple(sorted(dict(given).items()))
