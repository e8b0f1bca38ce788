"""Does one visitor hurt the others? Misuses a server on loopback, bounded in count and time, and writes siege.md.

    python benchmarks/siege.py [--tree FOLDER] [--out FILE] [--part NAME ...]

While each misuse lasts, a quiet reader beside it fetches a page and a part that are kept already, and asks for a rerun;
what they waited is the result. `--tree` runs the application of another checkout, to compare with.
`--part`, given once or more, tries the misuses of those names alone and writes nothing.
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
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import misuse
import psutil
from misuse import HOST, LONGEST_S, QUERIES, START
from reader import Reader, free_port, ready
from websockets.exceptions import WebSocketException

HERE = Path(__file__).parent
# Streamlit keeps the session of a reader who has gone for two minutes.
FORGOTTEN_S = 150
# What the quiet reader may wait at most, in seconds: for a page or part that is kept, and for a rerun.
BOUNDS = {
    "slow": (0.2, 0.5),
    "equal": (0.2, 0.5),
    "half-open": (0.2, 0.5),
    "flood": (1.0, 1.0),
    "long addresses": (0.2, 0.5),
    "handshakes": (0.2, 0.5),
    "lists": (1.0, 1.0),
    "pastes": (1.0, 1.0),
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
    memory_mb: float | None = None

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


async def stopping(client: httpx2.AsyncClient, server: Server) -> Row:
    """Ask the server to stop while it computes something."""
    asked = asyncio.ensure_future(misuse.statuses(client, ["/api/v1/chokepoints?scenario=in-2001"]))
    await asyncio.sleep(0.3)
    began = time.monotonic()
    server.process.terminate()
    await asyncio.to_thread(server.process.wait, LONGEST_S)
    took = time.monotonic() - began
    found = f"{misuse.told(await asked)}; gone after {took:.1f} s"
    return Row("SIGTERM", "while one slow answer is computed", found, 0.0, 0.0, None)


async def left_alone(server: Server) -> Row:
    """Let the server forget the sessions of those who have gone, and see what memory it keeps."""
    await asyncio.sleep(FORGOTTEN_S)
    return Row("afterwards", f"{FORGOTTEN_S} s later", "", 0.0, 0.0, None, server.memory_mb())


async def beside(server: Server, name: str, what: str, done: Callable[[], Awaitable[str]], waits: Waits) -> Row:
    """Do something while the quiet reader waits beside it."""
    waits.clear()
    began = time.monotonic()
    found = await done()
    await asyncio.sleep(max(1.5, 4 - (time.monotonic() - began)))
    longest = max(waits.pages, default=0), max(waits.reruns, default=LONGEST_S)
    row = Row(name, what, found, *longest, BOUNDS.get(name), server.memory_mb())
    told = f"page {row.page:.2f} s, rerun {row.rerun:.2f} s, failed {waits.failed}, {row.memory_mb:.0f} MB"
    print(f"{name}: {found}; {told}: {row.held}", flush=True)
    return row


async def besieged(tree: Path, parts: Sequence[str] = ()) -> list[Row]:
    """Run every misuse in turn against one server, or those of some names."""
    server, waits = Server(tree), Waits()
    try:
        await ready(server.base)
        limits = httpx2.Limits(max_connections=200)
        async with (
            httpx2.AsyncClient(base_url=server.base) as quiet,
            httpx2.AsyncClient(base_url=server.base, limits=limits) as client,
        ):
            await misuse.statuses(quiet, ["/", f"/views/ledger/{START}.html"])
            tasks = [
                asyncio.ensure_future(fetching(quiet, waits)),
                asyncio.ensure_future(switching(server.base, waits)),
            ]
            await asyncio.sleep(4)
            rows = [
                await beside(server, name, what, done, waits)
                for name, (what, done) in misuses(client, server).items()
                if not parts or name in parts
            ]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if not parts:
                rows.append(await left_alone(server))
            if not parts or "SIGTERM" in parts:
                rows.append(await stopping(client, server))
            return rows
    finally:
        server.process.kill()


def misuses(client: httpx2.AsyncClient, server: Server) -> dict[str, tuple[str, Callable[[], Awaitable[str]]]]:
    """Return every misuse by name: what is done, and how."""
    return {
        "quiet": ("nobody else", lambda: asyncio.sleep(5, "")),
        "slow": (f"{misuse.SLOW} different slow requests at once", lambda: misuse.slow(client)),
        "equal": (f"the same slow request {misuse.EQUAL} times at once", lambda: misuse.equal(client)),
        "half-open": (f"{misuse.HALF_OPEN} requests begun and not finished", lambda: misuse.half_open(client)),
        "flood": (
            f"{misuse.FLOODERS} connections ask for reruns for {misuse.FLOOD_S:.0f} s",
            lambda: misuse.flood(client),
        ),
        "pastes": (f"{misuse.PASTES} of the largest lines pasted at once", lambda: misuse.pastes(client)),
        "long addresses": ("4,000 keys in an address", lambda: misuse.long_addresses(client)),
        "handshakes": (f"{misuse.HANDSHAKES} WebSockets of another origin", lambda: misuse.handshakes(client)),
        "lists": (
            f"{misuse.LISTS} different lists of scenarios",
            lambda: misuse.lists(client, server.memory_mb),
        ),
    }


def table(rows: Sequence[Row]) -> str:
    """Return the rows as Markdown."""
    head = (
        "| misuse | what came of it | a kept page, longest | a rerun, longest | bounds | memory after it |\n"
        "|---|---|---|---|---|---|\n"
    )
    lines = []
    for row in rows:
        bounds = f"{row.bounds[0]:g} s, {row.bounds[1]:g} s: {row.held}" if row.bounds else "-"
        waited = (f"{row.page:.2f} s", f"{row.rerun:.2f} s") if row.rerun else ("-", "-")
        memory = f"{row.memory_mb:.0f} MB" if row.memory_mb else "-"
        lines.append(f"| {row.name}: {row.what} | {row.found or '-'} | {' | '.join(waited)} | {bounds} | {memory} |")
    return head + "\n".join(lines) + "\n"


def main() -> int:
    """Run, print and write; return 1 if a bound was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tree", type=Path, default=HERE.parent)
    parser.add_argument("--out", type=Path, default=HERE / "siege.md")
    parser.add_argument("--part", action="append", default=[], metavar="NAME")
    given = parser.parse_args()
    rows = asyncio.run(asyncio.wait_for(besieged(given.tree.resolve(), given.part), 590))
    if given.part:
        return 0
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
