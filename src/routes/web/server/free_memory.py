"""Memory that is free within the process, and of use to others."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Let the C library return to the system what it holds free; one that cannot is left alone.

    It keeps what each thread has freed for that thread, which may never ask for as much again.
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
