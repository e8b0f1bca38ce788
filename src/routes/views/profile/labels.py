"""Placing of texts on a profile so that none overlaps another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from routes.text.width import width

LABEL_PX = 12
# Clear space beside a label, beside a leader, and how far a label starts before its mark.
APART, CLEAR, OVERHANG = 10, 4, 6
UPPER, LOWER = 0, 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Label:
    """A text above the line, on the upper or lower tier, for the mark at `x`."""

    text: str
    tier: int
    left: float
    right: float
    x: float


def spread(xs: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Move sorted positions as little as needed to keep them apart and between the ends."""
    if len(xs) > 1:
        apart = min(apart, (high - low) / (len(xs) - 1))
    moved: list[float] = []
    for x in xs:
        moved.append(max(x, low, moved[-1] + apart if moved else low))
    ceiling = high
    for i in range(len(moved) - 1, -1, -1):
        moved[i] = min(moved[i], ceiling)
        ceiling = moved[i] - apart
    return moved


def above(texts: Sequence[Sequence[str]], xs: Sequence[float], wide: float) -> list[Label]:
    """Place the texts of marks from right to left: lower tier first, right of the mark first, the longest text first.

    A text that finds no room is left out; its number still stands in the mark.
    """
    placed: list[Label] = []
    for i in range(len(xs) - 1, -1, -1):
        others = [x for k, x in enumerate(xs) if k != i]
        tries = (
            Label(text, tier, left, left + width(text, LABEL_PX), xs[i])
            for text in texts[i]
            for tier in (LOWER, UPPER)
            for left in (xs[i] - OVERHANG, xs[i] + OVERHANG - width(text, LABEL_PX))
        )
        if label := next((t for t in tries if _free(t, placed, others, wide)), None):
            placed.append(label)
    return placed


def beside(
    wanted: Iterable[tuple[T, float, float]], apart: float, taken: Sequence[tuple[float, float]] = ()
) -> list[tuple[T, float, float]]:
    """Take (item, left, right) in order of importance, leaving out what comes too near to one taken before."""
    boxes, kept = list(taken), []
    for item, left, right in wanted:
        if all(right + apart <= a or left - apart >= b for a, b in boxes):
            boxes.append((left, right))
            kept.append((item, left, right))
    return kept


def _free(label: Label, placed: Sequence[Label], others: Sequence[float], wide: float) -> bool:
    if label.left < 0 or label.right > wide:
        return False
    if any(p.tier == label.tier and label.left < p.right + APART and label.right > p.left - APART for p in placed):
        return False
    if label.tier == LOWER:
        return not any(label.left - CLEAR < x < label.right + CLEAR for x in others)
    return not any(p.tier == LOWER and p.left - CLEAR < label.x < p.right + CLEAR for p in placed)
