"""A page to read the API's document without any program from elsewhere."""

from __future__ import annotations

from typing import Any

from routes.views import markup, urls
from routes.web.server import api_document
from routes.web.server.api_answers import DOCUMENT, VERSION
from routes.web.server.assets import AssetStore

# From the page, /api/v1/reference.html, to the first page.
ROOT = "../../"


def html(assets: AssetStore) -> str:
    """Return the page: every path with its parameters, an example, and the fields of its answer."""
    described = api_document.document(assets.atlas)
    schemas = described["components"]["schemas"]
    return markup.render(
        "server/api.html",
        about=described["info"]["description"],
        style=urls.file(f"files/{assets.files['page.css'][0]}", ROOT),
        start=ROOT,
        document=DOCUMENT,
        refusals=described["components"]["responses"],
        paths=[_path(path, one["get"], schemas) for path, one in described["paths"].items()],
        schemas=[_schema(name, schema) for name, schema in sorted(schemas.items()) if not name.startswith("Answer_")],
    )


def example(path: str, operation: Any) -> str:
    """Return an address that answers, relative to the API's first path."""
    given = {p["name"]: p["example"] for p in operation["parameters"] if p["required"]}
    filled = path.removeprefix("/").replace("{id}", str(given.pop("id", "")))
    return urls.file(filled, "", {key: ",".join(v) if isinstance(v, list) else v for key, v in given.items()})


def _path(path: str, operation: Any, schemas: Any) -> dict[str, Any]:
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    data = schemas[_name(answer["$ref"])]["properties"]["data"]
    return {
        "address": f"/api/{VERSION}{path}",
        "what": operation["summary"],
        "parameters": operation["parameters"],
        "example": example(path, operation),
        "data": _words(data),
        "refers": _refers(data),
    }


def _schema(name: str, schema: Any) -> dict[str, Any]:
    required = schema.get("required", ())
    fields = [
        {
            "name": key,
            "kind": _words(field),
            "refers": _refers(field),
            "always": key in required,
            "says": field.get("description", ""),
        }
        for key, field in schema.get("properties", {}).items()
    ]
    return {"name": name, "says": schema.get("description", ""), "fields": fields, "values": schema.get("enum", ())}


def _words(schema: Any) -> str:
    """Return what a value may be, in words: `list of Place`, `text or nothing`."""
    if "$ref" in schema:
        return _name(schema["$ref"])
    if options := schema.get("anyOf", schema.get("oneOf")):
        return " or ".join(_words(option) for option in options)
    if "enum" in schema or "const" in schema:
        return ", ".join(map(str, schema.get("enum", [schema.get("const")])))
    kind = str(schema.get("type", "anything"))
    if kind == "array":
        return f"list of {_words(schema['items'])}" if "items" in schema else "list"
    if kind == "object":
        inner = schema.get("additionalProperties")
        return f"table of {_words(inner)}" if isinstance(inner, dict) else "table"
    return {"string": "text", "null": "nothing", "boolean": "true or false", "integer": "whole number"}.get(kind, kind)


def _refers(schema: Any) -> list[str]:
    """Return the names of the schemas a value may have."""
    if isinstance(schema, dict):
        own = [_name(schema["$ref"])] if "$ref" in schema else []
        return [*own, *(name for value in schema.values() for name in _refers(value))]
    return [name for item in schema for name in _refers(item)] if isinstance(schema, list) else []


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
