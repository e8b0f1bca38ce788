"""Headings of the sides, and arguments in short."""

from __future__ import annotations

import re

from routes.model import Stance

HEADINGS = {Stance.FOR: "For", Stance.AGAINST: "Against", Stance.NEUTRAL: "Background"}
# A statement longer than this is shown in short where there is little room; the whole stands elsewhere.
MOST_CHARACTERS = 170


def short(says: str) -> str:
    """Return an argument whole if it is short, else its first sentence, cut at a comma where that is too long."""
    if len(says) <= MOST_CHARACTERS:
        return says
    sentence = re.split(r"(?<=[.;]) ", says, maxsplit=1)[0].rstrip(";")
    if len(sentence) <= MOST_CHARACTERS:
        return sentence + ("" if sentence.endswith(".") else ".")
    part = sentence[: MOST_CHARACTERS - 2]
    ends = [match.start() for match in re.finditer(r"[,:] ", part)]
    return (part[: ends[-1]] if ends else part.rpartition(" ")[0]) + " …"
