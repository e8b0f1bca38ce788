"""Parameters of the estimate: a number at best, typically and at worst, and its source or assumption."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from routes.model.entry import CountryCode, Entry, Id, PartialDate, Text
from routes.model.vocabulary import Mode


class ParameterKind(StrEnum):
    """What a parameter of the estimate says."""

    SPEED = "speed"
    BORDER = "border"
    GAUGE = "gauge"
    PORT = "port"
    TRANSFER = "transfer"
    CARBON = "carbon"
    ENERGY = "energy"
    GRID = "grid"
    LOAD = "load"
    TARIFF = "tariff"
    CONVERSION = "conversion"


class Ground(StrEnum):
    """The ground of a value of the estimate: a source's own number, a sum from such numbers, or nothing but us."""

    CITED = "cited"
    DERIVED = "derived"
    ASSUMED = "assumed"


class Assessed(Entry):
    """One value of a parameter and what it rests on; only an assumed one may have no source."""

    value: float = Field(gt=0)
    ground: Ground
    because: Text
    holder: Text | None = None
    as_of: PartialDate | None = None
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _has_ground(self) -> Assessed:
        if self.ground is not Ground.ASSUMED and not self.sources:
            raise ValueError("a cited or derived value names its `sources`; write `ground: assumed` if there are none")
        return self


# In which units a parameter of each kind may be given.
UNITS: Mapping[ParameterKind, tuple[str, ...]] = {
    ParameterKind.SPEED: ("km a day", "knots", "h"),
    **dict.fromkeys((ParameterKind.BORDER, ParameterKind.GAUGE, ParameterKind.PORT, ParameterKind.TRANSFER), ("h",)),
    ParameterKind.CARBON: ("g CO2e per t-km",),
    ParameterKind.ENERGY: ("kWh per t-km",),
    ParameterKind.GRID: ("g CO2 per kWh",),
    ParameterKind.LOAD: ("t",),
    ParameterKind.TARIFF: ("USD per FEU-km", "USD per FEU", "USD per t-km"),
    ParameterKind.CONVERSION: (
        "t per train",
        "t per wagon",
        "lorries per vehicle",
        "t per lorry",
        "t per TEU",
        "days a year",
        "times one direction",
    ),
}


class Parameter(Entry):
    """One number of the estimate as it is at best (fast, low), typically, and at worst (slow, high).

    It holds wherever all that it names holds: `mode`, `countries` (a border's two), `direction` (`CN-KZ`), `places`,
    `doing` (a port boarded or left) and `passes` (a place on the route). The narrowest is used. Hours
    that are part of another parameter name it as `counted_in` and have no values. One that is `beyond` the atlas holds
    nowhere in it and serves runs only.
    """

    id: Id
    what: ParameterKind
    title: Text
    unit: Text
    mode: Mode | None = None
    countries: tuple[CountryCode, ...] = ()
    direction: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z]{2}$")] | None = None
    places: tuple[Id, ...] = ()
    doing: Literal["boarding", "landing"] | None = None
    passes: Id | None = None
    beyond: bool = False
    best: Assessed | None = None
    typical: Assessed | None = None
    worst: Assessed | None = None
    counted_in: Id | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _says_how_much(self) -> Parameter:
        if (self.typical is None) != (self.counted_in is not None) or (
            self.typical is None and (self.best or self.worst)
        ):
            raise ValueError("give `typical`, or `counted_in` and no values")
        if self.unit not in UNITS[self.what]:
            raise ValueError(f"`unit` of a {self.what} is {' or '.join(UNITS[self.what])}")
        order = [v.value for v in (self.best, self.typical, self.worst) if v]
        if order != sorted(order, reverse=self.what is ParameterKind.SPEED and self.unit != "h"):
            raise ValueError("`best`, `typical` and `worst` stand in another order")
        return self

    @property
    def values(self) -> tuple[tuple[str, Assessed], ...]:
        """The values given, each with its name: `best`, `typical`, `worst`."""
        named = (("best", self.best), ("typical", self.typical), ("worst", self.worst))
        return tuple((name, value) for name, value in named if value)
