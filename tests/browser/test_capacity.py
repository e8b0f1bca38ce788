"""The tab Capacity as a reader meets it: bars, the narrowest link, the same as a table, also on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from routes.analysis import capacity
from routes.data.atlas import Atlas
from routes.network.journey import of_route
from routes.views.capacity import sentences
from routes.views.capacity.rows import rows

MIDDLE = "middle-khorgos-poti"


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
