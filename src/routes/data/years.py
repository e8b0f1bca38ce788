"""States by year: what was in use at the end of a year as far as dates are known, and what is announced to open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Announcement, Event, History, Id, Leg, Period, Place, Year

YearStatus = Literal["open", "closed", "unknown"]
# On what a state in a year rests: a cited date, general knowledge, an announcement, or nothing.
Basis = Literal["cited", "general-knowledge", "announced", "none"]
IN_USE = ("open", "limited")


@dataclass(frozen=True, slots=True)
class YearState:
    """The state of a leg, post or port at the end of a year, on what it rests, and why: words with `{}` for a date."""

    value: YearStatus
    ground: Basis
    why: str
    dates: tuple[str, ...] = ()
    sources: tuple[Id, ...] = ()
    announced: Announcement | None = None

    @property
    def because(self) -> str:
        """Why, with its dates as the data has them."""
        return self.why.format(*self.dates)


def state(atlas: Atlas, entry: Leg | Place, year: Year) -> YearState | None:
    """Return the state of an entry at the end of a year; None where it is the one last reported.

    A line is taken to have stayed in use from its opening to its last report unless a closure is recorded. From the
    year of a report on, what it reports holds. Where neither a date nor a report speaks of the year, it is not known.
    """
    history = history_of(atlas, entry)
    if year.ahead:
        return _announced(history, entry, year.year)
    report = entry.status
    if report is None or year.year >= atlas.last_year:
        return None
    if report.as_of and year.year >= int(report.as_of[:4]):
        return None
    if history is not None:
        return _by_dates(history, year.year)
    if report.value == "planned":
        return YearState("closed", "general-knowledge" if report.general_knowledge else "cited", "planned, never open")
    return YearState("unknown", "none", "its opening year is not known")


def history_of(atlas: Atlas, entry: Leg | Place) -> History | None:
    """Return the history of an entry: one written down, or that of a leg's own opening and closing dates."""
    if found := atlas.history_of.get(entry.id):
        return found
    if isinstance(entry, Leg) and entry.opened:
        period = Period(
            opened=entry.opened,
            closed=entry.closed,
            sources=entry.sources,
            general_knowledge=entry.general_knowledge,
        )
        return History(id=entry.id, legs=(entry.id,), periods=(period,))
    return None


def pending(history: History | None, entry: Leg | Place) -> Announcement | None:
    """Return the announcement that holds of something not reported open, if there is one."""
    if history is None or not history.announced or (entry.status and entry.status.value in IN_USE):
        return None
    return history.announced[-1]


def events_of(atlas: Atlas, year: int) -> tuple[Event, ...]:
    """Return the dated events of a year, in order."""
    return tuple(sorted((e for e in atlas.events.values() if _in(e, year)), key=lambda e: e.date))


def changes_of(atlas: Atlas, year: int) -> Iterator[tuple[str, str, tuple[Id, ...]]]:
    """Yield what opened, closed, or is announced to open in a year: which of these, the date, the ids."""
    for leg in atlas.legs.values():
        if leg.opened and _year_of(leg.opened) == year:
            yield "opened", leg.opened, (leg.id,)
    for history in atlas.history.values():
        named = (*history.legs, *history.places)
        for period in history.periods:
            if period.opened and _year_of(period.opened) == year:
                yield "opened", period.opened, named
            if period.closed and _year_of(period.closed) == year:
                yield "closed", period.closed, named
        last = history.announced[-1] if history.announced else None
        if last and year > atlas.last_year and _year_of(last.opens) == year:
            yield "announced", last.opens, named


@kept(8)
def marked(atlas: Atlas) -> frozenset[int]:
    """Return the years of which the atlas knows an event, an opening, a closure or an announcement."""
    return frozenset(y for y in atlas.years if events_of(atlas, y) or any(True for _ in changes_of(atlas, y)))


def _by_dates(history: History, year: int) -> YearState:
    """Return the state that dates give a year before the last report."""
    if not history.periods:
        cited = history.sources or tuple(a.source for a in history.announced)
        return YearState("closed", "cited", "never open before the last report", (), cited)
    begun = [p for p in history.periods if int((p.opened or p.stood_by or "")[:4]) <= year]
    if not begun:
        first = history.periods[0]
        if first.opened is None:
            return YearState("unknown", "none", "its opening year is not known")
        return _cited(first, "closed", "not open until {}", first.opened)
    period = begun[-1]
    if period.closed is not None and year >= int(period.closed[:4]):
        return _cited(period, "closed", "out of use since {}", period.closed)
    if period.known_until is not None and year > int(period.known_until[:4]):
        return YearState("unknown", "none", "not known after {}", (period.known_until,), period.sources)
    if period.opened is not None:
        return _cited(period, "open", "opened {}", period.opened)
    return _cited(period, "open", "in use by {}", str(period.stood_by))


def _cited(period: Period, value: YearStatus, why: str, on: str) -> YearState:
    ground: Basis = "general-knowledge" if period.general_knowledge else "cited"
    return YearState(value, ground, why, (on,), period.sources)


def _announced(history: History | None, entry: Leg | Place, year: int) -> YearState | None:
    announcement = pending(history, entry)
    if announcement is None or int(announcement.opens[:4]) > year:
        return None
    return YearState(
        "open", "announced", "announced for {}", (announcement.opens,), (announcement.source,), announcement
    )


def _year_of(partial: str | None) -> int | None:
    return int(partial[:4]) if partial else None


def _in(event: Event, year: int) -> bool:
    return int(event.date[:4]) <= year <= int((event.until or event.date)[:4])
