"""Maps of other servers, which stand-ins answer for here: shown when asked for, missed in one sentence."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from reading import drawn, soon, the_map

from routes.views.map.tile_services import ALLOWED

SYUNIK = "nakhchivan-syunik-rail"
TILES = ".leaflet-services-pane img"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
Starts = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="module")
def offering(own_server: Starts) -> Iterator[str]:
    """The address of a dashboard whose operator allows two maps of other servers."""
    with own_server(0, **{ALLOWED: "osm,orm"}) as address:
        yield address


@pytest.fixture
def reader(chromium: Browser, offering: str) -> Iterator[Page]:
    """A page of that dashboard."""
    with chromium.new_context(base_url=offering, viewport={"width": 1400, "height": 900}) as context:
        yield context.new_page()


def elsewhere(page: Page, answer: Callable[[Route], None]) -> list[str]:
    """Answer what the page asks of other servers; the list of it."""
    asked: list[str] = []

    def stand_in(route: Route) -> None:
        asked.append(route.request.url)
        answer(route)

    page.route(lambda url: "127.0.0.1" not in url and url.startswith("http"), stand_in)
    return asked


def test_nothing_is_asked_of_another_server_until_a_reader_switches_a_map_on(reader: Page) -> None:
    asked = elsewhere(reader, lambda route: route.fulfill(body=DOT, content_type="image/png"))
    reader.goto(f"/?route={SYUNIK}")
    drawn(reader, SYUNIK)
    assert not asked
    reader.get_by_role("button", name="Layers").click()
    expect(reader.get_by_text("that server learns your internet address").first).to_be_visible()
    reader.get_by_role("button", name="Street map").click()
    soon(reader, lambda: reader.url, lambda url: "tiles=osm" in url)
    expect(the_map(reader).locator(f"{TILES}.leaflet-tile-loaded").first).to_be_visible()
    expect(the_map(reader).locator(".ca-services")).to_contain_text("© OpenStreetMap contributors")
    assert {url.split("/")[2] for url in asked} == {"tile.openstreetmap.org"}
    reader.get_by_role("button", name="Street map").click()
    expect(the_map(reader).locator(TILES)).to_have_count(0)
    expect(the_map(reader).locator(".ca-services")).to_be_hidden()


def test_without_the_other_server_one_sentence_says_so_and_the_map_stays(reader: Page) -> None:
    elsewhere(reader, lambda route: route.abort())
    reader.goto(f"/?route={SYUNIK}&tiles=osm,orm")
    drawn(reader, SYUNIK)
    note = the_map(reader).locator(".ca-services-failed")
    expect(note).to_have_count(1)
    expect(note).to_have_text(
        "No tiles come from tile.openstreetmap.org, tiles.openrailwaymap.org;"
        " the atlas's own map is drawn all the same."
    )
    expect(the_map(reader).locator(".ca-name", has_text="Horadiz").first).to_be_visible()


def test_the_policy_lets_no_other_server_in(reader: Page) -> None:
    reader.goto(f"/?route={SYUNIK}")
    drawn(reader, SYUNIK)
    frame = next(frame for frame in reader.frames if "st_folium" in frame.url)
    blocked = frame.evaluate(
        "() => new Promise((done) => {"
        " document.addEventListener('securitypolicyviolation', (event) => done(event.blockedURI));"
        " new Image().src = 'https://tiles.maps.eox.at/a.png'; })"
    )
    assert blocked.startswith("https://tiles.maps.eox.at")
