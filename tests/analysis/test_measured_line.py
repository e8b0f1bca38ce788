"""A reader's line is measured as ours are, and what is approximate about it is said."""

from __future__ import annotations

import gc
import json
import math
import re
import tracemalloc
from html import unescape
from urllib.parse import unquote

import hostile_files as hostile
import kinds
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from routes.analysis import measured_line
from routes.analysis.measured_line import MeasuredLine
from routes.data import borders
from routes.data.atlas import Atlas
from routes.geo import readers
from routes.geo.geodesy import length_km
from routes.geo.readers.collector import MOST_POINTS
from routes.geo.simplification import MOST_DRAWN, drawing, thinned
from routes.network.journey import SEA, of_route
from routes.text import numbers
from routes.views import measured_line_table

PAGE = """
from routes.web.dashboard import page_frame
from routes.web.dashboard import measure_line as page
from routes.web.dashboard.state import asset_store

page_frame.remember(page_frame.asked(asset_store().atlas)[0], {})
page.show()
"""


def of(atlas: Atlas, *lines: list[list[float]]) -> MeasuredLine:
    return measured_line.measured(atlas, readers.read(hostile.geojson(list(lines), "MultiLineString")))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).replace(numbers.NBSP, " ")


@pytest.mark.parametrize("route", ["nakhchivan-syunik-rail", "russia-iran-west-rail", "middle-khorgos-poti"])
def test_a_route_brought_back_as_a_readers_line_agrees_with_its_ledger(real: Atlas, route: str) -> None:
    way = of_route(real, route)
    mine = of(real, [[*point] for section in way.sections for point in section.line])
    assert mine.length_km == pytest.approx(length_km([p for s in way.sections for p in s.line]), rel=1e-6)
    for country, km in way.km_by_country.items():
        if km > 30:
            assert mine.km_by_country[country] == pytest.approx(km, rel=0.12, abs=8)
    ours = {c.post.id for c in way.crossings if c.at_km > 10}
    assert ours <= {p.post.id for p in mine.passages if p.post}
    table = words(measured_line_table.html(real, mine, way, drawing(mine.lines)))
    assert "100 % of the line" in table
    assert "1.5 km off" in table
    assert "December 2024" in table


def test_kilometres_by_country_add_up(real: Atlas) -> None:
    mine = of(real, [[49.87, 40.41], [44.8, 41.7], [43.1, 40.6], [51.4, 35.7]])
    assert sum(mine.km_by_country.values()) == pytest.approx(mine.length_km)
    assert {"AZ", "GE", "IR"} <= set(mine.km_by_country)


def test_water_is_left_by_the_port_of_arrival(real: Atlas) -> None:
    mine = of(real, [[51.22, 43.6], [50.9, 40.2], [50.0, 39.8], [49.42, 39.97]])
    assert mine.km_by_country[SEA] > 300
    (passage,) = mine.passages
    assert (passage.leaves, passage.enters, passage.wet) == ("KZ", "AZ", True)
    assert passage.post is not None
    assert passage.post.id.startswith("alat")


def test_a_stretch_shorter_than_the_borders_error_is_no_crossing(real: Atlas) -> None:
    post = real.place("agarak-norduz") if "agarak-norduz" in real.places else None
    lon, lat = (post.lon, post.lat) if post else (46.19, 38.84)
    mine = of(real, [[lon + n / 20_000, lat + 0.004 * math.sin(n / 9)] for n in range(100)])
    assert mine.passages == ()
    assert mine.near_border_km > 0


def test_gaps_are_not_counted_and_said(real: Atlas) -> None:
    mine = of(real, [[49.0, 40.4], [48.0, 40.4]], [[46.0, 40.6], [45.5, 40.9]])
    assert mine.length_km == pytest.approx(length_km([(49, 40.4), (48, 40.4)]) + length_km([(46, 40.6), (45.5, 40.9)]))
    assert any("one gap of more than 5 km" in note for note in mine.notes)


def test_both_ends_at_places_only_the_other_way_round_are_noticed(real: Atlas) -> None:
    baku, tbilisi = real.place("baku"), real.place("tbilisi")
    mine = of(real, [[baku.lat, baku.lon], [tbilisi.lat, tbilisi.lon]])
    assert any(
        "With latitude and longitude exchanged" in note and "Latitude comes first" in note for note in mine.notes
    )
    assert of(real, [[baku.lon, baku.lat], [tbilisi.lon, tbilisi.lat]]).notes == ()


def test_a_line_that_crosses_itself_says_so(real: Atlas) -> None:
    assert measured_line.measured(real, readers.read(hostile.TAKEN["crossing itself"])).crosses_itself
    assert not of(real, hostile.LINE).crosses_itself


def test_what_is_drawn_is_small_and_says_how_far_off_it_is() -> None:
    line = [(44 + n / 10_000, 41 + math.sin(n / 50) / 10) for n in range(40_000)]
    drawn = drawing([line])
    assert sum(map(len, drawn.lines)) <= MOST_DRAWN
    off = shapely.LineString(drawn.lines[0]).distance(shapely.points(line[12_345])) * 111_320
    assert off <= drawn.off_m + 1
    assert len(thinned(line, 5_000)) <= 5_000
    assert (thinned(line, 5_000)[0], thinned(line, 5_000)[-1]) == (line[0], line[-1])


@pytest.mark.parametrize("line", [[(44, 41), (45, 42), (44, 41)], [(44, 41), (44, 41.0000002)]])
def test_rings_and_specks_can_be_drawn(line: list[tuple[float, float]]) -> None:
    assert math.isfinite(drawing([line]).off_m)
    assert len(drawing([line]).lines[0]) >= 2


def test_many_lines_are_drawn_with_as_few_points(real: Atlas) -> None:
    mine = measured_line.measured(real, readers.read(hostile.many(2_000)))
    assert sum(map(len, drawing(mine.lines).lines)) <= MOST_DRAWN


def test_a_session_keeps_the_largest_line_in_a_megabyte(real: Atlas) -> None:
    body = hostile.geojson([[44 + n / 20_000, 40.4] for n in range(MOST_POINTS)])
    assert measured_line.from_file(real, body).length_km > 200
    tracemalloc.start()
    try:
        mine = measured_line.from_file(real, body)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 1_000_000
    finally:
        tracemalloc.stop()
    assert len(mine.lines[0]) == MOST_POINTS


def test_two_gaps_are_spoken_of_in_the_plural(real: Atlas) -> None:
    mine = of(real, [[49.0, 40.4], [48.0, 40.4]], [[46.0, 40.6], [45.5, 40.9]], [[44.0, 40.6], [43.5, 40.9]])
    assert any("Between them are two gaps" in note for note in mine.notes)


def test_a_line_that_leaves_the_map_is_counted_at_least(real: Atlas) -> None:
    mine = measured_line.measured(real, readers.read(kinds.shared("19-beyond-the-map.geojson")))
    headline = measured_line_table.headline(real, mine).replace(numbers.NBSP, " ")
    assert re.search(r"2,180 km, at least \w+ countries and at least \w+ border crossings", headline)
    assert 0 < mine.beyond_km < mine.length_km
    table = words(measured_line_table.html(real, mine, None))
    assert f"Outside the map, country not known {mine.beyond_km:,.0f}" in table


def test_a_line_wholly_outside_the_map_says_so(real: Atlas) -> None:
    mine = of(real, [[2.35, 48.85], [6.76, 51.43]])
    assert "outside the map" in measured_line_table.headline(real, mine)
    assert mine.beyond_km == pytest.approx(mine.length_km, rel=1e-3)


def test_a_line_through_crimea_counts_its_kilometres_apart(real: Atlas) -> None:
    mine = of(real, [[34.1, 44.95], [33.53, 44.6]])
    (km,) = mine.km_disputed.values()
    assert km == pytest.approx(mine.length_km, rel=0.02)
    assert "RU" not in mine.km_by_country
    headline = measured_line_table.headline(real, mine).replace(numbers.NBSP, " ")
    assert "of it in Crimea, which more than one state claims" in headline
    table = words(measured_line_table.html(real, mine, None))
    assert "held by Russia, claimed by Ukraine and recognised as Ukrainian by the UN General Assembly" in table
    assert sum(mine.km_by_country.values()) + km == pytest.approx(mine.length_km, abs=0.1)


def test_a_line_from_crimea_to_ukraine_passes_one_country_and_disputed_ground(real: Atlas) -> None:
    mine = of(real, [[33.53, 44.6], [34.1, 44.95], [33.7, 46.1], [33.4, 46.6], [33.4, 48.0]])
    assert {"UA"} == {*mine.km_by_country} - {SEA}
    assert {*mine.km_disputed} == {"crimea", "kherson"}
    assert sum(mine.km_by_country.values()) + sum(mine.km_disputed.values()) == pytest.approx(mine.length_km)


def test_a_line_along_a_route_covers_its_legs_and_has_their_heights(real: Atlas) -> None:
    way = of_route(real, "nakhchivan-syunik-rail")
    mine = of(real, [[*point] for section in way.sections for point in section.line])
    assert {s.leg.id for s in way.sections} <= set(mine.alongside.legs)
    assert mine.alongside.highest_m is not None
    assert 0 < mine.alongside.known_km <= mine.length_km + 0.001
    far = of(real, [[70.0, 55.0], [71.0, 55.5]])
    assert far.alongside.highest_m is None or far.alongside.legs


def test_names_from_a_file_are_not_markup(real: Atlas) -> None:
    mine = measured_line.measured(real, readers.read(hostile.TAKEN["markup"]))
    assert "<img" not in measured_line_table.html(real, mine, None, drawing(mine.lines))
    with pytest.raises(readers.UploadError) as refused:
        readers.read(hostile.geojson([[0, 0]], name="<script>alert(1)</script>"))
    assert "<script" not in measured_line_table.alert(refused.value)


def test_runs_of_several_lines_are_those_of_each(real: Atlas) -> None:
    lines = [[(49.0, 40.4), (44.8, 41.7)], [(51.4, 35.7), (46.2, 38.9)]]
    lines = [lines[0], [], [(49.0, 40.4)], lines[1]]
    assert borders.runs_of_all(real, lines) == [borders.runs_of_all(real, [line])[0] for line in lines]


def test_very_many_parts_are_measured_together_not_one_after_another(
    real: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [[[44 + n / 2_000, 41.0], [44 + n / 2_000 + 1e-4, 41.0]] for n in range(10_000)]
    body = json.dumps({"type": "MultiLineString", "coordinates": parts}).encode()
    calls: list[int] = []
    segmentize = shapely.segmentize
    monkeypatch.setattr(shapely, "segmentize", lambda *given: (calls.append(1), segmentize(*given))[1])
    mine = measured_line.measured(real, readers.read(body))
    assert len(mine.lines) == len(parts)
    assert mine.length_km == pytest.approx(len(parts) * length_km([(44, 41), (44 + 1e-4, 41)]), rel=1e-3)
    # A few for the line, and one for each leg of the atlas that is compared with it.
    assert len(calls) <= len(real.legs) + 10


def pasted(text: str, **query: str) -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    page.text_area(key="own-text").input(text)
    page.button[0].click().run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return words("\n".join(element.proto.body for element in page.main if element.type == "html"))


def test_a_pasted_line_is_measured_beside_the_route_of_the_address() -> None:
    page = pasted(hostile.geojson(hostile.LINE).decode(), route="nakhchivan-kars-rail")
    assert "Baku to Tbilisi: 451 km, two countries and about one border crossing" in html(page)
    assert page.selectbox(key="own-beside").value == "nakhchivan-kars-rail"
    group = next(e for e in page.main if e.type == "component_instance").proto.json_args
    assert len(group) < 20_000
    assert '\\"own\\"' in group
    assert page.text_area(key="own-text").value == ""


def test_a_refusal_is_shown_and_latitude_first_mends_it() -> None:
    page = pasted('{"type": "LineString", "coordinates": [[40.41, 149.87], [41.72, 144.79]]}')
    assert "the wrong way round" in html(page)
    assert page.text_area(key="own-text").value.startswith("{")
    page.checkbox(key="own-turned").check().run()
    assert not page.exception
    assert "Measured line:" in html(page)


def test_a_line_leaves_nothing_in_the_address_and_can_be_taken_away() -> None:
    page = pasted(hostile.geojson(hostile.LINE, name="Secret").decode())
    assert dict(page.query_params) == {}
    next(b for b in page.button if b.label == "Remove the line").click().run()
    assert "Measure a line" in html(page)
    assert "own-bytes" not in page.session_state


def button(page: AppTest, label: str) -> None:
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception


def test_a_line_is_turned_round_in_one_click() -> None:
    page = pasted(hostile.geojson(hostile.LINE).decode())
    button(page, "Turn round")
    assert "Tbilisi to Baku: 451 km" in html(page)
    button(page, "Turn round")
    assert "Baku to Tbilisi: 451 km" in html(page)


def test_of_two_courses_a_reader_chooses_the_other() -> None:
    body, _, _ = kinds.READ["route that goes another way"]
    page = pasted(body.decode())
    assert "Baku to Tbilisi: 474 km" in html(page)
    page.selectbox(key="own-course-shown").set_value(1).run()
    assert "Baku to Tbilisi: 474 km" not in html(page)


def test_parts_are_left_out_and_ends_named() -> None:
    page = pasted(kinds.shared("07-linear-ring.kml").decode())
    page.multiselect(key="own-dropped-shown").set_value(["Placemark 2 (“Round way”)"]).run()
    assert "Baku to Tbilisi: 451 km" in html(page)
    page.text_input(key="own-from-shown").set_value("Port <b>").run()
    assert not page.exception
    assert "Port &lt;b&gt; to Tbilisi: 451 km" in html(page)


def test_a_line_travels_in_a_link_that_opens_it_again() -> None:
    page = pasted(hostile.geojson(hostile.LINE).decode())
    (polyline,) = re.findall(r"line=([^<\s]+)", html(page))
    other = AppTest.from_string(PAGE, default_timeout=60)
    other.query_params["line"] = unquote(unescape(polyline))
    other.run()
    assert "Baku to Tbilisi: 451 km" in html(other)
    button(other, "Remove the line")
    assert "line" not in other.query_params


def test_clicks_on_the_map_are_a_line_and_the_last_can_be_taken_back() -> None:
    page = AppTest.from_string(PAGE, default_timeout=60).run()
    button(page, "Draw on the map")
    page.session_state["own-points"] = [tuple(p) for p in hostile.LINE]
    page.run()
    assert "Baku to Tbilisi: 451 km" in html(page)
    button(page, "Take back the last point")
    assert "Measured line" not in html(page)
    button(page, "Stop drawing")


def test_a_line_too_long_for_an_address_has_no_link() -> None:
    page = pasted(hostile.geojson([[44 + n / 100, 40 + n % 3] for n in range(900)]).decode())
    assert "line=" not in html(page)


def test_a_line_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        pasted(hostile.geojson([[49.123456, 40.41]], name="Secret").decode())
    assert "Secret" not in caplog.text
    assert "49.123456" not in caplog.text
