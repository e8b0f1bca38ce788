"""Pairs of places that the rankings of chokepoints count, with the cited yearly flows between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routes.analysis.chokepoints.effects import Ends, Pair
from routes.data.atlas import Atlas
from routes.geo.geodesy import apart_km
from routes.model import Figure, FigureKind, Id

# Units of a yearly flow, in million tonnes.
YEARLY_MT: Mapping[str, float] = {"Mt a year": 1.0, "Mt/year": 1.0, "t a year": 1e-6}
# Ends of a route no farther from a pair's ends are the same ends.
SAME_KM = 10.0


def pairs(atlas: Atlas, question_id: Id | None = None) -> tuple[Pair, ...]:
    """Return the pairs a question, or every question, tries its scenarios on, each once, with their weights.

    A pair with a cited yearly flow counts by its tonnes, in proportion to the mean of those cited; every other
    counts one.

    Raises
    ------
    UnknownIdError
        If the question is not in the atlas.
    """
    questions = [atlas.question(question_id)] if question_id else [*atlas.questions.values()]
    ends = {frozenset(pair): pair for q in reversed(questions) for pair in reversed(q.pairs)}
    ordered = [ends.pop(frozenset(p)) for q in questions for p in q.pairs if frozenset(p) in ends]
    cited = {pair: tuple(_flows(atlas, pair)) for pair in ordered}
    tonnes = {pair: sum(map(megatonnes, flows)) for pair, flows in cited.items() if flows}
    mean = sum(tonnes.values()) / len(tonnes) if tonnes else 1.0
    return tuple(Pair(*p, tonnes[p] / mean if p in tonnes else 1.0, cited[p]) for p in ordered)


def megatonnes(flow: Figure) -> float:
    """Return a yearly flow in million tonnes: the figure's preferred value."""
    return (flow.preferred.value or 0.0) * YEARLY_MT[flow.preferred.unit]


def _flows(atlas: Atlas, ends: Ends) -> Iterator[Figure]:
    """Yield the cited yearly flows of goods along routes between two places."""

    def same(a: Id, b: Id) -> bool:
        one, other = atlas.places[a], atlas.places[b]
        near = apart_km((one.lon, one.lat), (other.lon, other.lat)) <= SAME_KM
        return (one.of or a) == (other.of or b) or near

    for figure in atlas.figures.values():
        if figure.what is FigureKind.TRAFFIC and figure.route and figure.preferred.unit in YEARLY_MT:
            route = atlas.routes[figure.route]
            a, b = ends
            there, back = (same(route.start, x) and same(route.end, y) for x, y in ((a, b), (b, a)))
            if (there or back) and figure.preferred.value:
                yield figure
