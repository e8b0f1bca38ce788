"""Shape of an estimate in JSON: hours, US dollars of the tariffs' years, kilograms of CO2e."""

from __future__ import annotations

from typing import Annotated, Any

from typing_extensions import TypedDict

from routes.model import Id, Parameter, PartialDate
from routes.views.json_data.shapes.common import LAZY, Amount, Heading, Hours, in_shape_of


class PartJson(TypedDict):
    """Hours that one parameter accounts for: a wait at a place, or the moving in one country by one mode."""

    kind: str
    parameter: Id
    hours: Hours
    km: float | None
    place: Id | None
    direction: str | None
    assumed: bool
    counted_in: Id | None


class PricedJson(TypedDict):
    """Kilometres at one cited tariff."""

    parameter: Id
    km: float
    usd: Amount


class CostJson(TypedDict):
    """Cost of the part of the route with a cited tariff, and which share of the kilometres that is."""

    usd: Amount
    share_of_km: float
    priced: list[PricedJson]


class CarbonJson(TypedDict):
    """Emissions in kilograms of CO2e, of a tonne and of a container of the usual net weight."""

    method: str
    kg_per_tonne: Amount
    kg_per_container: Amount
    electric_km: float
    traction_unknown_km: float


class ClaimedTime(TypedDict):
    """A published time and where it stands beside the estimate of the same stretch."""

    figure: Id
    low_hours: float
    high_hours: float
    stands: str
    scope: str | None
    holder: str | None
    source: Id
    as_of: PartialDate | None


class RunJson(TypedDict):
    """A stretch with published times, and its estimate."""

    id: Id
    title: str
    hours: Hours
    why: str | None
    claims: list[ClaimedTime]


class UsedParameter(Parameter):
    """A parameter of the estimate, the value used, and whether the reader set it."""

    model_config = LAZY
    used: Amount
    set_by_reader: bool


class EstimateJson(Heading):
    """Time, cost and emissions of a journey, and the parameters used."""

    set: dict[str, float]
    length_km: float
    passable: bool
    hours: Hours
    days: Hours
    moving_share: float
    assumed_share: float
    parts: list[PartJson]
    cost_per_container: CostJson | None
    cost_per_tonne: CostJson | None
    carbon: CarbonJson
    claims: list[RunJson]
    parameters: dict[str, Annotated[dict[str, Any], in_shape_of(UsedParameter)]]
    data_version: str
