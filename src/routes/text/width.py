"""Estimated widths of texts in pixels, for drawings laid out without a browser."""

from __future__ import annotations

from collections.abc import Iterable

# Advance widths of Liberation Sans and Noto Sans in em, the wider of the two rounded; accents do not widen a letter.
NARROW = (
    dict.fromkeys("ijl'|", 0.25)
    | dict.fromkeys("., :;!", 0.29)
    | dict.fromkeys("tf/()[]-", 0.34)
    | {"I": 0.3, "r": 0.38}
)
WIDE = {"W": 0.93, "M": 0.86, "m": 0.86, "w": 0.76, "—": 1.0, "…": 1.0, "@": 1.0, "%": 0.86, "\u00a0": 0.29, "1": 0.56}
WIDTHS = NARROW | WIDE
LOWER_EM, OTHER_EM, BROAD_EM = 0.58, 0.69, 1.0
BOLD = 1.06
# From here on scripts are as broad as they are high (CJK and beyond).
BROAD_FROM = "\u2e80"


def width(text: str, px: float, *, bold: bool = False) -> float:
    """Estimate the width of a text in pixels, seldom under the true one."""
    return sum(map(_em, text)) * px * (BOLD if bold else 1.0)


def longest_fit(candidates: Iterable[str], room: float, px: float, *, bold: bool = False) -> str:
    """Return the first candidate that fits, or the empty text."""
    return next((text for text in candidates if text and width(text, px, bold=bold) <= room), "")


def cut(text: str, room: float, px: float) -> str:
    """Return the text, or as much of it as fits before an ellipsis."""
    if width(text, px) <= room:
        return text
    return next(
        (f"{text[:n].rstrip()}…" for n in range(len(text) - 1, 0, -1) if width(f"{text[:n]}…", px) <= room), "…"
    )


def _em(char: str) -> float:
    if char in WIDTHS:
        return WIDTHS[char]
    if char >= BROAD_FROM:
        return BROAD_EM
    return LOWER_EM if char.islower() or char.isdigit() else OTHER_EM
