"""What changes of the network do is what the map lets one predict of them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from routes.analysis import link_effects
from routes.analysis.argument_verdicts import Verdict
from routes.analysis.chokepoints.removal import elements
from routes.analysis.link_effects import NOTABLE_H
from routes.data.atlas import Atlas
from routes.geo.geodesy import apart_km, length_km
from routes.model import Id
from routes.network import estimate, planner
from routes.network.graph import By
from routes.network.journey import of_route
from routes.network.planner import Ask
from routes.text.drawn_links import link_id
from routes.text.numbers import rounded
from routes.views import json_data
from routes.views import link_effects as view
from routes.views.selections import Selection

ACROSS_SYUNIK = "horadiz,39.2 46.5,nakhchivan;rail;1520"
ASTARA_RASHT = "astara-az-station,38.0 48.7,37.4 49.1,rasht;rail;1520"
ACROSS_AFGHANISTAN = "termez,mazar-i-sharif,herat;rail;1520"
BILASUVAR = "without-post-bilasuvar"
# Bytes of what a change adds to a page.
TABLE_BYTES = 15_000


def changed(atlas: Atlas, *ids: Id) -> Mapping[tuple[Id, Id], link_effects.PairChange]:
    return {(c.start, c.end): c for c in link_effects.effects(atlas, ids) if c.changed}


def test_a_railway_across_syunik_gives_the_open_line_to_horadiz_and_then_its_own_kilometres(real: Atlas) -> None:
    route = of_route(real, "nakhchivan-syunik-rail")
    first = next(s for s in route.sections if s.start.id == "horadiz")
    horadiz, before = first.start, first.from_km
    nakhchivan = route.sections[-1].end
    link = length_km([(horadiz.lon, horadiz.lat), (46.5, 39.2), (nakhchivan.lon, nakhchivan.lat)])
    found = changed(real, link_id(real, ACROSS_SYUNIK))
    assert [*found] == [("baku", "nakhchivan")]
    (one,) = found.values()
    assert one.after
    assert one.after.length_km == pytest.approx(before + link, abs=0.1)
    said = view.headline(real, link_effects.effects(real, (link_id(real, ACROSS_SYUNIK),)))
    assert one.before
    saved = rounded(one.before.length_km) - rounded(before + link)
    assert f"one becomes shorter and one becomes faster: Baku - Nakhchivan, {saved}\N{NO-BREAK SPACE}km shorter" in said


def test_a_railway_from_astara_to_rasht_ends_the_claim_that_freight_must_take_a_lorry_there(real: Atlas) -> None:
    link = link_id(real, ASTARA_RASHT)
    found = {one.before.argument.id: one for one in link_effects.verdicts(real, (link,))}
    assert (found["e42"].before.verdict, found["e42"].after.verdict) == (Verdict.BORNE_OUT, Verdict.NOT_BORNE_OUT)
    effects = link_effects.effects(real, (link,))
    assert not any(one.lost for one in effects)
    # The lorries of the way by Astara go too: what ran over it is faster, nothing slower, no other pair anything.
    faster = {(one.start, one.end) for one in effects if one.saved_hours >= link_effects.NOTABLE_H}
    assert {("moscow", "tehran"), ("moscow", "bandar-abbas")} <= faster
    assert min(one.saved_hours for one in effects) == 0
    assert "become faster: most" in view.headline(real, effects)


@pytest.mark.parametrize("words", [ACROSS_SYUNIK, ASTARA_RASHT, ACROSS_AFGHANISTAN])
def test_a_link_shortens_no_pair_for_which_it_lies_too_far_aside(real: Atlas, words: str) -> None:
    link = link_id(real, words)
    (one,) = view.parts(real, (link,))
    wider = one.legs[0].line[0], one.legs[-1].line[-1]
    for change in link_effects.effects(real, (link,)):
        a, b = ((p.lon, p.lat) for p in (real.place(change.start), real.place(change.end)))
        least = min(apart_km(a, x) + one.km + apart_km(y, b) for x, y in (wider, wider[::-1]))
        # A city stands for its stations, some kilometres from its middle.
        if change.before and least > change.before.length_km + 60:
            assert not change.gained


def test_a_railway_across_afghanistan_changes_no_pair_and_says_so(real: Atlas) -> None:
    link = link_id(real, ACROSS_AFGHANISTAN)
    assert changed(real, link) == {}
    assert view.headline(real, link_effects.effects(real, (link,))).startswith("None of the")
    assert link_effects.redundant(link_effects.effects(real, (link,))) == ()


def test_a_closed_crossing_lengthens_what_used_it_and_a_link_beside_it_makes_up_for_that(real: Atlas) -> None:
    alone, both = changed(real, BILASUVAR), changed(real, BILASUVAR, link_id(real, ACROSS_SYUNIK))
    assert alone
    assert all(one.lost or one.saved_hours < 0 for one in alone.values())
    assert all(not one.lost or (one.before and "post-bilasuvar" in elements(one.before)) for one in alone.values())
    assert both["baku", "nakhchivan"].gained


def test_what_a_link_makes_redundant_was_used_before_and_is_not_closed_itself(real: Atlas) -> None:
    found = link_effects.effects(real, (BILASUVAR, link_id(real, ACROSS_SYUNIK)))
    left = link_effects.redundant(found)
    assert "post-bilasuvar" not in left
    assert {*left} <= {id for c in found if c.before for id in elements(c.before)}
    assert {*left}.isdisjoint(id for c in found if c.after for id in elements(c.after))
    assert "No longer on the shortest route of any pair" in view.redundant(real, found)


def test_where_a_pair_loses_nothing_is_called_redundant(real: Atlas) -> None:
    assert link_effects.redundant(link_effects.effects(real, (BILASUVAR,))) == ()


def test_a_year_and_scenarios_of_the_atlas_are_what_changes_are_compared_with(real: Atlas) -> None:
    assert link_effects.base(real, ("in-2005", "zangezur-open", BILASUVAR)) == ("in-2005", "zangezur-open")


@pytest.mark.parametrize("ids", [(BILASUVAR,), (ACROSS_SYUNIK,), (BILASUVAR, ACROSS_SYUNIK, ASTARA_RASHT)])
def test_what_a_change_adds_to_a_page_is_small_and_says_what_the_json_says(real: Atlas, ids: tuple[str, ...]) -> None:
    scenarios = tuple(link_id(real, id) if ";" in id else id for id in ids)
    chosen = Selection("nakhchivan-syunik-rail", scenarios)
    page = view.html(real, "all", chosen)
    answer = json_data.of_links(real, scenarios)
    assert len((page + view.verdicts_html(real, "all", chosen)).encode()) <= TABLE_BYTES
    assert answer["says"] in page
    assert answer["changes"] == list(scenarios)
    assert sum(pair["changed"] for pair in answer["pairs"]) == len(changed(real, *scenarios))


def test_a_page_without_changes_has_no_part_on_them(real: Atlas) -> None:
    chosen = Selection("nakhchivan-syunik-rail", ("zangezur-open",))
    assert view.html(real, "all", chosen) == view.verdicts_html(real, "all", chosen) == ""


@pytest.mark.parametrize("words", [ACROSS_SYUNIK, ASTARA_RASHT, BILASUVAR])
def test_the_hours_of_every_pair_are_those_of_the_planners_fastest_route(real: Atlas, words: str) -> None:
    ids = (link_id(real, words) if ";" in words else words,)
    for change in link_effects.effects(real, ids):
        for scenarios, hours in zip(((), ids), change.hours, strict=True):
            ways = planner.answer(real, Ask(change.start, change.end, By.TIME), scenarios).ways
            assert hours == pytest.approx(estimate.of(ways[0]).hours.typical if ways else None, abs=NOTABLE_H)
