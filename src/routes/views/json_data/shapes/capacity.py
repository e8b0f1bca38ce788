"""Shape of the capacity and traffic of a journey's links in JSON, in million tonnes a year."""

from __future__ import annotations

from typing import Annotated, Any

from typing_extensions import TypedDict

from routes.model import Id, Mode, Value
from routes.views.json_data.shapes.common import LAZY, Amount, in_shape_of


class CitedCapacity(Value):
    """A published value that counts, in million tonnes a year, and the conversions that led there."""

    model_config = LAZY
    figure: Id
    mt: Amount
    conversions: list[Id]


class UncountedCapacity(Value):
    """A published value that does not count, and why."""

    model_config = LAZY
    figure: Id
    why: str


class CitedLimit(Value):
    """A published value that limits a link and does not say how much passes in a year: a depth, tracks, lanes."""

    model_config = LAZY
    figure: Id
    title: str


class CitedTraffic(Value):
    """Traffic of a whole year, and the share of the capacity that it takes."""

    model_config = LAZY
    figure: Id
    mt: Amount
    share_of_capacity: Amount | None


CitedJson = Annotated[dict[str, Any], in_shape_of(CitedCapacity)]
UncountedJson = Annotated[dict[str, Any], in_shape_of(UncountedCapacity)]
LimitJson = Annotated[dict[str, Any], in_shape_of(CitedLimit)]
TrafficJson = Annotated[dict[str, Any], in_shape_of(CitedTraffic)]


class LinkJson(TypedDict):
    """A section, or a place where goods stop, with the published capacities that count for it and those left out."""

    id: Id
    name: str
    kind: str
    mode: Annotated[str, in_shape_of(Mode)]
    at_km: float
    km: float
    capacity: Amount | None
    values: list[CitedJson]
    containers: list[CitedJson]
    traffic: TrafficJson | None
    not_counted: list[UncountedJson]
    limits: list[LimitJson]


class ContainersJson(TypedDict):
    """The link that can carry fewest containers, in TEU a year."""

    link: Id
    teu_a_year: Amount
    values: list[CitedJson]


class ConversionJson(Amount):
    """A number that turns a published unit into million tonnes a year."""

    id: Id
    title: str
    unit: str


class CapacityInShort(TypedDict):
    """The lowest cited capacity on a route; `known` of its `of` links have one."""

    id: str
    title: str
    finding: str
    note: str | None
    unit: str
    known: int
    of: int
    passable: bool
    narrowest: Id | None
    capacity: Amount | None


class CapacityJson(CapacityInShort):
    """Every link of a route with its figures, and the conversions taken."""

    scenarios: list[Id]
    carries: Amount | None
    containers: ContainersJson | None
    links: list[LinkJson]
    corridor: list[CitedJson]
    conversions: list[ConversionJson]
    data_version: str
