"""Published figures: conflicting values of one thing, side by side."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from routes.model.entry import Entry, Id, PartialDate, ReportPeriod, Text
from routes.model.vocabulary import CapacityStage

# Which way goods go: both together, one not named, or out of one country into another.
Direction = Annotated[str, StringConstraints(pattern=r"^(both|one|[A-Z]{2}-[A-Z]{2})$")]


class ValueKind(StrEnum):
    """Where a published figure comes from; the order is the order of preference."""

    POSTS = "line-posts"
    OWNER = "owner"
    PRESS = "press"
    DERIVED = "derived"

    @property
    def rank(self) -> int:
        """Its place in the order in which values are preferred, from 0."""
        return list(ValueKind).index(self)


# Figures of what was planned or promised begin their id with this.
PLAN = "plan-"
COUNTED = frozenset({CapacityStage.PRESENT, CapacityStage.DESIGN})


class PromiseKind(StrEnum):
    """What was announced."""

    OPENING = "opening"
    CAPACITY = "capacity"
    LOAD = "load"
    OTHER = "other"


class Outcome(Entry):
    """What came of an announcement: the date on which it was done, or the value reached; who reports it."""

    done: PartialDate | None = None
    reached: float | None = None
    source: Id
    note: Text | None = None


class Promise(Entry):
    """What was announced and for when; `target` is absent where no date was given, `outcome` where none is reported."""

    what: PromiseKind
    target: PartialDate | None = None
    outcome: Outcome | None = None


class Value(Entry):
    """One published value, a range or both. `value` may be absent where only words were found (`text`).

    `cargo` names the goods a value is of where it is not of all; `stage` is that of a capacity.
    """

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
    period: ReportPeriod | None = None
    direction: Direction | None = None
    cargo: Text | None = None
    stage: CapacityStage | None = None
    promise: Promise | None = None

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
    SHARE = "share"
    COUNT = "count"


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
        same_unit = [v for v in self.values if v.unit == self.preferred.unit]
        given = [n for v in same_unit for n in (v.value, v.low, v.high) if n is not None]
        return (min(given), max(given)) if given else None

    @property
    def preferred(self) -> Value:
        """The value chosen by rule: line posts, then the owner's latest, then the press's latest, then derived ones."""
        latest_first = sorted(self.values, key=lambda v: v.as_of or "", reverse=True)
        return min(latest_first, key=lambda v: (v.kind.rank, v.value is None))
