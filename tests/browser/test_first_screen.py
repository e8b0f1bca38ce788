"""What a reader came for is in the first screen, at every size, light and dark, and nothing overlaps."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import atlases
import pytest
from playwright.sync_api import Page, expect
from reading import FRAME, drawn, live, soon

STARTS = [question.start for question in atlases.real().questions.values()]
SYUNIK = "nakhchivan-syunik-rail"
# Boxes of the texts in the answer, and of the map: left, top, right, bottom.
BOXES = """(selectors => selectors.flatMap(s => [...document.querySelectorAll(s)]).map(e => {
  const { left, top, right, bottom } = e.getBoundingClientRect();
  return [left, top, right, bottom, e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible"];
}))"""
PARTS = [".ca-answer h1", ".ca-reports", ".ca-facts > div", ".ca-crossings li", ".ca-top", ".ca-leading li"]


def boxes(page: Page, *selectors: str) -> list[Any]:
    found: list[Any] = page.evaluate(BOXES, list(selectors))
    return found


def overlap(a: Any, b: Any) -> bool:
    return bool(min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1)


def answered(page: Page, route: str) -> None:
    page.goto(f"/?route={route}")
    drawn(page, route)
    page.locator(".ca-leading li").nth(1).wait_for()


def nothing_overlaps(page: Page) -> None:
    parts = boxes(page, *PARTS)
    assert not [(a, b) for n, a in enumerate(parts) for b in parts[n + 1 :] if overlap(a, b)]
    assert not any(clipped for *_, clipped in parts)


def no_sideways_scroll(page: Page) -> None:
    widths = "[...document.querySelectorAll('html, [data-testid=stMain]')].map(e => e.scrollWidth - innerWidth)"
    soon(page, lambda: page.evaluate(widths), lambda more: max(more) <= 0)


@pytest.mark.parametrize("route", STARTS)
def test_a_desktop_shows_the_answer_without_scrolling(contexts: Any, server: str, route: str) -> None:
    with contexts.opened(base_url=server, viewport={"width": 1400, "height": 900}) as page:
        answered(page, route)
        shown = boxes(page, ".ca-answer h1", ".ca-facts", ".ca-crossings", ".ca-leading li:nth-child(-n + 2)", FRAME)
        assert max(box[3] for box in shown) <= 900
        nothing_overlaps(page)
        no_sideways_scroll(page)


@pytest.mark.parametrize(("width", "height", "scheme"), [(1024, 768, "light"), (768, 1024, "dark")])
def test_on_a_tablet_nothing_runs_under_the_map(
    contexts: Any, server: str, width: int, height: int, scheme: str
) -> None:
    size = {"width": width, "height": height}
    with contexts.opened(base_url=server, viewport=size, color_scheme=scheme) as page:
        answered(page, "middle-khorgos-poti")
        [frame] = boxes(page, FRAME)
        assert not [part for part in boxes(page, *PARTS) if overlap(part, frame)]
        nothing_overlaps(page)
        no_sideways_scroll(page)


@pytest.mark.parametrize("route", [SYUNIK, "russia-iran-west-rail"])
def test_on_a_phone_the_map_stands_between_facts_and_crossings_and_the_first_argument_is_near(
    contexts: Any, server: str, route: str
) -> None:
    with contexts.opened(base_url=server, viewport={"width": 390, "height": 844}) as page:
        answered(page, route)
        column = [".ca-facts", FRAME, ".ca-crossings", ".ca-leading", ".ca-what-if", ".st-key-profile", ".st-key-tabs"]
        stand = [boxes(page, part)[0] for part in column]
        assert all(upper[3] <= lower[1] for upper, lower in pairwise(stand))
        assert stand[1][3] - stand[1][1] <= 240
        assert stand[1][3] <= 844
        assert boxes(page, ".ca-leading li:first-child")[0][3] <= 1.5 * 844
        nothing_overlaps(page)
        no_sideways_scroll(page)


# What only the content of each tab holds.
TABS = {
    "Arguments": "#ca-said",
    "Sections": "#ca-sections",
    "Time, cost and emissions": "#ca-estimate",
    "Capacity": "#ca-capacity",
    "History": "#ca-events",
    "Sources and files": ".st-key-offer",
}


def the_tab(page: Page, name: str) -> None:
    """Wait until a tab is marked and its content is there, and no other's."""
    expect(page.get_by_role("navigation", name="Parts of this route").locator("[aria-current]")).to_contain_text(name)
    page.locator(TABS[name]).first.wait_for()
    for other in TABS.keys() - {name}:
        expect(page.locator(f".stApp {TABS[other]}")).to_have_count(0)


def test_back_and_forward_go_through_the_tabs(page: Page, seen: Any) -> None:
    answered(page, SYUNIK)
    the_tab(page, "Arguments")
    tabs = page.get_by_role("navigation", name="Parts of this route")
    for name in [*TABS][1:]:
        tabs.get_by_role("link", name=name).click()
        the_tab(page, name)
    assert "show=sources" in page.url
    for name in [*TABS][-2::-1]:
        page.go_back()
        the_tab(page, name)
    page.go_forward()
    the_tab(page, "Sections")
    assert "show=sections" in page.url
    assert (seen.outside, seen.errors) == ([], [])


def test_a_shared_link_opens_on_the_same_tab(page: Page, contexts: Any, server: str) -> None:
    page.goto(f"/?route={SYUNIK}&show=history")
    the_tab(page, "History")
    page.get_by_role("button", name="Share", exact=True).click()
    link = page.get_by_label("Link", exact=True).input_value()
    with contexts.opened(base_url=server, viewport={"width": 390, "height": 844}) as another:
        another.goto(link)
        the_tab(another, "History")
        another.reload()
        the_tab(another, "History")


def test_a_printed_page_says_where_all_parts_are_printed(page: Page) -> None:
    answered(page, SYUNIK)
    page.emulate_media(media="print")
    said = "getComputedStyle(document.querySelector('.st-key-tab-bar'), '::before').content"
    assert "Share, Download, Brief" in page.evaluate(said)
    for hidden in (".st-key-bar", ".st-key-search", ".ca-what-if"):
        expect(page.locator(hidden).first).to_be_hidden()
    for printed in (".ca-facts", ".ca-crossings", ".ca-leading", ".ca-sides"):
        expect(page.locator(printed).first).to_be_visible()


def test_the_front_page_leads_to_a_route_and_a_search_moves_nothing(page: Page, seen: Any) -> None:
    page.goto("/")
    live(page)
    page.locator(".ca-questions a").first.wait_for()
    before = page.locator(".ca-questions").bounding_box()
    page.get_by_role("textbox", name="Search routes, places and arguments").fill("anzali")
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Found").get_by_role("link").first.wait_for()
    assert page.locator(".ca-questions").bounding_box() == before
    page.get_by_role("heading", level=1).click()
    page.get_by_role("link", name="Russia and Iran").first.click()
    drawn(page, "russia-iran-west-rail")
    assert (seen.outside, seen.errors) == ([], [])


def test_the_tour_leads_through_its_steps_stands_over_the_page_and_is_remembered(page: Page, seen: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Three routes, three minutes").click()
    expect(page.locator(".ca-tour")).to_contain_text("1 of 4.")
    headline = page.locator(".ca-headline").first
    with_tour = headline.bounding_box()
    for n in (2, 3, 4):
        page.get_by_role("link", name="Next", exact=True).click()
        expect(page.locator(".ca-tour")).to_contain_text(f"{n} of 4.")
        page.wait_for_url(f"**tour={n}**")
    page.go_back()
    expect(page.locator(".ca-tour")).to_contain_text("3 of 4.")
    page.go_forward()
    page.get_by_role("link", name="End the tour").click()
    expect(page.locator(".ca-tour")).not_to_be_visible()
    assert "tour=" not in page.url
    box = headline.bounding_box()
    assert with_tour is not None
    assert box is not None
    assert with_tour["y"] == box["y"]
    page.goto("/")
    expect(page.locator(".ca-tour-start.ca-seen")).to_be_visible()
    assert (seen.outside, seen.errors) == ([], [])
