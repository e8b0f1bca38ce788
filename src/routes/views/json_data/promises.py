"""JSON of announcements and what came of them."""

from __future__ import annotations

from collections.abc import Sequence

from routes.analysis import promise_records
from routes.analysis.promise_records import Record
from routes.analysis.promises import Promise, Series
from routes.data.atlas import Atlas
from routes.views.json_data.shapes.promises import PromiseJson, PromisesJson, RecordJson, SeriesJson
from routes.views.promises import page


def of_promises(atlas: Atlas, series: Sequence[Series]) -> PromisesJson:
    """Return series of announcements with the rule, the counts, and the records of holders and their types."""
    made = [p for s in series for p in s.promises]
    return {
        "rule": page.RULE,
        "counts": dict(page.counts(made)),
        "holder_types": [_record(r) for r in promise_records.of_types(atlas, series)],
        "holders": [_record(r) for r in promise_records.of_holders(series)],
        "series": [_series(atlas, one) for one in series],
    }


def _record(record: Record) -> RecordJson:
    return {
        "name": record.name,
        "announced": record.made,
        "outcome_known": record.judged,
        "kept": record.kept,
        "late": record.late,
    }


def _series(atlas: Atlas, one: Series) -> SeriesJson:
    return {
        "id": one.id,
        "title": one.title,
        "legs": sorted(one.legs),
        "places": sorted(one.places),
        "route": one.route,
        "moved": one.moved,
        "announcements": [_promise(atlas, p) for p in one.promises],
    }


def _promise(atlas: Atlas, promise: Promise) -> PromiseJson:
    return {
        "what": promise.what.value,
        "target": promise.target,
        "said": promise.said,
        "holder": promise.holder,
        "holder_type": promise_records.holder_type(atlas, promise).title,
        "value": promise.amount.model_dump(mode="json", exclude_none=True) if promise.amount else None,
        "came": promise.came.value,
        "done": promise.done,
        "late_months": promise.late_months,
        "reached": None if promise.reached is None else round(promise.reached, 4),
        "note": promise.note or None,
        "sources": [s.id for s in (promise.source, promise.proof) if s],
    }
