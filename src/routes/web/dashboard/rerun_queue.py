"""The order in which readers' pages are made: one after another, and long readings of lines on their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# A page that takes long is not waited for longer than this.
PATIENCE_S = 0.25
# A reader's own line waits so long for those before it, and is then read beside them.
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
    """Read and measure readers' own lines one after another, so that many large ones leave time for other pages."""
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
