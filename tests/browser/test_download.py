"""A reader takes a file away from the page, opens it elsewhere, and finds there what the page shows."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import gpxpy
import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Page, expect
from reading import live

from routes.data.atlas import Atlas
from routes.export import brief
from routes.network import planner

PAGES = [
    ("/?route=nakhchivan-syunik-rail&scenario=on-paper&show=sources", "nakhchivan-syunik-rail", ("on-paper",)),
    ("/plan?from=moscow&to=tehran&show=sources", "moscow~tehran", ()),
]


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".ca-offer summary").click(timeout=60_000)


def taken(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as given:
        page.locator(".ca-offer").get_by_role("link", name=name, exact=True).click()
    return given.value.suggested_filename, Path(given.value.path()).read_bytes()


@pytest.mark.parametrize(("address", "key", "scenarios"), PAGES)
def test_a_download_is_the_way_on_the_page(
    page: Page, seen: Any, real: Atlas, address: str, key: str, scenarios: tuple[str, ...]
) -> None:
    opened(page, address)
    journey = planner.journey(real, key, scenarios)
    name, body = taken(page, "GPX")
    assert name == "--".join((key.replace("~", "-"), *scenarios)) + ".gpx"
    assert len(gpxpy.parse(body.decode()).tracks[0].segments) == len(journey.sections)
    _, body = taken(page, "Table, CSV")
    rows = csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
    total = sum(float(row["length_km"]) for row in rows if row["row"] == "section")
    assert total == pytest.approx(journey.length_km)
    assert seen.outside == []


def test_the_brief_opens_from_disk_and_asks_the_web_for_nothing(page: Page, seen: Any, tmp_path: Path) -> None:
    opened(page, PAGES[0][0])
    name, body = taken(page, "Brief")
    link = str(html.fromstring(body).xpath("//footer//text()[contains(., 'The same view')]")[0]).rsplit(" ", 1)[1]
    file = tmp_path / name
    file.write_bytes(body)
    seen.errors.clear()
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text("531 km")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [error for error in seen.errors if "favicon" not in error] == []
    assert [address for address in seen.outside if not address.startswith("file:")] == []
    assert not [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    page.goto(link)
    page.locator(".ca-answer").wait_for(timeout=60_000)
    page.wait_for_url("**scenario=on-paper**")


def test_every_brief_prints_on_one_page(page: Page, real: Atlas) -> None:
    keys = (*real.routes, "moscow~bandar-abbas", "baku~nakhchivan")
    page.emulate_media(media="print")
    pages = {}
    for key in keys:
        page.set_content(brief.write(planner.journey(real, key), "https://example.org/").decode())
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        pages[key] = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert pages == dict.fromkeys(keys, 1)
    page.locator(".more").evaluate("one => one.open = true")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 2, "what the reader has opened is printed too"


def test_a_view_and_an_argument_can_be_cited(page: Page, real: Atlas) -> None:
    page.goto(PAGES[0][0])
    page.locator(".ca-cited summary").first.click(timeout=60_000)
    expect(page.locator(".ca-cited p").first).to_contain_text(f"data version {real.version}")
    expect(page.locator(".ca-cited pre").first).to_contain_text("@misc{corridor-atlas-nakhchivan-syunik-rail-on-paper,")
    page.goto("/arguments")
    live(page)
    page.locator(".ca-cited summary").first.click(timeout=60_000)
    expect(page.locator(".ca-cited pre").first).to_contain_text("@misc{")


def test_a_brief_on_a_phone_has_its_title_on_whole_lines(phone: Page, real: Atlas) -> None:
    phone.set_content(brief.write(planner.journey(real, "nakhchivan-syunik-rail"), "https://atlas.example/").decode())
    title = phone.locator(".page .ca-kicker").first.bounding_box()
    assert title
    assert title["height"] < 150
