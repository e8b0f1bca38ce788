"""The pages show what the address asks for, and the address says what the reader chose."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from routes import phrase
from routes.atlas import Atlas
from routes.journey import of_route

MAIN = "../src/routes/pages/main.py"
SYUNIK = "nakhchivan-syunik-rail"


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(MAIN, default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.main if element.type == "html")


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
    return opened()


def test_the_first_view_is_baku_to_nakhchivan_through_syunik(first: AppTest, real: Atlas) -> None:
    assert not first.exception
    assert first.selectbox(key="route").value == SYUNIK
    assert phrase.headline(of_route(real, SYUNIK)) in html(first)
    assert map_group(first)["key"] == SYUNIK


def test_the_footer_names_the_borders_and_the_data(first: AppTest, real: Atlas) -> None:
    assert real.version in html(first)
    assert "not an opinion on any frontier" in html(first)


def test_a_link_restores_route_scenario_and_layers(real: Atlas) -> None:
    page = opened(route="russia-iran-west-rail", scenario="on-paper", layers="caspian")
    assert not page.exception
    assert page.selectbox(key="route").value == "russia-iran-west-rail"
    assert page.button_group(key="layers").value == ["caspian"]
    assert phrase.headline(of_route(real, "russia-iran-west-rail", ("on-paper",))) in html(page)
    group = map_group(page)
    assert group["key"] == "russia-iran-west-rail+on-paper"
    assert [theme for theme, _ in group["layers"]] == ["caspian"]


def test_choosing_a_route_writes_the_address() -> None:
    page = opened()
    page.selectbox(key="route").select("nakhchivan-kars-rail").run()
    assert not page.exception
    assert asked(page, "route") == "nakhchivan-kars-rail"


def test_choosing_and_dropping_a_scenario_writes_the_address() -> None:
    page = opened(scenario="on-paper")
    keys = [key for key in ("scenarios", "more-scenarios") if "on-paper" in page.button_group(key=key).value]
    assert len(keys) == 1
    page.button_group(key=keys[0]).unselect("on-paper").run()
    assert asked(page, "scenario") == ""
    assert asked(page, "route") == SYUNIK


def test_an_unknown_id_gets_a_polite_notice() -> None:
    page = opened(route="<script>")
    assert not page.exception
    assert page.info[0].value.startswith("This link asks for a route we do not have")
    assert page.selectbox(key="route").value == SYUNIK


def test_searching_finds_a_place_and_the_place_is_described() -> None:
    page = opened()
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
        from routes.pages import about as page

        page.show()

    text = html(AppTest.from_function(about, default_timeout=60).run())
    for words in ("How the kilometres are known", "What it does not say", "Licences", "frontier"):
        assert words in text
