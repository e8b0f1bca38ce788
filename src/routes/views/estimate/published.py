"""Who says otherwise: which times and prices are published?"""

from __future__ import annotations

from dataclasses import dataclass

from routes.analysis import published_times
from routes.analysis.published_times import Claim, RunEstimate
from routes.model import FigureKind, Source
from routes.network.estimate import Estimate
from routes.network.parameters import Spread
from routes.text import dates
from routes.text.units import duration, span
from routes.views import sections
from routes.views.estimate.bars import Bar, share

# The longest of a run's times stands so far from the end of its scale, so that its mark is seen whole.
MARGIN = 0.03


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: how long, who, when, of what, and where it stands; `bar` is its mark on the run's scale."""

    days: str
    who: str
    scope: str
    standing: str
    source: Source
    bar: Bar


@dataclass(frozen=True, slots=True)
class Told:
    """A run: its own range on a scale, and what is said of it."""

    title: str
    range: str
    span: Bar
    typical: float
    said: tuple[Said, ...]
    why: str


def transit_time_row(row: RunEstimate) -> Told:
    """A run and its claims on one scale."""
    ends = [row.hours.high, *(c.high for c in row.claims)]
    scale = max(ends) * (1 + MARGIN)
    source = row.journey.atlas.sources
    return Told(
        title=row.run.title,
        range=_range(row.hours),
        span=Bar("range", share(row.hours.low, scale), share(row.hours.high - row.hours.low, scale), span(row.hours)),
        typical=share(row.hours.typical, scale),
        said=tuple(_said(c, scale, source[c.value.source]) for c in row.claims),
        why=" ".join(filter(None, (published_times.room(row), row.run.why, row.run.note))),
    )


def _range(hours: Spread) -> str:
    typical = duration(hours.typical)
    return typical if hours.low == hours.high else f"{span(hours)}, typically {typical}"


def _said(claim: Claim, scale: float, source: Source) -> Said:
    value = claim.value
    return Said(
        days=sections.value_text(value.model_copy(update={"scope": None})),
        who=", ".join(filter(None, (value.holder, dates.dated(value.as_of)))),
        scope=value.scope or "",
        standing=claim.standing.value,
        source=source,
        bar=Bar("claim", share(claim.low, scale), share(claim.high - claim.low, scale), value.scope or ""),
    )


def prices(found: Estimate) -> list[tuple[str, str, str, Source]]:
    """Published prices of the whole way or of one like it."""
    journey = found.journey
    if journey.route is None:
        return []
    return [
        (
            figure.title,
            sections.value_text(v),
            ", ".join(filter(None, (v.holder, dates.dated(v.as_of)))),
            journey.atlas.sources[v.source],
        )
        for figure in journey.atlas.figures.values()
        if figure.what is FigureKind.COST and journey.route.has(figure)
        for v in figure.values
    ]
