"""Widths of texts in pixels in the atlas's own fonts, for drawings laid out without a browser."""

from __future__ import annotations

from collections.abc import Iterable

from routes.text.typefaces import Face, advance


def width(text: str, px: float, *, bold: bool = False, serif: bool = False) -> float:
    """Return the width of a text in pixels, letters not drawn closer together; the serif is bold alone."""
    face: Face = "serif-700" if serif else "sans-700" if bold else "sans-400"
    return sum(advance(face, char) for char in text) * px / 1000


def longest_fit(candidates: Iterable[str], room: float, px: float, *, bold: bool = False) -> str:
    """Return the first candidate that fits, or the empty text."""
    return next((text for text in candidates if text and width(text, px, bold=bold) <= room), "")


def cut(text: str, room: float, px: float, *, bold: bool = False) -> str:
    """Return the text, or as much of it as fits before an ellipsis."""
    if width(text, px, bold=bold) <= room:
        return text
    shorter = (f"{text[:n].rstrip()}…" for n in range(len(text) - 1, 0, -1))
    return next((short for short in shorter if width(short, px, bold=bold) <= room), "…")
