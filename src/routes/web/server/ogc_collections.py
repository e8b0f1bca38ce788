"""Legs, places and the map's layers as collections of features that can be searched by place and date of report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from routes.analysis.promises import last_day
from routes.data.atlas import Atlas, first_day
from routes.data.cache import kept
from routes.errors import UnknownIdError
from routes.model import Id
from routes.network.scenarios import apply_scenarios
from routes.views.map import layers

LAYER = "layer-"
Feature = dict[str, Any]
Box = tuple[float, float, float, float]
# From the first to the last day; None is open.
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Collection:
    """Features of one kind, in the order of the data."""

    id: Id
    title: str
    description: str
    features: Sequence[Feature]

    @cached_property
    def by_id(self) -> dict[Id, Feature]:
        """The features by their ids."""
        return {feature["id"]: feature for feature in self.features}

    @cached_property
    def geometries(self) -> Any:
        """The geometries in the order of the features."""
        return np.array([shapely.geometry.shape(feature["geometry"]) for feature in self.features], dtype=object)

    @cached_property
    def reported(self) -> Sequence[tuple[date, date] | None]:
        """The first and the last day that the date of each report can mean; None where it has no date."""
        dates = [feature["properties"]["status_as_of"] for feature in self.features]
        return [(first_day(text), last_day(text)) if text else None for text in dates]

    @property
    def box(self) -> Box:
        """West, south, east and north in degrees."""
        west, south, east, north = (float(n) for n in shapely.total_bounds(self.geometries))
        return west, south, east, north

    @property
    def days(self) -> Days:
        """The first day of the earliest report and the last of the latest."""
        known = [days for days in self.reported if days]
        return (min(first for first, _ in known), max(last for _, last in known)) if known else (None, None)

    def found(self, boxes: Sequence[Box], days: Days | None) -> list[Feature]:
        """Return the features that touch one of the boxes and whose report lies in the days; all where neither asks."""
        chosen = np.ones(len(self.features), dtype=bool)
        if boxes:
            chosen &= np.any([shapely.intersects(self.geometries, shapely.box(*box)) for box in boxes], axis=0)
        return [
            feature
            for feature, touched, known in zip(self.features, chosen, self.reported, strict=True)
            if touched and (days is None or _meet(days, known))
        ]


def _meet(days: Days, known: tuple[date, date] | None) -> bool:
    first, last = days
    return known is not None and (first is None or known[1] >= first) and (last is None or known[0] <= last)


@kept(1)
def collections(atlas: Atlas) -> dict[Id, Collection]:
    """Return every collection by its id: legs, places, and the layers of the map that hold anything."""
    return {one.id: one for one in _collections(atlas) if one.features}


def collection(atlas: Atlas, id: Id) -> Collection:
    """Return a collection, or raise UnknownIdError."""
    found = collections(atlas)
    if id not in found:
        raise UnknownIdError("collection", id, found)
    return found[id]


def _collections(atlas: Atlas) -> Iterator[Collection]:
    now = apply_scenarios(atlas, ())
    legs = [layers.leg_feature(now, leg) for leg in atlas.legs.values()]
    places = [layers.place_feature(now, place) for place in atlas.places.values()]
    yield Collection(
        "legs", "Legs", "Every stretch of railway, road or sea lane, with its reported state.", _named(legs)
    )
    yield Collection("places", "Places", "Every station, junction, port, border post and city.", _named(places))
    for id, layer in atlas.layers.items():
        words = f"A layer of the map: {layers.holds(atlas, id)}."
        yield Collection(LAYER + id, layer.title, words, _named(layers.layer(atlas, id)["features"]))


def _named(features: Sequence[Feature]) -> Sequence[Feature]:
    return [{**feature, "id": feature["properties"]["id"]} for feature in features]
