"""Dated turns between Azerbaijan and the sides a route depends on, as a part of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.analysis import turns
from routes.analysis.turns import Pair
from routes.data.atlas import Atlas
from routes.model import Source, Turn
from routes.network.journey import Journey
from routes.text import assumptions, dates, numbers
from routes.views import markup

KINDS: Sequence[tuple[Turn, str]] = (
    (Turn.AGREEMENT, "Agreements"),
    (Turn.OPENING, "Openings"),
    (Turn.SUSPENSION, "Suspensions"),
    (Turn.CLOSING, "Closures"),
    (Turn.RUPTURE, "Ruptures"),
)


@dataclass(frozen=True, slots=True)
class PairText:
    """One pair in words: what it is, how many turns, how many in each year, and each with its sources."""

    title: str
    summary: str
    years: tuple[tuple[int, tuple[int, ...]], ...]
    events: tuple[tuple[str, str, str, tuple[Source, ...]], ...]


def html(journey: Journey) -> str:
    """Return the turns between Azerbaijan and each side the route depends on; nothing where there is none."""
    found = turns.of_journey(journey, assumptions.past_year(journey))
    shown = [_text(journey.atlas, pair) for pair in found]
    return markup.render("turns.html", pairs=shown, kinds=[name for _, name in KINDS])


def _text(atlas: Atlas, pair: Pair) -> PairText:
    first, last = pair.events[0].date[:4], pair.events[-1].date[:4]
    return PairText(
        title=f"{atlas.country_name(turns.AZERBAIJAN)} - {pair.side.title}",
        summary=f"{numbers.counted(len(pair.events), 'event')}, {dates.span((first, last))}",
        years=tuple((year, tuple(found[kind] for kind, _ in KINDS)) for year, found in pair.by_year.items()),
        events=tuple(
            (dates.lasting(e.date, e.until), str(e.turn), e.what, tuple(atlas.sources[id] for id in e.sources))
            for e in pair.events
        ),
    )
