"""Shape of the answers of OGC API - Features."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from routes.model import Id
from routes.views.json_data.shapes.entries import LegFeature, PlaceFeature


class Hyperlink(TypedDict):
    """A link: address, relation, media type and title."""

    href: str
    rel: str
    type: str
    title: str


class LandingJson(TypedDict):
    """What there is, and where."""

    title: str
    description: str
    attribution: str
    links: list[Hyperlink]


class ConformanceJson(TypedDict):
    """The classes of the standard that are kept."""

    conformsTo: list[str]


class SpatialExtent(TypedDict):
    """Boxes in WGS 84: west, south, east, north, in degrees."""

    bbox: list[tuple[float, float, float, float]]
    crs: str


class TemporalExtent(TypedDict):
    """From the earliest to the latest report."""

    interval: list[tuple[str | None, str | None]]
    trs: str


class ExtentJson(TypedDict):
    """Where the features lie, and from when their reports are."""

    spatial: SpatialExtent
    temporal: TemporalExtent


class CollectionJson(TypedDict):
    """Features of one kind."""

    id: Id
    title: str
    description: str
    attribution: str
    itemType: Literal["feature"]
    crs: list[str]
    extent: ExtentJson
    links: list[Hyperlink]


class CollectionsJson(TypedDict):
    """Every collection."""

    collections: list[CollectionJson]
    links: list[Hyperlink]


class LegItem(LegFeature):
    """A leg with its id."""

    id: Id


class PlaceItem(PlaceFeature):
    """A place with its id."""

    id: Id


class LegAnswer(LegItem):
    """A leg alone."""

    links: list[Hyperlink]


class PlaceItemAnswer(PlaceItem):
    """A place alone."""

    links: list[Hyperlink]


class ItemsJson(TypedDict):
    """A page of features; `numberMatched` counts those on all pages."""

    type: Literal["FeatureCollection"]
    features: list[LegItem | PlaceItem]
    links: list[Hyperlink]
    numberMatched: int
    numberReturned: int
