"""A link drops the filters it does not name, and a host without our addresses gets the layer of the chosen year."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from routes.data.atlas import Atlas
from routes.web.dashboard.state import MediaAssetStore
from routes.web.server.files import File

# Runs where Streamlit's components are known: within a page.
LEAVING = """
import streamlit as st
from routes.web.dashboard import page_frame

switch_page = st.switch_page
st.switch_page = lambda page, query_params: st.session_state.update(went=(page, query_params))
st.session_state["leave"] = "./plan?from=a&to=b"
class Page:
    def __init__(self, url_path):
        self.url_path = url_path
pages = {name: Page(name) for name in ("", "plan")}
page_frame.left(pages, pages[""])
st.switch_page = switch_page
"""


def test_a_link_drops_filters_and_keeps_the_rest() -> None:
    page = AppTest.from_string(LEAVING)
    for key, value in {"place": "x", "holder": "h", "verdict": "v", "set": "load:10"}.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    went, query = page.session_state["went"]
    assert went.url_path == "plan"
    assert query == {"set": "load:10", "from": "a", "to": "b"}


def test_a_host_without_addresses_of_ours_gets_the_layer_of_the_year(
    toy: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, given = MediaAssetStore(toy), {}

    def address(self: MediaAssetStore, hashed: str, file: File, root: str) -> str:
        given[hashed] = json.loads(file.body)
        return hashed

    monkeypatch.setattr(MediaAssetStore, "address", address)
    year = f"in-{toy.last_year - 1}"
    now, then = store.layer_url("caspian"), store.layer_url("caspian", ("no-ships", year))
    assert (now, then) == ("caspian/", f"caspian/{year}")
    assert given[now] != given[then]
