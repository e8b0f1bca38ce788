"""A reader changes the network on the map of Explore: closes what is clicked, draws a link, takes it all back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from reading import FRAME, at_rest, dot_of, drawn, soon, the_map

SYUNIK = "nakhchivan-syunik-rail"
# Where the first leg of the route that is long enough is in the middle, in pixels of the frame.
MIDDLE = """() => {
  const paths = [...document.querySelectorAll(".leaflet-way-pane path.ca-hit")];
  const path = paths.sort((a, b) => b.getTotalLength() - a.getTotalLength())[0];
  const { x, y } = path.getPointAtLength(path.getTotalLength() / 2), to = path.getScreenCTM();
  return [x * to.a + to.e, y * to.d + to.f];
}"""


def visit(page: Page, address: str, way: str = SYUNIK) -> None:
    page.goto(address)
    drawn(page, way)
    at_rest(page)


def click_on_map(page: Page, x: float, y: float) -> None:
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y)


def test_a_section_clicked_on_the_map_can_be_closed_and_browser_back_opens_it(page: Page) -> None:
    visit(page, f"/?route={SYUNIK}")
    frame = next(f for f in page.frames if "st_folium" in f.url)
    click_on_map(page, *frame.evaluate(MIDDLE))
    the_map(page).locator(".ca-pinned button", has_text="If it were closed").click()
    page.wait_for_url(re.compile("scenario=without-"))
    id = re.findall("scenario=(without-[^&]+)", page.url)[0]
    drawn(page, f"{SYUNIK}+{id}")
    expect(page.locator(".st-key-undo a")).to_contain_text(["closed ×"])
    expect(page.locator(".st-key-links h2")).to_contain_text("pairs of places")
    expect(page.locator(".st-key-verdicts summary")).to_contain_text("tested arguments")
    page.go_back()
    drawn(page, SYUNIK)
    expect(page.locator(".st-key-undo")).to_have_count(0)


def test_a_link_drawn_on_explore_is_on_its_map_and_each_change_has_a_cross(page: Page) -> None:
    visit(page, f"/?route={SYUNIK}&scenario=without-post-bilasuvar", f"{SYUNIK}+without-post-bilasuvar")
    page.get_by_role("button", name="Draw a link").click()
    places = page.get_by_role("textbox", name=re.compile("^Two to five places"))
    places.wait_for()
    at_rest(page)
    for dot in ("Horadiz", "Nakhchivan"):
        count = places.input_value().count(",")
        page.mouse.click(*dot_of(page, dot))
        soon(page, places.input_value, lambda text, n=count, name=dot: text.count(",") >= n and name.lower() in text)
    page.get_by_role("button", name="Add the link").click()
    page.wait_for_url(re.compile("link-rail1520-"))
    link = re.findall(r"(link-rail1520-[^&,%]+)", page.url)[0]
    drawn(page, f"{SYUNIK}+{link}+without-post-bilasuvar")
    expect(page.locator(".st-key-undo a")).to_have_count(3)
    expect(page.locator(".st-key-undo a").last).to_have_text("Take all back")
    page.locator(".st-key-undo a", has_text="New railway").click()
    drawn(page, f"{SYUNIK}+without-post-bilasuvar")
    page.locator(".st-key-undo a", has_text="closed").click()
    drawn(page, SYUNIK)


def test_a_sixth_change_is_refused_in_words(page: Page) -> None:
    closed = ("astara", "bilasuvar", "lars", "sarakhs-road", "incheh-borun")
    ids = [f"without-post-{name}" for name in closed]
    page.goto(f"/?route={SYUNIK}&scenario={','.join(ids)}")
    the_map(page).locator("html[data-map=drawn]").wait_for(state="attached")
    expect(page.locator(".st-key-undo a")).to_have_count(6)
    at_rest(page)
    frame = next(f for f in page.frames if "st_folium" in f.url)
    click_on_map(page, *frame.evaluate(MIDDLE))
    the_map(page).locator(".ca-pinned button").click()
    expect(page.get_by_role("alert")).to_contain_text("At most 5 changes")


def test_a_crossing_on_the_map_offers_to_be_closed_in_its_card(page: Page) -> None:
    visit(page, f"/?route={SYUNIK}&place=post-bilasuvar")
    page.locator(".st-key-suppose a", has_text="If it were closed").click()
    drawn(page, f"{SYUNIK}+without-post-bilasuvar")
    expect(page.locator(".st-key-undo a")).to_have_count(1)


def test_on_a_phone_changes_need_no_sideways_scroll(phone: Page) -> None:
    phone.goto(f"/?route={SYUNIK}&scenario=without-post-bilasuvar")
    phone.locator(".st-key-links h2").wait_for()
    phone.locator(".st-key-links summary").click()
    widths = "[...document.querySelectorAll('[data-testid=stMain], html')].map(e => e.scrollWidth)"
    soon(phone, lambda: phone.evaluate(widths), lambda found: max(found) <= 360)
