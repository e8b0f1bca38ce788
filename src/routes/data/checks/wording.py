"""Checks of wording: words the atlas does not use in its own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from routes.data.files import Raw
from routes.errors import Problem
from routes.model import Entry, Source

# Words the atlas does not use in its own voice, with what to write instead.
NON_NEUTRAL = {
    r"exclaves?|enclaves?": "name the territory",
    r"strip of (?:land|territory)|land strip": "say section",
    r"occupied|liberated": "name who held or holds it, and when",
    r"missing links?": "say which line is not built",
    r"regimes?": "say government, or rules",
}
NON_NEUTRAL_PATTERN = re.compile(r"\b(?:" + "|".join(f"({p})" for p in NON_NEUTRAL) + r")\b", re.IGNORECASE)
OWN_TEXT = (
    "title",
    "summary",
    "short",
    "says",
    "note",
    "because",
    "reported",
    "what",
    "passengers",
    "asks",
    "overtaken",
    "why",
)


def non_neutral_words(raw: Raw, entry: Entry) -> Iterator[Problem]:
    """Yield every word of our own that takes a side."""
    # A source's title is quoted, not ours.
    own = {**raw.data, "title": None} if isinstance(entry, Source) else raw.data
    for field, text in _own_texts(own):
        if match := NON_NEUTRAL_PATTERN.search(text):
            remedy = list(NON_NEUTRAL.values())[(match.lastindex or 1) - 1]
            yield raw.problem(field, f"{match[0]!r} is not a neutral word", remedy)


def _own_texts(data: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if isinstance(value, str):
            if name in OWN_TEXT:
                yield before + name, value
        elif isinstance(value, dict):
            yield from _own_texts(value, f"{before}{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):  # not the positions of a line
            for n, item in enumerate(value):
                yield from _own_texts(item, f"{before}{name}.{n}.")
