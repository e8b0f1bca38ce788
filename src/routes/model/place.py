"""Places: stations, junctions, ports, border posts and cities, and their reported status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from routes.model.entry import CountryCode, Entry, Id, PartialDate, Sourced, Text
from routes.model.vocabulary import Mode, PlaceKind, PostStatus, Traffic


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
    themes: tuple[Id, ...] = ()
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
