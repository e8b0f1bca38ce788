"""Page section on chokepoints: the rankings with their map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from routes.analysis.chokepoints import Effect, Ranking, ranking
from routes.data.atlas import Atlas
from routes.geo import projection
from routes.geo.geodesy import point_at
from routes.model import Id
from routes.text import assumptions
from routes.views import markup, svg
from routes.views.chokepoints import sentences
from routes.views.selections import Selection
from routes.views.static_map import land
from routes.views.urls import DASHBOARD

SHOWN, LINKS_SHOWN = 10, 3
WIDE, HIGH, MARGIN = 860.0, 430.0, 40.0
# Numbers closer than this on the map would cover each other; the later ones step aside.
APART_PX = 21.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ranking: its sentence, what else does the same, and routes that show it taken out or built."""

    says: str
    alike: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The ranking for one set of pairs."""

    title: str
    headline: str
    basis: tuple[str, ...]
    removals: tuple[Row, ...]
    links: tuple[Row, ...]
    chart: Markup


def html(atlas: Atlas, question_id: Id, chosen: Selection) -> str:
    """Return the ranking of a question's pairs and that of all pairs, as a part of a page.

    Raises
    ------
    UnknownIdError
        If the question or a scenario is not in the atlas.
    """
    one = ranking(atlas, chosen.scenarios, atlas.question(question_id).id, chosen.given)
    every = ranking(atlas, chosen.scenarios, None, chosen.given)
    state = assumptions.under_scenarios(one.conditions.atlas, one.conditions.scenarios) or "as last reported"
    parts = [
        _part(one, f"The pairs of “{atlas.question(question_id).title}”"),
        _part(every, "The pairs of all questions"),
    ]
    return markup.render("chokepoints.html", parts=parts, state=state, wide=WIDE, high=HIGH)


def _part(found: Ranking, title: str) -> Part:
    removals, links = found.removals[:SHOWN], found.links[:LINKS_SHOWN]
    return Part(
        title=title,
        headline=sentences.headline(found),
        basis=(*sentences.basis(found),),
        removals=tuple(_row(found, e, sentences.without(found, e), "without", e.ids[:1]) for e in removals),
        links=tuple(_row(found, e, sentences.link(found, e), "with", e.ids) for e in links),
        chart=svg.group(_chart(found, removals)),
    )


def _row(found: Ranking, effect: Effect, says: str, word: str, ids: tuple[Id, ...]) -> Row:
    atlas = found.conditions.atlas
    scenarios = (*(s.id for s in found.conditions.scenarios), *(f"{word}-{id}" for id in ids))
    ways = tuple(
        (sentences.pair(atlas, c.pair), DASHBOARD.plan(c.pair.start, c.pair.end, scenarios))
        for c in effect.changes[: sentences.NAMED_PAIRS]
    )
    alike = effect.ids[1:] if word == "without" else ()
    return Row(says, tuple(sentences.name(atlas, id) for id in alike), ways)


def _chart(found: Ranking, removals: tuple[Effect, ...]) -> Iterator[Markup]:
    """Yield the routes of the pairs, and each rank's number where its first leg, border crossing or port lies."""
    ways = [way for way in found.ways.values() if way]
    if not ways:
        return
    lines = [section.line for way in ways for section in way.sections]
    paper = projection.fitted([at for line in lines for at in line], WIDE, HIGH, MARGIN)
    yield from land.paths(found.conditions.atlas, paper, ())
    seen: set[Id] = set()
    for way in ways:
        for section in way.sections:
            if section.leg.id not in seen:
                seen.add(section.leg.id)
                yield svg.element("path", class_="ca-run", d=land.line([paper.at(*at) for at in section.line]))
    taken: list[tuple[float, float]] = []
    for n, effect in enumerate(removals, 1):
        x, y = at = paper.at(*_at(found.conditions.atlas, effect.ids[0]))
        while any((x - a) ** 2 + (y - b) ** 2 < APART_PX**2 for a, b in taken):
            x, y = x + APART_PX, y
        taken.append((x, y))
        if (x, y) != at:
            yield svg.element("path", class_="ca-lead-line", d=f"M{at[0]:.1f} {at[1]:.1f}L{x:.1f} {y:.1f}")
        yield svg.element("circle", cx=x, cy=y, r=10)
        yield svg.element("text", n, x=x, y=y + 4)


def _at(atlas: Atlas, id: Id) -> tuple[float, float]:
    if leg := atlas.legs.get(id):
        return point_at(leg.line, 0.5)
    place = atlas.places[id]
    return place.lon, place.lat
