"""A reader opens a number of the estimate, puts another in its place, and takes it back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from reading import soon

from routes.data.atlas import Atlas
from routes.network import estimate
from routes.network.journey import of_route
from routes.text import units

EAST = "russia-iran-east-rail"


def headline(atlas: Atlas, *own: tuple[str, float]) -> str:
    hours = estimate.of(of_route(atlas, EAST), own).hours.typical
    return f"Typically {units.duration(hours)}"


def test_a_reader_puts_a_number_in_the_place_of_the_atlas_and_takes_it_back(page: Page, seen: Any, real: Atlas) -> None:
    page.goto(f"/?route={EAST}&show=time")
    part = page.locator(".ca-estimate")
    expect(part.locator(".ca-lead")).to_contain_text(headline(real), timeout=30_000)
    row = part.locator(".ca-falls tr", has_text="Moving by rail in Iran")
    row.locator("summary").click()
    expect(row.get_by_text("Commercial speed of freight trains")).to_be_visible()
    row.get_by_label(re.compile("Your value")).fill("500")
    row.get_by_role("button", name="Use it").click()
    expect(part.locator(".ca-lead")).to_contain_text(headline(real, ("rail-ir", 500.0)), timeout=30_000)
    page.wait_for_url(lambda url: f"route={EAST}" in url and "set=rail-ir:500" in url.replace("%3A", ":"))
    part.get_by_role("link", name="Back to the atlas's values").click()
    expect(part.locator(".ca-lead")).to_contain_text(headline(real), timeout=30_000)
    page.wait_for_url(lambda url: "set=" not in url)
    assert (seen.outside, seen.errors) == ([], [])


def test_a_link_carries_own_numbers_and_leaves_out_wrong_ones(page: Page, real: Atlas) -> None:
    page.goto(f"/?route={EAST}&set=rail-ir:500,rail-kz:soon&show=time")
    expect(page.locator(".ca-estimate .ca-lead")).to_contain_text(headline(real, ("rail-ir", 500.0)), timeout=30_000)
    expect(page.get_by_text("a value of the estimate that cannot be set (“rail-kz:soon”)")).to_be_visible()


@pytest.mark.parametrize(
    "address", [f"/?route={EAST}&set=rail-ir:500&show=time", "/plan?from=moscow&to=tehran&by=time&show=time"]
)
def test_a_phone_needs_no_sideways_scroll(phone: Page, address: str) -> None:
    phone.goto(address)
    part = phone.locator(".ca-estimate")
    part.locator(".ca-falls summary").first.click(timeout=30_000)
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
    soon(phone, lambda: phone.evaluate(wide), lambda more: more <= 0)
    wider = "(part => part.scrollWidth - part.clientWidth)(document.querySelector('.ca-estimate'))"
    soon(phone, lambda: phone.evaluate(wider), lambda more: more <= 1)
