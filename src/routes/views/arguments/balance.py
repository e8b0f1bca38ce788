"""Counts of arguments by route, stance and side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.analysis.argument_verdicts import Verdict
from routes.data.atlas import Atlas, Cited
from routes.model import Argument, Id, Side, Stance
from routes.text import numbers
from routes.views import markup
from routes.views.arguments.verdict_text import WORDS, finding
from routes.views.arguments.wording import HEADINGS
from routes.views.urls import DASHBOARD, Urls

# Which way an argument counts, over all routes and topics it bears on.
STANCES = {
    frozenset({Stance.FOR}): "For a route",
    frozenset({Stance.AGAINST}): "Against a route",
    frozenset({Stance.FOR, Stance.AGAINST}): "For one and against another",
    frozenset[Stance](): "Background",
}


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
    tested = [a for a in atlas.arguments.values() if a.tested]
    total, of_tested = (
        Counter(side.id for a in some for side in sides_of(atlas, a)) for some in (atlas.arguments.values(), tested)
    )
    return markup.render(
        "balance.html",
        urls=urls,
        lines=tuple(lines(atlas)),
        sides=[(side.title, total[side.id], of_tested[side.id]) for side in atlas.sides.values()],
        arguments=len(atlas.arguments),
        tested=len(tested),
        verdicts=list(WORDS.values())[:-1],
        outcomes=tuple(outcomes(atlas, tested)),
        headings=tuple(HEADINGS.values()),
    )


def outcomes(atlas: Atlas, tested: Sequence[Argument]) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    """Yield of the tested arguments that take each stance how many there are, and how many end in each verdict."""
    for stance, words in STANCES.items():
        mine = [a for a in tested if _stances(a) == stance]
        ended = Counter(finding(atlas, a.id, ()).verdict for a in mine)
        yield words, len(mine), tuple(ended[verdict] for verdict in WORDS if verdict is not Verdict.NOT_MEASURABLE)


def _stances(argument: Argument) -> frozenset[Stance]:
    return frozenset({*argument.topics.values(), *argument.direct.values()} - {Stance.NEUTRAL})


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
