"""Shape of a journey in JSON. Kilometres have three decimals; `SEA` stands for open water beside ISO 3166-1 codes."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired

from typing_extensions import TypedDict

from routes.analysis.argument_verdicts import Verdict
from routes.model import Drawn, Id, LengthMethod, Mode, Quotation, Stance, Traffic
from routes.views.json_data.shapes.common import Ends, Heading, Kilometres, Names, ValueJson, in_shape_of
from routes.views.json_data.shapes.estimate import EstimateJson


class ConflictJson(TypedDict):
    """Two scenarios that say opposite things of one leg, border crossing or port, and which one holds."""

    id: Id
    opened_by: Id
    closed_by: Id
    holds: str


class BlockerJson(TypedDict):
    """A leg, border crossing or port that freight cannot pass, and why."""

    id: Id
    kind: str
    status: str
    as_of: str | None
    because: str


class CrossingJson(TypedDict):
    """A border crossing: place, countries, status, kilometre."""

    post: Id
    names: Names
    leaves: str
    enters: str
    lon: float
    lat: float
    mode: Annotated[str, in_shape_of(Mode)]
    status: str
    traffic: list[Annotated[str, in_shape_of(Traffic)]]
    as_of: str | None
    not_confirmed_since: str | None
    at_km: float


class GaugeBreakJson(TypedDict):
    """A place where the gauge before and the gauge after, in millimetres, have nothing in common."""

    place: Id
    from_mm: int
    to_mm: int
    at_km: float


class TransshipmentJson(TypedDict):
    """A place where goods change from one mode to another."""

    place: Id
    from_mode: str
    to_mode: str
    at_km: float


class GroundJson(TypedDict):
    """The ground along a journey in metres above the sea, every `every_km` kilometres; null where it is not known."""

    highest_m: int
    highest_at_km: float
    climb_m: int
    climb_m_by_country: dict[str, int]
    known_km: float
    every_km: int
    heights_m: list[int | None]


class SectionJson(Ends):
    """A section of a journey: leg, ends, status, kilometres, sources."""

    id: Id
    country: str | None
    part: str | None
    mode: Annotated[str, in_shape_of(Mode)]
    gauges_mm: list[int]
    electrified: str | None
    status: str
    change: str | None
    passable: bool
    as_of: str | None
    not_confirmed_since: str | None
    evidence: str
    assumed_in_use: bool
    km: float
    at_km: float
    method: Annotated[str, in_shape_of(LengthMethod)]
    drawn: Annotated[str, in_shape_of(Drawn)]
    accuracy_m: int
    sources: list[Id]
    general_knowledge: bool


class RouteArgumentJson(TypedDict):
    """An argument that bears on a route, its stance on it, and the verdict under the journey's scenarios."""

    id: Id
    stance: Annotated[str, in_shape_of(Stance)]
    link: str
    says: str
    holder: str
    reported_by: str | None
    source: Id
    where: str | None
    quotation: Annotated[dict[str, Any], in_shape_of(Quotation)] | None
    takes_side: bool
    atlas_concludes: str | None
    overtaken_by: list[Id]
    verdict: Annotated[str, in_shape_of(Verdict)]


class PublishedLength(TypedDict):
    """Published lengths of the whole route or of a chain of its legs, rivals side by side."""

    id: Id
    title: str
    legs: list[Id]
    preferred: ValueJson
    values: list[ValueJson]
    range: list[float] | None
    not_comparable: str | None


class DisputedJson(TypedDict):
    """Kilometres on ground that more than one state claims: who holds it, who claims it, what each calls it."""

    id: Id
    name: str
    km: float
    held_by: str
    claimed_by: list[str]
    names: Names
    as_of: str
    sources: list[Id]
    says: str


class JourneyJson(Heading):
    """A route under scenarios: length, crossings, breaks of gauge, sections, what blocks it, arguments."""

    conflicts: list[ConflictJson]
    length_km: float
    length_methods: Kilometres
    share_passable: float
    unknown_km: float
    assumed_km: float
    km_by_evidence: Kilometres
    recent_since: int
    approximate_km: float
    oldest_as_of: str | None
    newest_as_of: str | None
    published: list[PublishedLength]
    km_by_country: Kilometres
    disputed: list[DisputedJson]
    km_by_mode: Kilometres
    km_by_status: Kilometres
    crossings: list[CrossingJson]
    gauge_breaks: list[GaugeBreakJson]
    transshipments: list[TransshipmentJson]
    handlings: list[Id]
    ground: GroundJson | None
    legs: list[SectionJson]
    blocked_by: list[BlockerJson]
    arguments: list[RouteArgumentJson]
    arguments_note: str | None
    data_version: str


class RouteJson(JourneyJson):
    """A route in full, with its estimate of time, cost and emissions."""

    estimate: EstimateJson


class OptionJson(JourneyJson):
    """One of the planner's options; `share_priced` where cost was asked for."""

    key: str
    ranked_by: str
    curated_route: Id | None
    share_priced: NotRequired[float]


class NoWayJson(Heading):
    """The answer where there is no route: no length, and what blocks the nearest thing to one."""

    conflicts: list[ConflictJson]
    length_km: None
    blocked_by: list[BlockerJson]
    data_version: str


class KeyedJourney(JourneyJson):
    """A route that is compared, and the key it was asked for by."""

    key: str


class TurningPointJson(TypedDict):
    """The value of one parameter from which route number `faster` (from 0) is the fastest by typical hours."""

    parameter: Id
    unit: str
    now: float
    turned: float
    within_given: bool
    faster: int


class LeadJson(TypedDict):
    """Hours by which the fastest route leads the next at the smallest and the largest value given for a parameter.

    Below zero another route is faster, and `open` is true.
    """

    parameter: Id
    unit: str
    given: list[float]
    lead_h: list[float]
    open: bool


class CombinationsJson(TypedDict):
    """In how many combinations of the values given for some parameters each route is the fastest; no probability.

    `left` is how many other parameters differ between the routes and keep their typical value.
    """

    total: int
    fastest_in: list[int]
    parameters: list[Id]
    left: int


class RangesJson(TypedDict):
    """What the ranges given for parameters do to a comparison of times; `fastest` is the number of a route, from 0."""

    says: str
    fastest: int
    lead_h: float
    leads: list[LeadJson]
    combinations: CombinationsJson


class ComparisonJson(TypedDict):
    """Routes side by side, and what the comparison finds in words."""

    finding: str
    sentence: str
    turning_points: list[TurningPointJson]
    ranges: RangesJson | None
    ways: list[KeyedJourney]
