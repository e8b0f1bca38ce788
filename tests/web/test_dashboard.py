"""The pages show what the address asks for, and the address says what the reader chose."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st
from pages import MAIN, opened
from streamlit.testing.v1 import AppTest

from routes.data.atlas import Atlas
from routes.network import planner
from routes.network.graph import By
from routes.network.journey import of_route
from routes.text import headlines
from routes.views import comparison, planned, preview, selections
from routes.web.dashboard.state import asset_store, forget_asset_store
from routes.web.server.computed_views import COLUMN

SYUNIK = "nakhchivan-syunik-rail"


def html(page: AppTest) -> str:
    texts = [element.proto.body for element in page.main if element.type == "html"]
    given = [json.loads(element.proto.json) for element in page.main if element.type == "bidi_component"]
    return "\n".join([*texts, *(one["html"] for one in given if "html" in one)])


def column(page: AppTest) -> str:
    """What the reading column holds, which a browser fetches by its address."""
    given = [json.loads(element.proto.json) for element in page.main if element.type == "bidi_component"]
    address = urlsplit(next(one["url"] for one in given if "/views/column/" in one.get("url", "")))
    store, route = asset_store(), address.path.rpartition("/")[2].removesuffix(".html")
    chosen, _ = selections.from_query(store.atlas, parse_qs(address.query))
    return store.board(COLUMN, route, chosen).body.decode()


def asked(page: AppTest, key: str) -> str:
    value = page.query_params.get(key, "")
    return value if isinstance(value, str) else ",".join(value)


def map_group(page: AppTest) -> dict[str, Any]:
    frame = next(e for e in page.main if e.type == "component_instance")
    call = json.loads(frame.proto.json_args)["feature_group"]
    given: dict[str, Any] = json.loads(call[call.index("{", call.index("drawWay")) : call.rindex("}") + 1])
    return given


@pytest.fixture(scope="module")
def first() -> AppTest:
    return opened(route=SYUNIK)


def test_without_a_choice_the_front_page_says_what_the_atlas_is() -> None:
    page = opened()
    assert not page.exception
    assert "Which route should freight take" in html(page)
    assert not page.selectbox


def test_an_address_with_a_route_opens_it(first: AppTest, real: Atlas) -> None:
    assert not first.exception
    assert headlines.headline(of_route(real, SYUNIK)) in column(first)
    assert map_group(first)["key"] == SYUNIK


def test_a_host_without_addresses_of_ours_shows_the_same_page_without_files_to_take_away(
    first: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTES_FILES", "media")
    forget_asset_store()
    page = opened(route=SYUNIK)
    monkeypatch.undo()
    forget_asset_store()
    assert not page.exception
    assert html(page) == html(first)


def test_the_footer_names_the_borders_and_the_data(first: AppTest, real: Atlas) -> None:
    assert real.version in html(first)
    assert "not an opinion on any frontier" in html(first)


def test_a_link_restores_route_scenario_and_layers(real: Atlas) -> None:
    page = opened(route="russia-iran-west-rail", scenario="on-paper", layers="caspian")
    assert not page.exception
    assert page.button_group(key="layers").value == ["caspian"]
    assert headlines.headline(of_route(real, "russia-iran-west-rail", ("on-paper",))) in column(page)
    group = map_group(page)
    assert group["key"] == "russia-iran-west-rail+on-paper"
    assert [theme for theme, _ in group["layers"]] == ["caspian"]


def test_a_link_of_the_page_shown_keeps_what_it_does_not_mention() -> None:
    page = opened(route=SYUNIK, scenario="on-paper", layers="caspian", place="anzali")
    page.session_state["leave"] = "./?route=nakhchivan-kars-rail&show=sections"
    page.run()
    assert not page.exception
    found = {key: asked(page, key) for key in ("route", "show", "layers", "scenario", "place")}
    assert found == {
        "route": "nakhchivan-kars-rail",
        "show": "sections",
        "layers": "caspian",
        "scenario": "",
        "place": "",
    }
    assert map_group(page)["key"] == "nakhchivan-kars-rail"


def test_an_unknown_id_gets_a_polite_notice(real: Atlas) -> None:
    page = opened(route="<script>")
    assert not page.exception
    assert "This link asks for a route we do not have" in html(page)
    assert headlines.headline(of_route(real, SYUNIK)) in column(page)


def test_a_name_of_several_places_gets_a_link_to_each() -> None:
    page = opened(place="julfa")
    assert not page.exception
    assert "“julfa” is the name of 3 places:" in html(page)
    given = [json.loads(element.proto.json) for element in page.main if element.type == "bidi_component"]
    [links] = [one["links"] for one in given if one.get("label", "").startswith("“julfa”")]
    assert [parse_qs(address[1:])["place"] for _, address in links] == [
        ["border-julfa-rail"],
        ["culfa"],
        ["post-julfa-road"],
    ]


def test_searching_finds_a_place_and_the_place_is_described() -> None:
    page = opened(route=SYUNIK)
    page.text_input(key="search").input("anzali").run()
    assert not page.exception
    found = opened(place="anzali")
    assert "Port, Iran" in html(found)
    assert map_group(found)["ring"]


@pytest.mark.parametrize("route", ["middle-khorgos-poti", "nakhchivan-aras-road", "alat-aktau"])
def test_any_kind_of_way_can_be_shown(route: str) -> None:
    assert not opened(route=route).exception


def test_about_says_method_limits_and_licences() -> None:
    def about() -> None:
        from routes.web.dashboard import about as page

        page.show()

    text = html(AppTest.from_function(about, default_timeout=60).run())
    for words in ("How the kilometres are known", "What it does not say", "Licences", "frontier"):
        assert words in text


def from_page(name: str, **query: str) -> AppTest:
    """A page besides the first, on its own."""
    script = f"""
from routes.web.dashboard import page_frame
from routes.web.dashboard import {name} as page
from routes.web.dashboard.state import asset_store

page_frame.page_link = lambda *_: None
page_frame.remember(page_frame.asked(asset_store().atlas)[0], {{}})
page.show()
"""
    page = AppTest.from_string(script, default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def test_the_planner_begins_with_an_answer(real: Atlas) -> None:
    page = from_page("plan")
    ways = planner.answer(real, planner.Ask(*real.first_pair)).ways
    answer = planned.html(real, planner.Ask(*real.first_pair).key(), selections.default(real))
    assert f"Shortest of {len(ways)} options" in answer
    assert headlines.headline(ways[0]) in answer
    assert map_group(page)["pick"]


def test_asking_the_planner_writes_the_address() -> None:
    page = from_page("plan", n="2")
    page.selectbox(key="plan-end").select("tehran").run()
    assert (asked(page, "from"), asked(page, "to"), asked(page, "n")) == ("moscow", "tehran", "")
    page.button_group(key="avoid").select("sea").run()
    page.selectbox(key="by").select(By.CROSSINGS).run()
    assert (asked(page, "avoid"), asked(page, "by")) == ("sea", "crossings")
    assert map_group(page)["key"] == "moscow~tehran~crossings~sea"


def test_where_there_is_no_way_the_page_says_what_blocks_the_nearest() -> None:
    page = from_page("plan", **{"from": "baku", "to": "nakhchivan", "avoid": "IR,road"})
    assert "No usable route from Baku to Nakhchivan as last reported, avoiding Iran and road" in html(page)
    assert "on the map) closed" in html(page)
    assert map_group(page)["key"] == "baku~nakhchivan~km~IR.road"


def test_a_page_says_why_there_is_nothing_to_look_for() -> None:
    page = from_page("plan", **{"from": "moscow", "to": "tehran", "avoid": "IR"})
    assert "Tehran lies in Iran, which you avoid." in html(page)


def test_compare_begins_with_a_pair_of_the_question_and_takes_more(real: Atlas) -> None:
    page = from_page("compare")
    pair = comparison.first_pair(real, SYUNIK)
    assert map_group(page)["key"] == ",".join(pair)
    assert page.code[0].value == comparison.sentence([of_route(real, id) for id in pair])
    page.selectbox(key="add").select("nakhchivan-kars-rail").run()
    assert asked(page, "ways") == ",".join((*pair, "nakhchivan-kars-rail"))


def test_ways_not_found_under_a_scenario_are_left_out_with_a_notice() -> None:
    few = "yerevan~tbilisi~km~road~3"
    page = from_page("compare", ways=f"alat-aktau,{few}")
    assert "left out" in html(page)
    assert map_group(page)["key"] == "alat-aktau"


def test_the_garbage_collector_leaves_the_atlas_alone() -> None:
    forget_asset_store()
    gc.unfreeze()
    held = asset_store().atlas
    assert gc.get_freeze_count() > len(held.legs) + len(held.places)


def test_the_atlas_stays_the_same_object_when_a_reader_empties_every_cache_of_streamlit() -> None:
    held, frozen = asset_store(), gc.get_freeze_count()
    st.cache_resource.clear()
    st.cache_data.clear()
    assert asset_store() is held
    assert gc.get_freeze_count() <= frozen


@pytest.mark.parametrize("page", ["plan", "compare", "scenarios", "arguments"])
def test_no_stale_or_hostile_address_breaks_a_page(page: str) -> None:
    hostile = dict.fromkeys(
        "route scenario layers place argument from to by avoid n ways question holder verdict source at".split(),
        "<script>alert(1)</script>,~~,nan",
    )
    assert "<script>" not in html(from_page(page, **hostile))


def test_a_link_of_a_version_not_on_record_says_which_are() -> None:
    page = opened(data="2020-01-01-0000000<xy>")
    assert not page.exception
    assert "is not on record; on record: 20" in html(page)
    assert "<xy>" not in html(page)


def test_a_link_where_every_value_is_stale_still_opens(real: Atlas) -> None:
    page = opened(route="gone", scenario="gone", place="gone", argument="gone", at="x", layers="gone", data="x")
    assert not page.exception
    assert html(page).count('role="status"') >= 5
    assert headlines.headline(of_route(real, SYUNIK)) in column(page)


def test_every_page_can_say_what_it_shows_in_a_link_preview() -> None:
    script = MAIN.read_text(encoding="utf-8")
    shown = script[script.index("SHOW = {") : script.index("def run")]
    assert re.findall(r'^    "(\w*)": ', shown, re.MULTILINE) == [*preview.LABELS]
    assert set(preview.LABELS) == set(preview.PAGES)


def after_the_first_page(then: str) -> list[str]:
    """What a process of its own prints after it has shown the first page."""
    page = MAIN.resolve()
    script = f"from streamlit.testing.v1 import AppTest\nAppTest.from_file({str(page)!r}).run(timeout=60)\n{then}"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()


def test_the_first_page_loads_no_reader_of_files() -> None:
    loaded = after_the_first_page("import sys\nprint(*sys.modules)")
    assert "routes.web.dashboard.explore" in loaded
    assert {"gpxpy", "pyogrio", "xlsxwriter", "mcp", "fastkml", "routes.geo.readers"}.isdisjoint(loaded)
    assert [name for name in loaded if name.startswith("folium.plugins.")] == ["folium.plugins.dual_map"]


def test_foliums_other_plugins_can_be_had_after_the_first_page() -> None:
    then = "import gc, folium.plugins\nfrom folium.plugins import HeatMap, DualMap"
    then += "\nfrom streamlit_folium import folium as known"
    then += (
        "\nprint(HeatMap.__name__, known.plugins.DualMap is DualMap, 'MiniMap' in dir(folium.plugins), gc.isenabled())"
    )
    assert after_the_first_page(then) == ["HeatMap", "True", "True", "True"]
