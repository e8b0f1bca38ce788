"""What other readers make of the same files is written down, and every difference explained."""

from __future__ import annotations

from pathlib import Path

import kinds
import other_readers

DOCUMENT = Path(__file__).parents[2] / "docs" / "lines.md"


def test_the_document_has_what_every_reader_finds_in_every_kind_of_file() -> None:
    table = other_readers.table()
    assert "NOT EXPLAINED" not in table
    assert table in DOCUMENT.read_text(encoding="utf-8")


def test_sixty_files_and_more_are_compared() -> None:
    assert len(kinds.READ) >= 60
