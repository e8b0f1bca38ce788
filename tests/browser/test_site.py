"""The static edition of the real atlas in Chromium: from a server under a base path, and opened from disk."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import edition
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from reading import plain

from routes.data.atlas import Atlas
from routes.network.journey import of_route
from routes.text import headlines
from routes.web.static_site import edition as static_site_edition
from routes.web.static_site import scenario_states

SYUNIK, WEST = "nakhchivan-syunik-rail", "russia-iran-west-rail"
BASE = "some/where"
# Of the whole edition, of the tiles of its ground and relief, and of what a first visit to a page receives.
MOST_BYTES, MOST_TILES, MOST_SENT = 14_000_000, 2_600_000, 600_000
TILES = ("relief/", "data/ground/")
# What a request ends in where the reader goes on before it is answered.
LEFT = "net::ERR_ABORTED"
SMALL = {"width": 360, "height": 780}
# Draws a line only once the map has started.
LATE = """
let draw;
Object.defineProperty(window, 'drawWay', {
  set: given => { draw = given; },
  get: () => async way => {
    while (!document.documentElement.dataset.theme) await new Promise(requestAnimationFrame);
    return draw(way);
  },
});
"""


@pytest.fixture(scope="module")
def files(real: Atlas) -> dict[str, bytes]:
    return static_site_edition.Edition(real, "https://example.org/atlas/").files


@pytest.fixture(scope="module")
def folder(real: Atlas, files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the edition some way down."""
    top = tmp_path_factory.mktemp("web")
    for name, body in files.items():
        path = top / BASE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return top


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain file server that says nothing."""

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the edition stands on a plain file server, under a base path."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{BASE}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(chromium: Browser, seen: Any) -> Iterator[Page]:
    yield from _tab(chromium, seen, viewport={"width": 1440, "height": 900})


def _tab(chromium: Browser, seen: Any, **options: Any) -> Iterator[Page]:
    context = chromium.new_context(**options)
    page = context.new_page()
    page.on("request", lambda request: None if request.url.startswith("file:") else seen.request(request))
    page.on("console", seen.console)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("requestfailed", lambda request: None if request.failure == LEFT else seen.errors.append(request.url))
    yield page
    context.close()


def drawn(page: Page, way: str) -> None:
    page.locator(f'html[data-map=drawn][data-way="{way}"]').wait_for(state="attached", timeout=30_000)


def headline(page: Page) -> str:
    return plain(page.locator("h1").inner_text())


def test_a_browser_that_unpacks_nothing_says_so_and_keeps_the_rest(tab: Page, seen: Any, address: str) -> None:
    tab.add_init_script("delete window.DecompressionStream")
    tab.goto(f"{address}routes/{SYUNIK}.html")
    expect(tab.get_by_text("need a browser of 2023 or later")).to_be_visible()
    expect(tab.locator("h1")).to_contain_text("531 km")
    seen.errors.clear()


def test_no_link_is_broken_on_any_page(files: dict[str, bytes]) -> None:
    assert [*edition.broken(files)] == []


def test_it_is_small(files: dict[str, bytes]) -> None:
    tiles = sum(len(body) for path, body in files.items() if path.startswith(TILES))
    assert tiles < MOST_TILES
    assert sum(map(len, files.values())) - tiles < MOST_BYTES


def test_every_page_works_under_a_base_path(
    tab: Page, seen: Any, real: Atlas, files: dict[str, bytes], address: str
) -> None:
    asked: list[str] = []
    packed = functools.cache(lambda name: len(gzip.compress(files[name])))
    tab.on("request", lambda request: asked.append(urlsplit(request.url).path.removeprefix(f"/{BASE}/")))
    for path in sorted(path for path in files if path.endswith(".html")):
        asked.clear()
        tab.goto(address + path)
        if path.startswith("routes/"):
            route = path.removeprefix("routes/").removesuffix(".html")
            drawn(tab, route)
            assert tab.locator("path.leaflet-interactive").count() >= len(of_route(real, route).sections)
            assert headline(tab) == plain(headlines.headline(of_route(real, route)))
            said = scenario_states.changeable(scenario_states.parts(of_route(real, route)))
            assert tab.evaluate(edition.PARTS) == {name: text for name, text in said.items() if name != "way"}
            sent = sum(map(packed, set(asked)))
            assert sent < MOST_SENT, f"{path}: {sent} bytes"
    assert (seen.outside, seen.errors) == ([], [])


@pytest.mark.parametrize("scenario", ["zangezur-open", "iran-suspended", "on-paper"])
def test_a_scenario_changes_headline_line_and_table_as_on_the_dashboard(
    tab: Page, seen: Any, real: Atlas, address: str, scenario: str
) -> None:
    journey = of_route(real, SYUNIK, (scenario,))
    tab.goto(f"{address}routes/{SYUNIK}.html")
    drawn(tab, SYUNIK)
    assert tab.locator("#ca-scenarios button[aria-pressed=true]").count() == 0
    button = tab.locator(f"#ca-scenarios button[data-id={scenario}]")
    if not button.is_visible():
        tab.get_by_text("More scenarios").click()
    button.click()
    drawn(tab, f"{SYUNIK}+{scenario}")
    tab.wait_for_url(f"**?scenario={scenario}")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(tab.locator("h1")).to_have_text(headlines.headline(journey))
    said = scenario_states.changeable(scenario_states.parts(journey))
    assert tab.evaluate(edition.PARTS) == {name: text for name, text in said.items() if name != "way"}
    passable = sum(section.passable for section in journey.sections)
    table = tab.locator("[data-part=ledger] table").first
    expect(table.locator("tr.ca-blocked")).to_have_count(len(journey.sections) - passable)
    assert table.get_by_text("by the scenario").count() >= sum(
        section.change is not None for section in journey.sections
    )
    expect(tab.locator(".leaflet-marks-pane .ca-stop[aria-label]")).to_have_count(len(journey.stops))
    tab.go_back()
    drawn(tab, SYUNIK)
    expect(tab.locator("h1")).to_have_text(headlines.headline(of_route(real, SYUNIK)))
    assert (seen.outside, seen.errors) == ([], [])


def test_it_opens_from_disk(tab: Page, seen: Any, real: Atlas, folder: Path) -> None:
    root = (folder / BASE).as_uri()
    tab.goto(f"{root}/index.html")
    tab.locator(f'a[data-route="{WEST}"]').click()
    drawn(tab, WEST)
    tab.goto(f"{root}/routes/{WEST}.html?scenario=rasht-astara-finished")
    drawn(tab, f"{WEST}+rasht-astara-finished")
    expect(tab.locator("h1")).to_have_text(headlines.headline(of_route(real, WEST, ("rasht-astara-finished",))))
    tab.locator("#ca-scenarios button[aria-pressed=true]").click()
    drawn(tab, WEST)
    tab.locator("#ca-layers button[data-id=roads]").click()
    tab.locator("html[data-layers~=roads]").wait_for(state="attached")
    tab.wait_for_url("**layers=**")
    assert (seen.outside, seen.errors) == ([], [])


def test_a_link_of_the_dashboard_leads_to_its_page(tab: Page, seen: Any, address: str) -> None:
    tab.goto(f"{address}?route={SYUNIK}&scenario=zangezur-open&layers=caspian&data=2026-01-01-1234567")
    drawn(tab, f"{SYUNIK}+zangezur-open")
    expect(tab).to_have_url(f"{address}routes/{SYUNIK}.html?scenario=zangezur-open&layers=caspian")
    expect(tab.locator("html")).to_have_attribute("data-layers", "caspian")
    tab.goto(f"{address}scenarios.html?question=russia-iran")
    tab.wait_for_url(f"{address}questions/russia-iran.html")
    tab.goto(f"{address}place.html?place=border-julfa-rail")
    tab.wait_for_url(f"{address}places/border-julfa-rail.html")
    expect(tab.locator("main svg.ca-place-map")).to_be_visible()
    tab.goto(f"{address}routes/{SYUNIK}.html?argument=e26")
    expect(tab.locator("#argument-e26")).to_be_visible()
    assert seen.errors == []


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("?route=<img src=x onerror=alert(1)>", "a route we do not have (“<img src=x onerror=alert(1)>”)"),
        (f"routes/{SYUNIK}.html?scenario=<b>,zangezur-open", "a scenario we do not have (“<b>”)"),
        (f"routes/{SYUNIK}.html?scenario=zangezur-open,aras-open", "one scenario at a time"),
        (f"routes/{SYUNIK}.html?scenario=in-2005", "The network of 2005 needs the dashboard"),
    ],
)
def test_what_cannot_be_shown_is_said(tab: Page, seen: Any, address: str, page: str, says: str) -> None:
    tab.goto(address + page)
    expect(tab.locator(".ca-notice:not([hidden])")).to_contain_text(says)
    assert seen.errors == []


def test_arguments_are_narrowed_by_verdict_and_holder(tab: Page, seen: Any, real: Atlas, address: str) -> None:
    tab.goto(f"{address}arguments.html")
    shown = tab.locator(".ca-group-said li[id]:not([hidden])")
    expect(shown).to_have_count(len(real.arguments))
    tab.locator(".ca-choices a", has_text="Depends").click()
    count = tab.locator(".ca-choices a[aria-current]", has_text="Depends").locator("b").inner_text()
    expect(shown).to_have_count(int(count))
    expect(tab.locator(".ca-count b")).to_have_text(f"{count} of {len(real.arguments)}")
    tab.goto(f"{address}arguments.html?holder=paul-goble")
    expect(shown).to_have_count(sum(a.holder.startswith("Paul Goble") for a in real.arguments.values()))
    assert seen.errors == []


def test_without_scripts_text_profile_and_table_are_there(
    chromium: Browser, seen: Any, real: Atlas, address: str
) -> None:
    for page in _tab(chromium, seen, java_script_enabled=False, viewport=SMALL):
        page.goto(f"{address}routes/{SYUNIK}.html")
        assert headline(page) == plain(headlines.headline(of_route(real, SYUNIK)))
        assert page.locator("svg.strip:visible").count() == 1
        assert page.locator("[data-part=ledger] table").first.is_visible()
        assert "The map needs JavaScript" in page.locator("#ca-map").inner_html()
        assert not page.locator("#ca-scenarios").is_visible()


def test_the_map_is_dark_where_the_page_is_however_late_its_line_comes(
    chromium: Browser, seen: Any, address: str
) -> None:
    for page in _tab(chromium, seen, color_scheme="dark"):
        page.add_init_script(LATE)
        page.goto(f"{address}routes/{SYUNIK}.html")
        drawn(page, SYUNIK)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    ["index.html", f"routes/{SYUNIK}.html", "questions/nakhchivan.html", "figures.html", "corrections/places.html"],
)
def test_a_phone_shows_every_page_whole_and_readable(
    chromium: Browser, seen: Any, address: str, path: str, scheme: Any
) -> None:
    for page in _tab(chromium, seen, viewport=SMALL, color_scheme=scheme, is_mobile=True, has_touch=True):
        page.goto(address + path)
        if path.startswith("routes/"):
            drawn(page, SYUNIK)
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
        assert [v["id"] for v in found.response["violations"]] == [], found.generate_report()
