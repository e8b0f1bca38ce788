"""Shape of announcements and what came of them in JSON."""

from __future__ import annotations

from typing_extensions import TypedDict

from routes.model import Id
from routes.views.json_data.shapes.common import ValueJson


class RecordJson(TypedDict):
    """How the announcements of one holder, or one type of holder, came out."""

    name: str
    announced: int
    outcome_known: int
    kept: int
    late: int


class PromiseJson(TypedDict):
    """One announcement: of what, for when, by whom, when it was said, and what came of it."""

    what: str
    target: str | None
    said: str | None
    holder: str | None
    holder_type: str
    value: ValueJson | None
    came: str
    done: str | None
    late_months: int | None
    reached: float | None
    note: str | None
    sources: list[Id]


class SeriesJson(TypedDict):
    """Everything announced of one thing, in the order in which it was said."""

    id: Id
    title: str
    legs: list[Id]
    places: list[Id]
    route: Id | None
    moved: int
    announcements: list[PromiseJson]


class PromisesJson(TypedDict):
    """Announcements with the rule they are judged by, the counts, and the records of those who made them."""

    rule: str
    counts: dict[str, int]
    holder_types: list[RecordJson]
    holders: list[RecordJson]
    series: list[SeriesJson]
