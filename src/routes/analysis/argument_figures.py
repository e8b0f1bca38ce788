"""What published figures and announcements say of a claim, without the claim's own source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from routes.analysis.capacity.conversions import given
from routes.analysis.promises import last_day, months_between
from routes.data.atlas import Atlas, first_day
from routes.model import Id, Value, Way
from routes.network.parameters import Spread


@dataclass(frozen=True, slots=True)
class Published:
    """The lowest and highest number that others than the claim's source publish, in one unit; None where none does."""

    numbers: Spread | None
    unit: str


def published(atlas: Atlas, way: Way, source_id: Id | None) -> Published:
    """Return the numbers of a figure, narrowed as the way says, without values from the claim's own source.

    Raises
    ------
    UnknownIdError
        If there is no such figure.
    """
    figure = atlas.figure(str(way.figure))
    fits = tuple(v for v in figure.values if _fits(v, way) and not same(atlas, v.source, source_id))
    if not fits:
        return Published(None, figure.preferred.unit)
    unit = figure.model_copy(update={"values": fits}).preferred.unit
    numbers = [n for v in fits if v.unit == unit and (n := given(v))]
    if not numbers:
        return Published(None, unit)
    ordered = sorted(n.typical for n in numbers)
    middle = ordered[len(ordered) // 2]
    return Published(Spread(min(n.low for n in numbers), middle, max(n.high for n in numbers)), unit)


def slipped(atlas: Atlas, way: Way) -> float | None:
    """Return the months from the first announced opening to the real one, or to the last report that it is not open.

    Raises
    ------
    UnknownIdError
        If there is no such history.
    """
    history = atlas.history_entry(str(way.history))
    if not history.announced:
        return None
    first = last_day(history.announced[0].opens)
    said = history.announced[0].said or history.announced[0].opens
    opened = [p.opened for p in history.periods if p.opened and last_day(p.opened) >= first_day(said)]
    ended = first_day(opened[0]) if opened else _last_report(atlas, (*history.legs, *history.places))
    return float(max(0, months_between(first, ended))) if ended else None


def _last_report(atlas: Atlas, ids: tuple[Id, ...]) -> date | None:
    entries = [atlas.legs.get(id) or atlas.places[id] for id in ids]
    return max((first_day(e.status.as_of) for e in entries if e.status and e.status.as_of), default=None)


def _fits(value: Value, way: Way) -> bool:
    return (
        (way.period is None or value.period == way.period)
        and (way.stage is None or value.stage is way.stage)
        and (way.scope is None or (value.scope or "").startswith(way.scope))
        and (way.since is None or (value.as_of or "") >= way.since)
    )


def same(atlas: Atlas, id: Id, source_id: Id | None) -> bool:
    """Return whether a source is the claim's own, by its id or its address."""
    if source_id is None:
        return False
    a, b = atlas.sources[id], atlas.sources[source_id]
    return id == source_id or (a.url is not None and a.url == b.url)
