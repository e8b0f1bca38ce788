"""Shapes that several answers share, and entries of the data as they stand in an answer."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import ConfigDict, GetPydanticSchema
from typing_extensions import TypedDict

from routes.model import Id, Value


def in_shape_of(kind: Any) -> GetPydanticSchema:
    """Return the mark of plain data that has the shape of a type."""
    return GetPydanticSchema(lambda _, handler: handler(kind))


LAZY = ConfigDict(defer_build=True)
Names: TypeAlias = dict[str, str]
Kilometres: TypeAlias = dict[str, float]
Ends = TypedDict("Ends", {"from": Id, "to": Id})


class Heading(Ends):
    """Which route it is, and under which scenarios; `route` is null for one that the planner found."""

    route: Id | None
    title: str
    scenarios: list[Id]


class Amount(TypedDict):
    """A number: the lowest, the typical and the highest."""

    low: float
    typical: float
    high: float


class Hours(TypedDict):
    """A time at its fastest, typically and at its slowest."""

    fast: float
    typical: float
    slow: float


ValueJson: TypeAlias = Annotated[dict[str, Any], in_shape_of(Value)]
