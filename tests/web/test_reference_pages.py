"""The pages Scenarios and Arguments show what their addresses ask for, and their files can be kept."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from routes.data.atlas import Atlas
from routes.views import selections
from routes.web.server import routes
from routes.web.server.assets import AssetStore
from routes.web.server.computed_views import BOARDS
from routes.web.server.files import ASK_AGAIN, FOR_EVER

PAGE = """
from routes.web.dashboard import page_frame
from routes.web.dashboard import {} as page
from routes.web.dashboard.state import asset_store

page_frame.remember(page_frame.asked(asset_store().atlas)[0], {{}})
page.show()
"""


def opened(name: str, **query: str) -> AppTest:
    page = AppTest.from_string(PAGE.format(name), default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def board(page: AppTest) -> str:
    """The address of the part of the page that is fetched."""
    given: list[dict[str, Any]] = [json.loads(e.proto.json) for e in page.main if e.type == "bidi_component"]
    return next(str(one["url"]) for one in given if "url" in one)


def asked(page: AppTest, key: str) -> str:
    value = page.query_params.get(key, "")
    return value if isinstance(value, str) else ",".join(value)


def test_scenarios_shows_the_question_of_the_route_or_of_the_address() -> None:
    assert "views/matrix/nakhchivan.html?" in board(opened("scenarios"))
    assert "views/matrix/russia-iran.html?" in board(opened("scenarios", route="russia-iran-west-rail"))
    assert "views/matrix/caspian.html?" in board(opened("scenarios", question="caspian"))


def test_scenarios_tried_together_are_written_into_the_address() -> None:
    page = opened("scenarios", scenario="zangezur-open")
    assert "scenario=zangezur-open&" in board(page)
    page.button_group(key="together").select("aras-open").run()
    assert not page.exception
    assert asked(page, "scenario") == "zangezur-open,aras-open"


def test_arguments_takes_its_filters_from_the_address_and_writes_them_into_it() -> None:
    page = opened("arguments", holder="world-bank", verdict="borne-out")
    assert page.selectbox(key="filter-holder").value == "world-bank"
    assert "views/arguments/all.html?" in board(page)
    page.selectbox(key="filter-route").select("middle-khorgos-kars").run()
    assert not page.exception
    assert (asked(page, "route"), asked(page, "holder")) == ("middle-khorgos-kars", "world-bank")
    assert "views/arguments/middle-khorgos-kars.html?" in board(page)
    page.selectbox(key="filter-route").select("").run()
    assert asked(page, "route") == ""


@pytest.fixture(scope="module")
def assets(real: Atlas) -> AssetStore:
    return AssetStore(real)


@pytest.fixture(scope="module")
def client(assets: AssetStore) -> TestClient:
    app = Starlette(routes=routes.routes("/atlas", lambda: assets))
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.mark.parametrize(
    ("kind", "id"),
    [("matrix", "caspian"), ("chokepoints", "caspian"), ("arguments", "all"), ("arguments", "alat-aktau")],
)
def test_a_board_is_served_and_kept(client: TestClient, assets: AssetStore, real: Atlas, kind: str, id: str) -> None:
    assert kind in BOARDS
    address = "/atlas/" + re.sub(r"^(\.\./)+", "", assets.board_url(kind, id, selections.default(real)))
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == FOR_EVER
    assert client.get(address.partition("?")[0]).headers["cache-control"] == ASK_AGAIN


@pytest.mark.parametrize(
    "address",
    ["matrix/nowhere.html", "matrix/caspian.html?scenario=nothing", "arguments/nowhere.html", "arguments/all.json"],
)
def test_a_board_that_is_not_there_is_404(client: TestClient, address: str) -> None:
    assert client.get(f"/atlas/views/{address}").status_code == 404


def test_ways_are_compared_by_the_readers_own_numbers(real: Atlas) -> None:
    ways = "middle-khorgos-poti,middle-khorgos-kars"
    page = opened("compare", ways=ways, set="rail-kz:300")
    given: list[dict[str, Any]] = [json.loads(e.proto.json) for e in page.main if e.type == "bidi_component"]
    assert any(f"views/valued/{ways}.html" in str(one.get("url")) for one in given)
    chosen = selections.from_query(real, {"ways": ways, "set": "rail-kz:300"})[0]
    assert "typically 20½" in BOARDS["valued"](real, ways, chosen)
