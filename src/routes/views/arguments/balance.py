"""Counts of arguments by route, stance and side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.data.atlas import Atlas, Cited
from routes.model import Argument, Id, Side, Stance
from routes.text import numbers
from routes.views import markup
from routes.views.arguments.wording import HEADINGS
from routes.views.urls import DASHBOARD, Urls


@dataclass(frozen=True, slots=True)
class Line:
    """The arguments on one route: by stance, those whose source names it first; by side; and what is missing."""

    id: Id
    title: str
    stances: tuple[tuple[int, int], ...]
    sides: str
    missing: str


def html(atlas: Atlas, urls: Urls = DASHBOARD) -> str:
    """Return the counts by route, stance and side as a part of a page."""
    total = Counter(side.id for a in atlas.arguments.values() for side in sides_of(atlas, a))
    return markup.render(
        "balance.html",
        urls=urls,
        lines=tuple(lines(atlas)),
        sides=[(side.title, total[side.id]) for side in atlas.sides.values()],
        arguments=len(atlas.arguments),
        headings=tuple(HEADINGS.values()),
    )


def sides_of(atlas: Atlas, argument: Argument) -> tuple[Side, ...]:
    """Return the sides whose view an argument is, by its holder."""
    return atlas.sides_of_holder[argument.holder]


def by_stance(cited: Sequence[Cited]) -> dict[Stance, tuple[int, int]]:
    """Return how many arguments take each stance on a route: those whose source names it, and the others."""
    direct, inferred = (Counter(c.stance for c in cited if c.link == link) for link in ("direct", "inferred"))
    return {stance: (direct[stance], inferred[stance]) for stance in HEADINGS}


def lines(atlas: Atlas) -> Iterator[Line]:
    """Yield the counts of each route."""
    for route in atlas.routes.values():
        cited = atlas.arguments_of(route.id)
        counts = by_stance(cited)
        by_side = Counter(side.title for c in cited for side in sides_of(atlas, c.argument))
        none = [HEADINGS[s].lower() for s, (direct, _) in counts.items() if not direct and s != "neutral"]
        missing = f"No source's own argument {' or '.join(none)}." if none else ""
        through = {atlas.legs[id].country for id in route.legs}
        crossed = {side.title for side in atlas.sides.values() if through.intersection(side.countries)}
        silent = sorted(side for side in crossed if not by_side[side])
        unheard = f"No view from {numbers.listed(silent)}, which it crosses." if silent else ""
        shown = ", ".join(f"{side} {n}" for side, n in by_side.most_common())
        yield Line(route.id, route.title, tuple(counts.values()), shown, " ".join(filter(None, (missing, unheard))))
