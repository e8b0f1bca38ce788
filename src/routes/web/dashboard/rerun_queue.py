"""Whose page is made next?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# A page that takes long is not waited for longer than this.
PATIENCE_S = 0.25
_turn = threading.Lock()


@contextmanager
def one_rerun_at_a_time() -> Iterator[None]:
    """Make pages one after another: side by side, each would take as long as all of them together."""
    mine = _turn.acquire(timeout=PATIENCE_S)
    try:
        yield
    finally:
        if mine:
            _turn.release()
