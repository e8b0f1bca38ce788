"""What OGC API - Features answers: landing page, conformance, collections, features. Part 1, core and GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.export.credit import ATTRIBUTION, BOUNDARIES, LICENCE, LICENCE_URL
from routes.model import Id
from routes.views import urls
from routes.views.json_data.shapes.features import (
    CollectionJson,
    CollectionsJson,
    ConformanceJson,
    Hyperlink,
    ItemsJson,
    LandingJson,
    LegAnswer,
    PlaceItemAnswer,
)
from routes.web.server import ogc_query, openapi
from routes.web.server.api_data import AskError
from routes.web.server.ogc_collections import Collection, collection, collections
from routes.web.server.openapi import Operation

START = "ogc"
JSON, GEOJSON = "application/json", "application/geo+json"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
CLASSES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
ABOUT = (
    "Corridor Atlas as OGC API - Features: legs, places and the map's layers. Coordinates are longitudes and latitudes "
    f"in WGS 84 (CRS84). Every state carries the date of its report; nothing is live. {BOUNDARIES}"
)
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the atlas, the address of the dashboard's first page for links, the ids in the path, the query."""

    atlas: Atlas
    root: str
    path: str
    ids: Mapping[str, Id]
    query: Query

    def link(
        self, path: str, rel: str, title: str, media: str = JSON, query: Mapping[str, str] | None = None
    ) -> Hyperlink:
        """Return a link to one of these addresses."""
        href = urls.file(f"{START}/{path}", self.root, query)
        return {"href": href, "rel": rel, "type": media, "title": title}

    def itself(self, media: str = JSON) -> Hyperlink:
        """Return the link of an answer to itself."""
        query = {name: ",".join(values) for name, values in self.query.items()}
        return self.link(self.path, "self", "This document", media, query)


@dataclass(frozen=True, slots=True)
class Resource:
    """One kind of address: its path, what it answers, its parameters, the type of the answer, and how."""

    path: str
    what: str
    shape: Any
    answer: Callable[[Asked], Any]
    media: str = JSON
    parameters: Mapping[str, str] = field(default_factory=dict)


def answer(resource: Resource, asked: Asked) -> Any:
    """Return the answer of a resource.

    Raises
    ------
    AskError
        If an id or a parameter is not known.
    """
    ogc_query.refuse_others(asked.query, resource.parameters)
    try:
        return resource.answer(asked)
    except UnknownIdError as error:
        raise AskError(404, str(error)) from error


def _landing(asked: Asked) -> LandingJson:
    return {
        "title": "Corridor Atlas",
        "description": ABOUT,
        "attribution": ATTRIBUTION,
        "links": [
            asked.itself(),
            asked.link("api", "service-desc", "This API for programs", openapi.MEDIA),
            asked.link("conformance", "conformance", "The classes of the standard that are kept"),
            asked.link("collections", "data", "The collections"),
            _licence(),
        ],
    }


def _conformance(_: Asked) -> ConformanceJson:
    return {"conformsTo": [f"{CLASSES}core", f"{CLASSES}geojson"]}


def _api(asked: Asked) -> dict[str, Any]:
    return document(asked.atlas)


def _collections(asked: Asked) -> CollectionsJson:
    return {
        "collections": [_described(asked, one) for one in collections(asked.atlas).values()],
        "links": [asked.itself(), _licence()],
    }


def _collection(asked: Asked) -> CollectionJson:
    return _described(asked, collection(asked.atlas, asked.ids["collection"]))


def _described(asked: Asked, one: Collection) -> CollectionJson:
    first, last = (f"{day.isoformat()}T{time}Z" if day else None for day, time in zip(one.days, ENDS, strict=True))
    own = f"collections/{one.id}"
    return {
        "id": one.id,
        "title": one.title,
        "description": one.description,
        "attribution": ATTRIBUTION,
        "itemType": "feature",
        "crs": [CRS84],
        "extent": {
            "spatial": {"bbox": [one.box], "crs": CRS84},
            "temporal": {"interval": [(first, last)], "trs": GREGORIAN},
        },
        "links": [
            asked.link(own, "self", one.title),
            asked.link(f"{own}/items", "items", f"The features of {one.title}", GEOJSON),
            _licence(),
        ],
    }


def _items(asked: Asked) -> ItemsJson:
    wanted, one = ogc_query.page(asked.query), collection(asked.atlas, asked.ids["collection"])
    found = one.found(wanted.boxes, wanted.days)
    shown = found[wanted.offset : wanted.offset + wanted.limit]
    return {
        "type": "FeatureCollection",
        "features": shown,  # type: ignore[typeddict-item]
        "links": [asked.itself(GEOJSON), *_turns(asked, wanted, len(found)), _whole(asked, one), _licence()],
        "numberMatched": len(found),
        "numberReturned": len(shown),
    }


def _turns(asked: Asked, wanted: ogc_query.Page, matched: int) -> list[Hyperlink]:
    """Return the links to the next page and the one before, where there are such."""
    given = {name: ",".join(values) for name, values in asked.query.items()} | {"limit": str(wanted.limit)}
    turns = []
    if wanted.offset + wanted.limit < matched:
        turns.append(("next", "The next page", wanted.offset + wanted.limit))
    if wanted.offset > 0:
        turns.append(("prev", "The page before", max(0, wanted.offset - wanted.limit)))
    return [asked.link(asked.path, rel, title, GEOJSON, given | {"offset": str(at)}) for rel, title, at in turns]


def _item(asked: Asked) -> LegAnswer | PlaceItemAnswer:
    one, id = collection(asked.atlas, asked.ids["collection"]), asked.ids["feature"]
    if id not in one.by_id:
        raise UnknownIdError("feature", id, one.by_id)
    return {**one.by_id[id], "links": [asked.itself(GEOJSON), _whole(asked, one), _licence()]}  # type: ignore[return-value]


def _whole(asked: Asked, one: Collection) -> Hyperlink:
    return asked.link(f"collections/{one.id}", "collection", one.title)


def _licence() -> Hyperlink:
    return {"href": LICENCE_URL, "rel": "license", "type": "text/html", "title": LICENCE}


def document(atlas: Atlas) -> dict[str, Any]:
    """Return the OpenAPI document of these addresses, with examples that this atlas answers."""
    first = next(iter(collections(atlas).values()))
    ids = {"collection": first.id, "feature": next(iter(first.by_id))}
    operations = [
        Operation(
            f"/{r.path}",
            r.answer.__name__.strip("_"),
            r.what,
            [*_path_parameters(r.path, ids), *_query_parameters(r.parameters)],
            r.shape,
            r.media,
        )
        for r in RESOURCES
    ]
    return openapi.document("Corridor Atlas: features", "1", ABOUT, urls.file(START, "../"), operations)


def _path_parameters(path: str, ids: Mapping[str, Id]) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "example": id}
        for name, id in ids.items()
        if f"{{{name}}}" in path
    ]


def _query_parameters(known: Mapping[str, str]) -> list[dict[str, Any]]:
    whole = {"type": "integer", "minimum": 1, "maximum": ogc_query.MOST, "default": ogc_query.USUAL}
    schemas: Mapping[str, tuple[dict[str, Any], Any]] = {
        "limit": (whole, 10),
        "offset": ({"type": "integer", "minimum": 0, "default": 0}, 1),
        "bbox": (
            {"type": "array", "items": {"type": "number"}, "oneOf": [{"minItems": n, "maxItems": n} for n in (4, 6)]},
            [-180, -90, 180, 90],
        ),
        "datetime": ({"type": "string"}, "2020-01-01/2026-12-31"),
    }
    return [
        {
            "name": name,
            "in": "query",
            "description": says,
            "required": False,
            "schema": schemas[name][0],
            "style": "form",
            "explode": False,
            "example": schemas[name][1],
        }
        for name, says in known.items()
    ]


# The first and the last second of a day.
ENDS = ("00:00:00", "23:59:59")
ITEMS = "collections/{collection}/items"
RESOURCES = (
    Resource("", "What there is, and where.", LandingJson, _landing),
    Resource("conformance", "The classes of the standard that are kept.", ConformanceJson, _conformance),
    Resource("api", "This document.", dict[str, Any], _api, openapi.MEDIA),
    Resource("collections", "Every collection.", CollectionsJson, _collections),
    Resource("collections/{collection}", "One collection.", CollectionJson, _collection),
    Resource(ITEMS, "Features of a collection, page by page.", ItemsJson, _items, GEOJSON, ogc_query.PARAMETERS),
    Resource(f"{ITEMS}/{{feature}}", "One feature.", LegAnswer | PlaceItemAnswer, _item, GEOJSON),
)
