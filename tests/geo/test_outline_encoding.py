"""Outlines come out of their packing as they went in."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import pytest
from shapely.geometry import shape

from routes.data.locations import GEODATA
from routes.geo import outline_encoding


def unpacked(part: list[Any], steps: int) -> list[Any]:
    """What outlines.mjs does."""
    if isinstance(part[0], int):
        lons, lats = accumulate(part[::2]), accumulate(part[1::2])
        return [[x / steps, y / steps] for x, y in zip(lons, lats, strict=True)]
    return [unpacked(inner, steps) for inner in part]


def pairs(collection: dict[str, Any]) -> list[outline_encoding.Outline]:
    return [(feature["properties"], shape(feature["geometry"])) for feature in collection["features"]]


def rounded(part: list[Any]) -> list[Any]:
    """The coordinates to the decimals they were built with; where borders cross, a few have more."""
    return round(part, 3) if isinstance(part, float) else [rounded(inner) for inner in part]


@pytest.mark.parametrize("name", ["countries", "countries-detail", "water"])
def test_nothing_is_lost(name: str) -> None:
    collection = json.loads((GEODATA / f"{name}.geojson").read_text(encoding="utf-8"))
    found = outline_encoding.packed(pairs(collection))
    geometries = [f["geometry"] for f in collection["features"] if f["geometry"]["type"] != "Point"]
    geometries = [one for one in geometries if one["coordinates"]]
    assert [one["type"] for one in found["shapes"]] == [one["type"] for one in geometries]
    for sent, geometry in zip(found["shapes"], geometries, strict=True):
        assert unpacked(sent["steps"], found["steps"]) == rounded(geometry["coordinates"])


def test_both_files_of_countries_send_them_in_one_order() -> None:
    """The map finds a country's outline by its number, in whichever file is loaded."""

    def order(name: str) -> list[tuple[str, str | None]]:
        sent = outline_encoding.sent(pairs(json.loads((GEODATA / name).read_text(encoding="utf-8"))))
        return [(facts["iso2"], facts.get("part")) for facts, _ in sent]

    assert order("countries.geojson") == order("countries-detail.geojson")


def test_points_are_left_out_and_lines_go_in_steps() -> None:
    line = {"type": "LineString", "coordinates": [[45.1, 40.0], [45.099, 40.002], [45.2, 39.9]]}
    found = outline_encoding.packed([({}, shape(line)), ({}, shape({"type": "Point", "coordinates": [1, 2]}))])
    assert found["shapes"] == [{"type": "LineString", "steps": [45100, 40000, -1, 2, 101, -102]}]
