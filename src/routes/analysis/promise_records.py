"""How the announcements of one holder, or of one type of holder, came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from routes.analysis.promises import Came, Promise, Series
from routes.data.atlas import Atlas
from routes.model import HolderType

JUDGED = (Came.KEPT, Came.LATE, Came.MISSED, Came.MOVED, Came.OVERDUE)


@dataclass(frozen=True, slots=True)
class Record:
    """How the announcements of one holder, or one type of holder, came out; `judged` is the size of the sample."""

    name: str
    made: int
    judged: int
    kept: int
    late: int


def of_holders(series: Sequence[Series]) -> tuple[Record, ...]:
    """Return the record of each holder, those with most judged announcements first."""
    return _records(series, lambda promise: promise.by)


def of_types(atlas: Atlas, series: Sequence[Series]) -> tuple[Record, ...]:
    """Return the record of each type of holder, those with most judged announcements first."""
    return _records(series, lambda promise: holder_type(atlas, promise).title)


def _records(series: Sequence[Series], group: Callable[[Promise], str]) -> tuple[Record, ...]:
    made: dict[str, list[Promise]] = {}
    for promise in (p for s in series for p in s.promises):
        made.setdefault(group(promise), []).append(promise)
    found = (record(name, mine) for name, mine in made.items())
    return tuple(sorted(found, key=lambda r: (-r.judged, -r.made, r.name)))


def holder_type(atlas: Atlas, promise: Promise) -> HolderType:
    """Return what kind of body made an announcement: the first type its holder's name fits, else the first of all."""
    types = [*atlas.holder_types.values()]
    return next((kind for kind in types if kind.fits(promise.holder or "")), types[0])


def record(name: str, made: Sequence[Promise]) -> Record:
    """Return how some announcements came out."""
    came = [p.came for p in made]
    judged = sum(came.count(outcome) for outcome in JUDGED)
    return Record(name, len(made), judged, came.count(Came.KEPT), came.count(Came.LATE))
