"""Page of announcements: counts, rule, chart, records of holders with their sample sizes, and every series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from routes.analysis import promise_records, promises
from routes.analysis.promise_records import JUDGED, Record
from routes.analysis.promises import Came, Promise, Series
from routes.data.atlas import Atlas
from routes.model import Id, Source
from routes.text import dates, numbers
from routes.text.figures import value_text
from routes.views import markup
from routes.views.promises import chart
from routes.views.urls import DASHBOARD, Urls

RULE = (
    "An opening is kept if it came by the last day that its date can mean, late otherwise. One that has not come is "
    "moved if a later announcement names a later date, overdue if its date has passed and the line, post or port is "
    "last reported not open, and else its outcome is not known. A load is kept if the traffic of its year reached "
    "the least that was announced, missed otherwise. What has no date is not judged."
)
# Holders with fewer judged announcements than this are in the whole list alone.
LEAST_JUDGED = 3


@dataclass(frozen=True, slots=True)
class PromiseText:
    """One announcement in words."""

    what: str
    target: str
    said: str
    holder: str
    came: str
    good: bool
    note: str
    source: Source
    proof: Source | None


@dataclass(frozen=True, slots=True)
class SeriesText:
    """The announcements of one thing in words, and how they came out together."""

    title: str
    summary: str
    rows: tuple[PromiseText, ...]


def html(atlas: Atlas, urls: Urls = DASHBOARD) -> str:
    """Return the page of every announcement."""
    series = promises.all_series(atlas)
    made = [p for s in series for p in s.promises]
    titles = {s.id: s.title for s in series}
    return markup.render(
        "promises.html",
        urls=urls,
        headline=headline(made),
        made=len(made),
        rule=RULE,
        counts=counts(made),
        signs=[(chart.sign(came), came.value) for came in chart.MARKS],
        chart=chart.svg_of(made, titles),
        types=[(r.name, "", r) for r in promise_records.of_types(atlas, series)],
        holders=[(r.name, "", r) for r in promise_records.of_holders(series) if r.judged >= LEAST_JUDGED],
        corridors=[(title, urls.route(id), record) for id, title, record in corridors(atlas)],
        series=[text(s) for s in series],
    )


def headline(made: Sequence[Promise]) -> str:
    """Return how many announcements with a known outcome were kept."""
    judged = [p for p in made if p.came in JUDGED]
    good = sum(p.came is Came.KEPT for p in judged)
    return f"{good} of {len(judged)} announcements with a known outcome were kept"


def counts(made: Sequence[Promise]) -> list[tuple[str, int]]:
    """Return how many announcements came out in each way."""
    found = Counter(p.came for p in made)
    return [(came.value, found[came]) for came in Came]


def corridors(atlas: Atlas) -> list[tuple[Id, str, Record]]:
    """Return the record of each route: of the announcements about it, its sections and the places along it."""
    rows = []
    for id, route in atlas.routes.items():
        made = [p for s in promises.of_route(atlas, id) for p in s.promises]
        if made:
            rows.append((id, route.title, promise_records.record(route.title, made)))
    return rows


def text(series: Series) -> SeriesText:
    """Return a series in words."""
    rows = tuple(_text(p) for p in series.promises)
    return SeriesText(series.title, summary(series), rows)


def summary(series: Series) -> str:
    """Return how a series came out: `4 announcements; moved 2 times; 1 kept, 2 late`."""
    found = Counter(p.came for p in series.promises)
    moved = f"date moved later {numbers.counted(series.moved, 'time')}" if series.moved else ""
    came = ", ".join(f"{n} {outcome.value}" for outcome in Came if (n := found[outcome]))
    return "; ".join(filter(None, (numbers.counted(len(series.promises), "announcement"), moved, came)))


def _text(promise: Promise) -> PromiseText:
    return PromiseText(
        what=value_text(promise.amount) if promise.amount else promise.what.value,
        target=dates.day(promise.target) if promise.target else "no date",
        said=dates.dated(promise.said),
        holder=promise.by,
        came=came_text(promise),
        good=promise.came is Came.KEPT,
        note=promise.note,
        source=promise.source,
        proof=promise.proof,
    )


def came_text(promise: Promise) -> str:
    """Return what came of an announcement: `kept (6 March 2019)`, `late by 11 months (6 March 2019)`."""
    if promise.reached is not None:
        return f"{promise.came}: {promise.reached:.0%} of it passed"
    late = f" by {numbers.counted(promise.late_months, 'month')}" if promise.late_months else ""
    return f"{promise.came}{late}" + (f" ({dates.day(promise.done)})" if promise.done else "")
