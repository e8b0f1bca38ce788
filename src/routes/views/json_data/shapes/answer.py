"""Shape of every answer of the API, with sources, licence and version beside the data; of its index; of a refusal."""

from __future__ import annotations

from typing import Annotated, Generic, NotRequired, TypeVar

from pydantic import Field
from typing_extensions import TypedDict

from routes.views.json_data.shapes.entries import SourceJson
from routes.views.json_data.shapes.published import PublishedJson

Data = TypeVar("Data")


class LicenceJson(TypedDict):
    """The licence of what is answered, whom to name, and whose borders are drawn."""

    id: str
    url: str
    attribution: str
    boundaries: str


class Answer(TypedDict, Generic[Data]):
    """What was asked for, with the full entries of the sources it cites, the licence and the data version.

    `as_published` is there where a release was asked for.
    """

    data: Data
    data_version: str
    as_published: NotRequired[PublishedJson]
    sources: dict[str, SourceJson]
    licence: LicenceJson
    documentation: str


class EndpointJson(TypedDict):
    """A path of the API, what it answers, and its parameters."""

    path: str
    one: str | None
    what: str
    parameters: dict[str, str]


class IndexJson(TypedDict):
    """What the API answers."""

    name: str
    version: str
    says: str
    stable: str
    answers: str
    errors: str
    endpoints: list[EndpointJson]
    description: str
    files: str
    layers: list[str]


class ProblemJson(TypedDict):
    """Why there is no answer, as RFC 9457 has it; `error` says the same as `detail`."""

    type: str
    title: str
    status: int
    detail: str
    error: Annotated[str, Field(description="what was asked and what to do")]
    documentation: str
