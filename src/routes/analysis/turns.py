"""Dated turns between Azerbaijan and other sides, and which of them a route depends on.

Nothing here is an index or a forecast: events of the atlas that are marked as a turn are listed and counted by year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Event, Side, Turn
from routes.network.journey import Journey

AZERBAIJAN = "AZ"


@dataclass(frozen=True, slots=True)
class Pair:
    """Azerbaijan and another side, with the events between them, the oldest first."""

    side: Side
    events: tuple[Event, ...]

    @property
    def by_year(self) -> Mapping[int, Counter[Turn]]:
        """How many turns of each kind began in each year that has any."""
        found: dict[int, Counter[Turn]] = {}
        for event in self.events:
            if event.turn:
                found.setdefault(int(event.date[:4]), Counter())[event.turn] += 1
        return found


@kept(1)
def pairs(atlas: Atlas) -> tuple[Pair, ...]:
    """Return every pair that has a turn, in the order of the sides."""
    events = sorted(atlas.events.values(), key=lambda e: e.date)
    found = (Pair(side, tuple(e for e in events if side.id in e.azerbaijan_with)) for side in atlas.sides.values())
    return tuple(pair for pair in found if pair.events)


def of_journey(journey: Journey, until: int | None = None) -> tuple[Pair, ...]:
    """Return the pairs a route depends on, with their events to the end of a year if one is given.

    A route depends on Azerbaijan and another side if it passes countries of both. A side without countries counts where
    an event between it and Azerbaijan is about the route itself.
    """
    if AZERBAIJAN not in journey.km_by_country:
        return ()
    mine = (pair for pair in pairs(journey.atlas) if _depends(journey, pair))
    cut = (Pair(p.side, tuple(e for e in p.events if until is None or int(e.date[:4]) <= until)) for p in mine)
    return tuple(pair for pair in cut if pair.events)


def _depends(journey: Journey, pair: Pair) -> bool:
    if pair.side.countries:
        return any(code in journey.km_by_country for code in pair.side.countries)
    return journey.route is not None and any(journey.route.id in e.routes for e in pair.events)
