"""Hold answers against the schemas of an OpenAPI document, closed: a field that it does not name is a mistake."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator


def checked(document: Any, schema: Any, answer: Any) -> None:
    """Hold an answer against a schema of the document."""
    errors = list(validator(json.dumps(schema), json.dumps(document["components"]["schemas"])).iter_errors(answer))
    assert not errors, f"{errors[0].json_path}: {errors[0].message[:300]}"


@cache
def validator(schema: str, schemas: str) -> Draft202012Validator:
    """Return the validator of a schema of some components."""
    return Draft202012Validator({"components": {"schemas": closed(json.loads(schemas))}, **closed(json.loads(schema))})


def closed(schema: Any) -> Any:
    """Return a schema that admits no field it does not name."""
    if isinstance(schema, dict):
        inner = {key: closed(value) for key, value in schema.items()}
        return inner | {"additionalProperties": False} if "properties" in inner else inner
    return [closed(item) for item in schema] if isinstance(schema, list) else schema


def schema_of(operation: Any) -> Any:
    """Return the schema of what an operation answers."""
    (content,) = operation["responses"]["200"]["content"].values()
    return content["schema"]
