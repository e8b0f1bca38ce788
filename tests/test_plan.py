"""A key means one way, and where none leads the planner says what closed it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from routes import phrase, plan
from routes.atlas import Atlas
from routes.conditions import under
from routes.errors import UnknownIdError
from routes.journey import Journey, of_route
from routes.network import By, Network
from routes.plan import Ask, parse

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
    assert plan.canonical(real, key) == key


def test_a_route_is_its_own_key(real: Atlas) -> None:
    assert parse(real, "alat-aktau") == "alat-aktau"
    assert plan.journey(real, "alat-aktau") == of_route(real, "alat-aktau")


@pytest.mark.parametrize("key", ["", "~", "moscow~", "moscow~nowhere", "moscow~tehran~x", "moscow~tehran~km~XX",
    "moscow~tehran~km~~9", "moscow~tehran~km~~1~1", "no-such-route"])  # fmt: skip
def test_what_is_no_key_is_refused(real: Atlas, key: str) -> None:
    assert plan.canonical(real, key) is None
    with pytest.raises(UnknownIdError):
        plan.journey(real, key)


@pytest.mark.parametrize("by", By)
def test_the_ways_are_those_of_the_network(real: Atlas, by: By) -> None:
    ask = Ask("moscow", "bandar-abbas", by)
    expected = Network(under(real)).ways(ask.start, ask.end, by)
    assert list(plan.answer(real, ask).ways) == expected
    assert [plan.journey(real, ask.key(n)) for n in range(1, len(expected) + 1)] == expected
    assert len(expected) <= plan.MOST_WAYS


def test_the_first_answer_has_several_ways(real: Atlas) -> None:
    assert (plan.FIRST_ENDS[0], plan.FIRST_ENDS[1]) == (MOSCOW_GULF.start, MOSCOW_GULF.end)
    assert len(plan.answer(real, MOSCOW_GULF).ways) > 1


def test_where_no_way_leads_the_nearest_is_shown_and_what_blocks_it_is_named(real: Atlas) -> None:
    ask = Ask("baku", "nakhchivan", avoid=("IR", "road"))
    got = plan.answer(real, ask)
    assert got.ways == ()
    assert got.nearest is not None
    assert plan.journey(real, ask.key()) == plan.journey(real, ask.key(0)) == got.nearest
    assert any("closed" in block for block in phrase.blocks(got.nearest))
    assert plan.no_way(real, ask) == "No passable way from Baku to Nakhchivan as last reported, avoiding Iran and road"


def test_ends_that_cannot_be_joined_are_refused_in_words(real: Atlas) -> None:
    assert plan.refusal(real, Ask("baku", "baku")) == "From and to are the same place. Choose two."
    iran = plan.refusal(real, Ask("moscow", "tehran", avoid=("IR",)))
    assert iran == "Tehran lies in Iran, which you avoid."
    assert plan.refusal(real, MOSCOW_GULF) is None
    with pytest.raises(UnknownIdError):
        plan.journey(real, "baku~baku")


def test_a_way_that_was_not_found_is_unknown(real: Atlas) -> None:
    few = Ask("yerevan", "tbilisi", avoid=("road",))
    found = len(plan.answer(real, few).ways)
    assert 0 < found < plan.MOST_WAYS
    with pytest.raises(UnknownIdError):
        plan.journey(real, few.key(plan.MOST_WAYS))


def test_cities_come_first_and_every_place_has_a_way(real: Atlas) -> None:
    kinds = [p.kind == "city" for p in plan.places(real)]
    assert all(a >= b for a, b in pairwise(kinds))
    assert {"moscow", "tehran", "baku"} <= {p.id for p in plan.places(real)}


def test_a_click_means_the_nearest_place_or_none(real: Atlas) -> None:
    tehran = real.place("tehran")
    found = plan.near(real, tehran.lon + 0.001, tehran.lat)
    assert found is not None
    assert "tehran" in (found.id, found.of)
    assert plan.near(real, 30.0, 25.0) is None


def every(real: Atlas, wanted: Callable[[Journey], bool]) -> list[Journey]:
    return [way for way in (of_route(real, id) for id in real.routes) if wanted(way)]


def test_a_route_that_is_passable_needs_nothing_instead(real: Atlas) -> None:
    assert all(plan.instead(way) is None for way in every(real, lambda w: w.passable))


def test_a_route_that_is_not_passable_says_what_blocks_it_and_the_best_way_that_is(real: Atlas) -> None:
    for way in every(real, lambda w: not w.passable):
        found = plan.instead(way)
        assert found is not None
        assert len(found.blocked) > len("Not passable : .")
        for blocker in way.blocked_by:
            if blocker.kind != "leg":
                assert plan.phrase.short_name(real.places[blocker.id]) in found.blocked
        if found.best:
            assert found.best.passable
            assert found.best == Network(under(real)).way(found.ask.start, found.ask.end)
            assert plan.phrase.km(found.best.length_km) in found.finding


def test_the_syunik_railway_names_its_gaps_and_posts(real: Atlas) -> None:
    found = plan.instead(of_route(real, "nakhchivan-syunik-rail"))
    assert found is not None
    assert "42\u00a0km in Armenia without track" in found.blocked
    assert "border posts Aghband / Nrnadzor (1) and Karchevan / Salammelik (2) closed" in found.blocked


def test_differences_are_counted_both_ways(real: Atlas) -> None:
    a, b = plan.answer(real, MOSCOW_GULF).ways[:2]
    assert plan.differences(a, a) == ("as long",)
    assert "shorter" in plan.differences(a, b)[0]
    assert "longer" in plan.differences(b, a)[0]
    assert len(plan.differences(a, b)) == len(plan.differences(b, a))


def test_the_shortest_passable_way_comes_before_a_shorter_one_that_is_not(real: Atlas) -> None:
    ways = [of_route(real, id) for id in ("nakhchivan-syunik-rail", "nakhchivan-turkey-road")]
    assert ways[0].length_km < ways[1].length_km
    assert plan.shortest(ways) is ways[1]
    assert plan.shortest([]) is None
