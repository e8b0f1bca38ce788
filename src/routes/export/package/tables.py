"""The tables of the package: legs, places, routes, layers, arguments and sources, with what each column holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas
import pandas as pd
import shapely

from routes.data.atlas import Atlas
from routes.network.journey import of_route
from routes.network.scenarios import apply_scenarios
from routes.text.printable import printable
from routes.views import json_data
from routes.views.map import layers

ODBL = ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/")
CC_BY = ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
CRS = "EPSG:4326"
JOINED = "; "
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: name, what a row is, its licence, its rows, and whether they lie somewhere (column `geometry`)."""

    name: str
    says: str
    licence: tuple[str, str]
    rows: Sequence[Row]
    lies_somewhere: bool = False

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns, without the geometry."""
        return [name for name in dict.fromkeys(name for row in self.rows for name in row) if name != "geometry"]

    @property
    def frame(self) -> pd.DataFrame:
        """The rows without the geometry."""
        return pd.DataFrame([{name: row.get(name) for name in self.columns} for row in self.rows]).convert_dtypes()

    @property
    def geoframe(self) -> geopandas.GeoDataFrame:
        """The rows with the geometry in EPSG:4326, longitude first."""
        return geopandas.GeoDataFrame(self.frame, geometry=[row["geometry"] for row in self.rows], crs=CRS)


def tables(atlas: Atlas) -> Sequence[Table]:
    """Return every table of the package."""
    now = apply_scenarios(atlas, ())
    legs = [layers.leg_feature(now, leg) for leg in atlas.legs.values()]
    places = [layers.place_feature(now, place) for place in atlas.places.values()]
    return (
        Table("legs", "A stretch of railway, road or sea lane and its reported state.", ODBL, _of(legs), True),
        Table("places", "A station, junction, port, border post or city.", ODBL, _of(places), True),
        Table("routes", "A route with its length as last reported.", ODBL, _routes(atlas), True),
        Table("layers", "Which leg or place is on which layer of the map.", ODBL, _layers(atlas)),
        Table("arguments", "A cited argument, in the atlas's own words, and its verdict.", CC_BY, _arguments(atlas)),
        Table("sources", "A source and its citation.", CC_BY, _sources(atlas)),
    )


def _of(features: Sequence[Mapping[str, Any]]) -> Sequence[Row]:
    """Return features as rows: their properties without the sentences, lists joined, and the geometry."""
    return [
        {**_flat(f["properties"], lambda name: name != "says"), "geometry": shapely.geometry.shape(f["geometry"])}
        for f in features
    ]


def _routes(atlas: Atlas) -> Sequence[Row]:
    found = []
    for id in atlas.routes:
        journey = of_route(atlas, id)
        lines = shapely.MultiLineString([section.line for section in journey.sections])
        legs = {"legs": [section.leg.id for section in journey.sections]}
        found.append({**_flat({**json_data.in_short(journey), **legs}), "geometry": lines})
    return found


def _layers(atlas: Atlas) -> Sequence[Row]:
    return [
        {
            "layer": id,
            "title": layer.title,
            "kind": "leg" if "mode" in f["properties"] else "place",
            "id": f["properties"]["id"],
        }
        for id, layer in atlas.layers.items()
        for f in layers.layer(atlas, id)["features"]
    ]


def _arguments(atlas: Atlas) -> Sequence[Row]:
    kept = ("id", "says", "holder", "reported_by", "where", "about", "as_of", "source", "citation", "routes")
    found = (json_data.of_argument(atlas, argument) for argument in atlas.arguments.values())
    return [{**{name: _cell(one.get(name)) for name in kept}, "verdict": one["finding"]["verdict"]} for one in found]


def _sources(atlas: Atlas) -> Sequence[Row]:
    kept = ("id", "title", "author", "publisher", "published", "url", "language", "kind", "read", "licence", "citation")
    return [{name: _cell(json_data.of_source(atlas, id).get(name)) for name in kept} for id in atlas.sources]


def _flat(row: Row, wanted: Callable[[str], bool] = bool) -> dict[str, Any]:
    return {name: _cell(value) for name, value in row.items() if wanted(name)}


def _cell(value: Any) -> Any:
    """Return a value for one cell: a list joined, a text in signs that any program can read."""
    if isinstance(value, list | tuple):
        return JOINED.join(map(str, value)) or None
    return printable(str(value)) if isinstance(value, str) else value
