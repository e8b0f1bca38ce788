"""Does one visitor hurt the others? Misuses a server on loopback, bounded in count and time, and writes siege.md.

    python benchmarks/siege.py [--tree FOLDER] [--out FILE]

While each misuse lasts, a quiet reader beside it fetches a page and a part that are kept already, and asks for a rerun;
what they waited is the result. `--tree` runs the application of another checkout, to compare with.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import platform
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import psutil
from reader import Reader, free_port, ready
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException

HERE = Path(__file__).parent
HOST = "127.0.0.1"
START = "nakhchivan-syunik-rail"
QUERIES = (f"route={START}", "route=russia-iran-west-rail")
SLOW, EQUAL, HALF_OPEN, FLOODERS, LISTS, HANDSHAKES = 45, 20, 40, 10, 500, 20
FLOOD_S, LONGEST_S = 10.0, 45.0
# What the quiet reader may wait at most, in seconds: for a page or part that is kept, and for a rerun.
BOUNDS = {
    "slow": (0.2, 0.5),
    "equal": (0.2, 0.5),
    "half-open": (0.2, 0.5),
    "flood": (1.0, 1.0),
    "long addresses": (0.2, 0.5),
    "handshakes": (0.2, 0.5),
    "lists": (1.0, 1.0),
}


@dataclass
class Waits:
    """What the quiet reader waited, in seconds."""

    pages: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    failed: int = 0

    def clear(self) -> None:
        """Forget what was waited before."""
        self.pages, self.reruns, self.failed = [], [], 0


@dataclass(frozen=True)
class Row:
    """One misuse: what was done, what became of it, what others waited."""

    name: str
    what: str
    found: str
    page: float
    rerun: float
    bounds: tuple[float, float] | None

    @property
    def held(self) -> str:
        """Whether the bounds held; a rerun that never came back has waited for ever."""
        if self.bounds is None:
            return "-"
        return "held" if self.page <= self.bounds[0] and self.rerun <= self.bounds[1] else "MISSED"


class Server:
    """The application of a checkout on a free port of this machine."""

    def __init__(self, tree: Path) -> None:
        self.port = free_port()
        self.base = f"http://{HOST}:{self.port}"
        command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}"]
        environment = os.environ | {"PYTHONPATH": str(tree / "src")}
        self.process = subprocess.Popen(
            command, cwd=tree, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def memory_mb(self) -> float:
        """Return the megabytes that are the process's own."""
        return float(psutil.Process(self.process.pid).memory_full_info().uss / 1e6)


async def fetching(client: httpx2.AsyncClient, waits: Waits) -> None:
    """Fetch a page and a part that are kept, every quarter of a second."""
    for path in itertools.cycle(("/", f"/views/ledger/{START}.html")):
        began = time.monotonic()
        try:
            await client.get(path, timeout=LONGEST_S)
        except httpx2.HTTPError:
            waits.failed += 1
        waits.pages.append(time.monotonic() - began)
        await asyncio.sleep(0.25)


async def switching(base: str, waits: Waits) -> None:
    """Switch between two routes, every half second."""
    async with Reader(base) as reader:
        for query in itertools.cycle(QUERIES):
            began = time.monotonic()
            try:
                await asyncio.wait_for(reader.ask(query), LONGEST_S)
            except (TimeoutError, OSError, WebSocketException):
                waits.failed += 1
                await reader.open()
            waits.reruns.append(time.monotonic() - began)
            await asyncio.sleep(0.5)


async def statuses(client: httpx2.AsyncClient, paths: Sequence[str]) -> Counter[str]:
    """Ask for all at once and count the answers by status."""

    async def one(path: str) -> str:
        try:
            return str((await client.get(path, timeout=LONGEST_S)).status_code)
        except httpx2.HTTPError as error:
            return type(error).__name__

    return Counter(await asyncio.gather(*map(one, paths)))


def told(counted: Counter[str]) -> str:
    """Return counts as `12 x 200, 33 x 503`."""
    return ", ".join(f"{n} x {status}" for status, n in sorted(counted.items()))


async def slow(client: httpx2.AsyncClient) -> str:
    """Ask for many different slow answers at once."""
    years = [f"in-{year}" for year in range(1990, 2026)]
    paths = [f"/api/v1/chokepoints?scenario={year}" for year in years]
    paths += [f"/export/{START}.png?scenario={year}" for year in years]
    return told(await statuses(client, paths[:: len(paths) // SLOW][:SLOW]))


async def equal(client: httpx2.AsyncClient) -> str:
    """Ask for the same slow answer many times at once, and for another one alone."""
    began = time.monotonic()
    await statuses(client, ["/api/v1/chokepoints?scenario=in-1988"])
    alone = time.monotonic() - began
    began = time.monotonic()
    counted = await statuses(client, ["/api/v1/chokepoints?scenario=in-1989"] * EQUAL)
    return f"{told(counted)} in {(time.monotonic() - began) / alone:.1f} times one alone"


async def half_open(client: httpx2.AsyncClient) -> str:
    """Begin requests and finish none; count the connections that ended within twelve seconds."""
    port = client.base_url.port or 80
    opened = [await asyncio.open_connection(HOST, port) for _ in range(HALF_OPEN)]
    for _, writer in opened:
        writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    reading = [asyncio.ensure_future(reader.read()) for reader, _ in opened]
    ended, left = await asyncio.wait(reading, timeout=13)
    for one in left:
        one.cancel()
    for _, writer in opened:
        writer.close()
    return f"{len(ended)} of {HALF_OPEN} ended within 13 s"


async def flood(client: httpx2.AsyncClient) -> str:
    """Ask for reruns from a few connections as fast as they are taken."""
    message = BackMsg()
    message.rerun_script.query_string = QUERIES[0]
    body, until, sent = message.SerializeToString(), time.monotonic() + FLOOD_S, 0

    async def one() -> None:
        nonlocal sent
        async with Reader(str(client.base_url).rstrip("/")) as reader:
            assert reader.socket
            draining = asyncio.ensure_future(_drained(reader))
            while time.monotonic() < until:
                await reader.socket.send(body)
                sent += 1
                await asyncio.sleep(0.002)
            draining.cancel()

    ended = await asyncio.gather(*(one() for _ in range(FLOODERS)), return_exceptions=True)
    broken = sum(isinstance(result, Exception) for result in ended)
    return f"{sent:,} messages taken, {broken} connections ended"


async def _drained(reader: Reader) -> None:
    assert reader.socket
    with suppress(WebSocketException):
        async for _ in reader.socket:
            pass


async def long_addresses(client: httpx2.AsyncClient) -> str:
    """Ask with some thousand keys in an address of at most 40 kB, one after another."""
    query = "&".join(f"k{n}={n}" for n in range(4_000))
    began = time.monotonic()
    counted: Counter[str] = Counter()
    for path in ("/", "/api/v1/routes", "/views/unknowns/all.html"):
        counted += await statuses(client, [f"{path}?{query}"])
    return f"{told(counted)} in {time.monotonic() - began:.2f} s"


async def handshakes(client: httpx2.AsyncClient) -> str:
    """Ask for connections as a page of another site would."""
    headers = {"Origin": "http://elsewhere.invalid", "Connection": "Upgrade", "Upgrade": "websocket"}
    headers |= {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    counted: Counter[str] = Counter()
    for _ in range(HANDSHAKES):
        counted[str((await client.get("/_stcore/stream", headers=headers, timeout=LONGEST_S)).status_code)] += 1
    return told(counted)


async def lists(client: httpx2.AsyncClient, server: Server) -> str:
    """Ask for many different long lists, some at a time."""
    names = [
        str(entry["id"])
        for entry in (await client.get("/api/v1/scenarios", timeout=LONGEST_S)).json()["data"]["scenarios"]
    ]
    chosen = itertools.islice(itertools.combinations(names, min(8, len(names) - 1)), LISTS)
    paths = [f"/views/ledger/{START}.html?scenario={','.join(ids)}" for ids in chosen]
    before, counted = server.memory_mb(), Counter[str]()
    until = time.monotonic() + 2 * LONGEST_S
    for few in itertools.batched(paths, 5) if hasattr(itertools, "batched") else zip(*[iter(paths)] * 5, strict=False):
        if time.monotonic() < until:
            counted += await statuses(client, few)
    return f"{told(counted)}; memory {before:.0f} MB before, {server.memory_mb():.0f} after"


async def stopping(client: httpx2.AsyncClient, server: Server) -> Row:
    """Ask the server to stop while it computes something."""
    asked = asyncio.ensure_future(statuses(client, ["/api/v1/chokepoints?scenario=in-2001"]))
    await asyncio.sleep(0.3)
    began = time.monotonic()
    server.process.terminate()
    await asyncio.to_thread(server.process.wait, LONGEST_S)
    took = time.monotonic() - began
    found = f"{told(await asked)}; gone after {took:.1f} s"
    return Row("SIGTERM", "while one slow answer is computed", found, 0.0, 0.0, None)


async def beside(name: str, what: str, misuse: Callable[[], Awaitable[str]], waits: Waits) -> Row:
    """Do something while the quiet reader waits beside it."""
    waits.clear()
    began = time.monotonic()
    found = await misuse()
    await asyncio.sleep(max(1.5, 4 - (time.monotonic() - began)))
    row = Row(name, what, found, max(waits.pages, default=0), max(waits.reruns, default=LONGEST_S), BOUNDS.get(name))
    print(f"{name}: {found}; page {row.page:.2f} s, rerun {row.rerun:.2f} s, failed {waits.failed}: {row.held}")
    return row


async def besieged(tree: Path) -> list[Row]:
    """Run every misuse in turn against one server."""
    server, waits = Server(tree), Waits()
    try:
        await ready(server.base)
        limits = httpx2.Limits(max_connections=200)
        async with (
            httpx2.AsyncClient(base_url=server.base) as quiet,
            httpx2.AsyncClient(base_url=server.base, limits=limits) as client,
        ):
            await statuses(quiet, ["/", f"/views/ledger/{START}.html"])
            tasks = [
                asyncio.ensure_future(fetching(quiet, waits)),
                asyncio.ensure_future(switching(server.base, waits)),
            ]
            await asyncio.sleep(4)
            misuses: dict[str, tuple[str, Callable[[], Awaitable[str]]]] = {
                "quiet": ("nobody else", lambda: asyncio.sleep(5, "")),
                "slow": (f"{SLOW} different slow requests at once", lambda: slow(client)),
                "equal": (f"the same slow request {EQUAL} times at once", lambda: equal(client)),
                "half-open": (f"{HALF_OPEN} requests begun and not finished", lambda: half_open(client)),
                "flood": (f"{FLOODERS} connections ask for reruns for {FLOOD_S:.0f} s", lambda: flood(client)),
                "long addresses": ("4,000 keys in an address", lambda: long_addresses(client)),
                "handshakes": (f"{HANDSHAKES} WebSockets of another origin", lambda: handshakes(client)),
                "lists": (f"{LISTS} different lists of scenarios", lambda: lists(client, server)),
            }
            rows = [await beside(name, what, misuse, waits) for name, (what, misuse) in misuses.items()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            rows.append(await stopping(client, server))
            return rows
    finally:
        server.process.kill()


def table(rows: Sequence[Row]) -> str:
    """Return the rows as Markdown."""
    head = "| misuse | what came of it | a kept page, longest | a rerun, longest | bounds |\n|---|---|---|---|---|\n"
    lines = []
    for row in rows:
        bounds = f"{row.bounds[0]:g} s, {row.bounds[1]:g} s: {row.held}" if row.bounds else "-"
        waited = (f"{row.page:.2f} s", f"{row.rerun:.2f} s") if row.rerun else ("-", "-")
        lines.append(f"| {row.name}: {row.what} | {row.found or '-'} | {' | '.join(waited)} | {bounds} |")
    return head + "\n".join(lines) + "\n"


def main() -> int:
    """Run, print and write; return 1 if a bound was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tree", type=Path, default=HERE.parent)
    parser.add_argument("--out", type=Path, default=HERE / "siege.md")
    given = parser.parse_args()
    rows = asyncio.run(asyncio.wait_for(besieged(given.tree.resolve()), 590))
    load = os.getloadavg()[0]
    text = (
        "# What others wait while one visitor misuses the server\n\n"
        f"`make siege`, {datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, {os.cpu_count()} processors, "
        f"load {load:.1f}; everything on loopback, one process. A quiet reader beside each misuse fetches a page and a "
        "part that are kept, and switches routes.\n\n" + table(rows)
    )
    given.out.write_text(text, encoding="utf-8")
    print(text)
    return int(any(row.held == "MISSED" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
