"""Shape of entries in JSON: places, sources, arguments, scenarios, routes in short, layers of the map."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from routes.analysis.argument_verdicts import Verdict
from routes.model import Argument, Drawn, Id, LengthMethod, Metric, Mode, Place, PlaceKind, Scenario, Source, Text
from routes.views.json_data.shapes.common import LAZY, Ends, in_shape_of
from routes.views.scenario_table import Column, Row


class TrialJson(TypedDict):
    """One comparison under one state of the world."""

    frame: str
    of: str
    than: str | None
    measured: float | None
    threshold: float | None
    ratio: float | None
    outcome: str
    holds: bool | None
    rests_on_approximate: bool


Compared = TypedDict("Compared", {"is": str | None})


class FindingJson(Compared):
    """A verdict on an argument. The numbers at the top are those of the first test; `trials` has them all."""

    argument: Id
    metric: Annotated[str, in_shape_of(Metric)] | None
    of: str | None
    threshold: float | None
    threshold_set_by: str | None
    measured: float | None
    verdict: Annotated[str, in_shape_of(Verdict)]
    reason: str | None
    because: str
    rests_on_approximate: bool
    part: str | None
    note: str | None
    trials: list[TrialJson]
    related: str | None
    happened: str | None
    claimed_date: str | None


class ArgumentAnswer(Argument):
    """An argument with its source, the routes it bears on, and what was found."""

    model_config = LAZY
    source: Id
    citation: str
    routes: list[Id]
    finding: FindingJson


class PlaceAnswer(Place):
    """A place, the routes through it, and since when its status is not confirmed."""

    model_config = LAZY
    not_confirmed_since: str | None
    routes: list[Id]


class CitedSource(Source):
    """A source with its citation, without its arguments."""

    model_config = LAZY
    # Left out where there is none.
    title: Text | None = None
    citation: str


class SourceAnswer(CitedSource):
    """A source with its citation and what it argues."""

    model_config = LAZY
    arguments: tuple[Argument, ...]


SourceJson = Annotated[dict[str, Any], in_shape_of(CitedSource)]
ScenarioJson = Annotated[dict[str, Any], in_shape_of(Scenario)]


class RouteInShort(Ends):
    """A route in short: kilometres, and how many crossings, breaks of gauge and transshipments."""

    id: str
    title: str
    question: Id | None
    length_km: float
    share_passable: float
    passable: bool
    assumed_km: float
    crossings: int
    gauge_breaks: int
    transshipments: int
    checked: str | None


class ScenariosJson(TypedDict):
    """Every scenario, and how the routes and pairs of places of a question fare under each."""

    question: Id
    scenarios: list[ScenarioJson]
    columns: list[Annotated[dict[str, Any], in_shape_of(Column)]]
    routes: list[Annotated[dict[str, Any], in_shape_of(Row)]]
    pairs: list[Annotated[dict[str, Any], in_shape_of(Row)]]


class LayerLink(TypedDict):
    """A layer of the map and where it is as GeoJSON."""

    id: Id
    href: str


Position = tuple[float, float]


class PointJson(TypedDict):
    """A point in WGS 84: longitude, latitude."""

    type: Literal["Point"]
    coordinates: Position


class LineJson(TypedDict):
    """A line in WGS 84: longitudes and latitudes."""

    type: Literal["LineString"]
    coordinates: list[Position]


class LegProperties(TypedDict):
    """What is known of a leg."""

    id: Id
    title: str
    mode: Mode
    country: str | None
    gauges_mm: list[int] | None
    status: str
    assumed_in_use: bool
    status_as_of: str | None
    not_confirmed_since: str | None
    length_km: float
    length_method: LengthMethod
    course: Drawn
    accuracy_m: int
    sources: list[Id]
    says: Annotated[list[str], Field(description="sentences about it, for readers")]


class PlaceProperties(TypedDict):
    """What is known of a place on a layer."""

    id: Id
    name: str
    kind: PlaceKind
    countries: list[str]
    status: str | None
    status_as_of: str | None
    not_confirmed_since: str | None
    precision_m: int
    sources: list[Id]
    says: Annotated[list[str], Field(description="sentences about it, for readers")]


class LegFeature(TypedDict):
    """A leg as a GeoJSON feature."""

    type: Literal["Feature"]
    properties: LegProperties
    geometry: LineJson


class PlaceFeature(TypedDict):
    """A place as a GeoJSON feature."""

    type: Literal["Feature"]
    properties: PlaceProperties
    geometry: PointJson


class LayerJson(TypedDict):
    """A layer of the map as GeoJSON."""

    type: Literal["FeatureCollection"]
    name: Id
    data_version: str
    features: list[LegFeature | PlaceFeature]
