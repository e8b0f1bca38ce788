"""The parameters of OGC API - Features: how many features, from which, where, and from when their reports are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from routes.errors import REPEATED
from routes.web.server.api_data import AskError
from routes.web.server.ogc_collections import Box, Days

USUAL, MOST = 100, 1000
NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{1,15})?")
WHOLE = re.compile(r"\d{1,9}")
OPEN_END = ("", "..")
PARAMETERS = {
    "limit": f"how many features at most on a page, 1 to {MOST}; {USUAL} if absent",
    "offset": "how many features to pass over",
    "bbox": "west, south, east, north in degrees (with heights: six numbers); what touches the box",
    "datetime": "date or interval (RFC 3339, `..` for an open end) in which the report of the state lies",
}


@dataclass(frozen=True, slots=True)
class Page:
    """Which features are asked for."""

    limit: int
    offset: int
    boxes: Sequence[Box]
    days: Days | None


def page(query: Mapping[str, Sequence[str]]) -> Page:
    """Read the parameters of a page of features.

    Raises
    ------
    AskError
        If one is not known or cannot be read.
    """
    refuse_others(query, PARAMETERS)
    given = {name: ",".join(values) for name, values in query.items()}
    limit, offset = _whole(given, "limit", USUAL, 1), _whole(given, "offset", 0, 0)
    return Page(
        limit=min(limit, MOST),
        offset=offset,
        boxes=_boxes(given["bbox"]) if "bbox" in given else (),
        days=_days(given["datetime"]) if "datetime" in given else None,
    )


def refuse_others(query: Mapping[str, Sequence[str]], known: Mapping[str, str]) -> None:
    """Refuse a query that has a parameter not known here."""
    if strangers := sorted({*query} - {*known}):
        takes = ", ".join(known) or "no parameter"
        raise AskError(400, f"this address does not take {', '.join(strangers)[:REPEATED]!r}; it takes: {takes}")


def _whole(given: Mapping[str, str], name: str, usual: int, least: int) -> int:
    text = given.get(name, str(usual))
    if not WHOLE.fullmatch(text) or int(text) < least:
        raise AskError(400, f"{name} is {text[:REPEATED]!r}; give a whole number of at least {least}")
    return int(text)


def _boxes(text: str) -> Sequence[Box]:
    """Return the box asked for; two where it leads over the meridian of 180 degrees."""
    parts = text.split(",")
    wrong = AskError(400, f"bbox is {text[:REPEATED]!r}; give west,south,east,north in degrees, as 44,38,54,44")
    if len(parts) not in (4, 6) or not all(NUMBER.fullmatch(part) for part in parts):
        raise wrong
    numbers = [float(part) for part in parts]
    west, south, east, north = numbers if len(parts) == 4 else (*numbers[:2], *numbers[3:5])
    if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south <= north <= 90):
        raise wrong
    return (
        ((west, south, east, north),) if west <= east else ((west, south, 180.0, north), (-180.0, south, east, north))
    )


def _days(text: str) -> Days:
    start, slash, end = text.partition("/")
    try:
        if not slash:
            return _day(start), _day(start)
        days = (None if start in OPEN_END else _day(start)), (None if end in OPEN_END else _day(end))
    except ValueError as error:
        raise AskError(
            400, f"datetime is {text[:REPEATED]!r}; give a date as 2026-01-31, or an interval as 2026-01-31/.."
        ) from error
    if days[0] and days[1] and days[0] > days[1]:
        raise AskError(400, f"datetime is {text[:REPEATED]!r}; the interval ends before it begins")
    return days


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date() if "T" in text else date.fromisoformat(text)
