"""Is the atlas fast and light? Measures it and a naive app of the same data in one run and writes results.md.

    python benchmarks/run.py [--short] [--out FILE]

Both apps run side by side on this machine, so the ratios hold where the seconds do not. `--short` takes few samples:
to try the measurement, not to quote it.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil
from playwright.sync_api import Browser
from table import Row, p95, table

from routes.data import loader
from routes.data.atlas import Atlas
from routes.network.journey import of_route

import bigger
import browse
import cold
import wire
from apps import ROOT, App, cdn, running
from browse import ATLAS, NAIVE

START = "nakhchivan-syunik-rail"
# So many scenarios stand beside a route; the others are behind `More scenarios`.
MOST_PILLS = 6
PACKAGES = ("streamlit", "streamlit-folium", "folium", "geopandas")
VISIT_BYTES, SWITCH_BYTES = 350_000, 20_000
# What comes on top of a first visit, by a part of its address.
FONTS, FONT_BYTES = (".woff2",), 120_000
GROUND, GROUND_BYTES = (
    ("/files/relief.", "/files/ground.", "/files/fine.", "/files/places.", "/files/claimed."),
    100_000,
)
NOT_HEARD = (
    "The naive app loads Leaflet and jQuery from a server on this machine, with a cache for ever, and the other files "
    "that folium's defaults ask the web for as empty ones at once: better than it would fare anywhere."
)


@dataclass(frozen=True)
class Effort:
    """How many samples are taken."""

    switches: int
    reruns: int
    seconds: float
    actions: int
    times: int


FULL, SHORT = Effort(23, 28, 60, 60, 5), Effort(3, 4, 6, 6, 1)


def tours(known: Atlas) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield for each question the start and the other routes, which a reader chooses from the same list."""
    for question in known.questions.values():
        others = [
            (r.id, r.title) for r in known.routes.values() if r.question == question.id and r.id != question.start
        ]
        if others:
            yield question.start, others


def telling(known: Atlas) -> tuple[str, str]:
    """Return a route, and the name of a scenario offered beside it that changes what is drawn of it."""
    for way, route in known.routes.items():
        near = [s for s in known.scenarios.values() if route.question in s.questions][:MOST_PILLS]
        plain = [s.status for s in of_route(known, way).sections]
        for scenario in near:
            if [s.status for s in of_route(known, way, (scenario.id,)).sections] != plain:
                return way, scenario.short
    raise LookupError("no scenario changes any way")


def browser_rows(browser: Browser, ours: App, naive: App, known: Atlas, effort: Effort) -> Iterator[Row]:
    """Yield what a reader sees and a browser receives."""
    found = {kind.name: _reader(browser, app, kind, known, effort) for app, kind in ((ours, ATLAS), (naive, NAIVE))}
    a, n = found["atlas"], found["naive"]
    fast, slow = statistics.median(a["ms"]), statistics.median(n["ms"])
    yield Row(
        f"route switch, click to new line on screen, {len(a['ms'])} switches: median (p95)",
        f"{fast:.0f} ms ({p95(a['ms']):.0f})",
        f"{slow:.0f} ms ({p95(n['ms']):.0f})",
        f"at least 8 times faster: {slow / fast:.1f} times",
        slow >= 8 * fast,
    )
    for name, key in (("route switch", "bytes"), ("scenario toggle", "toggles")):
        most, least = max(a[key]), min(n[key])
        share = statistics.median(n[key]) / statistics.median(a[key])
        yield Row(
            f"websocket bytes of a {name}: median (most)",
            f"{statistics.median(a[key]):,.0f} ({most:,})",
            f"{statistics.median(n[key]):,.0f} ({max(n[key]):,})",
            f"at most {SWITCH_BYTES:,}, and 1/50 of naive: 1/{share:.0f}",
            most <= SWITCH_BYTES and share >= 50 and least > 0,
        )
    yield Row(
        "websocket messages of a pan, and of a hover",
        f"{a['pan'][0]}, {a['pan'][1]}",
        f"{n['pan'][0]}, {n['pan'][1]}",
        "0",
        sum(a["pan"]) == 0,
    )
    fast, slow = statistics.median(a["visits"]), statistics.median(n["visits"])
    yield Row(
        f"first visit, address to route on screen, warm browser cache, {len(a['visits'])} visits: median",
        f"{fast / 1000:.2f} s",
        f"{slow / 1000:.2f} s",
        f"at most 0.6 of naive: {fast / slow:.2f}",
        fast <= 0.6 * slow,
    )
    sizes = browse.first_bytes(browser, ours, ATLAS, START)
    fonts, ground = (
        sum(size for path, size in sizes.items() if any(part in path for part in parts)) for parts in (FONTS, GROUND)
    )
    weight = sum(sizes.values()) - fonts - ground
    yield Row(
        "first visit, bytes over HTTP beyond Streamlit's own bundle, gzipped, headers counted",
        f"{weight:,}, fonts {fonts:,}, ground and relief once the line is drawn {ground:,}",
        f"{sum(browse.first_bytes(browser, naive, NAIVE, START).values()):,} and the map over the websocket",
        f"at most {VISIT_BYTES:,}, fonts {FONT_BYTES:,}, ground and relief {GROUND_BYTES:,}",
        weight <= VISIT_BYTES and fonts <= FONT_BYTES and ground <= GROUND_BYTES,
    )


def _reader(browser: Browser, app: App, kind: browse.Kind, known: Atlas, effort: Effort) -> dict[str, list]:
    found: dict[str, list] = {"ms": [], "bytes": [], "toggles": [], "pan": []}
    for start, others in tours(known):
        left = effort.switches - len(found["ms"])
        if left <= 0:
            break
        with browse.visit(browser, app, kind, start) as (page, seen):
            taken, received = browse.switches(page, seen, kind, others[:left])
            found["ms"] += taken
            found["bytes"] += received
    way, scenario = telling(known)
    with browse.visit(browser, app, kind, way) as (page, seen):
        found["toggles"] = browse.toggles(page, seen, scenario, 2 * effort.times)
        found["pan"] = [*browse.panned(page, seen)]
    found["visits"] = browse.first_visits(browser, app, kind, START, effort.times)
    return found


def heap_row(browser: Browser, ours: App, known: Atlas, effort: Effort) -> Row:
    """Return what the browser keeps."""
    start, scenario = telling(known)
    question = known.route(start).question
    ways = [(id, r.title) for id, r in known.routes.items() if r.question == question]
    ways.sort(key=lambda way: way[0] != start)
    with browse.visit(browser, ours, ATLAS, start) as (page, _):
        used, layers = browse.heap(page, ways, scenario, effort.actions)
    early = used[min(9, len(used) - 1)]
    growth = used[-1] / early - 1
    return Row(
        f"browser heap after collection, action {len(used)} against 10 (switches, toggles, page changes); layer list",
        f"{early:.1f} to {used[-1]:.1f} MB ({growth:+.1%}); {', '.join(map(str, sorted(layers)))}",
        "-",
        "at most +5 %; constant",
        growth <= 0.05 and len(layers) == 1,
    )


def server_rows(ours: App, naive: App, known: Atlas, effort: Effort) -> Iterator[Row]:
    """Yield what the server bears, over raw websockets."""
    queries = [f"route={id}" for id in known.routes]
    few = queries[: effort.reruns]
    for app in (ours, naive):
        wire.one(app, few)
    alone = wire.one(naive, few[: max(3, effort.reruns)], wire.THINK_S, fetching=False)
    costs = []
    for app in (ours, naive):
        used = app.cpu_s()
        runs = wire.one(app, few, fetching=False)
        costs.append(1000 * (app.cpu_s() - used) / (len(runs.ms) + 1))
    yield Row(
        "server CPU per rerun",
        f"{costs[0]:.0f} ms",
        f"{costs[1]:.0f} ms",
        f"at most 1/15 of naive: 1/{costs[1] / costs[0]:.0f}",
        costs[0] * 15 <= costs[1],
    )
    for sessions, share, rule in (
        (10, 0.25, "at least 6 switches/s; p95 at most a quarter of naive's"),
        (30, 1.0, "p95 at most naive's; at most 0.3 MB each"),
    ):
        run, each = wire.many(ours, sessions, queries, effort.seconds)
        rate = len(run.ms) / run.seconds
        enough = rate >= 6 if sessions == 10 else each <= 0.3
        yield Row(
            f"{sessions} sessions, 1 s think time, {effort.seconds:.0f} s: rate; median (p95); memory of each",
            f"{rate:.1f} switches/s; {run.median:.0f} ms ({run.p95:.0f}); {each:.2f} MB",
            f"one session: p95 {alone.p95:.0f} ms",
            f"{rule}: {run.p95 / alone.p95:.2f}",
            enough and run.p95 <= share * alone.p95,
        )


def cold_rows(effort: Effort) -> Iterator[Row]:
    """Yield what a cold process takes."""
    bare, first = cold.seconds((cold.BARE, cold.FIRST), 2 * effort.times + 1)
    yield Row(
        "import, load and first view in a cold process, against importing Streamlit, Folium and GeoPandas",
        f"{first:.1f} s",
        f"imports {bare:.1f} s",
        f"at most twice: {first / bare:.1f} times",
        first <= 2 * bare,
    )
    check = cold.check_seconds()
    yield Row("`routes check` on all data", f"{check:.1f} s", "-", "at most 5 s", check <= 5)


def size_rows(ours: App, known: Atlas, effort: Effort) -> Iterator[Row]:
    """Yield what ten times as much data costs."""
    few = [f"route={id}" for id in known.routes][: effort.reruns]
    folder = Path(tempfile.mkdtemp())
    try:
        bigger.write(folder)
        loads = [cold.load_seconds(str(f), effort.times) for f in (known.folder, folder)]
        with running("app.py", ROUTES_GEODATA=str(folder)) as large:
            found = []
            for app in (ours, large):
                wire.one(app, few)
                used = app.cpu_s()
                run = wire.one(app, few, fetching=False)
                found.append((run.median, 1000 * (app.cpu_s() - used) / (len(run.ms) + 1)))
    finally:
        shutil.rmtree(folder)
    (small_ms, small_cpu), (large_ms, large_cpu) = found
    yield Row(
        f"{bigger.TIMES} times the legs, places and arguments: switch; CPU per rerun",
        f"{large_ms:.0f} ms; {large_cpu:.0f} ms",
        f"the atlas as it is: {small_ms:.0f} ms; {small_cpu:.0f} ms",
        f"within 1.5 times: {large_ms / small_ms:.2f}; {large_cpu / small_cpu:.2f}",
        large_ms <= 1.5 * small_ms and large_cpu <= 1.5 * small_cpu,
    )
    yield Row(
        f"{bigger.TIMES} times: load",
        f"{loads[1]:.1f} s",
        f"the atlas as it is: {loads[0]:.1f} s",
        f"at most linear: {loads[1] / loads[0]:.1f} times",
        loads[1] <= bigger.TIMES * loads[0],
    )


def report(rows: Sequence[Row], load: Sequence[str], effort: Effort, started: datetime) -> str:
    """Return the results as Markdown."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = psutil.virtual_memory().total / 1e9
    lines = [
        "# How fast, against a naive app of the same data",
        "",
        "Written by `make bench`; not edited by hand. Ratios decide, seconds are this machine's.",
        "" if effort is FULL else "\n**A short run with few samples: not to be quoted.**\n",
        f"- {started:%Y-%m-%d %H:%M} UTC, {(datetime.now(UTC) - started).seconds // 60} minutes",
        f"- {platform.platform()}, {psutil.cpu_count()} cores, {memory:.0f} GB",
        f"- Python {platform.python_version()}, {packages}",
        f"- load average before, between and after: {'; '.join(load)} (the measurement itself adds about 2)",
        f"- {NOT_HEARD}",
        "",
        *table(rows, "naive"),
    ]
    return "\n".join(lines) + "\n"


def measured(more: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """Yield the rows of a part; one that breaks off is noted in the table instead of taking the others with it."""
    try:
        yield from more()
    except Exception as error:  # noqa: BLE001 - whatever it was, it is written down
        what = (str(error).splitlines() or [type(error).__name__])[0][:120]
        yield Row("the rest of this part", f"not measured: {what}", "-", "-", held=False)


def main() -> None:
    """Measure everything and write the table."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--short", action="store_true", help="few samples")
    given.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "results.md")
    asked = given.parse_args()
    effort, started, known = SHORT if asked.short else FULL, datetime.now(UTC), loader.load()
    rows: list[Row] = []
    load: list[str] = []

    def note(more: Callable[[], Iterator[Row]]) -> None:
        load.append(f"{os.getloadavg()[0]:.1f}")
        began = time.perf_counter()
        for row in measured(more):
            rows.append(row)
            print(
                f"{'held  ' if row.held else 'MISSED'} {row.what}: {row.atlas} | {row.other} | {row.bound}", flush=True
            )
        print(f"       ({time.perf_counter() - began:.0f} s)", flush=True)

    with cdn() as web, running("app.py") as ours, running("benchmarks/naive.py", NAIVE_CDN=web) as naive:
        with browse.chromium() as browser:
            note(lambda: browser_rows(browser, ours, naive, known, effort))
            note(lambda: (heap_row(browser, ours, known, effort) for _ in range(1)))
        note(lambda: server_rows(ours, naive, known, effort))
        note(lambda: size_rows(ours, known, effort))
    note(lambda: cold_rows(effort))
    load.append(f"{os.getloadavg()[0]:.1f}")
    asked.out.write_text(report(rows, load, effort, started), encoding="utf-8")


if __name__ == "__main__":
    main()
