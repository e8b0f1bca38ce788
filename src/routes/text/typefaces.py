"""The atlas's own fonts: their files, which `hatch_build.py` makes at installation, and the widths of their letters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from anyascii import anyascii
from markupsafe import escape

from routes.errors import FontsMissingError

FOLDER = Path(str(files("routes") / "text" / "fonts"))
# A typeface and its weight, as `widths.json` names them.
Face = Literal["sans-400", "sans-700", "serif-700"]
# Letters that a font lacks, in thousandths of its size: from here on scripts are as broad as they are high.
BROAD_FROM, BROAD, FOREIGN = "\u2e80", 1000, 680


def path(name: str) -> Path:
    """Return where a file of the fonts lies.

    Raises
    ------
    FontsMissingError
        If it was not made.
    """
    found = FOLDER / name
    if not found.is_file():
        raise FontsMissingError(found)
    return found


@cache
def read(name: str) -> bytes:
    """Return a file of the fonts.

    Raises
    ------
    FontsMissingError
        If it was not made.
    """
    return path(name).read_bytes()


@cache
def widths(face: Face) -> Mapping[str, int]:
    """Return the width of each letter a font has, in thousandths of its size."""
    found: Mapping[str, Mapping[str, int]] = json.loads(read("widths.json"))
    return found[face]


def drawable(text: str) -> str:
    """Return text or markup with letters that our fonts lack given in Latin ones, so that no box stands for them."""
    known = widths("sans-400")
    return "".join(char if char in known or char.isspace() else escape(anyascii(char)) for char in text)


def advance(face: Face, char: str) -> int:
    """Return the width of a letter in thousandths of the font's size, estimated where the font lacks it."""
    return widths(face).get(char, BROAD if char >= BROAD_FROM else FOREIGN)
