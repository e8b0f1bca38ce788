"""A reader brings a line to the real page: it is drawn and measured, and whatever its names hold runs nothing."""

from __future__ import annotations

from typing import Any

import hostile_files as hostile
import kinds
import pytest
from playwright.sync_api import FilePayload, Page, WebSocket, expect
from reading import FRAME, at_rest, ran, soon, the_map

from routes.geo.readers.collector import label

SYUNIK = "nakhchivan-syunik-rail"
# In a light page the second way's line has this colour of tokens.json.
OWN = "#954018"
LINE_BYTES = 20_000


def bring(page: Page, name: str, body: bytes) -> None:
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": body}
    page.locator("input[type=file]").set_input_files(file)


def own_errors(seen: Any) -> list[str]:
    """What went wrong besides two addresses that Streamlit tries below a page before it finds its server."""
    return [error for error in seen.errors if "404" not in error]


def drawn(page: Page) -> None:
    the_map(page).locator(f"html[data-map=drawn][data-way^='{SYUNIK}+']").wait_for(state="attached", timeout=30_000)


def test_a_file_is_drawn_and_measured_and_leaves_no_trace_in_the_address(page: Page, seen: Any) -> None:
    received: list[int] = []
    page.on("websocket", lambda ws: _count(ws, received))
    page.goto("/line")
    expect(page.get_by_role("heading", level=1)).to_have_text("Measure a line")
    at_rest(page)
    received.clear()
    bring(page, "track.gpx", hostile.gpx(hostile.track(*hostile.LINE, name="Baku to Tbilisi")))
    drawn(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Baku to Tbilisi: 451")
    expect(the_map(page).locator(f"path[stroke='{OWN}' i]").first).to_be_attached()
    expect(the_map(page).locator(".ca-badge")).to_have_text(["A", "B"])
    expect(page.get_by_role("row", name="Border crossings")).to_contain_text("Azerbaijan to Georgia")
    assert sum(received) <= LINE_BYTES
    assert page.url.partition("?")[2] == ""
    assert seen.outside == []
    assert own_errors(seen) == []


def _count(ws: WebSocket, received: list[int]) -> None:
    ws.on("framereceived", lambda frame: received.append(len(frame)))


def test_the_line_stays_while_other_pages_are_looked_at_and_goes_when_taken_away(page: Page) -> None:
    page.goto("/line")
    bring(page, "line.geojson", hostile.geojson(hostile.LINE))
    drawn(page)
    page.get_by_role("link", name="About").click()
    page.get_by_role("heading", name="About Corridor Atlas").wait_for()
    page.get_by_role("link", name="Measure a line").click()
    drawn(page)
    page.get_by_role("button", name="Remove the line").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Measure a line")


def test_a_phone_shows_the_line_without_scrolling_sideways(phone: Page, seen: Any) -> None:
    phone.goto("/line")
    bring(phone, "line.kml", hostile.TAKEN["KML"])
    drawn(phone)
    phone.get_by_role("row", name="Border crossings").wait_for()
    soon(phone, lambda: phone.evaluate("document.documentElement.scrollWidth"), lambda width: width <= 360)
    assert own_errors(seen) == []


@pytest.mark.parametrize("reader", ["page", "phone"])
def test_a_line_is_drawn_by_clicks_turned_round_and_sent_as_a_link(
    request: pytest.FixtureRequest, reader: str, seen: Any
) -> None:
    page: Page = request.getfixturevalue(reader)
    page.goto("/line")
    page.get_by_role("button", name="Draw on the map").click()
    the_map(page).locator("html[data-map=drawn]").wait_for(state="attached", timeout=30_000)
    heading = page.get_by_role("heading", level=1)
    for n in range(3):
        at_rest(page)
        frame = page.locator(FRAME)
        frame.scroll_into_view_if_needed()
        box = frame.bounding_box()
        assert box is not None
        frame.click(position={"x": box["width"] * (0.35 + 0.1 * n), "y": box["height"] * (0.5 + 0.1 * (n % 2))})
        expect(page.get_by_text(f"Click on the map: {n + 1} point")).to_be_visible()
    expect(heading).to_contain_text(" km")
    start, end = heading.inner_text().split(":")[0].split(" to ")
    expect(the_map(page).locator(f"path[stroke='{OWN}' i]").nth(1)).to_be_attached()
    page.get_by_role("button", name="Turn round").click()
    expect(heading).to_contain_text(f"{end} to {start}: ")
    page.get_by_role("button", name="Take back the last point").click()
    expect(page.get_by_text("Click on the map: 2 points")).to_be_visible()
    page.get_by_role("button", name="Stop drawing").click()
    at_rest(page)
    said = heading.inner_text()
    page.get_by_text("Link with the line in it").click()
    address = page.locator("a[href*='line?line=']").first.get_attribute("href")
    assert address is not None
    page.goto(address.removeprefix("."))
    expect(heading).to_have_text(said)
    assert own_errors(seen) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("x.kmz", "KMZ"),
        ("x.umap", "uMap"),
        ("x.geojsonl", "one feature a line"),
        ("x.geojsons", "RFC 8142"),
        ("x.xml", "route and track"),
        ("x.gpx.txt", "route and track"),
        ("x", "WKT"),
    ],
)
def test_every_ending_reaches_the_reader_of_lines(page: Page, seen: Any, name: str, kind: str) -> None:
    page.goto("/line")
    bring(page, name, kinds.READ[kind][0])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Baku to Tbilisi: 474")
    assert own_errors(seen) == []


@pytest.mark.parametrize("name", ["gzip", "billion laughs", "swapped axes", "one point", "virtual file", "1e308"])
def test_a_file_that_cannot_be_used_is_refused_in_words(page: Page, seen: Any, name: str) -> None:
    body, found, _ = hostile.REFUSED[name]
    page.goto("/line")
    bring(page, "line.geojson", body)
    expect(page.get_by_role("alert")).to_contain_text(found)
    expect(page.locator("input[type=file]")).to_be_attached()
    assert own_errors(seen) == []


def test_markup_in_a_file_runs_no_script(page: Page, seen: Any) -> None:
    page.goto("/line")
    for n, name in enumerate(hostile.MARKUP):
        bring(page, f"{n}.geojson", hostile.geojson([hostile.LINE[0]], name=name))
        expect(page.get_by_role("alert")).to_contain_text(f"{label('Feature', 1, name)} has only one point")
    bring(page, "all.geojson", hostile.geojson(hostile.LINE, **{m: m for m in hostile.MARKUP}, name=hostile.MARKUP[0]))
    drawn(page)
    assert ran(page) == []
    assert seen.outside == []
    assert own_errors(seen) == []
