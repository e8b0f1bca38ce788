"""What does a reader wait for, beside a page of Dash with the same data? Writes peer.md.

    python benchmarks/peer.py [--short] [--out FILE]

Both run side by side on this machine; the atlas is told to keep nothing between visits, as is the peer.
"""

from __future__ import annotations

import gzip
import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from table import Report, Row

from routes.data import loader

from apps import App, gunicorn, running
from browse import SIZE, chromium

START = "nakhchivan-syunik-rail"
# A slow line: 1.6 Mbit/s and 150 ms there and back.
SLOW: Mapping[str, Any] = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
ANSWER = ".ca-leading li"
SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifts += entry.value; }))
  .observe({ type: 'layout-shift', buffered: true });
"""
# Milliseconds from the beginning of the page until something holds and the next frame is painted.
WAIT = """holds => new Promise((tell, refuse) => {
  const test = new Function('return ' + holds);
  setTimeout(() => refuse(new Error(holds)), 90_000);
  const look = () => requestAnimationFrame(test() ? () => tell(performance.now()) : look);
  look();
})"""
FIRST_ANSWER = f"document.querySelectorAll('{ANSWER}').length > 1"
# A map with the route's line that can be moved: the page as served has one, and the live page.
MAP = (
    "[...document.querySelectorAll('.st-key-map iframe, .ca-first-map iframe')]"
    ".some(frame => frame.contentDocument?.documentElement?.dataset.map === 'drawn')"
)
LIVE = (
    "!document.getElementById('ca-first') && document.querySelector('.st-key-map iframe')"
    "?.contentDocument?.documentElement?.dataset.map === 'drawn'"
)
PEER_LINE = f"document.querySelector('path.way-{START}')"
HELLO = "document.querySelector('h1')?.textContent === 'hello'"
# Does what a reader does to choose another route or to press a scenario, and waits for the whole first screen: the
# column, the line on the map and the profile, each of the same route and scenarios.
ACT = """act => new Promise((tell, refuse) => {
  const column = () => document.querySelector('.ca-column').dataset;
  const before = column().key;
  const roots = () => [...document.querySelectorAll('.st-key-profile *')].map(node => node.shadowRoot ?? node);
  const profile = () => roots().map(root => root.querySelector?.('.frame')?.dataset.url).find(Boolean);
  const line = () => document.querySelector('.st-key-map iframe').contentDocument.documentElement.dataset.way;
  const whole = () => column().key !== before && line() === column().key && profile() === column().profile;
  const look = () => requestAnimationFrame(whole() ? () => tell(performance.now() - from) : look);
  setTimeout(() => refuse(new Error(JSON.stringify([column().key, line(), profile()]))), 60_000);
  const from = performance.now();
  new Function(act)();
  look();
})"""
CHOOSE = (
    "const list = document.querySelector('select[name=route]'); list.value = '{}';"
    "list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
)
PRESS = "document.querySelector('.ca-pill').click();"


@contextmanager
def opened(browser: Browser, *, slow: bool = False) -> Iterator[tuple[Page, list[tuple[float, int]]]]:
    """Yield a page of an empty browser, and what it receives over HTTP: (seconds, bytes) of every answer."""
    context = browser.new_context(viewport=SIZE)
    context.add_init_script(SHIFTS)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[tuple[float, int]] = []
    session.on(
        "Network.loadingFinished", lambda event: received.append((event["timestamp"], int(event["encodedDataLength"])))
    )
    if slow:
        session.send("Network.emulateNetworkConditions", dict(SLOW))
    yield page, received
    context.close()


def visits(browser: Browser, address: str, holds: str, times: int, *, slow: bool = False) -> list[float]:
    """Return seconds from the address until something is painted, in a browser that knows nothing yet."""
    found = []
    for _ in range(times):
        with opened(browser, slow=slow) as (page, _):
            page.goto(address, wait_until="commit", timeout=120_000)
            found.append(page.evaluate(WAIT, holds) / 1000)
    return found


def weight(browser: Browser, address: str) -> tuple[int, float]:
    """Return the bytes received before the first answer was painted, and how much the page moved until it was live."""
    with opened(browser, slow=True) as (page, received):
        page.goto(address, wait_until="commit", timeout=120_000)
        page.evaluate(WAIT, FIRST_ANSWER)
        before = sum(size for _, size in received)
        page.evaluate(WAIT, LIVE)
        page.wait_for_timeout(1000)
        return before, float(page.evaluate("window.shifts"))


@dataclass
class Acts:
    """What a reader's acts took: milliseconds of each, and the server's processor time for all of them."""

    ms: list[float]
    cpu_s: float

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of the server's processor for one act, with what was fetched ahead of it."""
        return 1000 * self.cpu_s / len(self.ms)


def atlas_switches(browser: Browser, app: App, ways: Sequence[str]) -> Acts:
    """Choose routes one after another, each until its whole first screen is there."""
    acts = [("select[name=route]", CHOOSE.format(way)) for way in ways]
    return atlas_acts(browser, app, ways[-1], acts)


def atlas_toggles(browser: Browser, app: App, times: int) -> Acts:
    """Press a scenario, and again, each time until the whole first screen is there."""
    return atlas_acts(browser, app, START, [(".ca-pill", PRESS)] * times)


def atlas_acts(browser: Browser, app: App, start: str, acts: Sequence[tuple[str, str]]) -> Acts:
    """Do what a reader does, a second after the hand came to the control; the visit before it does not count."""
    found = []
    with opened(browser) as (page, _):
        page.goto(f"{app.address}/?route={start}", wait_until="commit")
        page.evaluate(WAIT, LIVE)
        page.wait_for_timeout(2000)
        used = app.cpu_s()
        for control, act in acts:
            page.locator(control).first.hover()
            page.wait_for_timeout(1000)
            found.append(float(page.evaluate(ACT, act)))
            page.wait_for_timeout(1500)
        return Acts(found, app.cpu_s() - used)


def peer_switches(browser: Browser, app: App, titles: Sequence[str]) -> Acts:
    """Choose routes of the peer one after another, each until its headline is there."""
    watch = """before => { window.from = 0;
      document.addEventListener('click', () => { window.from = performance.now(); }, { capture: true });
      window.came = new Promise(tell => {
        const other = () => document.querySelector('#panel h2')?.textContent !== before;
        const look = () => requestAnimationFrame(other() ? () => tell(performance.now() - window.from) : look);
        look();
      }); }"""
    with opened(browser) as (page, _):
        page.goto(app.address, wait_until="commit")
        page.evaluate(WAIT, PEER_LINE)
        page.wait_for_timeout(2000)
        found, used = [], app.cpu_s()
        for title in titles:
            page.locator("#route").click()
            option = page.get_by_role("option", name=title, exact=True)
            option.wait_for()
            page.wait_for_timeout(500)
            page.evaluate(watch, page.locator("#panel h2").inner_text())
            option.click()
            found.append(float(page.evaluate("window.came")))
            page.wait_for_timeout(1000)
        return Acts(found, app.cpu_s() - used)


def rows(browser: Browser, ours: App, peer: App, hello: App, times: int) -> Iterator[Row]:
    """Yield the table."""
    page = f"{ours.address}/?route={START}"
    visits(browser, page, LIVE, 1)
    first, line = visits(browser, page, FIRST_ANSWER, times), visits(browser, peer.address, PEER_LINE, times)
    yield ratio("first answer painted, empty browser; the peer's first line", first, line, 0.5, "s")
    slow_first = visits(browser, page, FIRST_ANSWER, times, slow=True)
    slow_line = visits(browser, peer.address, PEER_LINE, max(2, times // 2), slow=True)
    yield ratio("the same at 1.6 Mbit/s and 150 ms", slow_first, slow_line, 0.5, "s")
    before, shift = weight(browser, page)
    yield Row("bytes over HTTP before the first answer", f"{before:,}", "-", "at most 70,000", before <= 70_000)
    yield Row("what is read moves until the page is live (CLS)", f"{shift:.3f}", "-", "at most 0.05", shift <= 0.05)
    moving, greeting = visits(browser, page, MAP, times), visits(browser, hello.address, HELLO, times)
    yield ratio("a map that moves, empty browser; a page of Streamlit that says hello", moving, greeting, 1.25, "s")
    slow_map = visits(browser, page, MAP, max(2, times // 2), slow=True)
    slow_hello = visits(browser, hello.address, HELLO, 2, slow=True)
    yield ratio("the same at 1.6 Mbit/s and 150 ms", slow_map, slow_hello, 0.6, "s")
    live, slow_live = visits(browser, page, LIVE, times), visits(browser, page, LIVE, 2, slow=True)
    yield ratio("the whole live page, empty browser; Streamlit's hello", live, greeting, 1.25, "s")
    yield ratio("the same at 1.6 Mbit/s and 150 ms", slow_live, slow_hello, 1.25, "s")
    known = loader.load()
    asked = known.routes[START].question
    ways = [route.id for route in known.routes.values() if route.question == asked]
    ways = [*(way for way in ways if way != START), START] * (2 if times > 2 else 1)
    # What is computed once for all readers is computed before.
    atlas_switches(browser, ours, sorted(set(ways)))
    whole = atlas_switches(browser, ours, ways)
    titles = json.loads(gzip.decompress((Path(__file__).parent / "naive.json.gz").read_bytes()))["routes"]
    headline = peer_switches(browser, peer, [titles[way]["title"] for way in ways])
    yield ratio("route chosen to whole first screen; the peer's headline", whole.ms, headline.ms, 0.8, "ms")
    late, theirs = sorted(whole.ms)[-2], sorted(headline.ms)[-2]
    yield Row(
        "the same, worst but one",
        f"{late:.0f} ms",
        f"{theirs:.0f} ms",
        f"at most 1.0: {late / theirs:.2f}",
        late <= theirs,
    )
    yield Row(
        "server processor time of a switch, with what is fetched ahead of it",
        f"{whole.cpu_ms:.0f} ms",
        f"{headline.cpu_ms:.0f} ms",
        f"at most 1.0: {whole.cpu_ms / headline.cpu_ms:.2f}",
        whole.cpu_ms <= headline.cpu_ms,
    )
    yield ratio(
        "scenario pressed to whole first screen; the peer's switch",
        atlas_toggles(browser, ours, len(ways)).ms,
        headline.ms,
        1.2,
        "ms",
    )


def ratio(what: str, ours: Sequence[float], theirs: Sequence[float], most: float, unit: str) -> Row:
    """Return a row of two medians, with the worst but one of each behind it."""
    digits = 2 if unit == "s" else 0
    words = [
        f"{statistics.median(v):.{digits}f} {unit} ({sorted(v)[max(0, len(v) - 2)]:.{digits}f})" for v in (ours, theirs)
    ]
    found = statistics.median(ours) / statistics.median(theirs)
    return Row(what, words[0], words[1], f"at most {most}: {found:.2f}", found <= most)


def measured(short: bool) -> Iterator[Row]:
    """Yield the table, with all that it is measured on started."""
    with (
        chromium() as browser,
        running("app.py") as ours,
        gunicorn("dash_peer:server") as peer,
        running("benchmarks/hello.py") as hello,
    ):
        yield from rows(browser, ours, peer, hello, 2 if short else 7)


REPORT = Report(
    Path(__file__).parent / "peer.md",
    "How soon, beside a page of Dash with the same data",
    "Medians, the worst but one in brackets; ratios decide.",
    "peer",
)

if __name__ == "__main__":
    REPORT.measure(__doc__, measured)
