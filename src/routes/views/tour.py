"""The tour of a first visit: a route argued about, what freight can use instead, a route by ship, the arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Mode
from routes.network import planner
from routes.network.journey import Journey
from routes.views.selections import Selection


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to look at, and the selection that shows it."""

    says: str
    selection: Selection


@kept(8)
def steps(atlas: Atlas) -> tuple[Step, ...]:
    """Return the steps in order; one that the atlas has no route for is left out."""
    found = tuple(_steps(atlas))
    return tuple(Step(says, Selection(route, tour=n)) for n, (says, route) in enumerate(found, 1))


def _steps(atlas: Atlas) -> Iterator[tuple[str, str]]:
    question = next(iter(atlas.questions.values()))
    beside = [planner.journey(atlas, r.id) for r in atlas.routes_of(question)[1:]]
    away = [planner.journey(atlas, r.id) for r in atlas.routes.values() if r.question != question.id]
    yield (
        "A route that is argued about: the column says how long it is, which borders it crosses and what closes it; "
        "map and profile show where.",
        question.start,
    )
    if usable := min((way for way in beside if way.passable), key=lambda way: way.length_km, default=None):
        yield "What freight can use instead, between the same ends, as last reported.", usable.id
    if ship := next((way for way in away if _by_ship(way)), None):
        yield "By ship: a square in the profile is a transshipment, a diamond a break of gauge.", ship.id
    yield (
        "Back on the first route: below the map stands who is for it and who against, with holder, date and source, "
        "and a verdict where the map can test an argument. Now choose a question above, or plan a route of your own.",
        question.start,
    )


def _by_ship(way: Journey) -> bool:
    return any(section.leg.mode is Mode.SEA for section in way.sections)
