"""JSON of a reader's file: one document or a sequence of them, bounded before it is parsed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from routes.errors import UploadError
from routes.geo.readers.collector import MOST_DEPTH, MOST_POINTS, LineCollector, quoted

MOST_BRACKETS = 8 * MOST_POINTS
# A text, to its end even where that is missing; or a bracket.
TOKENS = re.compile(rb'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)
# What stands between the documents of a sequence: white space, and RFC 8142's record separator.
BETWEEN = re.compile(r"[\s\x1e]*")
NEXT = re.compile(r"[\n\x1e]")
FILE = "The file"
SEE = "Export it again as GeoJSON from the program it was drawn in"


def documents(text: bytes, into: LineCollector) -> Iterator[Any]:
    """Yield the documents of a file: one, or several one after another (newline-delimited or an RFC 8142 sequence).

    A document of a sequence that is not valid is left out, and the next line read on.

    Raises
    ------
    UploadError
        If the first document is not valid, or the file is nested too deeply or not written in UTF-8.
    """
    _shallow(text)
    try:
        whole = text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UploadError(FILE, "is not written in UTF-8", "Save it again as UTF-8") from error
    decoder = json.JSONDecoder(parse_int=float, parse_constant=_no_number, object_pairs_hook=_no_key_twice)
    at, n = _after_space(whole, 0), 0
    while at < len(whole):
        try:
            document, at = decoder.raw_decode(whole, at)
        except json.JSONDecodeError as error:
            found = f"is not valid JSON at line {error.lineno:,}, column {error.colno:,}"
            if n == 0:
                raise UploadError(FILE, found, SEE) from error
            into.refuse(UploadError(f"What follows document {n:,}", found, SEE))
            following = NEXT.search(whole, at)
            at = following.end() if following else len(whole)
        else:
            n += 1
            yield document
        at = _after_space(whole, at)


def listed(where: str, holder: Any, key: str) -> list[Any]:
    """Return a member that has to be a list.

    Raises
    ------
    UploadError
        If it is none.
    """
    found = holder.get(key)
    if not isinstance(found, list):
        raise UploadError(where, f"has no list of {key}", SEE)
    return found


def _after_space(text: str, at: int) -> int:
    found = BETWEEN.match(text, at)
    return found.end() if found else at


def _shallow(text: bytes) -> None:
    """Refuse what is nested too deeply or has too many brackets, before it is parsed."""
    if text.count(b"[") + text.count(b"{") > MOST_BRACKETS:
        raise UploadError(FILE, f"holds more than {MOST_POINTS:,} points or as many other things", "Simplify the line")
    depth = 0
    for token in TOKENS.finditer(text):
        first = text[token.start()]
        depth += 1 if first in b"[{" else -1 if first in b"]}" else 0
        if depth > MOST_DEPTH:
            raise UploadError(FILE, f"is nested more than {MOST_DEPTH} deep", SEE)


def _no_number(name: str) -> float:
    raise UploadError(FILE, f"has {name} where a number should be", "Correct or remove the point")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise UploadError(FILE, f"has “{quoted(twice)}” twice in one place", "Remove one of the two")
    return found
