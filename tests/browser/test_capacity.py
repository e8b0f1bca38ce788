"""The tab Capacity as a reader meets it: bars, the narrowest link, the same as a table, also on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from reading import the_map

from routes.analysis import capacity
from routes.data.atlas import Atlas
from routes.network.journey import of_route
from routes.views.capacity import sentences
from routes.views.capacity.rows import rows

MIDDLE, WEST = "middle-khorgos-poti", "russia-iran-west-rail"


@pytest.mark.parametrize(("wide", "shown", "hidden"), [(1400, "ca-wide", "ca-narrow"), (390, "ca-narrow", "ca-wide")])
def test_the_tab_shows_a_bar_for_each_row_and_marks_the_link_that_carries_least(
    page: Page, real: Atlas, wide: int, shown: str, hidden: str
) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    page.goto(f"/?route={MIDDLE}&show=capacity")
    found = capacity.of(of_route(real, MIDDLE))
    part = page.locator(".ca-capacity")
    expect(part.locator(".ca-lead")).to_contain_text(sentences.finding(found).replace("\u00a0", " "))
    chart = part.locator(f"svg.ca-bars.{shown}")
    expect(chart).to_be_visible()
    expect(part.locator(f"svg.ca-bars.{hidden}")).to_be_hidden()
    expect(chart.locator("g")).to_have_count(len(rows(found)))
    expect(chart.locator("rect.ca-least")).to_have_count(1)
    part.get_by_text("The same as a table, with sources").click()
    expect(part.locator(".ca-rooms tbody tr")).to_have_count(len(rows(found)))
    assert page.evaluate("document.documentElement.scrollWidth") == wide


def test_the_layer_of_traffic_is_drawn_and_its_colours_stand_in_the_legend(page: Page) -> None:
    page.goto(f"/?route={MIDDLE}&layers=traffic")
    expect(the_map(page).locator("html")).to_have_attribute("data-layers", "traffic")
    the_map(page).get_by_role("button", name="Legend").click()
    expect(the_map(page).get_by_text("traffic, under half of the cited capacity")).to_be_visible()
    expect(the_map(page).get_by_text("traffic, half of the cited capacity or more")).to_be_visible()


def test_the_turns_between_countries_stand_below_the_events_with_a_count_for_each_year(page: Page) -> None:
    page.goto(f"/?route={WEST}&show=history")
    heading = page.get_by_role("heading", name="Relations between the countries on this route")
    expect(heading).to_be_visible()
    page.locator("summary").filter(has_text="Azerbaijan - Iran").click()
    expect(page.get_by_role("columnheader", name="Ruptures").first).to_be_visible()
