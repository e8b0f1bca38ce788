"""Checks of arguments: a metric of one route against a number or another route."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from routes.model.entry import CountryCode, Entry, Id, PartialDate, ReportPeriod, Text
from routes.model.vocabulary import CapacityStage


class Metric(StrEnum):
    """What the map can measure of a route."""

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
    CAPACITY = "capacity-mt"
    PUBLISHED = "published"
    SLIPPED = "slipped-months"
    DATED = "dated"


# A date as it is known, or the first and the last date of a time.
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?$")]
# The bounds a date can be held against.
OF_DATES = ("less-than", "more-than", "equal-to")


class Way(Entry):
    """What a check measures: a route, a chain of legs, or the shortest open route between two places (`from`, `to`).

    `called` is how a sentence names it (`over Azerbaijan by rail`); after two places it stands behind their names.
    `figure` is a published figure instead, narrowed to values of a `period`, a `stage`, a `scope` that begins so or a
    date (`since` or later); `history` a series of announced openings, `event` something that happened.
    """

    called: Text | None = None
    route: Id | None = None
    legs: tuple[Id, ...] = ()
    start: Id | None = Field(default=None, alias="from")
    end: Id | None = Field(default=None, alias="to")
    avoid: tuple[Text, ...] = ()
    country: CountryCode | None = None
    figure: Id | None = None
    period: ReportPeriod | None = None
    stage: CapacityStage | None = None
    scope: Text | None = None
    since: PartialDate | None = None
    history: Id | None = None
    event: Id | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Way:
        pair = self.start is not None and self.end is not None
        named = (self.route, self.figure, self.history, self.event)
        if sum((*(id is not None for id in named), bool(self.legs), pair)) != 1:
            raise ValueError("name one of `route`, `legs`, `figure`, `history`, `event`, or `from` and `to`")
        return self


class Check(Entry):
    """How the map can test an argument: does the metric of each route in `of` stand so to `than`?

    `than` is a number, a date or routes, matched with `of` one by one. `part` names the part of the argument that is
    tested; `circular` says why a test would only return the claim's own figure; `frames` are the states of the world
    tried. `related` says why a test is a reading of ours and not what the claim asserts: it then carries figures, no
    verdict.
    """

    metric: Metric
    of: tuple[Way, ...] = Field(min_length=1)
    is_: Literal["less-than", "more-than", "at-most", "at-least", "equal-to", "about"] = Field(alias="is")
    than: float | Moment | tuple[Way, ...]
    tolerance: float = Field(default=0.05, gt=0, description="for `about`, as a share")
    threshold_set_by: Literal["source", "atlas"]
    frames: tuple[Id, ...] = Field(default=("as-last-reported", "on-paper"), min_length=1)
    part: Text
    circular: Text | None = None
    related: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _matches_one_by_one(self) -> Check:
        if (self.metric is Metric.PUBLISHED) != any(way.figure for way in self.of):
            raise ValueError("`published` is the metric of a `figure`, and no other")
        if (self.metric is Metric.SLIPPED) != any(way.history for way in self.of):
            raise ValueError("`slipped-months` is the metric of a `history`, and no other")
        if (self.metric is Metric.DATED) != any(way.event for way in self.of):
            raise ValueError("`dated` is the metric of an `event`, and no other")
        if self.metric is Metric.DATED and (self.is_ not in OF_DATES or isinstance(self.than, float)):
            raise ValueError(
                "`dated` is `less-than` (before), `more-than` (after) or `equal-to` a date in quotation marks"
            )
        if isinstance(self.than, str) and self.metric is not Metric.DATED:
            raise ValueError("only `dated` is compared with a date")
        if isinstance(self.than, tuple) and len(self.than) != len(self.of):
            raise ValueError("`than` has as many ways as `of`, or is a number")
        return self
