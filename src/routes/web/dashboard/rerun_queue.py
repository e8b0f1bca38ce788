"""The queue in which pages are rerun: one after another, with long measurements of lines on their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# The longest that a page waits for another one.
PATIENCE_S = 0.25
# The longest that a measured line waits for those before it; after that it is read alongside them.
LINE_PATIENCE_S = 20.0
_turn = threading.Lock()
_reading = threading.Lock()


@contextmanager
def one_rerun_at_a_time() -> Iterator[None]:
    """Make pages one after another: side by side, each would take as long as all of them together."""
    with _one_at_a_time(_turn, PATIENCE_S):
        yield


@contextmanager
def one_line_at_a_time() -> Iterator[None]:
    """Read and measure readers' lines one after another, so that many large ones leave time for other pages."""
    with _one_at_a_time(_reading, LINE_PATIENCE_S):
        yield


@contextmanager
def _one_at_a_time(lock: threading.Lock, patience_s: float) -> Iterator[None]:
    mine = lock.acquire(timeout=patience_s)
    try:
        yield
    finally:
        if mine:
            lock.release()
