"""Explore in other languages: the menu keeps the view, the page names its language, axe has no complaint."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from reading import at_rest, drawn

SYUNIK = "nakhchivan-syunik-rail"
VIEW = f"/?route={SYUNIK}&scenario=in-2005&show=sections"


def test_the_menu_changes_the_language_and_keeps_the_view(contexts: Any, server: str) -> None:
    with contexts.opened(base_url=server, viewport={"width": 1400, "height": 900}) as page:
        page.goto(VIEW)
        drawn(page, f"{SYUNIK}+in-2005")
        page.locator(".st-key-languages button").click()
        page.get_by_role("link", name="Русский").click()
        page.wait_for_url("**lang=ru**")
        drawn(page, f"{SYUNIK}+in-2005")
        expect(page.locator("html[lang=ru][dir=ltr]")).to_be_attached()
        expect(page.locator("h1")).to_contain_text("Сюникская")
        for part in (f"route={SYUNIK}", "scenario=in-2005", "show=sections"):
            assert part in page.url
        page.locator(".st-key-languages button").click()
        page.get_by_role("link", name="English", exact=True).click()
        page.wait_for_url("**lang=en**")
        drawn(page, f"{SYUNIK}+in-2005")
        expect(page.locator("h1")).to_contain_text("Syunik railway")


def test_the_browser_decides_where_the_address_does_not(contexts: Any, server: str) -> None:
    with contexts.opened(base_url=server, locale="fa-IR", viewport={"width": 1400, "height": 900}) as page:
        page.goto(f"/?route={SYUNIK}")
        drawn(page, SYUNIK)
        expect(page.locator("html[lang=fa][dir=rtl]")).to_be_attached()
        expect(page.locator("h1")).to_contain_text("سیونیک")
        right = page.locator(".ca-column").bounding_box()
        left = page.locator(".st-key-map").bounding_box()
        assert right
        assert left
        assert left["x"] < right["x"]


@pytest.mark.parametrize("code", ["ru", "az", "hy", "fa", "tr"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_and_nothing_is_too_wide(contexts: Any, server: str, code: str, width: int) -> None:
    with contexts.opened(base_url=server, viewport={"width": width, "height": 900}) as page:
        page.goto(f"/?route={SYUNIK}&lang={code}")
        drawn(page, SYUNIK)
        at_rest(page)
        found = Axe().run(page, options={"iframes": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        said = {(one["id"], node["target"][0]) for one in found.response["violations"] for node in one["nodes"]}
        assert said == set()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
