"""An OpenAPI 3.1 document made of operations and the types of their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from routes.export.credit import LICENCE, LICENCE_URL
from routes.views.json_data.shapes.answer import ProblemJson

MEDIA = "application/vnd.oai.openapi+json;version=3.1"
PROBLEM = "application/problem+json"
SCHEMAS = "#/components/schemas/"
REFUSALS = {
    "400": "A parameter that is not known, or a question that cannot be answered.",
    "404": "No such path, or no entry with this id.",
    "414": "An address longer than the server reads.",
    "503": "More is asked for than the server computes at a time; `Retry-After` says when to ask again.",
}
HEADERS = {
    "ETag": "Changes with the data, the code and the day; send it as `If-None-Match` and get 304 while nothing has.",
    "Last-Modified": "When data, code or the age of reports last changed.",
    "Cache-Control": "How long the answer may be kept.",
    "Link": "What describes the answer, and its licence.",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """What a path answers: its name, its parameters as OpenAPI has them, and the type and media type of the answer."""

    path: str
    name: str
    what: str
    parameters: Sequence[Mapping[str, Any]]
    shape: Any
    media: str = "application/json"


def document(title: str, version: str, about: str, server: str, operations: Sequence[Operation]) -> dict[str, Any]:
    """Return the document of some operations.

    Parameters
    ----------
    server
        Where the paths begin, relative to the document.
    """
    kinds: list[Any] = [(o.name, "validation", TypeAdapter(o.shape)) for o in operations]
    kinds.append(("problem", "validation", TypeAdapter(ProblemJson)))
    found, definitions = TypeAdapter.json_schemas(kinds, ref_template=SCHEMAS + "{model}")
    schemas = {name: schema for (name, _), schema in found.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": version,
            "description": about,
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": server}],
        "paths": {o.path: {"get": _operation(o, schemas[o.name])} for o in operations},
        "components": {
            "schemas": _opened(definitions["$defs"]),
            "responses": {code: _refusal(says, schemas["problem"]) for code, says in REFUSALS.items()},
            "headers": {name: {"description": says, "schema": {"type": "string"}} for name, says in HEADERS.items()},
        },
    }


def _operation(operation: Operation, schema: Mapping[str, Any]) -> dict[str, Any]:
    ok = {
        "description": "The answer.",
        "headers": {header: {"$ref": f"#/components/headers/{header}"} for header in HEADERS},
        "content": {operation.media: {"schema": _opened(schema)}},
    }
    refused = {code: {"$ref": f"#/components/responses/{code}"} for code in REFUSALS}
    return {
        "operationId": operation.name,
        "summary": operation.what,
        "parameters": operation.parameters,
        "responses": {"200": ok, "304": {"description": "Nothing has changed since the `ETag` sent."}, **refused},
    }


def _refusal(says: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": says, "content": {PROBLEM: {"schema": schema}}}


def _opened(schema: Any) -> Any:
    """Return a schema that admits further fields: new ones may come."""
    if isinstance(schema, dict):
        return {key: _opened(value) for key, value in schema.items() if (key, value) != ("additionalProperties", False)}
    return [_opened(item) for item in schema] if isinstance(schema, list) else schema
