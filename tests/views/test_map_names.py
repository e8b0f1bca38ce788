"""Names of countries and capitals on the map: what comes after the route, and what drawings place."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import shapely

from routes.data import outlines
from routes.data.atlas import Atlas
from routes.geo import outline_encoding, projection
from routes.geo.projection import Sheet
from routes.text.width import width
from routes.views.map import base_map, later_names
from routes.views.static_map import labels
from routes.views.static_map.labels import AREA_PX, Name

REGION = [(34.0, 28.0), (82.0, 54.0)]
CAUCASUS = [(41.0, 37.0), (51.0, 43.5)]


@pytest.fixture(scope="module")
def later(real: Atlas) -> dict[str, list[list[object]]]:
    return later_names.names_json(real)


def placed(real: Atlas, corners: list[tuple[float, float]]) -> tuple[Sheet, list[Name]]:
    sheet = projection.fitted(corners, 560, 640, 20)
    return sheet, [*labels.regional(real, sheet, ())]


def test_every_country_of_the_map_has_a_capital_but_those_that_claim_the_same(real: Atlas) -> None:
    countries = {facts["iso2"]: facts for facts, _ in outlines.drawn(real, "land") if not facts.get("part")}
    assert {code for code, facts in countries.items() if "capital" not in facts} == {"IL", "PS"}
    named = {facts.get("capital") for facts in countries.values()}
    assert {"Tashkent", "Ashgabat", "Astana", "Bishkek", "Dushanbe", "Kabul", "Ankara", "Baghdad"} <= named


def test_a_capital_lies_in_its_country(real: Atlas) -> None:
    for facts, shape in outlines.drawn(real, "detail"):
        if "capital" in facts:
            at = shapely.Point(facts["capital_lon"], facts["capital_lat"])
            assert shape.distance(at) < 0.02 or not shapely.box(*base_map.WINDOW).contains(at), facts["capital"]


def test_capitals_on_the_map_and_in_the_atlas_are_in_the_same_place(real: Atlas) -> None:
    for name, lon, lat in later_names.capitals(real):
        for place in real.places.values():
            if place.name == name and place.label:
                assert np.hypot(place.lon - lon, place.lat - lat) < 0.1, name


def test_every_outline_has_a_code_but_a_part_of_a_country(real: Atlas, later: dict[str, list[str]]) -> None:
    sent = [*outline_encoding.sent(outlines.drawn(real, "land"))]
    assert len(later["codes"]) == len(sent)
    assert all(bool(code) != bool(facts.get("part")) for code, (facts, _) in zip(later["codes"], sent, strict=True))


def test_every_country_is_named_before_the_fine_ground_or_with_it(real: Atlas, later: dict[str, list[object]]) -> None:
    names = {tuple(name["lines"]) for name in base_map.map_json(real, {})["countries"]}
    names |= {tuple(name["lines"]) for name in later["countries"]}  # type: ignore[index]
    window = shapely.box(*base_map.WINDOW)
    for facts, shape in outlines.drawn(real, "land"):
        if shape.intersection(window).area and not facts.get("part"):
            assert (facts["name"],) in names


def test_a_country_too_small_for_its_name_has_its_code(real: Atlas) -> None:
    _, names = placed(real, REGION)
    shown = {name.lines[0] for name in names if name.kind == "country"}
    assert {"KAZAKHSTAN", "IRAN", "AFGHANISTAN"} <= shown
    for name, code in (("GEORGIA", "GE"), ("AZERBAIJAN", "AZ"), ("TURKEY", "TR"), ("UZBEKISTAN", "UZ")):
        assert len({name, code} & shown) == 1
    cities = [name.lines[0] for name in names if name.kind == "city"]
    assert {"Ashgabat", "Bishkek", "Baku", "Tehran", "Kabul"} <= {*cities}
    assert len(cities) == len({*cities})


@pytest.mark.parametrize("corners", [REGION, CAUCASUS])
def test_the_name_of_a_country_stands_in_the_country_and_on_no_other(
    real: Atlas, corners: list[tuple[float, float]]
) -> None:
    sheet, names = placed(real, corners)
    shapes = {
        text: shapely.transform(shapely.clip_by_rect(shape, *sheet.window), sheet.on)
        for facts, shape in outlines.drawn(real, "land")
        for text in (facts["name"].upper(), facts["iso2"])
        if not facts.get("part")
    }
    countries = [name for name in names if name.kind == "country" and name.lines[0] in shapes and len(name.lines) == 1]
    assert len(countries) >= 5
    for name in countries:
        assert shapes[name.lines[0]].buffer(1).contains(shapely.Point(name.x, name.y - AREA_PX * 0.4)), name.lines
    boxes = [
        shapely.box(name.x - half, name.y - AREA_PX, name.x + half, name.y)
        for name in countries
        for half in (width(name.lines[0], AREA_PX) / 2,)
    ]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].intersects(pair[1])]
