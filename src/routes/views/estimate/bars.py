"""How long is a stretch of a bar?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a bar: from where and how wide, in per cent of its track."""

    kind: str
    start: float
    width: float
    title: str


def share(part: float, whole: float) -> float:
    """A part in per cent of the whole."""
    return round(100 * part / whole, 2) if whole else 0.0
