"""A turning value is one: on the one side of it the fastest route stays the fastest, on the other it does not."""

from __future__ import annotations

import pytest
from atlases import alike

from routes.analysis.turning_points import TurningPoint, turning_points
from routes.data import loader
from routes.network import estimate
from routes.network.journey import Journey, of_route
from routes.network.parameters import BOUNDS
from routes.views import turning_points as view

KNOWN = loader.load()
CLOSE = 0.001


TURNS = [t for question in KNOWN.questions for ways in alike(KNOWN, question) for t in turning_points(ways)]


def hours(way: Journey, turn: TurningPoint, value: float) -> float:
    return estimate.of(way, ((turn.parameter.id, value),)).hours.typical


@pytest.mark.parametrize("turn", TURNS, ids=lambda t: f"{t.best.route.id}-{t.other.route.id}-{t.parameter.id}")
def test_the_planner_confirms_a_turn_on_both_sides(turn: TurningPoint) -> None:
    towards = 1 if turn.turned > turn.now else -1
    before, after = turn.turned * (1 - towards * CLOSE), turn.turned * (1 + towards * CLOSE)
    assert hours(turn.best, turn, before) < hours(turn.other, turn, before)
    assert hours(turn.best, turn, after) > hours(turn.other, turn, after)


@pytest.mark.parametrize("question", list(KNOWN.questions))
def test_no_smaller_change_of_a_number_makes_another_route_the_fastest(question: str) -> None:
    for ways in alike(KNOWN, question):
        found = turning_points(ways)
        best = min(ways, key=lambda way: estimate.of(way).hours.typical)
        used = {part.parameter for way in ways for part in estimate.of(way).parts if part.parameter.typical}
        for parameter in used:
            assert parameter.typical
            now, (least, most) = parameter.typical.value, BOUNDS[parameter.unit]
            turns = [t.turned for t in found if t.parameter == parameter]
            low, high = max([least, *(t for t in turns if t < now)]), min([most, *(t for t in turns if t > now)])
            for value in (low * (1 + CLOSE), high * (1 - CLOSE)):
                times = {id(way): estimate.of(way, ((parameter.id, value),)).hours.typical for way in ways}
                assert times[id(best)] == min(times.values())


def test_some_answers_hang_on_a_number_within_what_is_given_and_say_so() -> None:
    ways = [of_route(KNOWN, id) for id in ("middle-khorgos-poti", "middle-khorgos-kuryk-poti")]
    turns = turning_points(ways)
    sentence = view.sentence(turns)
    assert sentence
    assert "not for certain" in sentence
    assert any(row.open for row in view.rows(turns))


def test_routes_between_different_cities_have_nothing_to_turn() -> None:
    ways = [of_route(KNOWN, id) for id in ("nakhchivan-syunik-rail", "russia-iran-west-rail")]
    assert turning_points(ways) == ()
    assert view.sentence(turning_points(ways)) is None
