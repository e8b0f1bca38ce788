"""The lines of a table of measurements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A line of the table: what, the atlas, what it is measured beside, the bound with what was found, if it held."""

    what: str
    atlas: str
    other: str
    bound: str
    held: bool

    def __str__(self) -> str:
        held = "held" if self.held else "**missed**"
        return f"| {self.what} | {self.atlas} | {self.other} | {self.bound} | {held} |"


def table(rows: Iterable[Row], other: str) -> list[str]:
    """Return the lines of a table whose third column is headed by `other`."""
    return [f"| what | atlas | {other} | bound: found | |", "|---|---|---|---|---|", *map(str, rows)]
