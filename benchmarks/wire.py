"""How fast are switches over raw websockets, for one session and for many at once?

A switch is a rerun with another address, done when the script has finished. What a browser would then fetch of a way
that is new to it is fetched too.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import statistics
import time
import urllib.request
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from reader import Reader
from table import p95

from apps import App

VIEW = re.compile(rb"views/[\w/.~,-]+\?[\w=,&.~-]*v=[0-9a-f]{10}")
THINK_S = 1.0


@dataclass
class Run:
    """What was measured: milliseconds and bytes of each switch, and over how many seconds."""

    ms: list[float] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def median(self) -> float:
        """Milliseconds of the middle switch."""
        return statistics.median(self.ms)

    @property
    def p95(self) -> float:
        """Milliseconds that 95 of 100 switches stay under."""
        return p95(self.ms)


class Session:
    """One reader's page, and what their browser has fetched."""

    def __init__(self, reader: Reader, *, fetching: bool = True) -> None:
        self.reader, self.fetching = reader, fetching
        self.fetched: set[str] = set()

    async def switch(self, query: str) -> tuple[float, int]:
        """Ask for a selection; milliseconds until the script has finished, and bytes received."""
        started = time.perf_counter()
        view = await self.reader.ask(query)
        taken = 1000 * (time.perf_counter() - started)
        found = {address.decode() for message in view.messages for address in VIEW.findall(message)}
        if self.fetching:
            await asyncio.gather(*(asyncio.to_thread(self._fetch, address) for address in found - self.fetched))
        self.fetched |= found
        return taken, view.size

    def _fetch(self, address: str) -> None:
        request = urllib.request.Request(f"{self.reader.base}/{address}", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()


async def _with(app: App, use: Callable[[Session], Awaitable[None]], *, fetching: bool = True) -> None:
    async with Reader(app.address) as reader:
        await use(Session(reader, fetching=fetching))


def one(app: App, queries: Sequence[str], think_s: float = 0.0, *, fetching: bool = True) -> Run:
    """Switch through the queries in one session; the first is a visit and is not counted."""
    run = Run()

    async def use(session: Session) -> None:
        await session.switch(queries[0])
        for query in queries[1:]:
            taken, received = await session.switch(query)
            run.ms.append(taken)
            run.sent.append(received)
            await asyncio.sleep(think_s)

    started = time.perf_counter()
    asyncio.run(_with(app, use, fetching=fetching))
    run.seconds = time.perf_counter() - started
    return run


def many(app: App, sessions: int, queries: Sequence[str], seconds: float) -> tuple[Run, float]:
    """Switch in many sessions at once with time to think; also the megabytes the process grew by for each."""
    run, before, after = Run(seconds=seconds), app.memory_mb(), [0.0]

    async def use(session: Session, first: int) -> None:
        asked = itertools.cycle((*queries[first % len(queries) :], *queries[: first % len(queries)]))
        await session.switch(next(asked))
        await asyncio.sleep(THINK_S * first / sessions)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            taken, received = await session.switch(next(asked))
            run.ms.append(taken)
            run.sent.append(received)
            await asyncio.sleep(THINK_S)
        after[0] = max(after[0], app.memory_mb())

    async def everyone() -> None:
        await asyncio.gather(*(_with(app, lambda s, n=n: use(s, n)) for n in range(sessions)))

    asyncio.run(everyone())
    return run, (after[0] - before) / sessions
