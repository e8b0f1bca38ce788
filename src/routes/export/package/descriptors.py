"""What describes the package: Frictionless Data Package, Croissant, DCAT, and how it is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import yaml

from routes.data.atlas import Atlas
from routes.export.credit import ATTRIBUTION, BOUNDARIES, PUBLISHER
from routes.export.package.tables import ODBL, Table
from routes.views import preview

NAME = "corridor-atlas"
AUTHORS = "Corridor Atlas contributors"
ABOUT = f"{preview.ABOUT} Nothing is live: every state carries the date of its report. {ATTRIBUTION}. {BOUNDARIES}"
CITE = "Cite it with its data version, and the sources of what you use from it."
CROISSANT = "http://mlcommons.org/croissant/1.0"
# Kind of a column: as Frictionless and as Croissant call it.
KINDS = {"boolean": "sc:Boolean", "integer": "sc:Integer", "number": "sc:Float", "string": "sc:Text"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A file: name, path, what it holds, media type, licence (id, address), body, SHA-256, and columns with kinds."""

    name: str
    path: str
    says: str
    media: str
    licence: tuple[str, str]
    body: bytes
    sha256: str
    columns: Sequence[tuple[str, str]] = ()


def fields(table: Table) -> Sequence[tuple[str, str]]:
    """Return the columns of a table and the kind of each."""
    frame = table.frame
    return [(name, _kind(frame[name])) for name in table.columns]


def _kind(column: pd.Series[Any]) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(column) else "string"


def described(atlas: Atlas, resources: Sequence[Resource]) -> Mapping[str, dict[str, Any]]:
    """Return every description of the files in JSON, by file name."""
    return {
        "datapackage.json": _datapackage(atlas, resources),
        "croissant.json": _croissant(atlas, resources),
        "dcat.jsonld": _dcat(atlas, resources),
    }


def citation(atlas: Atlas) -> str:
    """Return how the package is cited, in the Citation File Format 1.2.0."""
    said = {
        "cff-version": "1.2.0",
        "message": CITE,
        "type": "dataset",
        "title": PUBLISHER,
        "authors": [{"name": AUTHORS}],
        "version": atlas.version,
        "date-released": _day(atlas),
        "license": ["ODbL-1.0", "CC-BY-4.0"],
        "abstract": ABOUT,
        "keywords": ["transport corridors", "railways", "border crossings", "Caucasus", "Caspian", "Central Asia"],
    }
    return yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=120)


def _day(atlas: Atlas) -> str:
    """Return the day of the data version, as YYYY-MM-DD."""
    return atlas.version[:10]


def _datapackage(atlas: Atlas, resources: Sequence[Resource]) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": NAME,
        "title": PUBLISHER,
        "description": ABOUT,
        "version": atlas.version,
        "created": f"{_day(atlas)}T00:00:00Z",
        "licenses": [_licence(licence) for licence in dict.fromkeys(r.licence for r in resources)],
        "contributors": [{"title": AUTHORS, "role": "author"}],
        "resources": [_frictionless(resource) for resource in resources],
    }


def _frictionless(resource: Resource) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": resource.name,
        "path": resource.path,
        "description": resource.says,
        "format": resource.path.rsplit(".", 1)[1],
        "mediatype": resource.media,
        "bytes": len(resource.body),
        "hash": f"sha256:{resource.sha256}",
        "licenses": [_licence(resource.licence)],
    }
    if not resource.columns:
        return described | {"type": "file"}
    columns = [{"name": name, "type": kind} for name, kind in resource.columns]
    schema: dict[str, Any] = {"fields": [_named(column) for column in columns]}
    if resource.name != "layers-csv":
        schema["primaryKey"] = ["id"]
    return described | {"type": "table", "profile": "tabular-data-resource", "encoding": "utf-8", "schema": schema}


def _named(column: dict[str, Any]) -> dict[str, Any]:
    """Return a column with the words that stand for yes and no in it."""
    return column | ({"trueValues": ["True"], "falseValues": ["False"]} if column["type"] == "boolean" else {})


def _licence(licence: tuple[str, str]) -> dict[str, str]:
    return {"name": licence[0], "path": licence[1]}


def _croissant(atlas: Atlas, resources: Sequence[Resource]) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CROISSANT,
        "name": NAME,
        "description": ABOUT,
        "license": ODBL[1],
        "version": atlas.version,
        "datePublished": _day(atlas),
        "citeAs": f"{AUTHORS}: {PUBLISHER}, data version {atlas.version}.",
        "creator": {"@type": "sc:Organization", "name": AUTHORS},
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": resource.name,
                "name": resource.name,
                "description": resource.says,
                "contentUrl": resource.path,
                "contentSize": f"{len(resource.body)} B",
                "encodingFormat": resource.media,
                "sha256": resource.sha256,
                "license": resource.licence[1],
            }
            for resource in resources
        ],
        "recordSet": [_records(resource) for resource in resources if resource.columns],
    }


def _records(resource: Resource) -> dict[str, Any]:
    name = resource.path.partition(".")[0]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": resource.says,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{column}",
                "name": column,
                "dataType": KINDS[kind],
                "source": {"fileObject": {"@id": resource.name}, "extract": {"column": column}},
            }
            for column, kind in resource.columns
        ],
    }


def _dcat(atlas: Atlas, resources: Sequence[Resource]) -> dict[str, Any]:
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": PUBLISHER,
        "dct:description": ABOUT,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": AUTHORS},
        "dcat:version": atlas.version,
        "dct:issued": {"@value": _day(atlas), "@type": "xsd:date"},
        "dct:license": {"@id": ODBL[1]},
        "dcat:distribution": [_distribution(resource) for resource in resources],
    }


def _distribution(resource: Resource) -> dict[str, Any]:
    return {
        "@id": f"#{resource.name}",
        "@type": "dcat:Distribution",
        "dct:title": resource.path,
        "dct:description": resource.says,
        "dct:license": {"@id": resource.licence[1]},
        "dcat:downloadURL": {"@id": resource.path},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{resource.media}"},
        "dcat:byteSize": {"@value": str(len(resource.body)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": resource.sha256, "@type": "xsd:hexBinary"},
        },
    }


# The context that Croissant 1.0 asks for, as far as it is used here. https://docs.mlcommons.org/croissant/
CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "recordSet": "cr:recordSet",
    "source": "cr:source",
}
