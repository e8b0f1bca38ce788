"""Tables of measurements: their lines, their figures, and the file they are written to."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


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


def p95(values: Sequence[float]) -> float:
    """Return what 95 of 100 values stay under."""
    return sorted(values)[min(len(values) - 1, round(0.95 * len(values)))]


@dataclass(frozen=True)
class Report:
    """A table as a file: where it is written, its title, a note above it, and what its third column is headed by."""

    out: Path
    title: str
    note: str
    other: str

    def measure(self, says: str | None, rows: Callable[[bool], Iterator[Row]]) -> None:
        """Read the options, print each row as it is found, and write the table.

        Parameters
        ----------
        says
            What the script says of itself.
        rows
            Yields the rows; it is told whether few samples are to be taken.
        """
        parser = argparse.ArgumentParser(description=says)
        parser.add_argument("--short", action="store_true")
        parser.add_argument("--out", type=Path, default=self.out)
        options = parser.parse_args()
        found = []
        for row in rows(options.short):
            found.append(row)
            print(row, flush=True)
        lines = [
            f"# {self.title}\n",
            f"Written by `make bench`; not edited by hand. {self.note}\n",
            f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n",
            *table(found, self.other),
        ]
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
