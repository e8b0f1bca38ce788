"""What does a reader wait for, and what does the browser receive and keep? Measured in Chromium."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from apps import App

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Each new window loads the pop-ups of Chromium's own address bar: about a second of processor time beside the page's.
UNSEEN = "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,WebUIOmniboxSimplification"
SIZE = {"width": 1440, "height": 900}
QUIET_MS = 800
# From opening the list of routes to choosing one of them a reader takes at least so long.
POINTED_MS = 300
# Notes when the line of the route asked for has been painted, and when the reader last clicked on an option or button.
WATCH = """
if (window === top) {
  let clicked = 0;
  for (const act of ['click', 'change'])
    document.addEventListener(act, () => { clicked = performance.now(); }, true);
  window.watchFor = selector => {
    const shows = () => [...document.querySelectorAll('iframe')].some(f => f.contentDocument?.querySelector(selector));
    window.seen = new Promise((tell, refuse) => {
      setTimeout(() => refuse(new Error(`nothing shows ${selector}`)), 60_000);
      const look = () => requestAnimationFrame(shows() ? painted : look);
      const painted = () => tell({at: performance.now(), waited: performance.now() - clicked});
      look();
    });
  };
}
"""


@dataclass(frozen=True)
class Kind:
    """How to tell that an app shows a way."""

    name: str
    line: str

    def shows(self, way: str) -> str:
        """Return the selector, within the map's frame, of a drawn route."""
        return self.line.format(way)


ATLAS = Kind("atlas", 'html[data-line="{}"]')
# The same under whatever scenarios.
ATLAS_ANYHOW = Kind("atlas", 'html[data-line^="{}"]')
NAIVE = Kind("naive", "path.way-{}")


@dataclass
class Wire:
    """Frames over the page's websocket."""

    received: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Count the page's frames."""
        page.on("websocket", lambda s: s.on("framereceived", lambda d: self.received.append(len(d))))
        page.on("websocket", lambda s: s.on("framesent", lambda d: self.sent.append(len(d))))

    def clear(self) -> None:
        """Begin anew."""
        self.received.clear()
        self.sent.clear()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the browser of this machine."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", UNSEEN])
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, app: App, kind: Kind, way: str) -> Iterator[tuple[Page, Wire]]:
    """Yield a page on which a route is drawn."""
    context = browser.new_context(viewport=SIZE)
    context.add_init_script(WATCH)
    page, wire = context.new_page(), Wire()
    wire.watch(page)
    page.goto(f"{app.address}/?route={way}")
    wait_for(page, kind, way)
    settle(page, wire)
    yield page, wire
    context.close()


def wait_for(page: Page, kind: Kind, way: str) -> float:
    """Return milliseconds from the beginning of the page to the painted line."""
    page.evaluate("watchFor", kind.shows(way))
    return float(page.evaluate("seen")["at"])


def settle(page: Page, wire: Wire) -> None:
    """Wait until the script has come to rest and nothing has been received for a while."""
    count = -1
    while count != len(wire.received):
        count = len(wire.received)
        page.wait_for_timeout(QUIET_MS)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(state="attached")


def choose(page: Page, kind: Kind, way: str, title: str) -> float:
    """Choose another route; milliseconds from the click on its name to its line."""
    box = page.get_by_role("combobox", name="Route")
    if kind is NAIVE:
        box.click()
        box.fill(title)
        option = page.get_by_role("option", name=title, exact=True)
        option.wait_for()
        page.evaluate("watchFor", kind.shows(way))
        option.click()
    else:
        box.focus()
        page.wait_for_timeout(POINTED_MS)
        page.evaluate("watchFor", kind.shows(way))
        box.select_option(label=title)
    return float(page.evaluate("seen")["waited"])


def switches(page: Page, wire: Wire, kind: Kind, ways: Sequence[tuple[str, str]]) -> tuple[list[float], list[int]]:
    """Return milliseconds to the line and bytes received, for each of the routes (id, title) in turn."""
    taken, received = [], []
    for way, title in ways:
        wire.clear()
        taken.append(choose(page, kind, way, title))
        settle(page, wire)
        received.append(sum(wire.received))
    return taken, received


def toggles(page: Page, wire: Wire, scenario: str, times: int) -> list[int]:
    """Return bytes received for pressing a scenario, named as on its button, again and again."""
    received = []
    for _ in range(times):
        wire.clear()
        toggle(page, scenario)
        settle(page, wire)
        received.append(sum(wire.received))
    return received


def toggle(page: Page, scenario: str) -> None:
    """Press a scenario."""
    button = page.get_by_role("button", name=scenario, exact=True).first
    if page.locator(".ca-rest").count() and not button.is_visible():
        page.locator(".ca-rest summary").click()
    button.click()


def panned(page: Page, wire: Wire) -> tuple[int, int]:
    """Return messages received for dragging the map, and for moving over it."""
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    found = []
    for drag in (True, False):
        page.mouse.move(x, y)
        wire.clear()
        if drag:
            page.mouse.down()
        page.mouse.move(x + 120, y + 60, steps=12)
        if drag:
            page.mouse.up()
        settle(page, wire)
        found.append(len(wire.received))
    return found[0], found[1]


def first_visits(browser: Browser, app: App, kind: Kind, way: str, times: int) -> list[float]:
    """Return milliseconds from the address to the line, with a browser cache that knows the app."""
    context = browser.new_context(viewport=SIZE)
    context.add_init_script(WATCH)
    taken = []
    for _ in range(times + 1):
        page = context.new_page()
        page.goto(f"{app.address}/?route={way}", wait_until="commit")
        taken.append(wait_for(page, kind, way))
        page.wait_for_timeout(QUIET_MS)
        page.close()
    context.close()
    return taken[1:]


def first_bytes(browser: Browser, app: App, kind: Kind, way: str) -> dict[str, int]:
    """Return bytes an empty browser receives over HTTP, compressed, for each path outside Streamlit's bundle."""
    context = browser.new_context(viewport=SIZE)
    context.add_init_script(WATCH)
    page = context.new_page()
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda e: asked.__setitem__(e["requestId"], e["request"]["url"]))
    session.on("Network.loadingFinished", lambda e: sizes.__setitem__(e["requestId"], int(e["encodedDataLength"])))
    page.goto(f"{app.address}/?route={way}")
    wait_for(page, kind, way)
    page.wait_for_timeout(2 * QUIET_MS)
    context.close()
    found: dict[str, int] = {}
    for id, size in sizes.items():
        path = urlsplit(asked.get(id, "")).path
        if path and not path.startswith("/static/"):
            found[path] = found.get(path, 0) + size
    return found


def heap(page: Page, ways: Sequence[tuple[str, str]], scenario: str, times: int) -> tuple[list[float], set[int]]:
    """Return megabytes of heap after each action, garbage collected, and the lengths of the component's layer list."""
    session = page.context.new_cdp_session(page)
    used, layers = [], set()
    here = ways[0][0]
    for n in range(times):
        if n % 3 == 0:
            here, title = ways[(n // 3 + 1) % len(ways)]
            choose(page, ATLAS_ANYHOW, here, title)
        elif n % 3 == 1:
            toggle(page, scenario)
            page.wait_for_timeout(QUIET_MS)
        else:
            page.get_by_role("link", name="Compare", exact=True).click()
            page.locator(".ca-view table").first.wait_for()
            page.get_by_role("link", name="Explore", exact=True).click()
            wait_for(page, ATLAS_ANYHOW, here)
        page.wait_for_timeout(QUIET_MS)
        for _ in range(2):
            session.send("HeapProfiler.collectGarbage")
        used.append(session.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
        layers.add(page.evaluate("document.querySelector('.st-key-map iframe').contentWindow.feature_group.length"))
    return used, layers


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return float(statistics.median(values))
