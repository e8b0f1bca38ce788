"""The dashboard as a reader meets it: map, numbers, address, keyboard, phone, and no request leaving the machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocket, WebSocketRoute, expect
from reading import FRAME, at_rest, drawn, plain, soon, the_map

from routes.data.atlas import Atlas
from routes.network.journey import of_route
from routes.text import headlines
from routes.views import summary

SYUNIK, WEST = "nakhchivan-syunik-rail", "russia-iran-west-rail"
# What the whole page may send over the WebSocket when a reader picks another route.
SWITCH_BYTES = 20_000
# In a light page the way's line has this colour of tokens.json.
WAY = "#39539C"
FOCUSED = "(e => (e.ariaLabel || e.innerText || e.tagName).trim())(document.activeElement)"


@dataclass
class Wire:
    """Bytes that came over the page's WebSocket since the last `reset`."""

    received: int = 0

    def watch(self, socket: WebSocket) -> None:
        socket.on("framereceived", self.add)

    def add(self, payload: Any) -> None:
        self.received += len(payload if isinstance(payload, bytes) else str(payload).encode())


@pytest.fixture
def wire(page: Page) -> Wire:
    counted = Wire()
    page.on("websocket", counted.watch)
    return counted


def visit(page: Page, address: str = f"/?route={SYUNIK}", way: str = SYUNIK) -> None:
    page.goto(address)
    drawn(page, way)
    page.locator(".ca-view section, .ca-view div").nth(1).wait_for()


def choose_route(page: Page, title: str) -> None:
    page.get_by_role("combobox", name="Route").select_option(label=title)


def test_the_chosen_way_is_on_the_map_with_its_numbers_beside_it(page: Page, seen: Any, real: Atlas) -> None:
    visit(page)
    journey = of_route(real, SYUNIK)
    lines = the_map(page).locator(f"path[stroke='{WAY}']")
    expect(lines.nth(len(journey.sections) - 1)).to_be_attached()
    box = lines.first.bounding_box()
    assert box is not None
    assert box["width"] > 20
    expect(page.get_by_role("heading", level=1)).to_have_text(headlines.headline(journey))
    values = [f"{fact.value} {fact.unit}".strip() for fact in summary.facts(journey)]
    facts = page.locator(".ca-facts dd")
    soon(page, lambda: [plain(text) for text in facts.all_inner_texts()], values.__eq__)
    assert seen.outside == []
    assert seen.errors == []


def test_stops_have_the_same_numbers_on_map_and_in_the_table(page: Page, real: Atlas) -> None:
    visit(page, f"/?route={SYUNIK}&show=sections")
    numbers = [str(stop.number) for stop in of_route(real, SYUNIK).stops]
    expect(the_map(page).locator(".ca-stop text")).to_have_text(numbers)
    expect(page.locator(".ca-ledger .ca-stop .ca-mark")).to_have_text(numbers)


def test_a_route_switch_sends_little_and_pan_and_hover_nothing(page: Page, wire: Wire, seen: Any, real: Atlas) -> None:
    visit(page)
    for id in ("nakhchivan-kars-rail", "nakhchivan-iran-rail"):
        wire.received = 0
        choose_route(page, real.route(id).title)
        drawn(page, id)
        expect(page.get_by_role("heading", level=1)).to_have_text(headlines.headline(of_route(real, id)))
        expect(page.locator(".ca-crossings li")).to_have_count(min(4, len(of_route(real, id).crossings)))
        at_rest(page)
        assert 0 < wire.received <= SWITCH_BYTES
    wire.received = 0
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 420, box["y"] + 260, steps=6)
    page.mouse.up()
    page.mouse.move(box["x"] + 500, box["y"] + 300, steps=10)
    page.wait_for_timeout(500)
    assert wire.received == 0
    assert len(page.frames) == 2
    assert seen.outside == []
    assert seen.errors == []


def test_a_route_chosen_is_on_the_map_before_the_server_has_answered(page: Page, real: Atlas) -> None:
    held: list[str | bytes] = []
    tell: list[WebSocketRoute] = []

    def between(socket: WebSocketRoute) -> None:
        tell.append(socket)
        socket.connect_to_server().on_message(lambda sent: held.append(sent) if silent else socket.send(sent))

    silent = False
    page.route_web_socket(re.compile("_stcore/stream"), between)
    visit(page)
    before = page.get_by_role("heading", level=1)
    expect(before).to_have_text(headlines.headline(of_route(real, SYUNIK)))
    silent = True
    choose_route(page, real.route("nakhchivan-kars-rail").title)
    drawn(page, "nakhchivan-kars-rail")
    sections = len(of_route(real, "nakhchivan-kars-rail").sections)
    expect(the_map(page).locator(f"path[stroke='{WAY}']").nth(sections - 1)).to_be_attached()
    expect(before).to_have_text(headlines.headline(of_route(real, SYUNIK)))
    silent = False
    for sent in held:
        tell[-1].send(sent)
    expect(before).to_have_text(headlines.headline(of_route(real, "nakhchivan-kars-rail")))
    drawn(page, "nakhchivan-kars-rail")


def test_back_and_forward_restore_what_was_shown(page: Page, real: Atlas) -> None:
    visit(page)
    page.get_by_role("link", name="Russia and Iran").click()
    drawn(page, WEST)
    page.wait_for_url(f"**route={WEST}**")
    page.go_back()
    drawn(page, SYUNIK)
    expect(page.get_by_role("heading", level=1)).to_have_text(headlines.headline(of_route(real, SYUNIK)))
    page.go_forward()
    drawn(page, WEST)
    expect(page.get_by_role("heading", level=1)).to_have_text(headlines.headline(of_route(real, WEST)))


def test_a_link_shows_the_same_view_with_its_scenario(page: Page, real: Atlas) -> None:
    visit(page, f"/?route={WEST}&scenario=on-paper&layers=caspian", f"{WEST}+on-paper")
    expect(page.get_by_role("heading", level=1)).to_have_text(headlines.headline(of_route(real, WEST, ("on-paper",))))
    expect(the_map(page).locator("html")).to_have_attribute("data-layers", "caspian")


def test_an_unknown_id_gets_a_polite_notice(page: Page, seen: Any) -> None:
    visit(page, "/?route=zangezur-2")
    expect(page.get_by_text("This link asks for a route we do not have")).to_be_visible()
    assert seen.errors == []


def test_hovering_a_section_and_a_stop_says_what_it_is_and_when_reported(page: Page) -> None:
    visit(page)
    stop = the_map(page).locator("div.ca-stop[role=button]").first
    stop.hover()
    tip = the_map(page).locator(".leaflet-tooltip").first
    expect(tip).to_contain_text("Border")
    expect(tip).to_contain_text(re.compile("reported|confirmed"))


def test_a_stop_can_be_chosen_from_the_keyboard(page: Page) -> None:
    visit(page)
    the_map(page).locator("div.ca-stop[role=button]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("place="))
    expect(page.locator(".ca-found")).to_contain_text("Border crossing")


PARTS = (".st-key-ask", ".ca-headline", ".ca-facts", ".st-key-map", ".st-key-profile", ".st-key-tab-bar")


def boxes(page: Page) -> list[Any]:
    return [page.locator(part).first.bounding_box() for part in PARTS]


def test_what_a_click_on_the_map_opens_moves_nothing_and_can_be_closed(page: Page) -> None:
    visit(page)
    page.locator(".st-key-profile svg").first.wait_for()
    at_rest(page)
    before = boxes(page)
    the_map(page).locator("div.ca-stop[role=button]").first.click()
    page.locator(".st-key-found-card .ca-found").wait_for()
    at_rest(page)
    soon(page, lambda: boxes(page), before.__eq__)
    page.get_by_role("link", name="Close ×").click()
    expect(page.locator(".st-key-found-card")).not_to_be_visible()
    soon(page, lambda: boxes(page), before.__eq__)


def test_a_search_result_opens_in_place_by_the_keyboard(page: Page, seen: Any) -> None:
    visit(page)
    page.locator("body").press("/")
    expect(page.get_by_role("textbox", name="Search routes, places and arguments")).to_be_focused()
    page.keyboard.type("anzali")
    page.keyboard.press("Enter")
    found = page.get_by_role("navigation", name="Found")
    expect(found.locator(".ca-found-kind")).to_have_text(["Routes", "Places", "Arguments"])
    place = found.get_by_role("link", name=re.compile("Anzali.*port")).first
    expect(place).to_be_visible()
    names = found.get_by_role("link").all_inner_texts()
    for _ in range(1 + names.index(place.inner_text())):
        page.keyboard.press("ArrowDown")
    expect(place).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("place="))
    expect(page.locator(".ca-found")).to_contain_text("Anzali")
    assert seen.errors == []


def test_the_selection_travels_to_about_and_back(page: Page) -> None:
    visit(page, f"/?route={WEST}", WEST)
    page.get_by_role("link", name="About", exact=True).click()
    expect(page.get_by_role("heading", name="About Corridor Atlas")).to_be_visible()
    page.get_by_role("link", name="Explore").click()
    drawn(page, WEST)


def test_a_live_change_to_dark_repaints_the_map(page: Page) -> None:
    visit(page)
    page.emulate_media(color_scheme="dark")
    expect(the_map(page).locator("html")).to_have_attribute("data-theme", "dark")


def test_on_a_phone_the_finding_comes_first_then_the_map(phone: Page) -> None:
    visit(phone)
    parts = [
        phone.locator(selector).first
        for selector in (
            ".ca-choice",
            "h1",
            FRAME,
            ".ca-crossings",
            ".ca-leading",
            ".st-key-profile",
            ".st-key-tab-bar",
            ".ca-sides",
        )
    ]
    for part in parts:
        expect(part).to_be_visible()
    soon(phone, lambda: [(part.bounding_box() or {})["y"] for part in parts], lambda tops: tops == sorted(tops))
