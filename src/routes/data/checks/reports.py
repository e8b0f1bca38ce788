"""Dates of reports: none may lie ahead, for the years shown end with the present one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from routes.data.files import Location, Raw
from routes.errors import Problem

# A report may be of a day that has begun elsewhere.
AHEAD = timedelta(days=1)


def reports_to_come(raw: Raw) -> Iterator[Problem]:
    """Yield a problem for each `as_of` of an entry, at any depth, that lies in the future."""
    latest = (datetime.now(UTC) + AHEAD).date().isoformat()
    for location, text in _reports(raw.data, ()):
        if text > latest[: len(text)]:
            field = ".".join(map(str, location))
            yield raw.problem(field, f"a report of {text}, which is still to come", "correct the date", location)


def _reports(value: Mapping[str, Any] | list[Any], at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "as_of" and isinstance(inner, str):
                yield (*at, key), inner
            elif key != "line" and isinstance(inner, dict | list):
                yield from _reports(inner, (*at, key))
    else:
        for n, inner in enumerate(value):
            if isinstance(inner, dict | list):
                yield from _reports(inner, (*at, n))
