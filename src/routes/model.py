"""What are the nouns? The entries of geodata/, frozen, with unknown fields refused.

Longitudes come before latitudes everywhere; lengths are in kilometres, gauges in millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

ID_PATTERN = r"^[a-z0-9]+(-{1,2}[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _real_date(text: str) -> str:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    date(year, month, day)
    return text


PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_real_date)]


class Mode(StrEnum):
    """What carries the goods on a leg."""

    RAIL = "rail"
    ROAD = "road"
    SEA = "sea"


class LegStatus(StrEnum):
    """The state of a leg, as its source reports it."""

    OPEN = "open"
    UNDER_CONSTRUCTION = "under-construction"
    PLANNED = "planned"
    DISUSED = "disused"
    DISMANTLED = "dismantled"
    UNKNOWN = "unknown"


class PostStatus(StrEnum):
    """The state of a border post or port, as its source reports it."""

    OPEN = "open"
    LIMITED = "limited"
    CLOSED = "closed"
    PLANNED = "planned"
    UNKNOWN = "unknown"


class Traffic(StrEnum):
    """What may pass."""

    FREIGHT = "freight"
    PASSENGERS = "passengers"


class LengthMethod(StrEnum):
    """How the kilometres of a leg are known."""

    OSM_TRACK = "osm-track"
    PUBLISHED = "published"
    DRAWN = "drawn"
    COMPUTED_SEA = "computed-sea"


class Drawn(StrEnum):
    """Where the drawn course of a leg comes from."""

    OSM = "osm"
    DIGITISED = "digitised"
    SEA_LANE = "sea-lane"
    APPROXIMATE = "approximate"


class PlaceKind(StrEnum):
    """What stands at a place."""

    STATION = "station"
    JUNCTION = "junction"
    GAUGE_CHANGE = "gauge-change"
    TERMINAL = "terminal"
    PORT = "port"
    BORDER_POST = "border-post"
    CITY = "city"
    VILLAGE = "village"


class Stance(StrEnum):
    """Whether an argument speaks for a way, against it, or neither."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Theme(StrEnum):
    """The map layers a leg or place belongs to."""

    ZANGEZUR_SYUNIK = "zangezur-syunik"
    IRAN_TRANSIT = "iran-transit"
    NORTH_SOUTH = "north-south"
    BAKU_TBILISI_KARS = "baku-tbilisi-kars"
    ARMENIA_GEORGIA = "armenia-georgia"
    CASPIAN = "caspian"
    CENTRAL_ASIA_RAIL = "central-asia-rail"
    ROADS = "roads"
    BORDER_POSTS = "border-posts"


class Entry(BaseModel):
    """Anything people write into geodata/."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Sourced(Entry):
    """A statement that names its sources, or says plainly that it is general knowledge."""

    sources: tuple[Id, ...] = ()
    general_knowledge: bool = False

    @model_validator(mode="after")
    def _has_ground(self) -> Sourced:
        if not self.sources and not self.general_knowledge:
            raise ValueError("names no source; add `sources`, or `general_knowledge: true` if none was looked up")
        return self


class LegReport(Sourced):
    """The reported state of a leg. `as_of` is the date of the report; none counts as stale."""

    value: LegStatus
    as_of: PartialDate | None = None
    note: Text | None = None
    limit_days: int | None = Field(default=None, gt=0)


class PostReport(Sourced):
    """The reported state of a border post or port, for freight unless `traffic` says more."""

    value: PostStatus
    as_of: PartialDate | None = None
    note: Text | None = None
    passengers: Text | None = None
    traffic: tuple[Traffic, ...] = (Traffic.FREIGHT,)
    direction: Annotated[str, StringConstraints(pattern=r"^(both|[A-Z]{2}-[A-Z]{2})$")] = "both"
    limit_days: int | None = Field(default=None, gt=0)


class Label(Entry):
    """How a place's name is set on the map: rank 1 is drawn first, side is where the text goes."""

    rank: int = Field(ge=1, le=9)
    side: Literal["l", "r", "t", "b"] = "r"


class Place(Sourced):
    """A station, junction, port, border post or city.

    `precision_m` is the radius within which the true point is taken to lie. `countries` has one ISO 3166-1 alpha-2
    code, two for a border post. `of` names the city a terminal serves; `transfer` the modes goods can change between.
    """

    id: Id
    name: Text
    names: Mapping[str, Text] = {}
    kind: PlaceKind
    countries: tuple[CountryCode, ...] = Field(min_length=1, max_length=2)
    part: Text | None = None
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)
    precision_m: int = Field(gt=0)
    of: Id | None = None
    unlocode: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")] | None = None
    modes: tuple[Mode, ...] = ()
    transfer: tuple[Mode, ...] = ()
    status: PostReport | None = None
    themes: tuple[Theme, ...] = ()
    label: Label | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Place:
        post = self.kind is PlaceKind.BORDER_POST
        if post != (len(self.countries) == 2):
            raise ValueError("a border post has two `countries`, every other place one")
        if (post or self.kind is PlaceKind.PORT) and self.status is None:
            raise ValueError("a border post or port needs a `status`; write `unknown` if nothing is reported")
        if post and not self.modes:
            raise ValueError("a border post needs `modes`: rail, road or both")
        return self

    @property
    def approximate(self) -> bool:
        """Whether the point may be more than 2 km from the truth, or rests on general knowledge."""
        return self.precision_m > 2_000 or self.general_knowledge


class Traction(StrEnum):
    """What pulls trains on a leg, as far as its source says."""

    ELECTRIC = "electric"
    DIESEL = "diesel"
    UNKNOWN = "unknown"


# Words that leave open whether wires hang over a line now.
UNSURE = ("unverified", "not verified", "unknown", "mixed", "in the past", "yes, planned")


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
    themes: tuple[Theme, ...] = Field(min_length=1)
    badges: tuple[Id, ...] = ()
    note: Text | None = None
    line: tuple[tuple[float, float], ...] = Field(min_length=2, exclude=True)

    @model_validator(mode="after")
    def _fits_its_mode(self) -> Leg:
        if (self.mode is Mode.RAIL) != bool(self.gauges_mm):
            raise ValueError("a railway leg needs `gauges_mm`, no other leg has it")
        if self.mode is not Mode.SEA and self.country is None:
            raise ValueError("a leg on land needs its `country`")
        limit = {Drawn.OSM: 500, Drawn.DIGITISED: 3_000, Drawn.APPROXIMATE: 25_000}.get(self.drawn, 25_000)
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
        said = (self.electrified or "unknown").casefold()
        if any(word in said for word in UNSURE):
            return Traction.UNKNOWN
        return Traction.DIESEL if said.startswith("no") else Traction.ELECTRIC


class ValueKind(StrEnum):
    """Where a published figure comes from; the order is the order of preference."""

    POSTS = "line-posts"
    OWNER = "owner"
    PRESS = "press"
    DERIVED = "derived"


class Value(Entry):
    """One published value, a range or both. `value` may be absent where only words were found (`text`)."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    text: Text | None = None
    unit: Text
    scope: Text | None = None
    holder: Text | None = None
    kind: ValueKind
    source: Id
    as_of: PartialDate | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Value:
        if self.value is None and self.low is None and self.high is None and self.text is None:
            raise ValueError("needs `value`, `low`, `high` or `text`")
        return self


class FigureKind(StrEnum):
    """What a published figure measures."""

    LENGTH = "length"
    CAPACITY = "capacity"
    TRAFFIC = "traffic"
    TIME = "time"
    DEPTH = "depth"
    COST = "cost"


class Figure(Entry):
    """Published values of one thing: a chain of legs, a place, or a route. Rivals stand side by side."""

    id: Id
    what: FigureKind
    title: Text
    legs: tuple[Id, ...] = ()
    place: Id | None = None
    route: Id | None = None
    values: tuple[Value, ...] = Field(min_length=1)
    not_comparable: Text | None = None
    note: Text | None = None

    @property
    def range(self) -> tuple[float, float] | None:
        """The lowest and the highest number given, in the unit of the preferred value."""
        said = [v for v in self.values if v.unit == self.preferred.unit]
        given = [n for v in said for n in (v.value, v.low, v.high) if n is not None]
        return (min(given), max(given)) if given else None

    @property
    def preferred(self) -> Value:
        """The value chosen by rule: line posts, then the owner's latest, then the press's latest, then derived ones."""
        order = list(ValueKind)
        latest_first = sorted(self.values, key=lambda v: v.as_of or "", reverse=True)
        return min(latest_first, key=lambda v: (order.index(v.kind), v.value is None))


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


class Ground(StrEnum):
    """What a value of the estimate rests on: a source's own number, a sum from such numbers, or nothing but us."""

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
}


class Parameter(Entry):
    """One number of the estimate as it is at best (fast, low), typically, and at worst (slow, high).

    It holds wherever all that it names holds: `mode`, `countries` (a border's two), `direction` (`CN-KZ`), `places`,
    `doing` (a port boarded or left) and `passes` (a place the way passes). The narrowest is used. Hours
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


class Stage(Entry):
    """A part of a run: a parameter, and for a speed the kilometres it is held for."""

    parameter: Id
    km: float | None = Field(default=None, gt=0)
    note: Text | None = None


class Run(Entry):
    """A stretch of which somebody says, or has measured, how long it takes.

    The atlas's way is a `route`, from its place `from` to its place `to` where those are given, or a chain of `legs`
    that begins at `from`. `beyond` adds what lies outside the atlas. `by_hand` is the same sum over published
    distances. `figures` hold the claims, `routes` are those it is shown beside.
    """

    id: Id
    title: Text
    route: Id | None = None
    legs: tuple[Id, ...] = ()
    start: Id | None = Field(default=None, alias="from")
    end: Id | None = Field(default=None, alias="to")
    beyond: tuple[Stage, ...] = ()
    by_hand: tuple[Stage, ...] = ()
    figures: tuple[Id, ...] = ()
    routes: tuple[Id, ...] = ()
    why: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _is_one_way(self) -> Run:
        if (self.route is None) == (not self.legs) or (self.legs and self.start is None):
            raise ValueError("name a `route`, or `legs` and the place `from` which they lead")
        return self


class Event(Sourced):
    """Something that happened on or to legs, places or routes."""

    id: Id
    date: PartialDate
    until: PartialDate | None = None
    what: Text
    legs: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    routes: tuple[Id, ...] = ()


class Period(Sourced):
    """A time in which a leg, post or port was in use.

    It opened on `opened`, or is only known to have stood by `stood_by`. It ended on `closed` and is known to have
    lasted to `known_until`: between the two its state is not known. With neither it has lasted to the last report.
    """

    opened: PartialDate | None = None
    stood_by: PartialDate | None = None
    closed: PartialDate | None = None
    known_until: PartialDate | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Period:
        if (self.opened is None) == (self.stood_by is None):
            raise ValueError("give `opened`, or `stood_by` where only a year is known by which it was in use")
        dates = [d for d in (self.opened or self.stood_by, self.known_until, self.closed) if d]
        for before, after in pairwise(dates):
            if after[: len(before)] < before[: len(after)]:
                raise ValueError(f"{after} comes before {before}")
        return self


class Announcement(Entry):
    """An opening somebody announced: for when (`opens`), who (`holder`), on which day (`said`, if known), and where."""

    opens: PartialDate
    holder: Text
    said: PartialDate | None = None
    source: Id
    note: Text | None = None


class History(Entry):
    """When some legs, posts and ports were in use, and for when their opening was announced, one date after another.

    Without `periods` they have never been open. `announced` is in the order in which it was said; the last one holds.
    """

    id: Id
    legs: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    periods: tuple[Period, ...] = ()
    announced: tuple[Announcement, ...] = ()
    sources: tuple[Id, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> History:
        if not self.legs and not self.places:
            raise ValueError("names no `legs` and no `places`")
        if not self.periods and not self.announced and not self.sources:
            raise ValueError("says nothing: give `periods`, `announced`, or the `sources` that call it new")
        starts = [p.opened or p.stood_by or "" for p in self.periods]
        if starts != sorted(starts) or any(p.closed is None and p.known_until is None for p in self.periods[:-1]):
            raise ValueError("`periods` follow one another, each ended before the next")
        said = [a.said for a in self.announced if a.said]
        if said != sorted(said):
            raise ValueError("`announced` stands in the order in which it was said")
        return self


class OtherName(Entry):
    """A name in use for a way, and who uses it."""

    name: Text
    used_by: Text
    sources: tuple[Id, ...] = ()


class Route(Entry):
    """A way a reader can pick: legs in order from one place to another."""

    id: Id
    title: Text
    short: Text
    question: Id
    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    summary: Text
    passengers: Text
    names: tuple[OtherName, ...] = ()
    legs: tuple[Id, ...] = Field(min_length=1)
    figures: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    checked: PartialDate


class Question(Entry):
    """A question a reader has; its routes answer it. `start` is the route shown first.

    `pairs` are origins and destinations whose best open way is worth knowing under each scenario.
    """

    id: Id
    title: Text
    asks: Text
    start: Id
    layers: tuple[Theme, ...]
    pairs: tuple[tuple[Id, Id], ...] = ()


class Topic(Entry):
    """A broad subject of arguments and the routes it bears on by the atlas's own judgement."""

    id: Id
    title: Text
    routes: tuple[Id, ...]


class Badge(Entry):
    """Words set beside a leg or place under a scenario or as last reported; kilometres do not change."""

    text: Text
    on: tuple[Text, ...]
    sources: tuple[Id, ...] = ()


class Scenario(Sourced):
    """A state of the world a reader can try.

    `opens` and `closes` hold ids of legs, posts and ports, or selectors: `country:IR`, `pair:AM-AZ`, `mode:sea`.
    """

    id: Id
    title: Text
    short: Text
    opens: tuple[Text, ...] = ()
    closes: tuple[Text, ...] = ()
    badges: tuple[Badge, ...] = ()
    because: Text
    holder: Text | None = None
    as_of: PartialDate
    reported: Text
    hypothetical: bool = False
    frame: Literal["on-paper"] | None = None
    questions: tuple[Id, ...] = ()


class Year(Scenario):
    """The network at the end of a year: computed, never written. `ahead` of the last report it is as announced."""

    year: int
    ahead: bool


class Metric(StrEnum):
    """What the map can measure of a way."""

    LENGTH = "length-km"
    CROSSINGS = "crossings"
    GAUGE_BREAKS = "gauge-breaks"
    TRANSSHIPMENTS = "transshipments"
    HANDLINGS = "handlings"
    SEA = "sea-km"
    IN_COUNTRY = "km-in-country"
    SHARE_PASSABLE = "share-passable"
    EXISTS = "exists"
    DRAWN = "drawn-km"


class Way(Entry):
    """What a check measures: a route, a chain of legs, or the shortest open way between two places (`from`, `to`).

    `called` is how a sentence names it (`over Azerbaijan by rail`); after two places it stands behind their names.
    """

    called: Text | None = None
    route: Id | None = None
    legs: tuple[Id, ...] = ()
    start: Id | None = Field(default=None, alias="from")
    end: Id | None = Field(default=None, alias="to")
    avoid: tuple[Text, ...] = ()
    country: CountryCode | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Way:
        pair = self.start is not None and self.end is not None
        if sum((self.route is not None, bool(self.legs), pair)) != 1:
            raise ValueError("name one of `route`, `legs`, or `from` and `to`")
        return self


class Check(Entry):
    """How the map can test an argument: does the metric of each way in `of` stand so to `than`?

    `than` is a number or ways, matched with `of` one by one. `part` names the part of the argument that is tested;
    `circular` says why a test would only return the claim's own figure; `frames` are the states of the world tried.
    """

    metric: Metric
    of: tuple[Way, ...] = Field(min_length=1)
    is_: Literal["less-than", "more-than", "at-most", "at-least", "equal-to", "about"] = Field(alias="is")
    than: float | tuple[Way, ...]
    tolerance: float = Field(default=0.05, gt=0, description="for `about`, as a share")
    threshold_set_by: Literal["source", "atlas"]
    frames: tuple[Id, ...] = Field(default=("as-last-reported", "on-paper"), min_length=1)
    part: Text
    circular: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _matches_one_by_one(self) -> Check:
        if isinstance(self.than, tuple) and len(self.than) != len(self.of):
            raise ValueError("`than` has as many ways as `of`, or is a number")
        return self


class Argument(Entry):
    """One argument a source makes, in our own words. `holder` claims it, `reported_by` passes it on.

    `topics` gives its stance by broad topic, which the atlas ties to routes (an inferred link); `direct` gives its
    stance on routes whose way or place the source itself names.
    """

    id: Id
    says: Text
    holder: Text
    reported_by: Text | None = None
    where: Text | None = None
    about: Literal[
        "distance",
        "capacity",
        "time",
        "economics",
        "infrastructure",
        "security",
        "sovereignty",
        "sanctions",
        "political-risk",
        "identity",
    ]
    topics: Mapping[Id, Stance]
    direct: Mapping[Id, Stance] = {}
    as_of: PartialDate | None = None
    overtaken: Text | None = None
    overtaken_by: tuple[Id, ...] = ()
    checkable: Text | None = None
    check: Check | None = None
    note: Text | None = None


class Source(Entry):
    """A text the atlas rests on, and the arguments it makes. `read` says whether it was read whole or as an excerpt."""

    id: Id
    title: Text | None
    author: Text | None = None
    publisher: Text
    published: PartialDate | None = None
    published_note: Text | None = None
    url: Text | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = "en"
    kind: Literal[
        "official",
        "agency",
        "thinktank",
        "opinion",
        "aggregator",
        "reference",
        "dataset",
        "own-computation",
        "press",
        "statistics",
    ]
    second_hand: bool = False
    read: Literal["whole", "excerpt", "dataset"] = "excerpt"
    licence: Text | None = None
    note: Text | None = None
    arguments: tuple[Argument, ...] = ()

    @model_validator(mode="after")
    def _address_is_on_the_web(self) -> Source:
        if self.url is not None and not self.url.startswith(("https://", "http://")):
            raise ValueError("`url` must start with https:// or http://; leave it out where there is no web address")
        return self
