"""What the events of the atlas say of a date in a claim, where another source than the claim's own reports them.

A date known to the year or the month covers all its days. An event is of a claimed date if all its days lie within it,
before it or after it if all of them do; where some of them do and others do not, it is too close to call.
"""

from __future__ import annotations

from datetime import date

from routes.analysis.argument_figures import same
from routes.analysis.promises import last_day
from routes.data.atlas import Atlas, first_day
from routes.model import Id, Way

# A moment is one date as it is known, or the first and the last of a time: `2026-03-05/2026-03-09`.
Days = tuple[date, date]


def happened(atlas: Atlas, way: Way, source_id: Id | None) -> str | None:
    """Return when the event of a way happened, as it is known; None where only the claim's own source reports it.

    Raises
    ------
    UnknownIdError
        If there is no such event.
    """
    event = atlas.event(str(way.event))
    if all(same(atlas, id, source_id) for id in event.sources):
        return None
    return f"{event.date}/{event.until}" if event.until else event.date


def holds(is_: str, happened: str, claimed: str) -> bool | None:
    """Return whether an event stands to a claimed moment as `is_` says; None where it is too close to call."""
    if is_ == "equal-to":
        return _is_same(happened, claimed)
    ours, theirs = _days(happened), _days(claimed)
    if is_ == "more-than":
        ours, theirs = theirs, ours
    if ours[1] < theirs[0]:
        return True
    return False if ours[0] >= theirs[1] else None


def _is_same(happened: str, claimed: str) -> bool | None:
    """Return whether an event is of a claimed date; of a claimed time both its first and its last date are compared."""
    if "/" not in claimed:
        return _within(_days(happened), _days(claimed))
    if "/" not in happened:
        return None
    ends = {_within(_days(a), _days(b)) for a, b in zip(happened.split("/"), claimed.split("/"), strict=True)}
    return False if False in ends else None if None in ends else True


def _days(moment: str) -> Days:
    first, *rest = moment.split("/")
    return first_day(first), last_day(rest[0] if rest else first)


def _within(ours: Days, theirs: Days) -> bool | None:
    """Return whether some days lie within others; None where only some of them do."""
    if theirs[0] <= ours[0] and ours[1] <= theirs[1]:
        return True
    return False if ours[1] < theirs[0] or theirs[1] < ours[0] else None
