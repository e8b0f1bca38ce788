"""Compute what is asked for over the web: each question once at a time, within bounds, for clients that still wait."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.requests import Request

from routes.errors import RoutesError

T = TypeVar("T")
# A client waits this long, in seconds; the work goes on, so that the answer is there when it asks again.
PATIENCE_S = 60.0
RETRY_AFTER_S = 5


class BusyError(RoutesError):
    """More is asked for than the server computes at a time."""

    status = 503


class GoneError(RoutesError):
    """The client has gone before its answer was there."""

    # As nginx logs it; nobody reads the answer.
    status = 499


@dataclass(slots=True)
class _Job:
    client: str
    future: Future[Any]
    done: asyncio.Future[Any]
    waiting: int = 0


class Pool:
    """Threads for one kind of work.

    Parameters
    ----------
    workers
        How many questions are computed at a time.
    most, most_of_one
        How many may be under way or waiting, of all clients and of one.
    turn_s
        How long in seconds other threads wait for their turn while this pool computes, if not as usual; a rerun takes
        some forty turns.
    """

    def __init__(self, name: str, workers: int, most: int, most_of_one: int, turn_s: float | None = None) -> None:
        self.most, self.most_of_one, self.turn_s = most, most_of_one, turn_s
        self.threads = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self.jobs: dict[Hashable, _Job] = {}

    async def run(self, request: Request, key: Hashable, work: Callable[[], T]) -> T:
        """Return the result of `work`; a question already being computed is waited for, not computed again.

        Raises
        ------
        BusyError
            If too much is under way, or the answer takes too long.
        GoneError
            If the client has gone; work that nobody waits for any more is not begun.
        """
        job = self.jobs.get(key) or self._begun(request, key, work)
        job.waiting += 1
        left = asyncio.ensure_future(_disconnected(request))
        try:
            await asyncio.wait({job.done, left}, timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
            if job.done.done():
                result: T = job.done.result()
                return result
            if left.done():
                raise GoneError
            raise BusyError("This takes longer than usual, for much is asked for at present. Ask again in a moment.")
        finally:
            left.cancel()
            job.waiting -= 1
            if not job.waiting and job.future.cancel():
                self.jobs.pop(key, None)

    def _begun(self, request: Request, key: Hashable, work: Callable[[], T]) -> _Job:
        client = request.client.host if request.client else ""
        of_one = sum(job.client == client for job in self.jobs.values())
        if len(self.jobs) >= self.most or of_one >= self.most_of_one:
            whose = "from your address " if of_one >= self.most_of_one else ""
            raise BusyError(f"Too much is being computed {whose}at present. Ask again in {RETRY_AFTER_S} seconds.")
        future = self.threads.submit(work if self.turn_s is None else lambda: self._in_turns(work))
        job = self.jobs[key] = _Job(client, future, asyncio.wrap_future(future))
        job.done.add_done_callback(lambda done: self._ended(key, job, done))
        return job

    def _in_turns(self, work: Callable[[], T]) -> T:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(self.turn_s or usual)
        try:
            return work()
        finally:
            sys.setswitchinterval(usual)

    def _ended(self, key: Hashable, job: _Job, done: asyncio.Future[Any]) -> None:
        if self.jobs.get(key) is job:
            del self.jobs[key]
        # An error that nobody waited for is not reported as forgotten.
        _ = done.cancelled() or done.exception()

    def stop(self) -> None:
        """Begin nothing more."""
        self.threads.shutdown(wait=False, cancel_futures=True)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


# Rankings, pictures and comparisons occupy the interpreter for up to a second each; one at a time, so that pages go on.
SLOW = Pool("slow", workers=1, most=24, most_of_one=12, turn_s=0.001)
# Everything else that is computed: some milliseconds each.
QUICK = Pool("quick", workers=2, most=200, most_of_one=100)


def stop() -> None:
    """Begin nothing more in either pool; what waits is refused."""
    for pool in (SLOW, QUICK):
        pool.stop()
