"""The answer is in the page as served; the live page takes its place without moving what is read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from reading import drawn, live, soon

SYUNIK = "nakhchivan-syunik-rail"
# Sums up what moves while the page comes, as https://web.dev/articles/cls does for one session.
SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifts += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""
MOST_SHIFT = 0.05
MAP = ":is(.ca-first-map, .st-key-map)"
PARTS = ("h1", ".ca-facts", MAP, ".ca-crossings", ".ca-leading li:first-child", ".ca-what-if")
# Where each part stands and how wide it is, in whole pixels.
BOXES = """parts => parts.map(one => {
  const { left, top, width } = document.querySelector(one).getBoundingClientRect();
  return [left, top, width].map(Math.round);
})"""


# Keeps back what the page would send to the server.
HOLD = """
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (message) {
  if (window.held) window.held.push(() => send.call(this, message));
  else send.call(this, message);
};
"""
RELEASE = "() => { const held = window.held; window.held = null; held.forEach((send) => send()); }"


def kept_from_the_server(page: Page) -> None:
    """Refuse the connection by which the live page would come."""
    page.route_web_socket(re.compile("_stcore/stream"), lambda socket: socket.close())


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1024, 768), (390, 844)])
def test_the_live_page_takes_its_place_where_it_stands(contexts: Any, server: str, width: int, height: int) -> None:
    with contexts.opened(base_url=server, viewport={"width": width, "height": height}) as page:
        kept_from_the_server(page)
        page.goto(f"/?route={SYUNIK}")
        expect(page.locator("#ca-first .ca-leading li")).to_have_count(3)
        before, text = page.evaluate(BOXES, PARTS), page.locator(".ca-column").inner_html()
    with contexts.opened(base_url=server, viewport={"width": width, "height": height}) as page:
        page.add_init_script(SHIFTS)
        page.goto(f"/?route={SYUNIK}")
        drawn(page, SYUNIK)
        assert page.locator(".ca-column").inner_html() == text
        off = [
            (part, was, now)
            for part, was, now in zip(PARTS, before, page.evaluate(BOXES, PARTS), strict=True)
            if max(abs(a - b) for a, b in zip(was, now, strict=True)) > 2
        ]
        assert not off
        page.wait_for_timeout(500)
        assert page.evaluate("window.shifts") <= MOST_SHIFT


def test_a_reader_without_scripts_gets_the_answer_and_can_ask_for_another(contexts: Any, server: str) -> None:
    with contexts.opened(base_url=server, java_script_enabled=False) as page:
        without_scripts(page)


def without_scripts(page: Page) -> None:
    page.goto(f"/?route={SYUNIK}")
    expect(page.locator("h1")).to_contain_text("531")
    expect(page.locator(".ca-crossings")).to_contain_text("Karchevan")
    expect(page.locator(".ca-first-map svg path.way").first).to_be_attached()
    assert page.locator(".ca-view a[href^=http]").count()
    page.locator("select[name=route]").select_option("nakhchivan-kars-rail")
    page.get_by_role("button", name="Show").first.click()
    page.wait_for_url(re.compile("route=nakhchivan-kars-rail"))
    expect(page.locator("h1")).not_to_contain_text("531")
    page.locator(".ca-pill").first.click()
    page.wait_for_url(re.compile("scenario="))
    expect(page.locator(".ca-effect")).to_be_visible()
    page.goto("/")
    expect(page.locator(".ca-questions a")).to_have_count(page.locator(".ca-questions li").count())


def test_where_the_server_cannot_be_reached_again_the_answer_stays(page: Page) -> None:
    kept_from_the_server(page)
    page.goto(f"/?route={SYUNIK}")
    page.wait_for_timeout(2000)
    expect(page.locator("#ca-first h1")).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)


def test_a_map_that_moves_stands_in_for_the_sketch_and_its_view_is_kept(page: Page, seen: Any) -> None:
    page.add_init_script(HOLD + "window.held = [];")
    page.goto(f"/?route={SYUNIK}")
    early = page.frame_locator(".ca-first-map iframe")
    early.locator(f'html[data-map=drawn][data-way="{SYUNIK}"]').wait_for(state="attached")
    box = page.locator(".ca-first-map").bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 120, middle[1] + 40, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("at="))
    at = re.search("at=([^&]+)", page.url)
    page.evaluate(RELEASE)
    drawn(page, SYUNIK)
    assert at
    assert f"at={at[1]}" in page.url
    assert not seen.errors


def test_a_place_on_the_early_map_opens_its_card(page: Page) -> None:
    kept_from_the_server(page)
    page.goto(f"/?route={SYUNIK}")
    early = page.frame_locator(".ca-first-map iframe")
    early.locator(".leaflet-marker-icon[tabindex='0']").first.press("Enter")
    page.wait_for_url(re.compile("place="))


def test_the_front_page_is_served_whole_and_taken_over(page: Page, seen: Any) -> None:
    page.add_init_script(SHIFTS)
    page.goto("/")
    live(page)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".ca-questions a").first).to_be_visible()
    assert not seen.errors


def test_another_route_is_shown_before_the_server_has_answered(page: Page) -> None:
    page.add_init_script(HOLD)
    page.goto(f"/?route={SYUNIK}")
    drawn(page, SYUNIK)
    title = page.locator("h1").inner_text()
    page.evaluate("window.held = []")
    page.get_by_role("combobox", name="Route").select_option("nakhchivan-kars-rail")
    drawn(page, "nakhchivan-kars-rail")
    soon(page, lambda: page.locator("h1").inner_text(), lambda now: now != title)
    assert page.evaluate("window.held.length")
    assert SYUNIK in page.url


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("name", ["scenarios", "arguments", "stories", "about", "place", "sources"])
def test_every_page_shows_its_answer_before_the_live_page_has_come(
    contexts: Any, server: str, name: str, width: int
) -> None:
    with contexts.opened(base_url=server, viewport={"width": width, "height": 850}) as page:
        # A page waits three seconds at most for its answer, which a slow machine may take longer to make.
        soon(page, lambda: page.request.get(f"/{name}").text(), lambda text: 'id="ca-first"' in text)
        kept_from_the_server(page)
        page.goto(f"/{name}")
        expect(page.locator("#ca-first h1")).to_be_visible()
        served = page.evaluate(BOXES, ["h1"])
    with contexts.opened(base_url=server, viewport={"width": width, "height": 850}) as page:
        page.goto(f"/{name}")
        live(page)
        soon(page, lambda: page.evaluate(BOXES, ["h1"]), lambda live: apart(live, served) <= 2)


def apart(some: list[list[int]], others: list[list[int]]) -> int:
    return max(abs(a - b) for one, other in zip(some, others, strict=True) for a, b in zip(one, other, strict=True))
