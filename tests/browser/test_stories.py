"""The page of stories in a browser: the map goes to the view of the step that is read; printed there are pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from reading import live, soon

from routes.data.atlas import Atlas
from routes.views import stories

FRAME = ".st-key-storymap iframe"
DRAWN = "frame => frame.contentDocument.documentElement.dataset.way ?? ''"
STEPS = ".ca-story li"
PICTURES = f"{STEPS} [role=img]"


def key_of(atlas: Atlas, n: int) -> str:
    """What names the route and the scenarios of a step on the map."""
    view = stories.views(atlas)[n]
    return "+".join((view.route, *view.scenarios))


def shows(page: Page, atlas: Atlas, n: int) -> None:
    """Wait until the map shows the view of a step, and the step is marked as the one that is read."""
    live(page)
    page.locator(f"{FRAME}[data-ready][data-step='{n}']").wait_for()
    soon(page, lambda: page.locator(FRAME).evaluate(DRAWN), key_of(atlas, n).__eq__)
    page.locator(f"{STEPS}[aria-current=step]").wait_for()


def scroll_to(page: Page, n: int) -> None:
    page.locator(STEPS).nth(n).evaluate("step => step.scrollIntoView({ block: 'center' })")


def click_on(page: Page, n: int) -> None:
    page.locator(f"{STEPS} h3").nth(n).click()


def tab_to(page: Page, n: int) -> None:
    page.locator(f"{STEPS} a").nth(n - 1).focus()
    page.keyboard.press("Tab")


@pytest.mark.parametrize("go", [scroll_to, click_on, tab_to])
def test_the_map_goes_to_the_view_of_the_step_that_is_read(
    page: Page, real: Atlas, go: Callable[[Page, int], None]
) -> None:
    page.goto("/stories")
    shows(page, real, 0)
    for n in (3, 6):
        go(page, n)
        shows(page, real, n)


def test_on_a_phone_the_map_stays_above_the_steps(phone: Page, real: Atlas) -> None:
    phone.goto("/stories")
    shows(phone, real, 0)
    scroll_to(phone, 4)
    shows(phone, real, 4)
    box = phone.locator(FRAME).bounding_box()
    assert box
    assert box["y"] < 40
    assert box["height"] < 0.45 * (phone.viewport_size or {"height": 0})["height"]
    widths = "[...document.querySelectorAll('[data-testid=stMain], html')].map(e => e.scrollWidth)"
    soon(phone, lambda: phone.evaluate(widths), lambda found: max(found) <= 360)


def test_a_printed_story_has_its_pictures_instead_of_the_map(page: Page, real: Atlas) -> None:
    page.goto("/stories")
    shows(page, real, 0)
    soon(page, page.locator(PICTURES).first.is_visible, False.__eq__)
    page.emulate_media(media="print")
    soon(page, page.locator(PICTURES).first.is_visible, True.__eq__)
    assert not page.locator(FRAME).is_visible()


def test_the_script_of_the_stories_is_asked_for_on_their_page_alone(page: Page, real: Atlas) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/about")
    page.locator(".ca-footer").wait_for()
    assert not any("corridor-atlas.story" in url for url in asked)
    page.goto("/stories")
    shows(page, real, 0)
    assert any("corridor-atlas.story" in url for url in asked)
