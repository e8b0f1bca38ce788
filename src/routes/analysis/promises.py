"""Announced openings, capacities and loads, each with its target date and what came of it, by one rule.

An opening is kept if it is done by the last day its target can mean, and late otherwise. One that is not done was moved
if a later announcement of the same thing names a later date. Without one it is not yet due until its date has passed,
then overdue where the thing itself is last reported not open, and else its outcome is not known. A load is kept if the
traffic of the year reaches the least that was announced, and missed otherwise. What has no date is not judged.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from routes.analysis.capacity.conversions import given, without_year
from routes.analysis.capacity.links import CONTAINERS
from routes.data.atlas import Atlas, first_day
from routes.data.cache import kept
from routes.model import PLAN, CapacityStage, Figure, FigureKind, History, Id, PromiseKind, Source, Value
from routes.text import scenario_summary

# A load of the whole thing: nothing else stands before the target in its scope.
WHOLE_LOAD = re.compile(r"load( at first)?;")
IN_USE = ("open", "limited")


class Came(StrEnum):
    """What came of an announcement."""

    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    MOVED = "moved"
    OVERDUE = "overdue"
    AHEAD = "not yet due"
    UNKNOWN = "outcome not known"
    UNDATED = "no date given"


# An opening longer before the target of an undated announcement is another one.
FAR_YEARS = 10


@dataclass(frozen=True, slots=True)
class Promise:
    """One announcement: of what, for when, by whom, when it was said, and what came of it.

    `late_months` tells by how many months it came late, `reached` how much of an announced load passed, as a share.
    """

    series: Id
    what: PromiseKind
    target: str | None
    said: str | None
    holder: str | None
    amount: Value | None
    note: str
    source: Source
    came: Came
    done: str | None = None
    late_months: int | None = None
    reached: float | None = None
    proof: Source | None = None

    @property
    def by(self) -> str:
        """Who made it, or else who publishes it."""
        return self.holder or self.source.publisher


@dataclass(frozen=True, slots=True)
class Series:
    """Everything announced of one thing, in the order in which it was said."""

    id: Id
    title: str
    legs: frozenset[Id]
    places: frozenset[Id]
    route: Id | None
    promises: tuple[Promise, ...]

    @property
    def moved(self) -> int:
        """How many times the date of its opening was set later than before."""
        dates = [last_day(p.target) for p in self.promises if p.target and p.what is PromiseKind.OPENING]
        return sum(later > earlier for earlier, later in pairwise(dates))


def last_day(partial: str) -> date:
    """Return the last day a partial date can mean."""
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def months_between(first: date, last: date) -> int:
    """Return the months from one day to another, counted by the calendar."""
    return (last.year - first.year) * 12 + last.month - first.month


@kept(1)
def all_series(atlas: Atlas) -> tuple[Series, ...]:
    """Return every series of announcements: of the history of legs and places, and of figures of plans."""
    histories = (_of_history(atlas, h) for h in atlas.history.values() if h.announced)
    figures = (_of_figure(atlas, f) for f in atlas.figures.values() if f.id.startswith(PLAN))
    return tuple(sorted((*histories, *figures), key=lambda s: s.title.casefold()))


def of_route(atlas: Atlas, route_id: Id) -> tuple[Series, ...]:
    """Return the series about a route, its legs or the places along it."""
    about = [s for s in all_series(atlas) if s.route == route_id]
    return (*about, *along(atlas, atlas.route(route_id).legs))


def along(atlas: Atlas, leg_ids: Iterable[Id]) -> tuple[Series, ...]:
    """Return the series about some legs, or about the places at their ends."""
    legs = set(leg_ids)
    places = {end for id in legs for end in (atlas.legs[id].start, atlas.legs[id].end)}
    return tuple(s for s in all_series(atlas) if s.legs & legs or s.places & places)


def _of_history(atlas: Atlas, history: History) -> Series:
    ids = (*history.legs, *history.places)
    legs, places = frozenset(history.legs), frozenset(history.places)
    made = tuple(_opening(atlas, history, n) for n in range(len(history.announced)))
    return Series(history.id, scenario_summary.name(atlas, ids[0]), legs, places, None, made)


def _opening(atlas: Atlas, history: History, n: int) -> Promise:
    said = history.announced[n]
    opened = [p for p in history.periods if p.opened and _after(p.opened, said.said, said.opens)]
    done, proof = (opened[0].opened, opened[0].sources[:1]) if opened else (None, ())
    later = [a.opens for a in history.announced[n + 1 :]]
    entries = [atlas.legs.get(id) or atlas.places[id] for id in (*history.legs, *history.places)]
    shut = any(e.status and e.status.value not in IN_USE for e in entries)
    return Promise(
        series=history.id,
        what=PromiseKind.OPENING,
        target=said.opens,
        said=said.said,
        holder=said.holder,
        amount=None,
        note=said.note or "",
        source=atlas.sources[said.source],
        came=_came(atlas, said.opens, done, later, shut=shut),
        done=done,
        late_months=_late(said.opens, done),
        proof=atlas.sources[proof[0]] if proof else None,
    )


def _after(opened: str, said: str | None, target: str) -> bool:
    """Return whether an opening can be the one announced: not before it was said, or long before its target."""
    if said:
        return last_day(opened) >= first_day(said)
    return first_day(opened).year >= last_day(target).year - FAR_YEARS


def _of_figure(atlas: Atlas, figure: Figure) -> Series:
    values = [v for v in figure.values if v.promise]
    ordered = sorted(values, key=lambda v: v.as_of or "")
    made = tuple(_planned(atlas, figure, value, ordered[n + 1 :]) for n, value in enumerate(ordered))
    places = frozenset({figure.place} if figure.place else ())
    return Series(figure.id, figure.title, frozenset(figure.legs), places, figure.route, made)


def _planned(atlas: Atlas, figure: Figure, value: Value, after: Sequence[Value]) -> Promise:
    promise = value.promise
    assert promise is not None
    outcome, done, reached, proof = promise.outcome, None, None, None
    if outcome:
        done, proof = outcome.done, atlas.sources[outcome.source]
    elif traffic := _traffic(atlas, figure, value):
        reached, proof = traffic[0], atlas.sources[traffic[1].source]
    if reached is not None:
        came = Came.KEPT if reached >= 1 else Came.MISSED
    else:
        openings = [v.promise for v in after if v.promise and v.promise.what is promise.what is PromiseKind.OPENING]
        later = [p.target for p in openings if p.target]
        came = _came(atlas, promise.target, done, later, shut=False)
    return Promise(
        series=figure.id,
        what=promise.what,
        target=promise.target,
        said=_said(value.as_of, promise.target),
        holder=value.holder,
        amount=value,
        note=" ".join(filter(None, (value.note, outcome.note if outcome else None))),
        source=atlas.sources[value.source],
        came=came,
        done=done,
        late_months=_late(promise.target, done),
        reached=reached,
        proof=proof,
    )


def _said(as_of: str | None, target: str | None) -> str | None:
    """Return when something was said: the date of the report, unless it tells of an announcement already past."""
    return None if as_of and target and first_day(as_of) > last_day(target) else as_of


def _came(atlas: Atlas, target: str | None, done: str | None, later: Sequence[str], *, shut: bool) -> Came:
    """Return what came of an opening by its target, the day it was done, and the dates announced after it."""
    if target is None:
        return Came.UNDATED
    due = last_day(target)
    if done is not None:
        return Came.KEPT if first_day(done) <= due else Came.LATE
    if any(last_day(one) > due for one in later):
        return Came.MOVED
    if due >= atlas.on:
        return Came.AHEAD
    return Came.OVERDUE if shut else Came.UNKNOWN


def _late(target: str | None, done: str | None) -> int | None:
    """Return by how many months something was done after the last day its target can mean; None if not late."""
    if not target or not done or first_day(done) <= last_day(target):
        return None
    return max(1, months_between(last_day(target), first_day(done)))


def _traffic(atlas: Atlas, figure: Figure, value: Value) -> tuple[float, Value] | None:
    """Return the traffic of the year a load was announced for, as a share of it, and the value; None without one."""
    promise, numbers = value.promise, given(value)
    if promise is None or promise.what is not PromiseKind.LOAD or not promise.target or numbers is None:
        return None
    if not WHOLE_LOAD.match(value.scope or "") or len(promise.target) != len("2024"):
        return None
    fits = [v for v in _values_of(atlas, figure) if _comparable(v, value, promise.target)]
    best = min(fits, key=lambda v: (v.kind.rank, -first_day(v.as_of or "1900").toordinal()), default=None)
    passed = given(best) if best else None
    return (passed.typical / numbers.low, best) if best and passed and numbers.low else None


def _values_of(atlas: Atlas, figure: Figure) -> Iterator[Value]:
    """Yield the traffic of the same place, route or legs as a plan."""
    for other in atlas.figures.values():
        if other.what is FigureKind.TRAFFIC and (
            (figure.place and other.place == figure.place)
            or (figure.route and other.route == figure.route)
            or (figure.legs and set(other.legs) == set(figure.legs))
        ):
            yield from other.values


def _comparable(traffic: Value, plan: Value, year: str) -> bool:
    same_unit = without_year(traffic.unit) == without_year(plan.unit)
    whole = traffic.cargo in (None, CONTAINERS) and traffic.stage is not CapacityStage.TOGETHER
    return same_unit and whole and traffic.period == year
