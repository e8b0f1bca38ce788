"""What a browser test waits for on a page: a page comes in parts, so nothing is read off it before it has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import FrameLocator, Page

from routes.text import numbers

FRAME = ".st-key-map iframe"
PATIENCE_S, LOOK_MS, REST_MS = 20, 50, 600
T = TypeVar("T")


def plain(text: str) -> str:
    """The text with plain spaces."""
    return text.replace(numbers.NBSP, " ")


def the_map(page: Page) -> FrameLocator:
    """The frame of the dashboard's map."""
    return page.frame_locator(FRAME)


def live(page: Page) -> None:
    """Wait until the live page has taken the place of the page as served."""
    page.locator("#ca-first").wait_for(state="detached", timeout=60_000)


def drawn(page: Page, way: str) -> None:
    """Wait until the live page shows the way on its map: its line, marks and names, not yet land and layers."""
    live(page)
    the_map(page).locator(f'html[data-map=drawn][data-way="{way}"]').wait_for(state="attached", timeout=60_000)


def at_rest(page: Page) -> None:
    """Wait until the server has run the page to its end and nothing more comes of it."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(state="attached")
    page.wait_for_timeout(REST_MS)


def soon(page: Page, read: Callable[[], T], holds: Callable[[T], bool]) -> T:
    """What is read as soon as it holds; where it never does, the failure tells the last reading."""
    until = time.monotonic() + PATIENCE_S
    while not holds(found := read()) and time.monotonic() < until:
        page.wait_for_timeout(LOOK_MS)
    assert holds(found), f"after {PATIENCE_S} s still {found!r}"
    return found


def ran(page: Page) -> list[object]:
    """What markup in the data left behind in the page or a frame of it, had it run as a script."""
    left = [frame.evaluate("window.pwned ?? null") for frame in page.frames if not frame.is_detached()]
    return [found for found in left if found is not None]


def dot_of(page: Page, name: str) -> tuple[float, float]:
    """Where the dot beside a name on the map is, in pixels of the page."""
    dots = [box for dot in the_map(page).locator(".leaflet-cities-pane path").all() if (box := dot.bounding_box())]
    centres = [(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2) for b in dots if b["width"] > 5]
    label = the_map(page).locator(".ca-name.place", has_text=name).first.bounding_box()
    assert label is not None
    at = label["x"] + label["width"] / 2, label["y"] + label["height"] / 2
    return min(centres, key=lambda c: abs(c[0] - at[0]) + abs(c[1] - at[1]))
