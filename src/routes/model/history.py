"""Events, periods of use, and announced openings."""

from __future__ import annotations

from itertools import pairwise

from pydantic import model_validator

from routes.model.entry import Entry, Id, PartialDate, Sourced, Text
from routes.model.vocabulary import Turn


class Event(Sourced):
    """Something that happened on or to legs, places or routes, or between Azerbaijan and others.

    `turn` names what it did between Azerbaijan and the sides named by id in `azerbaijan_with`.
    """

    id: Id
    date: PartialDate
    until: PartialDate | None = None
    what: Text
    legs: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    routes: tuple[Id, ...] = ()
    turn: Turn | None = None
    azerbaijan_with: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _turns_with_somebody(self) -> Event:
        if (self.turn is None) != (not self.azerbaijan_with):
            raise ValueError("`turn` says what happened and `azerbaijan_with` with whom: give both or neither")
        return self


class Period(Sourced):
    """A time in which a leg, post or port was in use.

    It opened on `opened`, or is only known to have stood by `stood_by`. It ended on `closed` and is known to have
    lasted to `known_until`: between the two its state is not known. With neither it has lasted to the last report.
    """

    opened: PartialDate | None = None
    stood_by: PartialDate | None = None
    closed: PartialDate | None = None
    known_until: PartialDate | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Period:
        if (self.opened is None) == (self.stood_by is None):
            raise ValueError("give `opened`, or `stood_by` where only a year is known by which it was in use")
        dates = [d for d in (self.opened or self.stood_by, self.known_until, self.closed) if d]
        for before, after in pairwise(dates):
            if after[: len(before)] < before[: len(after)]:
                raise ValueError(f"{after} comes before {before}")
        return self


class Announcement(Entry):
    """An opening somebody announced: for when (`opens`), who (`holder`), on which day (`said`, if known), and where."""

    opens: PartialDate
    holder: Text
    said: PartialDate | None = None
    source: Id
    note: Text | None = None


class History(Entry):
    """When some legs, posts and ports were in use, and for when their opening was announced, one date after another.

    Without `periods` they have never been open. `announced` is in the order in which it was said; the last one holds.
    """

    id: Id
    legs: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    periods: tuple[Period, ...] = ()
    announced: tuple[Announcement, ...] = ()
    sources: tuple[Id, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> History:
        if not self.legs and not self.places:
            raise ValueError("names no `legs` and no `places`")
        if not self.periods and not self.announced and not self.sources:
            raise ValueError("says nothing: give `periods`, `announced`, or the `sources` that call it new")
        starts = [p.opened or p.stood_by or "" for p in self.periods]
        if starts != sorted(starts) or any(p.closed is None and p.known_until is None for p in self.periods[:-1]):
            raise ValueError("`periods` follow one another, each ended before the next")
        said = [a.said for a in self.announced if a.said]
        if said != sorted(said):
            raise ValueError("`announced` stands in the order in which it was said")
        return self
