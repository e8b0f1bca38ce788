"""Published transit times and prices beside the estimate."""

from __future__ import annotations

from dataclasses import dataclass

from routes.analysis import published_times
from routes.analysis.published_times import Claim, RunEstimate
from routes.model import FigureKind, Source
from routes.network.estimate import Estimate
from routes.network.parameters import Spread
from routes.text import dates
from routes.text.figures import value_text
from routes.text.units import duration, span
from routes.views.estimate.layout import Bar, share

# The longest of a run's times stands so far from the end of its scale, so that its mark is seen whole.
MARGIN = 0.03


@dataclass(frozen=True, slots=True)
class PublishedTime:
    """A published transit time: days, holder and date, scope, and its standing; `bar` is on the scale of its row."""

    days: str
    who: str
    scope: str
    standing: str
    source: Source
    bar: Bar


@dataclass(frozen=True, slots=True)
class TransitTimeRow:
    """A stretch with its estimated range and the times published for it, on one scale."""

    title: str
    range: str
    span: Bar
    typical: float
    published: tuple[PublishedTime, ...]
    why: str


def transit_time_row(row: RunEstimate) -> TransitTimeRow:
    """Return a stretch and its published times on one scale."""
    ends = [row.hours.high, *(c.high for c in row.claims)]
    scale = max(ends) * (1 + MARGIN)
    source = row.journey.atlas.sources
    return TransitTimeRow(
        title=row.run.title,
        range=_range(row.hours),
        span=Bar("range", share(row.hours.low, scale), share(row.hours.high - row.hours.low, scale), span(row.hours)),
        typical=share(row.hours.typical, scale),
        published=tuple(_published(c, scale, source[c.value.source]) for c in row.claims),
        why=" ".join(filter(None, (published_times.room(row), row.run.why, row.run.note))),
    )


def _range(hours: Spread) -> str:
    typical = duration(hours.typical)
    return typical if hours.low == hours.high else f"{span(hours)}, typically {typical}"


def _published(claim: Claim, scale: float, source: Source) -> PublishedTime:
    value = claim.value
    return PublishedTime(
        days=value_text(value.model_copy(update={"scope": None})),
        who=", ".join(filter(None, (value.holder, dates.dated(value.as_of)))),
        scope=value.scope or "",
        standing=claim.standing.value,
        source=source,
        bar=Bar("claim", share(claim.low, scale), share(claim.high - claim.low, scale), value.scope or ""),
    )


def prices(found: Estimate) -> list[tuple[str, str, str, Source]]:
    """Return the published prices of the whole route: title, value, holder and date, source."""
    journey = found.journey
    if journey.route is None:
        return []
    return [
        (
            figure.title,
            value_text(v),
            ", ".join(filter(None, (v.holder, dates.dated(v.as_of)))),
            journey.atlas.sources[v.source],
        )
        for figure in journey.atlas.figures.values()
        if figure.what is FigureKind.COST and journey.route.has(figure)
        for v in figure.values
    ]
