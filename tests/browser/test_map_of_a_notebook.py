"""A map saved from a notebook draws a whole journey from disk, and asks for nothing else."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

import routes


def test_a_saved_map_works_without_a_network(chromium: Browser, tmp_path: Path) -> None:
    journey = routes.load().journey("nakhchivan-syunik-rail", scenarios=["zangezur-open"])
    journey.map().save(tmp_path / "map.html")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "map.html").as_uri())
    # The sections, the stops, and both ends.
    drawn = len(journey.sections) + len(journey.data.stops) + 2
    expect(page.locator("path.leaflet-interactive")).to_have_count(drawn)
    expect(page.locator(".leaflet-tooltip")).to_have_text(["Baku", "Nakhchivan"])
    page.locator("path.leaflet-interactive").nth(len(journey.sections)).hover()
    expect(page.locator(".leaflet-tooltip").last).to_contain_text(journey.data.stops[0].place.name)
    assert [url for url in asked if not url.startswith("data:")] == [(tmp_path / "map.html").as_uri()]
    expect(page.locator(".leaflet-relief-pane img.leaflet-tile-loaded").first).to_be_visible()
    assert errors == []
    context.close()


def test_a_saved_map_may_do_without_relief(tmp_path: Path) -> None:
    journey = routes.load().journey("nakhchivan-syunik-rail")
    journey.map().save(tmp_path / "with.html")
    journey.map(relief=False).save(tmp_path / "without.html")
    with_relief, without = (len((tmp_path / name).read_bytes()) for name in ("with.html", "without.html"))
    assert 20_000 < with_relief - without < 400_000
