"""What a reader came for is in the first screen, at every size, light and dark, and nothing overlaps."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from reading import FRAME, drawn, soon

from routes.data import loader

STARTS = [question.start for question in loader.load().questions.values()]
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
def test_on_a_phone_the_first_argument_comes_within_one_and_a_half_screens(
    contexts: Any, server: str, route: str
) -> None:
    with contexts.opened(base_url=server, viewport={"width": 390, "height": 844}) as page:
        answered(page, route)
        [first] = boxes(page, ".ca-leading li:first-child")
        assert first[3] <= 1.5 * 844
        nothing_overlaps(page)
        no_sideways_scroll(page)


def test_a_tab_is_in_the_address_and_in_the_history(page: Page, seen: Any) -> None:
    answered(page, SYUNIK)
    tabs = page.get_by_role("navigation", name="Parts of this route")
    expect(tabs.locator("[aria-current]")).to_contain_text("Arguments")
    tabs.get_by_role("link", name="Sections").click()
    page.wait_for_url("**show=sections**")
    page.locator(".ca-ledger tfoot").first.wait_for()
    page.go_back()
    page.locator(".ca-sides").wait_for()
    page.reload()
    page.locator(".ca-sides").wait_for()
    assert seen.errors == []


def test_the_front_page_leads_to_a_route_and_a_search_moves_nothing(page: Page, seen: Any) -> None:
    page.goto("/")
    page.locator("#ca-first").wait_for(state="detached")
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
