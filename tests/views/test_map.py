"""The map is given what the journey holds, and nothing that could run."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import folium
import pytest
from streamlit_folium import generate_leaflet_string

from routes.data.atlas import Atlas
from routes.data.link_ids import is_drawn
from routes.data.relief import Relief
from routes.model import Figure, Layer
from routes.network.journey import of_route
from routes.text.drawn_links import link_id
from routes.views import symbols
from routes.views.map import base_map, descriptions, frame, layers, route_features

HOSTILE = "`${window.X=1}`<img src=x onerror='window.X=2'>\\'\"</script>{{7*7}}"


def script(element: Any) -> str:
    return "".join(child.call for child in element._children.values() if isinstance(child, frame.Script))


def url(name: str) -> str:
    return f"../../files/{name}"


def test_the_base_map_is_the_same_every_time() -> None:
    assert script(frame.base_map(url)) == script(frame.base_map(url)) == 'startMap(map_div, "../../files/map.json");'


def test_the_relief_is_a_plain_tile_layer_that_the_map_is_handed() -> None:
    relief = Relief({(3, 5, 3): b"coarse", (4, 10, 6): b"fine"}, "1234567890")
    base = frame.base_map(url, ("../../files/relief.1234567890/{z}/{x}/{y}.webp", relief))
    drawn = generate_leaflet_string(base)
    layer = next(child for child in base._children.values() if isinstance(child, folium.TileLayer))
    assert layer.options["max_native_zoom"] == 4
    assert '"../../files/relief.1234567890/{z}/{x}/{y}.webp"' in drawn
    assert f'startMap(map_div, "../../files/map.json", {layer.get_name()});' in drawn
    assert f"var {layer.get_name()} = L.tileLayer(" in drawn
    again = frame.base_map(url, ("../../files/relief.1234567890/{z}/{x}/{y}.webp", relief))
    assert generate_leaflet_string(again) == drawn


def test_the_fine_ground_is_a_layer_of_folium_that_the_map_is_handed_with_its_addresses() -> None:
    base = frame.base_map(url, None, ("../../files/ground.1234567890/{z}/{x}/{y}.json", "../../files/fine.js"))
    drawn = generate_leaflet_string(base)
    layer = next(child for child in base._children.values() if isinstance(child, folium.map.Layer))
    given = '{"url":"../../files/ground.1234567890/{z}/{x}/{y}.json","script":"../../files/fine.js"}'
    assert f"var {layer.get_name()} = L.layerGroup([], {given});" in drawn
    assert f'startMap(map_div, "../../files/map.json", null, {layer.get_name()});' in drawn


def test_what_no_city_is_named_from_near_and_cities_are_not_named_twice(real: Atlas) -> None:
    near = {name for name, _, _ in base_map.places_json(real)}
    cities = {city["name"] for city in base_map.map_json(real, {})["cities"]}
    assert {place.name for place in real.places.values()} == near | cities
    assert "Agarak / Norduz (bridge)" in near
    assert "Baku" in cities - near


def test_nothing_is_loaded_from_elsewhere() -> None:
    base = frame.base_map(url)
    assert all(address.startswith("../../files/") for _, address in (*base.default_js, *base.default_css))


def test_the_way_is_one_call_that_cannot_close_its_script() -> None:
    group = frame.way_group("../../views/way/a.json", "a+</script>", [("caspian", "../c")], (50.0, 40.0), "light")
    call = script(group)
    assert call.startswith("drawWay({")
    assert "<" not in call
    assert json.loads(call.removeprefix("drawWay(").removesuffix(");"))["key"] == "a+</script>"


def test_a_way_is_drawn_in_order_with_the_stops_numbers(real: Atlas) -> None:
    journey = of_route(real, "nakhchivan-syunik-rail")
    way = route_features.way_json(journey)
    assert [leg["id"] for leg in way["legs"]] == [s.leg.id for s in journey.sections]
    assert [stop["n"] for stop in way["stops"]] == [s.number for s in journey.stops]
    for leg, after in zip(way["legs"], way["legs"][1:], strict=False):
        assert leg["xy"][-1] == pytest.approx(after["xy"][0], abs=0.05)
    (west, south), (east, north) = way["bounds"]
    assert west < east
    assert south < north


def test_longitude_comes_first(real: Atlas) -> None:
    lons, lats = zip(*route_features.way_json(of_route(real, "nakhchivan-syunik-rail"))["legs"][0]["xy"], strict=True)
    assert min(lons) > max(lats)


def test_every_section_and_stop_says_what_it_is_and_when_that_was_reported(real: Atlas) -> None:
    for route in real.routes:
        way = route_features.way_json(of_route(real, route))
        assert all(len(leg["says"]) >= 3 for leg in way["legs"])
        assert all("report" in leg["says"][2] or "confirmed" in leg["says"][2] for leg in way["legs"])
        assert all(stop["says"][0].startswith(f"{stop['n']}. ") for stop in way["stops"])


def test_names_go_out_as_they_are_and_only_as_data(toy: Atlas) -> None:
    place = next(iter(toy.places.values())).model_copy(update={"name": HOSTILE})
    assert descriptions.place_says(toy, place, None, None)[0] == HOSTILE


def test_a_layer_says_what_it_holds(toy: Atlas) -> None:
    assert layers.holds(toy, "caspian") == "1 rail section, 1 sea lane and 2 ports"
    assert layers.holds(toy, "border-posts") == "2 border crossings"


@pytest.mark.parametrize("theme", ["zangezur-syunik", "caspian", "border-posts"])
def test_a_layer_is_geojson_that_explains_itself(real: Atlas, theme: str) -> None:
    layer = layers.layer(real, theme)
    assert layer["features"], theme
    for feature in layer["features"]:
        facts = feature["properties"]
        assert {"id", "status", "status_as_of", "sources", "says"} <= set(facts)
    legs = {f["properties"]["id"] for f in layer["features"] if f["geometry"]["type"] == "LineString"}
    assert legs == {leg.id for leg in real.legs.values() if theme in leg.themes}


def test_what_a_scenario_assumes_is_drawn_and_said_apart_from_what_is_reported(toy: Atlas) -> None:
    lifted = route_features.way_json(of_route(toy, "amber-bay-old", ("all-built",)))["legs"][2]
    assert (lifted["id"], lifted["status"]) == ("birch--bramble", "assumed")
    assert lifted["says"][2].startswith("open by a scenario; without track")
    post = route_features.way_json(of_route(toy, "amber-birch-road", ("all-built",)))["stops"][0]
    assert post["says"][-1].startswith("open by a scenario; closed (last confirmed")


def with_traffic(toy: Atlas, *values: dict[str, object]) -> Atlas:
    """The toy with published traffic, and a capacity of 10 Mt a year, on its only railway over the hill."""
    common = {"kind": "press", "source": "gazetteer", "unit": "Mt a year"}
    made = [
        {"id": "load", "what": "traffic", "title": "Load", "values": [{**common, **v} for v in values]},
        {
            "id": "room",
            "what": "capacity",
            "title": "Room",
            "values": [{**common, "value": 10, "stage": "present", "scope": "all", "as_of": "2020"}],
        },
    ]
    figures = {f["id"]: Figure.model_validate({**f, "legs": ["birch--bramble"]}) for f in made}
    layer = Layer(id="traffic", title="Traffic", by="traffic")
    return replace(toy, figures={**toy.figures, **figures}, layers={**toy.layers, "traffic": layer})


def test_the_layer_of_traffic_holds_legs_with_a_whole_year_of_it_and_how_much_of_the_capacity_it_takes(
    toy: Atlas,
) -> None:
    atlas = with_traffic(
        toy, {"value": 4, "period": "2020"}, {"value": 7, "period": "2021"}, {"value": 9, "period": "2022-01/2022-03"}
    )
    (feature,) = layers.layer(atlas, "traffic")["features"]
    facts = feature["properties"]
    assert (facts["id"], facts["traffic_mt"], facts["traffic_period"]) == ("birch--bramble", 7, "2021")
    assert (facts["use"], facts["use_class"]) == (0.7, "much")
    assert facts["says"][-1] == "7\u00a0Mt a year in 2021; 70\u00a0% of its cited capacity"
    assert "traffic" in atlas.themes


def test_traffic_without_a_cited_capacity_has_no_use(toy: Atlas) -> None:
    atlas = with_traffic(toy, {"value": 7, "period": "2021"})
    atlas = replace(atlas, figures={id: f for id, f in atlas.figures.items() if id != "room"})
    (feature,) = layers.layer(atlas, "traffic")["features"]
    assert (feature["properties"]["use"], feature["properties"]["use_class"]) == (None, "unknown")


def test_in_a_past_year_later_traffic_is_not_drawn(toy: Atlas) -> None:
    atlas = with_traffic(toy, {"value": 7, "period": "2021"})
    year = next(id for id in atlas.year_ids if int(id.removeprefix("in-")) == 2020)
    assert layers.layer(atlas, "traffic", (year,))["features"] == []
    assert "use_class" not in json.dumps(layers.layer(atlas, "caspian"))


def test_every_class_of_use_has_a_colour_and_a_line_in_the_legend() -> None:
    classes = set(symbols.table("map")["traffic"]["colours"])
    assert classes == {"unknown", "little", "much"}
    assert {f"traffic-{name}" for name in classes} <= {name for name, _ in base_map.LEGEND}
    assert all(set(symbols.table("map")["traffic"]["colours"].values()) <= set(p) for p in base_map.palettes().values())


def test_a_line_of_ones_own_ends_in_the_head_of_an_arrow() -> None:
    line = [(44.0, 41.0), (45.0, 41.0), (46.0, 41.0)]
    for course, tip, inner in ((line, 46.0, 45.9), (line[::-1], 44.0, 44.1)):
        drawn = route_features.own_line([course], "x")
        course_drawn, head = drawn["lines"]
        assert len(course_drawn) == 3
        (a, _), at, (b, _) = head
        assert at == [tip, 41.0]
        assert abs(a - tip) == pytest.approx(abs(b - tip), abs=1e-3)
        assert (a - tip) * (inner - tip) > 0
    tiny = route_features.own_line([[(44.0, 41.0), (44.00001, 41.0)]], "x")
    assert len(tiny["lines"][-1]) == 3


def test_a_link_and_a_closed_section_beside_the_route_are_drawn_as_what_they_are(real: Atlas) -> None:
    link = link_id(real, "horadiz,39.2 46.5,nakhchivan;rail;1520")
    scenarios = ("without-road--alat-station--post-bilasuvar", link)
    drawn = route_features.way_json(of_route(real, "nakhchivan-syunik-rail", scenarios))["legs"]
    states = {leg["id"]: leg["status"] for leg in drawn}
    assert states["road--alat-station--post-bilasuvar"] == "closed"
    assert [state for id, state in states.items() if is_drawn(id)] == ["assumed"] * 4
    plain = route_features.way_json(of_route(real, "nakhchivan-syunik-rail"))["legs"]
    assert drawn[-len(plain) :] == plain


def test_a_crossing_or_port_that_a_reader_closes_beside_the_route_has_a_mark(real: Atlas) -> None:
    way = route_features.way_json(of_route(real, "nakhchivan-syunik-rail", ("without-post-bilasuvar", "aras-open")))
    [mark] = [stop for stop in way["stops"] if not isinstance(stop["n"], int)]
    assert (mark["id"], mark["n"], mark["kind"], mark["state"]) == ("post-bilasuvar", "×", "border", "closed")
    assert mark["says"][0].startswith(real.place("post-bilasuvar").name)
    port = route_features.way_json(of_route(real, "nakhchivan-syunik-rail", ("without-alat-port",)))["stops"][-1]
    assert (port["id"], port["kind"], port["state"]) == ("alat-port", "mode", "closed")


def test_what_a_reader_closes_on_the_route_has_its_own_mark_alone(real: Atlas) -> None:
    journey = of_route(real, "nakhchivan-bilasuvar-road", ("without-post-bilasuvar",))
    ids = [stop["id"] for stop in route_features.way_json(journey)["stops"]]
    assert ids.count("post-bilasuvar") == 1
