"""A key means one way, and where none leads the planner says what closed it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.network import planner
from routes.network.graph import By, Network
from routes.network.journey import Journey, of_route
from routes.network.planner import Ask, parse
from routes.network.scenarios import apply_scenarios
from routes.text import alternatives, numbers, obstacles, place_names, route_names

MOSCOW_GULF = Ask("moscow", "bandar-abbas")


@pytest.mark.parametrize(
    ("ask", "n", "key"),
    [
        (MOSCOW_GULF, 1, "moscow~bandar-abbas"),
        (MOSCOW_GULF, 2, "moscow~bandar-abbas~km~~2"),
        (Ask("moscow", "tehran", By.CROSSINGS), 1, "moscow~tehran~crossings"),
        (Ask("moscow", "tehran", By.KM, ("RU", "sea")), 0, "moscow~tehran~km~RU.sea~0"),
    ],
)
def test_a_key_means_what_it_was_made_from(real: Atlas, ask: Ask, n: int, key: str) -> None:
    assert ask.key(n) == key
    assert parse(real, key) == (ask, n)
    assert planner.canonical(real, key) == key


def test_a_route_is_its_own_key(real: Atlas) -> None:
    assert parse(real, "alat-aktau") == "alat-aktau"
    assert planner.journey(real, "alat-aktau") == of_route(real, "alat-aktau")


@pytest.mark.parametrize("key", ["", "~", "moscow~", "moscow~nowhere", "moscow~tehran~x", "moscow~tehran~km~XX",
    "moscow~tehran~km~~9", "moscow~tehran~km~~1~1", "no-such-route"])  # fmt: skip
def test_what_is_no_key_is_refused(real: Atlas, key: str) -> None:
    assert planner.canonical(real, key) is None
    with pytest.raises(UnknownIdError):
        planner.journey(real, key)


@pytest.mark.parametrize("by", [by for by in By if by is not By.COST])
def test_the_ways_are_those_of_the_network(real: Atlas, by: By) -> None:
    ask = Ask("moscow", "bandar-abbas", by)
    expected = Network(apply_scenarios(real)).ways(ask.start, ask.end, by)
    assert list(planner.answer(real, ask).ways) == expected
    assert [planner.journey(real, ask.key(n)) for n in range(1, len(expected) + 1)] == expected
    assert len(expected) <= planner.MOST_WAYS


def test_the_first_answer_has_several_ways(real: Atlas) -> None:
    assert (*real.first_pair,) == (MOSCOW_GULF.start, MOSCOW_GULF.end)
    assert len(planner.answer(real, MOSCOW_GULF).ways) > 1


def test_where_no_way_leads_the_nearest_is_shown_and_what_blocks_it_is_named(real: Atlas) -> None:
    ask = Ask("baku", "nakhchivan", avoid=("IR", "road"))
    got = planner.answer(real, ask)
    assert got.ways == ()
    assert got.nearest is not None
    assert planner.journey(real, ask.key()) == planner.journey(real, ask.key(0)) == got.nearest
    assert any("closed" in block for block in obstacles.blocks(got.nearest))
    assert (
        route_names.no_way(real, ask)
        == "No usable route from Baku to Nakhchivan as last reported, avoiding Iran and road"
    )


def test_ends_that_cannot_be_joined_are_refused_in_words(real: Atlas) -> None:
    assert route_names.refusal(real, Ask("baku", "baku")) == "From and to are the same place. Choose two."
    iran = route_names.refusal(real, Ask("moscow", "tehran", avoid=("IR",)))
    assert iran == "Tehran lies in Iran, which you avoid."
    assert route_names.refusal(real, MOSCOW_GULF) is None
    with pytest.raises(UnknownIdError):
        planner.journey(real, "baku~baku")


def test_a_way_that_was_not_found_is_unknown(real: Atlas) -> None:
    few = Ask("yerevan", "tbilisi", avoid=("road",))
    found = len(planner.answer(real, few).ways)
    assert 0 < found < planner.MOST_WAYS
    with pytest.raises(UnknownIdError):
        planner.journey(real, few.key(planner.MOST_WAYS))


def test_cities_come_first_and_every_place_has_a_way(real: Atlas) -> None:
    kinds = [p.kind == "city" for p in planner.places(real)]
    assert all(a >= b for a, b in pairwise(kinds))
    assert {"moscow", "tehran", "baku"} <= {p.id for p in planner.places(real)}


def test_a_click_means_the_nearest_place_or_none(real: Atlas) -> None:
    tehran = real.place("tehran")
    found = planner.near(real, tehran.lon + 0.001, tehran.lat)
    assert found is not None
    assert "tehran" in (found.id, found.of)
    assert planner.near(real, 30.0, 25.0) is None


def every(real: Atlas, wanted: Callable[[Journey], bool]) -> list[Journey]:
    return [way for way in (of_route(real, id) for id in real.routes) if wanted(way)]


def test_a_route_that_is_passable_needs_nothing_instead(real: Atlas) -> None:
    assert all(alternatives.instead(way) is None for way in every(real, lambda w: w.passable))


def test_a_route_that_is_not_passable_says_what_blocks_it_and_the_best_way_that_is(real: Atlas) -> None:
    for way in every(real, lambda w: not w.passable):
        found = alternatives.instead(way)
        assert found is not None
        assert len(found.blocked) > len("Not usable : .")
        for blocker in way.blocked_by:
            if blocker.kind != "leg":
                assert place_names.short_name(real.places[blocker.id]) in found.blocked
        if found.best:
            assert found.best.passable
            assert found.best == Network(apply_scenarios(real)).way(found.ask.start, found.ask.end)
            assert numbers.km(found.best.length_km) in found.finding


def test_a_blocked_route_names_its_gaps_and_posts(toy: Atlas) -> None:
    old, road = (alternatives.instead(of_route(toy, id)) for id in ("amber-bay-old", "amber-birch-road"))
    assert old is not None
    assert "70\u00a0km in Bravo without track (Birch to Bramble)" in old.blocked
    assert road is not None
    assert "101\u00a0km in Bravo under construction" in road.blocked
    assert "border crossing Aster / Bryony (1) closed" in road.blocked


def test_differences_are_counted_both_ways(real: Atlas) -> None:
    a, b = planner.answer(real, MOSCOW_GULF).ways[:2]
    assert alternatives.differences(a, a) == ("as long",)
    assert "shorter" in alternatives.differences(a, b)[0]
    assert "longer" in alternatives.differences(b, a)[0]
    assert len(alternatives.differences(a, b)) == len(alternatives.differences(b, a))


def test_the_shortest_passable_way_comes_before_a_shorter_one_that_is_not(real: Atlas) -> None:
    ways = [of_route(real, id) for id in ("nakhchivan-syunik-rail", "nakhchivan-turkey-road")]
    assert ways[0].length_km < ways[1].length_km
    assert planner.shortest(ways) is ways[1]
    assert planner.shortest([]) is None
