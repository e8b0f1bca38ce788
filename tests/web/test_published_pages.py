"""The live page of an address with a released data version shows that release until the reader chooses today."""

from __future__ import annotations

import json

import pytest
from pages import opened
from streamlit.testing.v1 import AppTest

from routes.data.atlas import Atlas

ROUTE = "middle-dostyk-poti"
PAGE = """
import streamlit as st

from routes.web.dashboard import page_frame
from routes.web.dashboard import {module} as page
from routes.views import preview
from routes.web.dashboard.state import shown_store

pages = dict.fromkeys(preview.LABELS, st.Page(page.{show}, url_path="x"))
page_frame.remember(page_frame.asked(shown_store().atlas)[0], pages)
page.{show}()
"""


def html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.main if element.type == "html")


def parts(page: AppTest) -> str:
    """Everything that the page's components are given, among it the addresses of its parts."""
    return "\n".join(element.proto.json for element in page.main if element.type == "bidi_component")


def published(then: Atlas) -> str:
    return f"As published on 22\xa0November\xa02026 (data version {then.version})"


@pytest.fixture(scope="module")
def page(then: Atlas) -> AppTest:
    return opened(route=ROUTE, data=then.version)


def test_the_live_page_shows_the_band_and_the_parts_of_the_release(page: AppTest, then: Atlas) -> None:
    assert not page.exception
    assert published(then) in html(page)
    addresses = [one["url"] for one in map(json.loads, parts(page).splitlines()) if "url" in one]
    assert len(addresses) >= 3
    assert all(f"data={then.version}" in address for address in addresses)
    frame = next(element for element in page.main if element.type == "component_instance")
    assert f"data={then.version}" in frame.proto.json_args


def test_a_link_followed_on_the_live_page_keeps_to_the_release_until_today_is_chosen(then: Atlas) -> None:
    page = opened(route=ROUTE, data=then.version)
    page.session_state["leave"] = "./?route=middle-khorgos-poti&show=sections"
    page.run()
    assert then.version in page.query_params["data"]
    assert published(then) in html(page)
    page.session_state["leave"] = "./?route=middle-khorgos-poti&data="
    page.run()
    assert "data" not in page.query_params
    assert "As published" not in html(page)


@pytest.mark.parametrize(
    ("module", "show"),
    [
        ("plan", "show"),
        ("compare", "show"),
        ("arguments", "show"),
        ("scenarios", "show"),
        ("about", "show"),
        ("measure_line", "show"),
        *(("reference_pages", f"show_{name}") for name in ("place", "source", "promises", "stories", "unknowns")),
    ],
)
def test_every_page_can_be_shown_as_published(then: Atlas, module: str, show: str) -> None:
    page = AppTest.from_string(PAGE.format(module=module, show=show), default_timeout=60)
    page.query_params["data"] = then.version
    page.run()
    assert not page.exception
    addresses = [one["url"] for one in map(json.loads, parts(page).splitlines()) if "url" in one]
    assert all(f"data={then.version}" in address for address in addresses)
    if show == "show_stories":
        assert [caption.value for caption in page.caption] == ["This data version has no stories."]


def test_the_live_page_says_that_a_version_is_not_on_record(then: Atlas) -> None:
    page = opened(route=ROUTE, data="2020-01-01-0000000")
    assert not page.exception
    assert f"is not on record; on record: {then.version}" in html(page)
    assert f"data={then.version}" not in parts(page)
