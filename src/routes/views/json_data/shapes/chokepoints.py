"""Shape of a ranking of legs, border crossings, ports and planned links in JSON."""

from __future__ import annotations

from typing_extensions import TypedDict

from routes.model import Id
from routes.views.json_data.shapes.common import Ends


class FlowJson(TypedDict):
    """A cited yearly flow between two places, in million tonnes."""

    figure: Id
    mt_a_year: float
    scope: str | None
    source: Id
    as_of: str | None


class PairJson(Ends):
    """Two places goods go between, how much the pair counts, and its best open route, if there is one."""

    weight: float
    flows: list[FlowJson]
    length_km: float | None
    assumed_km: float | None
    days: float | None
    crossings: int | None


class ChangeJson(Ends):
    """A pair's best open route before and after; kilometres, days and crossings are after less before."""

    way_before: bool
    way_after: bool
    km: float | None
    days: float | None
    crossings: int | None
    through: list[str]


class EffectJson(TypedDict):
    """What it does when one of some legs, border crossings or ports is taken out, or a planned link is built."""

    rank: int
    ids: list[Id]
    names: list[str]
    says: str
    weight: float
    weighted_km: float
    own_ends: list[list[Id]]
    changes: list[ChangeJson]


class PlannedLinkJson(EffectJson):
    """A planned link, and what changes when it is built."""

    name: str


class ChokepointsJson(TypedDict):
    """What depends on each leg, border crossing and port, and which planned link helps most."""

    scenarios: list[Id]
    question: Id | None
    basis: list[str]
    pairs: list[PairJson]
    chokepoints: list[EffectJson]
    links: list[PlannedLinkJson]
    data_version: str
