"""Every scenario, alone and in pairs, gives an answer for every route."""

from __future__ import annotations

from itertools import combinations

import pytest

from routes.data.atlas import Atlas
from routes.data.locations import GEODATA
from routes.network.journey import Journey, along
from routes.network.scenarios import apply_scenarios

IDS = tuple(sorted(f.stem for f in (GEODATA / "scenarios").glob("*.yaml")))
PAIRS = tuple(combinations(IDS, 2))


def answers(atlas: Atlas, scenarios: tuple[str, ...]) -> list[Journey]:
    conditions = apply_scenarios(atlas, scenarios)
    return [along(conditions, r.start, r.legs, r) for r in atlas.routes.values()]


def check(atlas: Atlas, journeys: list[Journey]) -> None:
    for journey in journeys:
        assert journey.length_km == pytest.approx(sum(atlas.legs[id].length.km for id in journey.route.legs))  # type: ignore[union-attr]
        assert 0 <= journey.passable_km <= journey.length_km + 1e-9
        assert journey.passable == (journey.passable_km == pytest.approx(journey.length_km))
        assert all(b.because and b.status for b in journey.blocked_by)


@pytest.mark.parametrize("scenario", IDS)
def test_every_scenario_alone_answers_for_every_route(real: Atlas, scenario: str) -> None:
    check(real, answers(real, (scenario,)))


def test_every_pair_of_scenarios_answers_for_every_route(real: Atlas) -> None:
    for pair in PAIRS:
        check(real, answers(real, pair))


def test_the_order_in_which_a_pair_is_chosen_changes_nothing(real: Atlas) -> None:
    for a, b in PAIRS:
        one, other = apply_scenarios(real, (a, b)), apply_scenarios(real, (b, a))
        assert dict(one.changed) == dict(other.changed), (a, b)
        assert {c.id for c in one.conflicts} == {c.id for c in other.conflicts}, (a, b)


def test_scenarios_of_words_alone_change_no_leg_and_no_kilometre(real: Atlas) -> None:
    for id, scenario in real.scenarios.items():
        if scenario.opens or scenario.closes or scenario.frame:
            continue
        assert not apply_scenarios(real, (id,)).changed
        assert any(apply_scenarios(real, (id,)).badges(leg) for leg in real.legs.values()), id


def test_every_scenario_speaks_of_a_leg_or_gate_or_sets_a_word(real: Atlas) -> None:
    for id, scenario in real.scenarios.items():
        assert apply_scenarios(real, (id,)).changed_by or scenario.badges, id
