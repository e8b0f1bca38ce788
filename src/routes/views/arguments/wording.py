"""Headings of the sides, and arguments in short."""

from __future__ import annotations

import re

from routes.model import Stance

HEADINGS = {Stance.FOR: "For", Stance.AGAINST: "Against", Stance.NEUTRAL: "Background"}
# A statement longer than this is shown by its first sentence where there is little room; the whole stands elsewhere.
MOST_CHARACTERS = 170


def short(says: str) -> str:
    """Return an argument whole if it is short, else its first sentence."""
    if len(says) <= MOST_CHARACTERS:
        return says
    sentence = re.split(r"(?<=[.;]) ", says, maxsplit=1)[0]
    return sentence.rstrip(";") + ("" if sentence.endswith(".") else ".")
