"""The OpenAPI document of the API, made of its table of endpoints and the types of their answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from routes.data.atlas import Atlas
from routes.views import urls
from routes.views.json_data.shapes.answer import Answer
from routes.web.server import openapi
from routes.web.server.api_answers import ENDPOINTS, VERSION, Endpoint
from routes.web.server.api_parameters import PARAMETERS
from routes.web.server.openapi import Operation

ABOUT = (
    "Every view of Corridor Atlas as JSON: trade corridors of the Caucasus, Iran, the Caspian and Central Asia, "
    "measured, dated and argued. Every status carries the date of its report; nothing is live. Every answer holds "
    "the sources it cites, its licence and the data version. A path, parameter or field is never renamed or removed "
    "within this version; new ones may come. Any site may read it; every path answers HEAD too."
)


def document(atlas: Atlas) -> dict[str, Any]:
    """Return the OpenAPI document, with examples that this atlas answers; addresses are relative to it."""
    operations = [operation for endpoint in ENDPOINTS for operation in _operations(atlas, endpoint)]
    return openapi.document("Corridor Atlas", VERSION.removeprefix("v"), ABOUT, urls.file(VERSION, "../"), operations)


def _operations(atlas: Atlas, endpoint: Endpoint) -> Iterator[Operation]:
    """Yield what an endpoint answers, and what it answers of one entry."""
    path, name = f"/{endpoint.path}", endpoint.path or "index"
    asked = [_query(atlas, key, key in endpoint.needs) for key in endpoint.taken]
    yield Operation(path, name, endpoint.what, asked, _answer(endpoint.shape))
    if endpoint.one:
        example = next(iter(getattr(atlas, endpoint.table)))
        id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": example}
        id["description"] = "id of the entry"
        yield Operation(f"{path}/{{id}}", f"{name}-one", endpoint.what, [id, *asked], _answer(endpoint.one_shape))


def _answer(shape: Any) -> Any:
    """Return the type of a whole answer that has data of a shape."""
    whole: Any = Answer
    return whole[shape]


def _query(atlas: Atlas, key: str, needed: bool) -> dict[str, Any]:
    parameter = PARAMETERS[key]
    example = parameter.example(atlas)
    return {
        "name": key,
        "in": "query",
        "description": parameter.says,
        "required": needed,
        "schema": parameter.schema,
        **({"style": "form", "explode": False} if parameter.many else {}),
        "example": example.split(",") if parameter.many else example,
    }
