"""A page of the edition without what it need not repeat: a path drawn twice, signs written as numbers, empty lines."""

from __future__ import annotations

import re
from collections import Counter

# A path of an SVG drawing, as one element.
PATH = re.compile(r"<path\s[^>]*/>")
# Shorter paths are not worth a reference.
SHORTEST = 80
EMPTY_LINES = re.compile(r"\n\s*\n")
# Every attribute stands in double quotes.
APOSTROPHE = "&#39;"


def without(html: str, *, parts: bool = False) -> str:
    """Return a page that a browser shows just as it shows `html`.

    Parameters
    ----------
    parts
        Whether the page has parts whose text its script counts in, letter by letter.
    """
    plain = html.replace(APOSTROPHE, "'")
    return plain if parts else EMPTY_LINES.sub("\n", drawn_once(plain))


def drawn_once(html: str) -> str:
    """Return a page whose drawings draw each path once and refer to it where it comes again."""
    counted = Counter(path for path in PATH.findall(html) if len(path) >= SHORTEST and " id=" not in path)
    ids = {path: f"p{n}" for n, path in enumerate(path for path, times in counted.items() if times > 1)}
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        path = found[0]
        if path not in ids:
            return path
        if path in seen:
            return f'<use href="#{ids[path]}"/>'
        seen.add(path)
        return path.replace(" ", f' id="{ids[path]}" ', 1)

    return PATH.sub(once, html)
