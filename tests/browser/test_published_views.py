"""A page with a released data version in its address shows that release, served and live, until today is chosen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from reading import at_rest, drawn, plain

VERSION = "2026-11-22-13466cd"
ROUTE = "middle-dostyk-poti"
BAND = ".ca-since"


def test_the_band_says_when_it_was_published_and_what_has_changed_and_leads_to_today(page: Page) -> None:
    page.goto(f"/?route={ROUTE}&data={VERSION}")
    drawn(page, ROUTE)
    at_rest(page)
    band = page.locator(BAND)
    expect(band).to_have_count(1)
    assert "As published on 22 November 2026" in plain(band.inner_text())
    band.locator("summary").click()
    row = band.locator("tbody tr", has_text="lowest cited capacity")
    expect(row.locator("td").first).to_have_text("none")
    expect(row.locator("td").last).to_have_text(re.compile(r"Mt a year"))
    band.get_by_role("link", name="Show today’s data").click()
    page.wait_for_url(lambda address: VERSION not in address)
    drawn(page, ROUTE)
    at_rest(page)
    expect(page.locator(BAND)).to_have_count(0)


def test_a_tab_chosen_keeps_to_the_release(page: Page) -> None:
    page.goto(f"/?route={ROUTE}&data={VERSION}")
    drawn(page, ROUTE)
    at_rest(page)
    page.locator(".st-key-tabs a", has_text="Sections").click()
    page.wait_for_url(re.compile("show=sections"))
    assert f"data={VERSION}" in page.url
    page.locator(".st-key-ledger .ca-ledger").first.wait_for()
    expect(page.locator(BAND)).to_have_count(1)


def test_the_band_is_served_before_any_script_has_run(page: Page) -> None:
    page.route(re.compile(r"\.js(\?|$)"), lambda route: route.abort())
    page.goto(f"/?route={ROUTE}&data={VERSION}", wait_until="domcontentloaded")
    band = page.locator(f"#ca-first {BAND}")
    expect(band).to_be_visible()
    assert "As published on 22 November 2026" in plain(band.inner_text())


def test_an_embed_of_a_release_folds_the_band_to_its_date(page: Page) -> None:
    page.set_viewport_size({"width": 600, "height": 400})
    page.goto(f"/?route={ROUTE}&embed=true&data={VERSION}")
    summary = page.locator(f"{BAND} summary")
    expect(summary).to_be_visible()
    assert plain(summary.inner_text()).startswith("As published on 22 November 2026")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(f"{BAND} table")).to_be_hidden()
    summary.click()
    expect(page.locator(f"{BAND} table")).to_be_visible()


def test_a_crossing_closed_beside_the_route_has_a_mark_on_the_map(page: Page) -> None:
    syunik = "nakhchivan-syunik-rail"
    page.goto(f"/?route={syunik}&scenario=without-post-bilasuvar")
    drawn(page, f"{syunik}+without-post-bilasuvar")
    frame = page.frame_locator(".st-key-map iframe")
    expect(frame.locator(".ca-stop text", has_text="×")).to_have_count(1)


def test_on_a_phone_the_band_needs_no_sideways_scroll(phone: Page) -> None:
    phone.goto(f"/compare?data={VERSION}")
    phone.locator("#ca-first").wait_for(state="detached", timeout=60_000)
    at_rest(phone)
    phone.locator(f"{BAND} summary").click()
    expect(phone.locator(f"{BAND} table").first).to_be_visible()
    assert phone.evaluate("document.querySelector('.ca-since').scrollWidth") <= 360
