"""The land is shaded once the route is drawn; a reader who switches that off is not asked again."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from reading import at_rest, drawn, the_map

SYUNIK = "nakhchivan-syunik-rail"
TILES = ".leaflet-relief-pane img.leaflet-tile-loaded"


def test_relief_lies_between_land_and_route_and_darkens_only_what_is_under_it(page: Page) -> None:
    page.goto(f"/?route={SYUNIK}")
    drawn(page, SYUNIK)
    expect(the_map(page).locator(TILES).first).to_be_visible()
    pane = the_map(page).locator(".leaflet-relief-pane")
    look = pane.evaluate("pane => [getComputedStyle(pane).mixBlendMode, +getComputedStyle(pane).zIndex]")
    ground, way = (
        the_map(page).locator(f".leaflet-{name}-pane").evaluate("pane => +getComputedStyle(pane).zIndex")
        for name in ("ground", "way")
    )
    assert look[0] == "multiply"
    assert ground < look[1] < way


def test_a_reader_switches_relief_off_and_is_not_sent_it_again(page: Page) -> None:
    page.goto(f"/?route={SYUNIK}")
    drawn(page, SYUNIK)
    expect(the_map(page).locator(TILES).first).to_be_visible()
    button = the_map(page).get_by_role("button", name="Relief")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(the_map(page).locator(TILES)).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "false")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    drawn(page, SYUNIK)
    the_map(page).locator("html[data-layers]").wait_for(state="attached")
    at_rest(page)
    assert not [url for url in asked if "/relief." in url]
