"""Ways side by side have their own numbers, and every difference is printed as sure as it is."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from routes.data.atlas import Atlas
from routes.network import planner
from routes.network.journey import Journey
from routes.text import alternatives, headlines, numbers, route_names
from routes.views import comparison, comparison_rows
from routes.views.map import route_features
from routes.views.profile import profiles, stacked

GULF = ("russia-iran-west-rail", "russia-iran-caspian-anzali", "russia-iran-east-rail")
PLANNED = ("moscow~bandar-abbas", "moscow~bandar-abbas~km~~2", "moscow~bandar-abbas~km~~3")


@pytest.fixture(scope="module", params=[GULF, PLANNED, GULF[:2]], ids=["routes", "planned", "two"])
def ways(real: Atlas, request: pytest.FixtureRequest) -> list[Journey]:
    return [planner.journey(real, key) for key in request.param]


def cells(ways: list[Journey], label: str) -> list[str]:
    return [" ".join(cell) for row in comparison_rows.rows(ways) if row.label.startswith(label) for cell in row.cells]


def test_every_row_has_a_cell_for_every_way(ways: list[Journey]) -> None:
    assert all(len(row.cells) == len(ways) for row in comparison_rows.rows(ways))
    assert all(line for row in comparison_rows.rows(ways) for cell in row.cells for line in cell)


def test_the_table_has_the_ways_own_numbers(ways: list[Journey]) -> None:
    assert all(numbers.whole(w.length_km) in cell for w, cell in zip(ways, cells(ways, "Length"), strict=True))
    assert [c.split(" ")[0] for c in cells(ways, "Borders")] == [str(len(w.crossings)) for w in ways]
    assert [c.split(" ")[0] for c in cells(ways, "Breaks of gauge")] == [str(len(w.gauge_breaks)) for w in ways]
    assert [c.split(" ")[0] for c in cells(ways, "Transshipments")] == [str(len(w.transshipments)) for w in ways]
    assert cells(ways, "By sea") == [numbers.km(w.km_by_mode.get("sea", 0.0)) for w in ways]


def test_one_way_is_the_shortest_passable_and_the_others_stand_against_it(ways: list[Journey]) -> None:
    against = cells(ways, "Compared with")
    best = planner.shortest(ways)
    assert best is not None
    assert against[ways.index(best)] == "shortest usable"
    for way, cell in zip(ways, against, strict=True):
        if way is not best:
            assert numbers.whole(abs(numbers.rounded(way.length_km) - numbers.rounded(best.length_km))) in cell
            assert ("about" in cell) == alternatives.unlike(way, best)
            assert ("not usable" in cell) == (not way.passable)


def test_the_sentence_has_every_length_and_says_how_sure_it_is(ways: list[Journey]) -> None:
    said = comparison.sentence(ways)
    assert said.count(".") == 1
    assert said.endswith("(Corridor Atlas, data of 22\u00a0November\u00a02026).")
    for way in ways:
        assert numbers.km(way.length_km) in said
        assert route_names.label(way) in said
    assert said.startswith("By reports of ")
    assert not re.search(r"\b(today|now)\b|  ", said)


def test_under_a_scenario_the_words_say_so(real: Atlas) -> None:
    ways = [planner.journey(real, key, ("on-paper",)) for key in GULF]
    assert comparison.sentence(ways).startswith("With “")
    assert any(row.label == "Usable" for row in comparison_rows.rows(ways))


def test_the_difference_is_that_of_the_lengths_as_shown(real: Atlas) -> None:
    ways = [planner.journey(real, key) for key in ("nakhchivan-syunik-rail", "nakhchivan-bilasuvar-road")]
    shown = [int(re.sub(r"\D", "", cell)) for cell in cells(ways, "Length")]
    [against] = [cell for cell in cells(ways, "Compared with") if "km" in cell]
    assert f"−{abs(shown[0] - shown[1])}\xa0km" in against


def test_what_is_shared_adds_up(real: Atlas) -> None:
    a, b = (planner.journey(real, key) for key in GULF[:2])
    common = {s.leg.id for s in a.sections} & {s.leg.id for s in b.sections}
    said = comparison.shared([a, b])
    assert said is not None
    assert numbers.km(sum(s.km for s in a.sections if s.leg.id in common)) in said
    assert "Both pass Russia and Iran." in said
    assert "Only A passes Azerbaijan." in said
    assert comparison.shared([a]) is None


def test_ways_between_different_places_are_said_to_be(real: Atlas) -> None:
    note = comparison.like_with_like([planner.journey(real, key) for key in ("alat-aktau", "alat-turkmenbashi")])
    assert note is not None
    assert "do not join the same places" in note


@pytest.mark.parametrize("question", ["nakhchivan", "russia-iran", "china-black-sea", "caspian", "armenia"])
def test_every_question_has_a_pair_to_begin_with(real: Atlas, question: str) -> None:
    keys = comparison.first_pair(real, real.questions[question].start)
    assert len(set(keys)) == 2
    assert comparison.headline([planner.journey(real, key) for key in keys])


def test_any_pair_of_routes_can_be_compared(real: Atlas) -> None:
    journeys = {id: planner.journey(real, id) for id in real.routes}
    for a, b in combinations(journeys.values(), 2):
        assert 0 < len(comparison.headline([a, b])) <= headlines.MOST_CHARACTERS
        assert comparison.others([a, b]).count(".") >= 1
        assert comparison.sentence([a, b])
    assert comparison.html(list(journeys.values())[:4])


def test_a_headline_drops_a_mode_only_where_no_other_route_compared_has_the_name(real: Atlas) -> None:
    east = planner.journey(real, "russia-iran-east-rail")
    assert "Turkmenistan:" in comparison.headline([east, planner.journey(real, "amirabad-turkmenbashi")])
    assert "Turkmenistan (rail):" in comparison.headline([east, east])


def test_the_map_draws_each_leg_once_and_shared_ones_as_shared(ways: list[Journey]) -> None:
    drawn = route_features.ways_json(ways)
    ids = [leg["id"] for leg in drawn["legs"]]
    assert len(ids) == len(set(ids))
    for leg in drawn["legs"]:
        users = [
            x for x, w in zip(route_features.LETTERS, ways, strict=False) if leg["id"] in {s.leg.id for s in w.sections}
        ]
        assert leg["way"] == (users[0] if len(users) == 1 else route_features.SHARED)
    assert len(drawn["badges"]) == len(ways)
    assert len({name["name"] for name in drawn["names"]}) == len(drawn["names"])


def test_stacked_ways_stand_on_one_scale(ways: list[Journey]) -> None:
    document = profiles.stacked(ways)
    longest = max(ways, key=lambda w: w.length_km)
    for stack in (stacked.Stack(ways, wide, beside) for wide, beside in profiles.STACKED.values()):
        assert stack.x(0) == stack.left
        assert stack.left < stack.x(longest.length_km) <= stack.wide
    for way in ways:
        assert f"{numbers.whole(way.length_km)} km" in document
        assert f"{numbers.whole(way.length_km)} km, {stacked.difference(way, ways)}" in document


@pytest.mark.parametrize(("least", "step"), [(90, 100), (101, 200), (201, 250), (260, 500), (800, 1000), (7, 10)])
def test_the_scale_has_round_steps(least: float, step: float) -> None:
    assert stacked.nice_step(least) == step
