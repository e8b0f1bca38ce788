"""An actor is for or against a route only by its own words on that route; everyone else is background."""

from __future__ import annotations

from dataclasses import replace

import atlases
import pytest

from routes.data.atlas import Atlas
from routes.model import Quotation, Stance
from routes.network.journey import of_route
from routes.text import holder_names
from routes.views.arguments import actors, for_route, leading

ROUTES = sorted(atlases.real().routes)


@pytest.mark.parametrize("route", ROUTES)
def test_for_and_against_are_only_those_who_take_that_side_on_this_route(real: Atlas, route: str) -> None:
    cited = real.arguments_of(route)
    for stance, column in ((Stance.FOR, "supporting"), (Stance.AGAINST, "opposing")):
        taking = {
            holder_names.whose(c.argument.holder)
            for c in cited
            if c.link == "direct" and c.stance is stance and stance in c.argument.takes_side
        }
        shown = [actor.name for row in actors.rows(real, cited) for actor in getattr(row, column)]
        assert sorted(shown) == sorted(taking)


@pytest.mark.parametrize("route", ROUTES)
def test_every_holder_stands_in_the_table_once_for_each_side_or_as_background(real: Atlas, route: str) -> None:
    cited = real.arguments_of(route)
    rows = actors.rows(real, cited)
    sided = {actor.name for row in rows for actor in (*row.supporting, *row.opposing)}
    others = sum(len(row.background) + row.more for row in rows)
    assert len(sided) + others == len({holder_names.whose(c.argument.holder) for c in cited})
    assert sided.isdisjoint(name for row in rows for name in row.background)


def test_the_table_stands_above_the_arguments(real: Atlas) -> None:
    html = for_route.html(of_route(real, ROUTES[0]))
    assert html.index("Who is for, who is against") < html.index('class="ca-sides"')


def test_a_side_that_has_been_overtaken_says_so(real: Atlas) -> None:
    found = {
        actor.name: actor
        for row in actors.rows(real, real.arguments_of("nakhchivan-syunik-rail"))
        for actor in row.supporting
    }
    assert any(actor.overtaken for actor in found.values())
    assert not found["US government"].overtaken


def test_a_quotation_stands_beside_our_words_marked_and_with_its_place(toy: Atlas) -> None:
    words = Quotation(text="no open way is shorter", where="paragraph 2")
    said, *others = toy.sources["daily"].arguments
    quoting = (said.model_copy(update={"quotation": words}), *others)
    daily = toy.sources["daily"].model_copy(update={"arguments": quoting})
    html = for_route.html(of_route(replace(toy, sources={**toy.sources, "daily": daily}), "amber-cedar-ship"))
    assert "<q>no open way is shorter</q> (paragraph 2)" in html
    assert html.count("<q>") == 1


@pytest.mark.parametrize("route", ROUTES)
def test_the_tab_begins_each_side_with_the_argument_of_the_first_screen(real: Atlas, route: str) -> None:
    journey = of_route(real, route)
    first = {side.stance.value: side.statements[0].id for side in for_route.sides(journey) if side.statements}
    shown = {one.kind: one.statement.id for one in leading.leading_arguments(journey).shown[:2] if one.statement}
    assert shown.items() <= first.items()
