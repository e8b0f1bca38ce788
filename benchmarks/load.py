"""What do readers wait for, and what does a process keep, when much is asked of it? Writes load.md.

    python benchmarks/load.py [--short] [--out FILE]

Sixty readers switch routes, in the atlas and in the peer of `peer.py`, which answers the same choice by one callback.
Slow requests come sixteen at a time while a quiet reader asks for what is kept, on a server of its own.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx2
import misuse
import siege
from table import Report, Row, p95

from routes.analysis import chokepoints
from routes.data import loader

import wire
from apps import App, gunicorn, running

READERS, SLOW = 60, 16
SWITCH = "..way.children...panel.children...map.viewport.."
# What 6,000 different requests may leave in a process, without Streamlit's own share; `memory.py` has the mix.
MEMORY = [sys.executable, str(Path(__file__).parent / "memory.py")]


def callback(route: str) -> dict[str, object]:
    """Return what the peer's page posts when a reader chooses a route."""
    way, panel, map_ = (
        {"id": id, "property": name} for id, name in (("way", "children"), ("panel", "children"), ("map", "viewport"))
    )
    return {
        "output": SWITCH,
        "outputs": [way, panel, map_],
        "inputs": [
            {"id": "route", "property": "value", "value": route},
            {"id": "scenarios", "property": "value", "value": []},
        ],
        "changedPropIds": ["route.value"],
    }


async def peer_readers(peer: App, ways: Sequence[str], seconds: float) -> list[float]:
    """Return milliseconds of every switch that sixty readers of the peer make, a second to think after each."""
    found: list[float] = []

    async def one(client: httpx2.AsyncClient, first: int) -> None:
        asked = itertools.cycle((*ways[first % len(ways) :], *ways[: first % len(ways)]))
        await asyncio.sleep(first / READERS)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            began = time.perf_counter()
            answer = await client.post("/_dash-update-component", json=callback(next(asked)), timeout=60)
            answer.raise_for_status()
            found.append(1000 * (time.perf_counter() - began))
            await asyncio.sleep(wire.THINK_S)

    async with httpx2.AsyncClient(base_url=peer.address, limits=httpx2.Limits(max_connections=READERS)) as client:
        await asyncio.gather(*(one(client, number) for number in range(READERS)))
    return found


def readers_row(ours: App, peer: App, ways: Sequence[str], seconds: float) -> Row:
    """Return what sixty readers wait for; an error of one of them ends the measurement."""
    queries = [f"route={way}" for way in ways]
    wire.one(ours, queries)
    run, each = wire.many(ours, READERS, queries, seconds)
    theirs = asyncio.run(peer_readers(peer, ways, seconds))
    found = run.p95 / p95(theirs)
    return Row(
        f"{READERS} readers, 1 s think time, {seconds:.0f} s, no error: median (p95); memory of each",
        f"{run.median:.0f} ms ({run.p95:.0f}); {each:.2f} MB",
        f"{statistics.median(theirs):.0f} ms ({p95(theirs):.0f})",
        f"p95 at most twice the peer's: {found:.2f}; at most 0.1 MB each",
        found <= 2 and each <= 0.1,
    )


async def beside_slow(seconds: float) -> tuple[siege.Waits, siege.Waits, str]:
    """Return what a quiet reader waits alone, and while sixteen slow requests are under way again and again."""
    server, quiet, busy = siege.Server(siege.HERE.parent), siege.Waits(), siege.Waits()
    try:
        await siege.ready(server.base)
        limits = httpx2.Limits(max_connections=200)
        async with (
            httpx2.AsyncClient(base_url=server.base) as kept,
            httpx2.AsyncClient(base_url=server.base, limits=limits) as client,
        ):
            await misuse.statuses(kept, ["/", f"/views/ledger/{misuse.START}.html"])
            told = ""
            for waits in (siege.Waits(), quiet, busy):
                tasks = [
                    asyncio.ensure_future(siege.fetching(kept, waits)),
                    asyncio.ensure_future(siege.switching(server.base, waits)),
                ]
                until = time.monotonic() + seconds
                while waits is busy and time.monotonic() < until:
                    told = misuse.told(await misuse.statuses(client, next(SLOW_REQUESTS)))
                await asyncio.sleep(max(0.0, until - time.monotonic()))
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            return quiet, busy, told
    finally:
        server.process.kill()


def slow_requests() -> Iterator[list[str]]:
    """Yield sixteen different slow requests at a time: rankings, pictures and comparisons of several years."""
    for number in itertools.count():
        year = f"in-{1990 + number % 36}"
        others = ("nakhchivan-iran-rail", "russia-iran-west-rail", "middle-khorgos-poti", "yerevan-tbilisi-rail")
        more = ("zangezur-open", "aras-open", "iran-suspended", "caspian-low-water")
        yield [
            *(f"/api/v1/chokepoints?scenario={year},{scenario}" for scenario in more),
            *(f"/export/{way}.png?scenario={year}" for way in (misuse.START, *others[:3])),
            *(f"/api/v1/ways?from=baku&to={to}&scenario={year}" for to in ("kars", "tehran", "moscow", "poti")),
            *(f"/api/v1/compare?ways={misuse.START},{other}&scenario={year}" for other in others),
        ]


SLOW_REQUESTS = slow_requests()


def slow_rows(seconds: float) -> Iterator[Row]:
    """Yield what a page and a switch wait while slow requests are under way."""
    quiet, busy, told = asyncio.run(beside_slow(seconds))
    for name, alone, beside in (
        ("a page", quiet.pages, busy.pages),
        ("a switch", quiet.reruns, busy.reruns),
    ):
        found = p95(beside) / p95(alone)
        yield Row(
            f"{name} while {SLOW} different slow requests are under way ({told}), p95; on a quiet server",
            f"{1000 * p95(beside):.0f} ms",
            f"{1000 * p95(alone):.0f} ms",
            f"at most 2: {found:.2f}",
            found <= 2,
        )


def memory_row(requests: int) -> Row:
    """Return what a process keeps after thousands of different requests."""
    done = subprocess.run([*MEMORY, f"--requests={requests}"], check=False, capture_output=True, text=True)
    rest, *_, after = (line.split(" MB")[0].split(": ")[1] for line in done.stdout.splitlines() if " MB" in line)
    what = f"memory of one process after {requests:,} different requests; at rest"
    return Row(what, f"{after} MB", f"{rest} MB", f"at most 250 MB: {after}", float(after) <= 250)


def ranking_rows() -> Iterator[Row]:
    """Yield how long the chokepoints of one question and of all questions take, computed for the first time."""
    known = loader.load()
    taken = []
    for question in known.questions:
        began = time.perf_counter()
        chokepoints.ranking(known, (), question)
        taken.append(time.perf_counter() - began)
    for what, seconds, most in (
        ("chokepoints of a question, first time, slowest", max(taken), 0.2),
        ("chokepoints of all questions", sum(taken), 0.6),
    ):
        yield Row(what, f"{seconds:.2f} s", "-", f"at most {most} s", seconds <= most)


def rows(short: bool) -> Iterator[Row]:
    """Yield the table."""
    ways = list(loader.load().routes)
    with running("app.py") as ours, gunicorn("dash_peer:server") as peer:
        yield readers_row(ours, peer, ways, 10 if short else 60)
    yield from slow_rows(5 if short else 20)
    yield from ranking_rows()
    yield memory_row(500 if short else 6_000)


REPORT = Report(
    Path(__file__).parent / "load.md",
    "What many readers and slow requests cost",
    "The peer is the Dash page of `peer.md`: one worker, 8 threads.",
    "peer, or quiet",
)

if __name__ == "__main__":
    REPORT.measure(__doc__, rows)
