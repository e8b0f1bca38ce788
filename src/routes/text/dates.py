"""Wording of dates and of the age of a report."""

from __future__ import annotations

from collections.abc import Sequence

from routes.text import language, local_formats
from routes.text.language import gettext
from routes.text.numbers import NBSP

MONTHS = "January February March April May June July August September October November December".split()


def day(partial: str) -> str:
    """Return a date as known: `12 March 2026`, `March 2026` or `2026`."""
    if not language.is_english():
        return local_formats.day(partial)
    year, *rest = partial.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    number = [str(int(rest[1]))] if len(rest) > 1 else []
    return NBSP.join((*number, *month, year))


def moment(known: str) -> str:
    """Return one date, or the first and the last of a time (`2026-03-05/2026-03-09`), as known."""
    return f"{NBSP}to{NBSP}".join(day(d) for d in known.split("/"))


def span(dates: Sequence[str]) -> str:
    """Return the oldest and the newest of some sorted dates: `2024 to 2026`, or the one there is."""
    if not dates:
        return "undated reports"
    oldest, newest = dates[0][:4], dates[-1][:4]
    return oldest if oldest == newest else f"{oldest}{NBSP}to{NBSP}{newest}"


def reports(dates: Sequence[str]) -> str:
    """Return `reports of 2024 to 2026`, or `undated reports`."""
    return f"reports of {span(dates)}" if dates else "undated reports"


def full_span(dates: Sequence[str]) -> str:
    """Return the same as `span`, with days and months where they are known."""
    if not dates:
        return "No report is dated."
    if dates[0] == dates[-1]:
        return f"Reports of {day(dates[0])}."
    return f"Reports of {day(dates[0])} to {day(dates[-1])}."


def dated(as_of: str | None) -> str:
    """Return a date as known, or `undated`."""
    return day(as_of) if as_of else gettext("undated")


def lasting(start: str, until: str | None) -> str:
    """Return the day of an event, or its first and last."""
    return day(start) + (f" to {day(until)}" if until else "")


def reported(as_of: str | None, stale_since: str | None = None) -> str:
    """Return how old a report is: `reported 12 March 2026`, `last confirmed March 2024`, `report undated`."""
    return not_confirmed(stale_since) or (f"reported {day(as_of)}" if as_of else "report undated")


def not_confirmed(stale_since: str | None) -> str | None:
    """Return `last confirmed March 2024` for a report past its age limit."""
    if stale_since is None:
        return None
    return "report undated" if stale_since == "undated" else f"last confirmed {day(stale_since)}"
