"""The queue in which pages are rerun: one after another, who had least time lately first, with long work on its own."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

# The longest that a page holds the others up, in seconds.
PATIENCE_S = 0.25
# The longest that a measured line waits for those before it; after that it is read alongside them.
LINE_PATIENCE_S = 60.0
# A session that had more than so much time lately is put back by the rest times ten; what it had counts half after five
# seconds. A reader who asks twice a second stays below, and nobody is put back by more than three seconds.
SHARE_S, BACK, HALF_S, MOST_BACK_S = 0.5, 10.0, 5.0, 3.0
# The times of so many sessions are known.
MOST_KNOWN = 1_000


@dataclass(order=True, slots=True)
class _Waiting:
    """A thread that waits: where it stands in the queue, and what lets it go on."""

    place: float
    go: threading.Event = field(default_factory=threading.Event, compare=False)
    thread: int = field(default_factory=threading.get_ident, compare=False)


class Turns:
    """Lets one thread work at a time; one that takes longer than the patience no longer holds the others up.

    A session that reruns again and again stands behind those that had less time lately, so that a few busy ones delay
    a quiet one by no more than the run under way.
    """

    def __init__(self, patience_s: float, now: Callable[[], float] = time.monotonic) -> None:
        self.patience_s, self.now = patience_s, now
        self._lock = threading.Lock()
        self._holder: _Waiting | None = None
        self._since = 0.0
        self._waiting: list[_Waiting] = []
        # What each session had lately in seconds, and when that was counted.
        self._had: dict[Hashable, tuple[float, float]] = {}

    @property
    def free(self) -> bool:
        """Whether nobody works and nobody waits."""
        return self._holder is None and not self._waiting

    @contextmanager
    def turn(self, session: Hashable) -> Iterator[None]:
        """Wait for a turn, and give it back at the end."""
        mine = self._begun(session)
        began = self.now()
        try:
            yield
        finally:
            self._ended(session, mine, min(self.now() - began, self.patience_s))

    def step_aside(self) -> None:
        """Let the next one go on while this thread, if it is its turn, does something long or waits."""
        with self._lock:
            if self._holder and self._holder.thread == threading.get_ident():
                self._holder = None
                self._hand_on()

    def _begun(self, session: Hashable) -> _Waiting:
        with self._lock:
            back = min(MOST_BACK_S, BACK * max(0.0, self._lately(session) - SHARE_S))
            mine = _Waiting(self.now() + back)
            self._waiting.append(mine)
            self._hand_on()
        while not mine.go.wait(self._left_s()):
            with self._lock:
                self._hand_on()
        return mine

    def _left_s(self) -> float:
        """Return how long the present turn still holds the others up, in seconds."""
        return max(0.001, self._since + self.patience_s - self.now())

    def _hand_on(self) -> None:
        """Let the first in the queue go on if nobody works, or only one who takes long; the lock is held."""
        if self._waiting and (self._holder is None or self.now() - self._since >= self.patience_s):
            self._holder, self._since = min(self._waiting), self.now()
            self._waiting.remove(self._holder)
            self._holder.go.set()

    def _ended(self, session: Hashable, mine: _Waiting, took_s: float) -> None:
        with self._lock:
            had = self._lately(session) + took_s
            self._had.pop(session, None)
            self._had[session] = had, self.now()
            if len(self._had) > MOST_KNOWN:
                del self._had[next(iter(self._had))]
            if self._holder is mine:
                self._holder = None
            self._hand_on()

    def _lately(self, session: Hashable) -> float:
        had, at = self._had.get(session, (0.0, 0.0))
        return had * math.exp2((at - self.now()) / HALF_S)


_pages = Turns(PATIENCE_S)
_lines = threading.Lock()


@contextmanager
def one_rerun_at_a_time(session: Hashable) -> Iterator[None]:
    """Make pages one after another: side by side, each would take as long as all of them together."""
    with _pages.turn(session):
        yield


@contextmanager
def one_line_at_a_time() -> Iterator[None]:
    """Read and measure readers' lines one after another, so that many large ones leave time for other pages."""
    _pages.step_aside()
    mine = _lines.acquire(timeout=LINE_PATIENCE_S)
    try:
        yield
    finally:
        if mine:
            _lines.release()
