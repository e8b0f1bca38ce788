"""Legs: stretches of railway, road or sea lane with their course, length and reported status."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from routes.model.entry import CountryCode, Entry, Id, PartialDate, Sourced, Text
from routes.model.vocabulary import Drawn, LegStatus, LengthMethod, Mode, Traffic


class Traction(StrEnum):
    """What pulls trains on a leg, as far as its source says."""

    ELECTRIC = "electric"
    DIESEL = "diesel"
    UNKNOWN = "unknown"


# Words that leave open whether wires hang over a line now.
UNSURE = ("unverified", "not verified", "unknown", "mixed", "in the past", "yes, planned")


class LegReport(Sourced):
    """The reported state of a leg. `as_of` is the date of the report; none counts as stale."""

    value: LegStatus
    as_of: PartialDate | None = None
    note: Text | None = None
    limit_days: int | None = Field(default=None, gt=0)


class Length(Entry):
    """The headline length of a leg along its course."""

    km: float = Field(gt=0)
    method: LengthMethod
    figure: Id | None = None

    @model_validator(mode="after")
    def _published_names_its_figure(self) -> Length:
        if (self.method is LengthMethod.PUBLISHED) != (self.figure is not None):
            raise ValueError("method `published` needs the id of its `figure`, and only that method has one")
        return self


class Leg(Sourced):
    """A stretch of railway, road or sea between two places, in one country or at sea (`country` absent).

    `line` is the drawn course as (longitude, latitude) pairs from `start` to `end`. `drawn_km` is its geodesic length.
    """

    id: Id
    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    title: Text | None = None
    mode: Mode
    country: CountryCode | None = None
    part: Text | None = None
    gauges_mm: tuple[Literal[1000, 1435, 1520, 1676], ...] = ()
    electrified: Text | None = None
    status: LegReport
    length: Length
    drawn: Drawn
    accuracy_m: int = Field(gt=0)
    opened: PartialDate | None = None
    closed: PartialDate | None = None
    traffic: tuple[Traffic, ...] = (Traffic.FREIGHT,)
    direction: Literal["both", "forward"] = "both"
    themes: tuple[Id, ...] = Field(min_length=1)
    badges: tuple[Id, ...] = ()
    note: Text | None = None
    line: tuple[tuple[float, float], ...] = Field(min_length=2, exclude=True)

    @model_validator(mode="after")
    def _fits_its_mode(self) -> Leg:
        if (self.mode is Mode.RAIL) != bool(self.gauges_mm):
            raise ValueError("a railway leg needs `gauges_mm`, no other leg has it")
        if self.mode is not Mode.SEA and self.country is None:
            raise ValueError("a leg on land needs its `country`")
        limit = {Drawn.OSM: 500, Drawn.DIGITISED: 3_000, Drawn.APPROXIMATE: 100_000}.get(self.drawn, 25_000)
        if self.accuracy_m > limit:
            raise ValueError(f"accuracy_m {self.accuracy_m} is over the {limit} that `drawn: {self.drawn}` allows")
        return self

    @property
    def approximate(self) -> bool:
        """Whether the drawn course is only approximate."""
        return self.drawn is Drawn.APPROXIMATE

    @property
    def traction(self) -> Traction:
        """What pulls trains here, read from the words of `electrified`."""
        system = (self.electrified or "unknown").casefold()
        if any(word in system for word in UNSURE):
            return Traction.UNKNOWN
        return Traction.DIESEL if system.startswith("no") else Traction.ELECTRIC
