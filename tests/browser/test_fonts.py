"""Every page looks the same whatever fonts a reader's machine has: the atlas brings its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from reading import FRAME, at_rest, drawn

SYUNIK = "nakhchivan-syunik-rail"
FIRST_VIEW_BYTES = 120_000
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
# The fonts that the texts found by a selector are really set in, by Chromium's own account.
SET_IN = "CSS.getPlatformFontsForNode"


def fonts_of(page: Page, selector: str) -> set[str]:
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return {font["familyName"] for font in session.send(SET_IN, {"nodeId": node})["fonts"]}


@pytest.fixture(params=["no fonts", "DejaVu"])
def bare(request: pytest.FixtureRequest, chromium: Browser, chromium_path: str, tmp_path: Path) -> Iterator[Browser]:
    """A Chromium that finds no font on the machine, or DejaVu alone."""
    folder = DEJAVU if request.param == "DejaVu" else tmp_path
    if not folder.is_dir():
        pytest.skip("no DejaVu here")
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{tmp_path}</cachedir></fontconfig>'
    )
    browser = chromium.browser_type.launch(
        executable_path=chromium_path,
        args=["--no-sandbox", "--disable-gpu"],
        env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)},
    )
    yield browser
    browser.close()


def test_an_embedded_map_keeps_half_its_height_and_its_letters_on_a_machine_with_few_fonts_or_none(
    bare: Browser, server: str
) -> None:
    page = bare.new_page(viewport={"width": 320, "height": 420})
    page.goto(f"{server}/?route={SYUNIK}&embed=true")
    page.locator(f'html[data-map=drawn][data-way="{SYUNIK}"]').wait_for(state="attached")
    page.evaluate("document.fonts.ready.then(() => 1)")
    # Without any font on the machine, Chromium refuses for good a font that comes after the page was first laid out,
    # whatever `font-display` says; on the second visit the fonts are in its cache and there from the start.
    page.reload()
    page.locator(f'html[data-map=drawn][data-way="{SYUNIK}"]').wait_for(state="attached")
    page.evaluate("document.fonts.ready.then(() => 1)")
    box: Any = page.locator("#map").bounding_box()
    assert box["height"] >= 210
    assert box["y"] + box["height"] <= 420
    assert fonts_of(page, "h1") == {"Atlas Serif"}
    assert fonts_of(page, ".ca-name.end") == {"Atlas Sans"}


def test_the_first_view_asks_for_few_bytes_of_fonts_and_for_none_of_streamlits(first_visit: Page) -> None:
    sizes: dict[str, int] = {}
    first_visit.on(
        "response",
        lambda answer: sizes.__setitem__(answer.url, len(answer.body())) if answer.url.endswith(".woff2") else None,
    )
    first_visit.goto(f"/?route={SYUNIK}")
    drawn(first_visit, SYUNIK)
    at_rest(first_visit)
    assert fonts_of(first_visit, ".ca-answer h1") == {"Atlas Serif"}
    assert fonts_of(first_visit, ".ca-facts dd") == {"Atlas Sans"}
    ours = {url: size for url, size in sizes.items() if "/files/" in url}
    assert 0 < sum(ours.values()) <= FIRST_VIEW_BYTES
    assert [url for url in sizes if url not in ours and "MaterialSymbols" not in url] == []


def test_the_map_and_the_profile_are_set_in_the_same_fonts_as_the_page(page: Page) -> None:
    page.goto(f"/?route={SYUNIK}")
    drawn(page, SYUNIK)
    [frame] = [frame for frame in page.frames if frame.parent_frame and frame.query_selector(".leaflet-container")]
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
    frame.evaluate("document.fonts.ready.then(() => 1)")
    assert "IBM Plex Sans" in frame.evaluate(loaded)
    assert page.locator(FRAME).count() == 1
    profile = page.locator("svg.strip text").first
    assert profile.evaluate("e => getComputedStyle(e).fontFamily").startswith('"IBM Plex Sans"')
