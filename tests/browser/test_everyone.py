"""Every page can be read and used by everyone: by keyboard, on a small phone, by touch, without motion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import CDPSession, Frame, Locator, Page, expect
from reading import FRAME, live, soon, the_map

PAGES = {
    "explore": "/?place=jolfa",
    "compare": "/compare",
    "plan": "/plan?from=baku&to=poti",
    "scenarios": "/scenarios",
    "arguments": "/arguments",
    "line": "/line",
    "about": "/about",
    "places": "/place",
    "place": "/place?place=jolfa",
    "sources": "/sources",
    "unknowns": "/unknowns",
    "promises": "/promises",
    "capacity": "/?route=middle-khorgos-poti&show=capacity",
    "embed": "/?embed=true",
}
IN_BAR = ("explore", "compare", "plan", "scenarios", "arguments", "line", "about")
WITH_MAP = ("explore", "compare", "plan")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# What axe finds that is not ours to mend: rule, whose it is and why it stays.
NOT_OURS: dict[str, str] = {
    "presentation-role-conflict": "Streamlit's file uploader gives its drop zone a role and a name; minor",
}
SMALL, FINGER_PX = 320, 44
# Controls smaller than a finger, and why.
SMALL_CONTROLS = {
    "[data-testid=stSkipLink], a[href='#stMain']": "Streamlit's link past the bar is shown when it has the focus",
    ".ca-hidden": "stands for its label, which is measured",
    "[data-testid=stSlider] input": "stands for the slider's track, which is measured",
    ".leaflet-marker-icon": "stands where the stop is; the ledger has the same stops as links",
}
MEASURED = """(exempt) => [...document.querySelectorAll('a, button, summary, input, select, textarea, [role=button]')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest(exempt)
        && !(e.tagName === 'A' && getComputedStyle(e).display === 'inline'))
    .map(e => [e.getBoundingClientRect(), e]).filter(([box]) => box.width > 1 && box.height > 1)
    .filter(([box]) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(([box, e]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`)"""
FOCUS = """() => {
    const e = document.activeElement;
    const look = node => {
        const s = getComputedStyle(node);
        return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor].join(' ');
    };
    const chain = [e, e.parentElement, e.parentElement?.parentElement];
    const seen = chain.filter(Boolean).map(look).join('|');
    e.blur();
    const without = chain.filter(Boolean).map(look).join('|');
    e.focus({preventScroll: true});
    const name = (e.ariaLabel || e.innerText || e.value || e.title || e.tagName).trim().slice(0, 60);
    return {name, tag: e.tagName, visible: seen !== without,
        key: e.closest('[class*=st-key-]')?.className.match(/st-key-[\\w-]+/)?.[0] ?? ''};
}"""


def opened(page: Page, name: str) -> None:
    """A page whose parts have all come."""
    page.goto(PAGES[name])
    if name == "embed":
        page.locator("html[data-map=drawn]").wait_for(state="attached", timeout=60_000)
        return
    page.locator(".ca-footer").wait_for(timeout=60_000)
    live(page)
    styled = "[...document.styleSheets].some(sheet => sheet.href?.includes('/page.'))"
    soon(page, lambda: page.evaluate(styled), bool)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    if name in WITH_MAP:
        in_map(page, "html[data-map=drawn][data-way]").wait_for(state="attached", timeout=60_000)
    expect(page.locator(".ca-view:not([data-url], .st-key-share *):empty")).to_have_count(0, timeout=30_000)


def in_map(page: Page, selector: str) -> Locator:
    return the_map(page).locator(selector)


def found(frame: Page | Frame) -> list[str]:
    """What axe has to say of a document: each rule with where it was broken."""
    frame.evaluate(AXE + "; null")
    answer = frame.evaluate("axe.run(document, {iframes: false})")
    assert answer["passes"]
    return [
        f"{v['impact']} {v['id']}: {v['nodes'][0]['html'][:200]}"
        for v in answer["violations"]
        if v["id"] not in NOT_OURS
    ]


@pytest.fixture(params=["light", "dark"])
def coloured(request: pytest.FixtureRequest, contexts: Any, server: str) -> Iterator[Page]:
    size = {"width": 1280, "height": 900}
    with contexts.opened(base_url=server, color_scheme=request.param, viewport=size, reduced_motion="reduce") as page:
        yield page


@pytest.fixture
def small(contexts: Any, server: str) -> Iterator[Page]:
    """The narrowest phone, used with a finger."""
    size = {"width": SMALL, "height": 700}
    with contexts.opened(base_url=server, viewport=size, has_touch=True, is_mobile=True) as page:
        yield page


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_of_ours_on_the_page_or_in_the_frame_of_its_map(coloured: Page, name: str) -> None:
    opened(coloured, name)
    for frame in (f for f in coloured.frames if not f.is_detached()):
        weighty = [line for line in found(frame) if line.startswith(("serious", "critical"))]
        assert weighty == [], frame.url


@pytest.mark.parametrize("name", PAGES)
def test_a_small_phone_needs_no_sideways_scroll_and_has_room_for_a_finger(small: Page, name: str) -> None:
    opened(small, name)
    widths = "[...document.querySelectorAll('html, [data-testid=stMain]')].map(e => e.scrollWidth)"
    soon(small, lambda: small.evaluate(widths), lambda found: max(found) <= SMALL)
    measured = MEASURED.replace("least", str(FINGER_PX))
    for frame in small.frames:
        assert frame.evaluate(measured, ", ".join(SMALL_CONTROLS)) == []
    if name != "embed":
        bar = small.locator(".st-key-bar").bounding_box()
        assert bar
        assert bar["height"] < 2.5 * FINGER_PX
        if name in IN_BAR:
            expect(small.locator(".st-key-pages [aria-current=page]")).to_be_in_viewport(ratio=0.99)


def test_at_twice_the_size_a_desktop_shows_the_layout_of_a_phone(contexts: Any, server: str) -> None:
    size = {"width": 640, "height": 450}
    with contexts.opened(base_url=server, viewport=size, device_scale_factor=2) as page:
        opened(page, "explore")
        width = "document.querySelector('[data-testid=stMain]').scrollWidth"
        soon(page, lambda: page.evaluate(width), lambda found: found <= 640)
        expect(page.locator(".ca-sides").first).to_be_visible()
        panel, drawn = page.locator(".ca-sides").first.bounding_box(), page.locator(FRAME).bounding_box()
    assert panel
    assert drawn
    assert panel["y"] > drawn["y"] + drawn["height"]


def test_everything_on_explore_is_reached_by_keyboard_and_says_where_the_focus_is(page: Page) -> None:
    opened(page, "explore")
    page.locator(".ca-sides").first.wait_for()
    met: dict[str, str] = {}
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["tag"] == "IFRAME":
            continue
        assert at["visible"], f"the focus cannot be seen on {at}"
        met.setdefault(at["key"], at["name"])
        if at["key"] == "st-key-debate":
            break
    wanted = {"st-key-pages", "st-key-share", "st-key-questions", "st-key-search"}
    met.pop("", None)
    assert wanted | {"st-key-layers-box", "st-key-tabs", "st-key-column"} <= set(met)


def test_pills_details_and_the_copied_link_answer_to_the_keyboard(page: Page) -> None:
    opened(page, "explore")
    page.get_by_role("link", name="Sources and files").focus()
    page.keyboard.press("Enter")
    page.locator(".st-key-offer summary").first.wait_for()
    page.locator(".ca-pill").first.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**scenario=**")
    expect(page.locator(".ca-pill").first).to_be_focused()
    link = page.locator(".st-key-offer a").first
    page.locator(".st-key-offer summary").first.focus()
    page.keyboard.press("Enter")
    expect(link).to_have_attribute("href", re.compile("scenario="))
    expect(link).to_be_visible()
    page.get_by_role("button", name="Share", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ca-share")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".ca-share")).not_to_be_visible()


def view(page: Page) -> str:
    """Where the map is: what its panes were moved and scaled to."""
    text: str = in_map(page, "html").evaluate("() => JSON.stringify([map_div.getCenter(), map_div.getZoom()])")
    return text


def test_the_map_moves_and_zooms_by_keyboard(page: Page) -> None:
    opened(page, "explore")
    in_map(page, ".leaflet-container").focus()
    for key in ("ArrowRight", "+"):
        before = view(page)
        page.keyboard.press(key)
        soon(page, lambda: view(page), before.__ne__)
        page.wait_for_timeout(400)


def test_who_asked_for_less_motion_sees_the_map_step(coloured: Page) -> None:
    opened(coloured, "explore")
    in_map(coloured, ".leaflet-container").focus()
    step = "map_div.panBy([80, 0]); return map_div.getCenter().lng !== was && !map_div._panAnim?._inProgress;"
    assert in_map(coloured, "html").evaluate(f"() => {{ const was = map_div.getCenter().lng; {step} }}")
    slow = "e => parseFloat(getComputedStyle(e).transitionDuration) > .01"
    moving = f"[...document.querySelectorAll('.stApp *')].filter({slow}).length"
    soon(coloured, lambda: coloured.evaluate(moving), (0).__eq__)


def test_the_wheel_scrolls_the_page_past_the_map_and_zooms_it_with_ctrl_or_after_a_click(page: Page) -> None:
    opened(page, "explore")
    page.locator(".st-key-questions").hover()
    box = page.locator(FRAME).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    before = view(page)
    page.mouse.wheel(0, 200)
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    soon(page, lambda: page.evaluate(scrolled), lambda px: px > 50)
    assert view(page) == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, 100)
    page.keyboard.up("Control")
    soon(page, lambda: view(page), before.__ne__)


def swipe(page: Page, x: float, y: float, by: float) -> None:
    """One finger put down and moved up by so many pixels."""
    session: CDPSession = page.context.new_cdp_session(page)

    def touch(kind: str, *at: float) -> None:
        points = [{"x": x, "y": one} for one in at]
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    touch("Start", y)
    for step in range(1, 11):
        touch("Move", y - by * step / 10)
        page.wait_for_timeout(20)
    touch("End")


def test_one_finger_scrolls_the_page_past_the_map(small: Page) -> None:
    opened(small, "explore")
    small.locator(FRAME).scroll_into_view_if_needed()
    box = small.locator(FRAME).bounding_box()
    assert box
    scrolled, before = "document.querySelector('[data-testid=stMain]').scrollTop", view(small)
    was: float = small.evaluate(scrolled)
    swipe(small, box["x"] + 160, min(box["y"] + box["height"], 690) - 60, 200)
    soon(small, lambda: small.evaluate(scrolled), lambda px: px > was + 100)
    assert view(small) == before


def test_names_in_other_scripts_stand_apart_from_the_words_around_them(page: Page) -> None:
    opened(page, "place")
    names: list[Any] = page.locator(".ca-names bdi").evaluate_all("all => all.map(e => [e.lang, e.textContent])")
    assert any(lang == "fa" for lang, _ in names), names
    heights = page.locator(".ca-names bdi").evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    assert all(heights)
