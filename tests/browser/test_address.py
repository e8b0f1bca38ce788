"""The address is the view: the map's place, back and forward, the link to copy, and the view in others' pages."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, WebSocket, expect
from reading import FRAME, at_rest, drawn, soon, the_map

SYUNIK, KARS, WEST = "nakhchivan-syunik-rail", "nakhchivan-kars-rail", "russia-iran-west-rail"
AT = re.compile(r"[?&]at=-?[\d.]+,-?[\d.]+,[\d.]+")


def visit(page: Page, address: str = f"/?route={SYUNIK}", way: str = SYUNIK) -> None:
    page.goto(address)
    drawn(page, way)
    at_rest(page)


def at(page: Page) -> list[float] | None:
    asked = parse_qs(urlsplit(page.url).query).get("at")
    return [float(x) for x in asked[0].split(",")] if asked else None


def shown(page: Page) -> list[float]:
    frame = next(f for f in page.frames if "st_folium" in f.url)
    found: list[float] = frame.evaluate(
        "(() => { const {lng, lat} = map.getCenter(); return [lng, lat, map.getZoom()]; })()"
    )
    return found


def near(a: list[float] | None, b: list[float]) -> bool:
    return a is not None and all(abs(x - y) < 0.005 for x, y in zip(a, b, strict=True))


def shows(page: Page, view: list[float]) -> None:
    """Wait until the map is there."""
    soon(page, lambda: shown(page), lambda found: near(found, view))


def moved_from(page: Page, before: list[float] | None) -> list[float]:
    """Where the map is once it has come to rest elsewhere and the address says so."""
    return soon(page, lambda: (at(page), shown(page)), lambda found: not near(before, found[1]) and near(*found))[1]


def pan(page: Page, by: int = 120) -> list[float]:
    """Move the map by hand; where it comes to rest."""
    page.locator(FRAME).scroll_into_view_if_needed()
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    x, y = box["x"] + 300, box["y"] + 150
    before = shown(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y + by / 2, steps=5)
    page.mouse.up()
    return moved_from(page, before)


def test_moving_the_map_writes_the_address_and_sends_nothing(page: Page, seen: Any) -> None:
    sockets: list[WebSocket] = []
    page.on("websocket", lambda socket: sockets.append(socket))
    visit(page)
    page.wait_for_timeout(500)
    assert at(page) is None, "fitting the way to the map is not the reader's move"
    sent: list[object] = []
    for socket in sockets:
        socket.on("framesent", lambda frame: sent.append(frame))
        socket.on("framereceived", lambda frame: sent.append(frame))
    steps = page.evaluate("history.length")
    moved = pan(page)
    the_map(page).get_by_role("button", name="Zoom in").click()
    moved_from(page, moved)
    assert max(len(str(x).partition(".")[2]) for x in at(page) or ()) <= 5
    assert sent == []
    assert page.evaluate("history.length") == steps
    assert seen.errors == []


def test_an_address_opens_the_map_where_it_was(page: Page, seen: Any) -> None:
    visit(page, f"/?route={SYUNIK}&at=45.5,39.2,8.5")
    shows(page, [45.5, 39.2, 8.5])
    page.set_viewport_size({"width": 1100, "height": 800})
    page.wait_for_timeout(300)
    shows(page, [45.5, 39.2, 8.5])
    assert seen.errors == []


def test_the_view_stays_with_its_way_and_goes_with_it(page: Page, real: Any) -> None:
    visit(page)
    moved = pan(page)
    page.get_by_role("button", name="Layers", exact=True).click()
    page.locator(".st-key-layers button").first.click()
    page.wait_for_url(re.compile("layers="))
    page.wait_for_url(AT)
    soon(page, lambda: at(page), lambda found: near(found, moved))
    shows(page, moved)
    page.get_by_role("link", name="Russia and Iran").click()
    drawn(page, WEST)
    soon(page, lambda: (at(page), shown(page)), lambda found: found[0] is None and not near(moved, found[1]))


def test_back_and_forward_bring_back_the_view_of_the_map(page: Page, seen: Any) -> None:
    visit(page)
    fitted = shown(page)
    page.get_by_role("button", name="Layers", exact=True).click()
    page.locator(".st-key-layers button").first.click()
    page.wait_for_url(re.compile("layers="))
    # The list of layers stands over the map.
    page.keyboard.press("Escape")
    moved = pan(page)
    page.get_by_role("link", name="Russia and Iran").click()
    drawn(page, WEST)
    page.go_back()
    drawn(page, SYUNIK)
    shows(page, moved)
    page.go_back()
    page.wait_for_url(lambda url: "at=" not in url)
    shows(page, fitted)
    page.go_forward()
    page.wait_for_url(AT)
    shows(page, moved)
    assert near(at(page), moved)
    assert seen.errors == []


def test_back_and_forward_step_through_pages_and_what_was_planned(page: Page, seen: Any) -> None:
    visit(page)
    page.get_by_role("link", name="Plan", exact=True).click()
    drawn(page, "moscow~bandar-abbas")
    page.get_by_role("link", name=re.compile(r"^2\. ")).click()
    drawn(page, "moscow~bandar-abbas~km~~2")
    page.get_by_role("link", name="Compare", exact=True).click()
    page.wait_for_url(re.compile("/compare"))
    page.locator(".ca-compare").first.wait_for()
    page.go_back()
    drawn(page, "moscow~bandar-abbas~km~~2")
    page.go_back()
    drawn(page, "moscow~bandar-abbas")
    page.go_back()
    drawn(page, SYUNIK)
    page.go_forward()
    drawn(page, "moscow~bandar-abbas")
    expect(page.get_by_text("Shortest of")).to_be_visible()
    assert seen.errors == []


def test_the_link_to_what_is_shown_is_copied_by_keyboard(page: Page, seen: Any, real: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, f"/?route={SYUNIK}&scenario=on-paper", f"{SYUNIK}+on-paper")
    moved = pan(page)
    page.get_by_role("button", name="Share", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Link", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    asked = parse_qs(urlsplit(copied).query)
    assert (asked["route"], asked["scenario"], asked["data"]) == ([SYUNIK], ["on-paper"], [real.version])
    page.goto(copied)
    drawn(page, f"{SYUNIK}+on-paper")
    shows(page, moved)
    assert seen.errors == []


def test_where_a_page_may_not_copy_the_link_is_marked_to_be_copied(phone: Page) -> None:
    phone.add_init_script("delete Navigator.prototype.clipboard")
    visit(phone)
    phone.get_by_role("button", name="Share", exact=True).tap()
    phone.get_by_role("button", name="Copy link").tap()
    expect(phone.get_by_role("status").filter(has_text="Copy the marked text")).to_be_visible()
    link = phone.get_by_label("Link", exact=True)
    expect(link).to_have_value(re.compile(f"route={SYUNIK}"))
    marked = "e => e.selectionEnd - e.selectionStart === e.value.length"
    soon(phone, lambda: link.evaluate(marked), bool)
    soon(phone, lambda: phone.evaluate("document.documentElement.scrollWidth"), lambda width: width <= 360)
    phone.get_by_role("button", name="Close", exact=True).tap()
    expect(link).to_be_hidden()


@pytest.mark.parametrize("address", [f"/?route={SYUNIK}", "/plan?from=moscow&to=tehran"])
def test_share_gives_citations_pictures_and_files_of_the_route_on_the_page(page: Page, address: str, seen: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.get_by_role("button", name="Share", exact=True).click(timeout=60_000)
    panel = page.get_by_role("dialog", name="Share this view")
    panel.get_by_text("Cite", exact=True).click()
    panel.get_by_role("button", name="Copy CSL-JSON").click()
    expect(panel.get_by_role("status")).to_have_text("CSL-JSON copied.")
    [item] = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert item["container-title"] == "Corridor Atlas"
    panel.locator(".ca-offer summary").click()
    for size in ("1200 × 630", "1080 × 1350"):
        with page.expect_download() as given:
            panel.get_by_role("link", name=f"Picture, {size}").click()
        wide, high = (int(part) for part in size.split(" × "))
        assert struct.unpack(">II", Path(given.value.path()).read_bytes()[16:24]) == (wide, high)
    page.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    assert seen.outside == []


def test_share_on_compare_gives_the_citation_of_the_comparison(page: Page, server: str, real: Any, seen: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/compare?ways={SYUNIK},{KARS}&scenario=on-paper")
    page.get_by_role("button", name="Share", exact=True).click(timeout=60_000)
    panel = page.get_by_role("dialog", name="Share this view")
    panel.get_by_text("Cite", exact=True).click()
    panel.get_by_role("button", name="Copy Citation").click()
    expect(panel.get_by_role("status")).to_have_text("Citation copied.")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("Corridor Atlas contributors: Comparison of ")
    assert all(real.routes[route].title in cited for route in (SYUNIK, KARS))
    assert f"{server}/compare?" in cited
    assert parse_qs(urlsplit(re.findall(r"http\S+", cited)[0].rstrip(",")).query)["ways"] == [f"{SYUNIK},{KARS}"]
    panel.locator(".ca-offer summary").click()
    expect(panel.locator(".ca-offer a")).to_have_text(["Picture, 1200 × 630", "Picture, 1080 × 1350"])
    assert seen.outside == []


ARTICLE = """<!doctype html><title>An article</title><body>{frame}
<iframe id="small" src="{server}/compare?embed=true" width="320" height="400" title="small"></iframe>
<iframe id="whole" src="{server}/" width="320" height="300" title="whole"></iframe>"""


@contextmanager
def elsewhere(text: str) -> Iterator[str]:
    """A page of another origin."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/"
        served.shutdown()


def test_another_page_may_frame_the_small_view_and_nothing_else(page: Page, server: str, seen: Any) -> None:
    visit(page)
    page.get_by_role("button", name="Share", exact=True).click()
    frame = page.get_by_label("Embed code", exact=True).input_value()
    assert 'title="Corridor Atlas: ' in frame
    with elsewhere(ARTICLE.format(frame=frame, server=server)) as article:
        seen.errors.clear()
        page.goto(article)
        framed(page, seen)


@pytest.mark.parametrize("route", [SYUNIK, "middle-khorgos-poti"])
def test_a_small_frame_shows_the_facts_and_gives_the_map_half_of_its_height(page: Page, route: str) -> None:
    page.set_viewport_size({"width": 320, "height": 420})
    page.goto(f"/?route={route}&embed=true")
    page.locator("html[data-map=drawn]").wait_for(state="attached", timeout=30_000)
    expect(page.locator(".ca-facts dd")).to_have_count(4)
    parts = [page.locator(part).bounding_box() for part in (".ca-kicker", "h1", ".ca-facts", "#map", "footer")]
    boxes = [box for box in parts if box]
    assert len(boxes) == len(parts)
    assert boxes[3]["height"] >= 210
    for upper, lower in pairwise(boxes):
        assert upper["y"] + upper["height"] <= lower["y"] + 0.5
    assert boxes[-1]["y"] + boxes[-1]["height"] <= 420.5
    ends = [box for end in page.locator(".ca-name.end").all() if (box := end.bounding_box())]
    assert len(ends) == 2
    assert all(boxes[3]["y"] <= end["y"] < boxes[4]["y"] for end in ends)


def framed(page: Page, seen: Any) -> None:
    for way, frames in ((SYUNIK, "iframe >> nth=0"), (None, "#small")):
        inner = page.frame_locator(frames)
        inner.locator(f"html[data-map=drawn]{f'[data-way={way}]' if way else ''}").wait_for(
            state="attached", timeout=30_000
        )
        expect(inner.locator("h1")).to_be_visible()
        expect(inner.get_by_role("link", name="Open in Corridor Atlas")).to_be_visible()
        fits = "e => e.scrollWidth <= innerWidth && e.scrollHeight <= innerHeight"
        soon(page, partial(inner.locator("html").evaluate, fits), bool)
        soon(page, inner.locator("#map").bounding_box, lambda size: size is not None and size["height"] >= 200)
        expect(inner.locator("#map path[stroke]").nth(2)).to_be_attached()
    soon(page, lambda: [e for e in seen.errors if "frame-ancestors" in e], bool)
    assert [e for e in seen.errors if "frame-ancestors" not in e] == []
    assert seen.outside == []
