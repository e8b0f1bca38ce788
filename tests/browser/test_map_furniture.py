"""What stands on the map beside the route: names, legend, scale, full screen; and what it answers to."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from reading import FRAME, drawn, soon, the_map

from routes.data.atlas import Atlas
from routes.views.map import layers

SYUNIK = "nakhchivan-syunik-rail"
Box = dict[str, float]


def visit(page: Page, way: str = SYUNIK) -> None:
    """Open a route and wait for its map with land and layers."""
    page.goto(f"/?route={way}")
    drawn(page, way)
    the_map(page).locator("html[data-layers]").wait_for(state="attached")


def boxes(page: Page, selector: str) -> list[Box]:
    """The boxes of what is shown of a kind on the map, in pixels of the map's frame."""
    found: list[Box] = (
        the_map(page)
        .locator(selector)
        .evaluate_all(
            """all => all.filter(e => getComputedStyle(e).visibility !== 'hidden' && e.offsetHeight)
        .map(e => { const {x, y, width, height} = e.getBoundingClientRect(); return {x, y, width, height}; })"""
        )
    )
    return found


def overlap(a: Box, b: Box) -> bool:
    return (
        a["x"] < b["x"] + b["width"]
        and b["x"] < a["x"] + a["width"]
        and a["y"] < b["y"] + b["height"]
        and b["y"] < a["y"] + a["height"]
    )


@pytest.mark.parametrize("width", [1400, 390])
def test_every_country_in_view_is_named_and_no_name_is_cut_or_covers_another(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(page)
    # The map of a phone is small: a country that has no free stretch stays without its name.
    for country in ("Armenia", "Azerbaijan", "Iran") if width > 1000 else ("Azerbaijan",):
        expect(the_map(page).locator(".ca-name.country").get_by_text(country, exact=True)).to_be_visible()
    size = boxes(page, ".leaflet-container")[0]
    names = boxes(page, ".ca-name")
    assert all(n["x"] >= 0 and n["x"] + n["width"] <= size["width"] for n in names)
    assert all(n["y"] >= 0 and n["y"] + n["height"] <= size["height"] for n in names)
    assert not [pair for pair in combinations(names, 2) if overlap(*pair)]
    marks = boxes(page, ".leaflet-marks-pane .leaflet-marker-icon")
    assert not [(name, mark) for name in names for mark in marks if overlap(name, mark)]


NAMED = "all => all.filter(e => e.style.visibility !== 'hidden').map(e => e.textContent.replace('\\n', ' '))"
CODES = {
    "Azerbaijan": "AZ",
    "Georgia": "GE",
    "Kazakhstan": "KZ",
    "Uzbekistan": "UZ",
    "Turkmenistan": "TM",
    "Iran": "IR",
}


@pytest.mark.parametrize("width", [1400, 390])
def test_capitals_are_named_and_a_country_too_small_for_its_name_by_its_code(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, "middle-khorgos-poti")
    shown = the_map(page).locator(".ca-name")
    soon(page, lambda: shown.evaluate_all(NAMED), lambda names: "KG" in names or "Kyrgyzstan" in names)
    names = shown.evaluate_all(NAMED)
    assert len(names) == len({*names})
    assert not [code for name, code in CODES.items() if {name, code} <= {*names}]
    if width > 1000:
        assert all({name, code} & {*names} for name, code in CODES.items())
        assert {"Tashkent", "Ashgabat", "Tbilisi", "Baku", "AM"} <= {*names}


@pytest.mark.parametrize("size", [(1400, 900), (1024, 768), (390, 844)])
def test_no_name_on_the_map_lies_under_a_button_of_the_page(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(page, "middle-khorgos-poti")
    frame = page.locator(FRAME).bounding_box()
    found = [page.get_by_role("button", name=name).bounding_box() for name in ("Draw a link", "Layers")]
    assert frame
    buttons = [
        Box(x=b["x"] - frame["x"], y=b["y"] - frame["y"], width=b["width"], height=b["height"]) for b in found if b
    ]
    assert len(buttons) == 2
    soon(page, lambda: the_map(page).locator(".ca-name").evaluate_all(NAMED), lambda names: len(names) > 12)
    assert not [name for name in boxes(page, ".ca-name") for button in buttons if overlap(name, button)]


@pytest.mark.parametrize("way", [SYUNIK, "middle-khorgos-poti"])
def test_on_a_phone_no_button_of_the_map_covers_another_or_a_mark_of_the_route(phone: Page, way: str) -> None:
    visit(phone, way)
    size, frame = boxes(phone, ".leaflet-container")[0], phone.locator(FRAME).bounding_box()
    box = phone.get_by_role("button", name="Layers").bounding_box()
    assert box
    assert frame
    button = Box(x=box["x"] - frame["x"], y=box["y"] - frame["y"], width=box["width"], height=box["height"])
    buttons = [button, *boxes(phone, ".leaflet-bar, .ca-legend")]
    assert not [pair for pair in combinations(buttons, 2) if overlap(*pair)]
    marks = boxes(phone, ".leaflet-marks-pane .leaflet-marker-icon")
    assert not [(mark, one) for mark in marks for one in buttons if overlap(mark, one)]
    assert all(m["x"] >= 0 and m["x"] + m["width"] <= size["width"] for m in marks)
    expect(the_map(phone).get_by_role("button", name="Zoom in")).to_be_hidden()
    the_map(phone).get_by_role("button", name="Full screen").tap()
    expect(the_map(phone).get_by_role("button", name="Zoom in")).to_be_visible()


def test_the_legend_opens_over_at_most_a_third_of_the_map_and_stays_open(page: Page) -> None:
    visit(page)
    button, signs = the_map(page).get_by_role("button", name="Legend"), the_map(page).locator(".ca-legend ul")
    expect(signs).to_be_hidden()
    button.click()
    expect(signs).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    size, opened = boxes(page, ".leaflet-container")[0], boxes(page, ".ca-legend")[0]
    assert opened["width"] * opened["height"] <= size["width"] * size["height"] / 3
    page.reload()
    expect(signs).to_be_visible()


def test_the_wheel_zooms_with_ctrl_alone(page: Page) -> None:
    visit(page)
    the_map(page).locator(".leaflet-container").hover()
    scale = the_map(page).locator(".leaflet-control-scale-line")
    before = scale.text_content()
    page.keyboard.down("Control")
    for _ in range(3):
        page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    expect(scale).not_to_have_text(str(before))
    page.wait_for_url(re.compile("at="))


def test_a_click_on_a_line_keeps_what_is_known_of_it_open(page: Page, seen: Any) -> None:
    visit(page)
    line = the_map(page).locator(".leaflet-way-pane path.ca-hit").first
    at = line.evaluate(
        "path => { const p = path.getPointAtLength(path.getTotalLength() / 2), m = path.getScreenCTM();"
        " return {x: p.x * m.a + m.e, y: p.y * m.d + m.f}; }"
    )
    the_map(page).locator(".leaflet-container").click(position=at)
    pinned = the_map(page).locator(".ca-pinned")
    expect(pinned).to_be_visible()
    page.mouse.move(5, 5)
    expect(pinned).to_contain_text(re.compile("km|railway|road", re.IGNORECASE))
    assert line.evaluate("path => getComputedStyle(path).outlineStyle") == "none"
    page.keyboard.press("Escape")
    expect(pinned).to_have_count(0)
    assert seen.errors == []


def test_the_map_fills_the_screen_and_comes_back(page: Page) -> None:
    visit(page)
    the_map(page).get_by_role("button", name="Full screen").click()
    leave = the_map(page).get_by_role("button", name="Leave full screen")
    expect(leave).to_be_visible()
    assert boxes(page, ".leaflet-container")[0]["height"] > 600
    leave.click()
    expect(the_map(page).get_by_role("button", name="Full screen", exact=True)).to_be_visible()


def test_the_layers_stand_over_the_map_and_say_what_each_holds(page: Page, real: Atlas) -> None:
    visit(page)
    button = page.get_by_role("button", name="Layers")
    place, frame = button.bounding_box(), page.locator(FRAME).bounding_box()
    assert place
    assert frame
    assert frame["y"] <= place["y"] <= place["y"] + place["height"] <= frame["y"] + 60
    names = [{**name, "x": name["x"] + frame["x"], "y": name["y"] + frame["y"]} for name in boxes(page, ".ca-name")]
    assert not [name for name in names if overlap(name, place)]
    button.click()
    for theme in real.themes:
        holds = f"{real.layers[theme].title}: {layers.holds(real, theme)}"
        expect(page.get_by_role("button", name=holds, exact=True)).to_be_visible()


def test_a_tap_on_a_phone_tells_of_a_leg_inside_the_map_and_leaves_no_frame_around_it(phone: Page) -> None:
    visit(phone)
    phone.locator(FRAME).scroll_into_view_if_needed()
    line = the_map(phone).locator(".leaflet-way-pane path.ca-hit").first
    at = line.evaluate(
        "path => { const p = path.getPointAtLength(path.getTotalLength() / 2), m = path.getScreenCTM();"
        " return {x: p.x * m.a + m.e, y: p.y * m.d + m.f}; }"
    )
    the_map(phone).locator(".leaflet-container").tap(position=at)
    expect(the_map(phone).locator(".ca-pinned")).to_be_visible()
    told, size = boxes(phone, ".ca-pinned")[0], boxes(phone, ".leaflet-container")[0]
    assert told["x"] >= 0
    assert told["y"] >= 0
    assert told["x"] + told["width"] <= size["width"]
    assert told["y"] + told["height"] <= size["height"]
    framed = "all => all.filter(e => getComputedStyle(e).outlineStyle !== 'none').length"
    assert the_map(phone).locator("path").evaluate_all(framed) == 0
