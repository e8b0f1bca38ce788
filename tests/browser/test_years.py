"""The list of years moves the whole page to a year, by keyboard and by address; places and sources are a click away."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from reading import drawn, live, soon

EAST = "russia-iran-east-rail"


def test_no_year_is_chosen_at_first_and_one_key_shows_the_year_before(page: Page, seen: Any) -> None:
    page.goto(f"/?route={EAST}")
    drawn(page, EAST)
    years = page.get_by_role("combobox", name="Year")
    expect(years.locator("option:checked")).to_have_text("As last reported")
    years.focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_url(re.compile("scenario=in-2025"))
    drawn(page, f"{EAST}+in-2025")
    expect(page.locator(".ca-headline").first).to_contain_text("in 2025")
    expect(years).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.wait_for_url(lambda url: "scenario" not in url)
    drawn(page, EAST)
    assert not seen.errors
    assert not seen.outside


def test_an_address_opens_a_year_with_its_events_and_its_layers(page: Page, seen: Any) -> None:
    layers: list[str] = []
    page.on("request", lambda request: layers.append(request.url) if "/layers/" in request.url else None)
    page.goto(f"/?route={EAST}&scenario=in-2014&show=sections")
    drawn(page, f"{EAST}+in-2014")
    expect(page.locator(".ca-headline").first).to_contain_text("in 2014")
    expect(page.locator(".ca-year").first).to_contain_text("2014")
    expect(page.locator(".ca-status")).to_contain_text("The status at the end of 2014 is known for")
    soon(page, lambda: layers, bool)
    assert all("scenario=in-2014" in url for url in layers)
    assert not seen.errors


def test_a_year_ahead_is_told_as_announced_by_whom_and_when(page: Page) -> None:
    page.goto("/?route=nakhchivan-syunik-rail&scenario=in-2029&show=sections")
    drawn(page, "nakhchivan-syunik-rail+in-2029")
    expect(page.locator(".ca-headline").first).to_contain_text("as announced for 2029")
    expect(page.locator(".ca-status")).to_contain_text("by Minister Nabiyev on")


def test_a_stop_of_the_ledger_leads_to_its_place_and_on_to_a_source(page: Page, seen: Any) -> None:
    page.goto(f"/?route={EAST}&show=sections")
    drawn(page, EAST)
    page.locator(".ca-stop a[href*='place=border-bolashak-rail']").click()
    page.wait_for_url(re.compile(r"/place\?.*place=border-bolashak-rail"))
    place = page.locator(".ca-place")
    expect(place.locator("h1")).to_contain_text("Bolashak")
    expect(place).to_contain_text("11\u00a0May\u00a02013")
    place.get_by_role("link", name="Kazinform").first.click()
    page.wait_for_url(re.compile(r"/sources\?.*source=ca-kti1"))
    expect(page.get_by_role("link", name="Open the source")).to_be_visible()
    page.go_back()
    expect(place.locator("h1")).to_contain_text("Bolashak")
    page.go_forward()
    expect(page.get_by_role("link", name="Open the source")).to_be_visible()
    assert not [e for e in seen.errors if "404" not in e]


@pytest.mark.parametrize("address", ["/place?place=alat-port", "/sources?source=de-jer", "/unknowns", "/place"])
def test_pages_fit_a_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    live(phone)
    phone.locator(".ca-place h1").wait_for(timeout=30_000)
    overhang = "document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
    soon(phone, lambda: phone.evaluate(overhang), lambda px: px <= 0)
