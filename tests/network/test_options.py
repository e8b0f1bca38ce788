"""Planned options are exact: in order, none that ranks between left out, against plain enumeration."""

from __future__ import annotations

import math
import os
import random
from itertools import islice, permutations

import pytest
from second_engine import simple_paths

from routes.data.atlas import Atlas
from routes.network import estimate, planner
from routes.network.graph import (
    BESIDE_KM,
    COUNTED,
    DETOUR_KM,
    By,
    Network,
    NoWayError,
    different,
    network,
    origins,
    paths,
)
from routes.network.graph.within import Within
from routes.network.journey import Journey, along, of_route
from routes.network.planner import Ask
from routes.network.scenarios import apply_scenarios

# `make fuzz` asks for more pairs.
PAIRS = 500 if int(os.environ.get("FUZZ_EXAMPLES", "0")) > 1_000 else 40
# How many paths of one question are looked at.
ENUMERATED = 5 * PAIRS
STATES = ((), ("on-paper",), ("iran-suspended",), ("in-2005",), ("in-2015", "zangezur-open"))


def spent(way: Journey, by: By) -> float:
    if by is By.TIME:
        return estimate.of(way).hours.typical
    if by is By.CARBON:
        return estimate.of(way).carbon.per_tonne.typical * 1000
    crossing, handling = BESIDE_KM[by]
    return way.length_km + crossing * len(way.crossings) + handling * len(way.handlings)


def chosen(ways: list[Journey], by: By, most: int = 3) -> list[Journey]:
    found: list[Journey] = []
    shortest = min((way.length_km for way in ways), default=0.0)
    for way in sorted(ways, key=lambda w: spent(w, by)):
        most_km = max(shortest + DETOUR_KM, found[0].length_km) if found and by in COUNTED else math.inf
        if len(found) < most and way.length_km <= most_km and all(different(way, better) for better in found):
            found.append(way)
    return found


def options(atlas: Atlas, scenario_ids: tuple[str, ...], a: str, b: str, by: By) -> list[Journey]:
    try:
        return network(atlas, scenario_ids).ways(a, b, by)
    except NoWayError:
        return []


@pytest.mark.parametrize("by", [by for by in By if by is not By.COST])
@pytest.mark.parametrize("scenario_ids", [(), ("all-built",)])
def test_options_in_the_toy_are_those_of_an_exhaustive_search(
    toy: Atlas, by: By, scenario_ids: tuple[str, ...]
) -> None:
    conditions = apply_scenarios(toy, scenario_ids)
    for a, b in permutations([p.id for p in origins(conditions)], 2):
        every = [along(conditions, start, legs) for start, legs, _ in simple_paths(conditions, a, b)]
        expected = [spent(w, by) for w in chosen(every, by)]
        assert [spent(w, by) for w in options(toy, scenario_ids, a, b, by)] == pytest.approx(expected), (a, b)


@pytest.mark.fuzz
@pytest.mark.parametrize("by", [By.KM, By.TIME])
def test_no_option_of_the_atlas_is_missing_or_out_of_order(real: Atlas, by: By) -> None:
    """Every path enumerated that is cheaper than the last option is an option, or too like a better one."""
    rng = random.Random(f"options {by}")
    ids = [p.id for p in origins(apply_scenarios(real))]
    whole = 0
    for _ in range(PAIRS // 2):
        (a, b), scenario_ids = rng.sample(ids, 2), rng.choice(STATES)
        ours = options(real, scenario_ids, a, b, by)
        costs = [spent(w, by) for w in ours]
        assert costs == sorted(costs)
        whole += agrees(Network(apply_scenarios(real, scenario_ids)), ours, costs, (a, b), by)
    assert whole > PAIRS // 16


def agrees(net: Network, ours: list[Journey], costs: list[float], ends: tuple[str, str], by: By) -> bool:
    """Hold options against the paths enumerated; return whether these reached the last option or the end."""
    theirs: list[Journey] = []
    seen = 0
    for start, legs, cost in islice(simple_paths(net.conditions, *ends, hours=by is By.TIME), ENUMERATED):
        way, seen = along(net.conditions, start, legs), seen + 1
        if all(different(way, better) for better in theirs):
            theirs.append(way)
            assert len(theirs) <= len(ours), (ends, "missing", cost)
            assert cost == pytest.approx(costs[len(theirs) - 1], abs=0.001), ends
        if len(theirs) == 3:
            return True
    assert seen == ENUMERATED or len(theirs) == len(ours), ends
    return seen < ENUMERATED


@pytest.mark.parametrize(
    ("ends", "expected"),
    [(("moscow", "bandar-abbas"), 3), (("horgos", "poti"), 3)],
)
@pytest.mark.parametrize("by", [by for by in By if by is not By.COST])
def test_options_are_in_order_of_what_they_rank_by(real: Atlas, ends: tuple[str, str], expected: int, by: By) -> None:
    found = options(real, (), *ends, by)
    assert len(found) == expected
    assert [spent(w, by) for w in found] == sorted(spent(w, by) for w in found)


def test_a_path_comes_to_no_place_twice_but_to_change_its_mode(real: Atlas) -> None:
    rng = random.Random(7)
    ids = [p.id for p in origins(apply_scenarios(real))]
    for _ in range(60):
        a, b = rng.sample(ids, 2)
        for way in options(real, ("on-paper",), a, b, By.KM):
            places = [way.start.id, *(s.end.id for s in way.sections)]
            twice = {p for p in places if places.count(p) > 1}
            for place in twice:
                first, second = (n for n, p in enumerate(places) if p == place)
                assert second == first + 2
                assert way.sections[first].leg.mode is not way.sections[first + 1].leg.mode


def test_a_question_that_only_passing_a_place_twice_would_answer_has_no_answer(real: Atlas) -> None:
    """Without watching places one by one, this took minutes: every path of the railway was tried."""
    net = network(real, ("iran-suspended",))
    with pytest.raises(NoWayError):
        net.way("border-khorgos-rail", "post-dostyk-road", By.BREAKS)


def test_cost_ranks_only_where_tariffs_cover_every_option(real: Atlas) -> None:
    rng = random.Random(80)
    ids = [p.id for p in origins(apply_scenarios(real)) if {"KZ", "UZ", "TM"} & set(p.countries)]
    ranked = set()
    for _ in range(60):
        a, b = rng.sample(ids, 2)
        got = planner.answer(real, Ask(a, b, By.COST))
        if not got.ways:
            continue
        found = [estimate.of(way).per_tonne for way in got.ways]
        assert got.covered == tuple(cost.share for cost in found)
        assert (got.ranked_by is By.COST) != got.unranked
        if got.unranked:
            assert got.ways == planner.answer(real, Ask(a, b)).ways
        else:
            assert min(got.covered) >= planner.COVERED_AT_LEAST
        ranked.add(got.ranked_by)
    assert ranked == {By.COST, By.KM}


def test_cost_sends_nobody_from_moscow_to_bandar_abbas_over_central_asia(real: Atlas) -> None:
    got = planner.answer(real, Ask("moscow", "bandar-abbas", By.COST))
    assert got.unranked
    assert got.ways == planner.answer(real, Ask("moscow", "bandar-abbas")).ways


def test_a_curated_route_that_is_an_option_is_known_as_such(real: Atlas) -> None:
    for id in real.routes:
        way = of_route(real, id)
        assert planner.curated(along(way.conditions, way.start.id, way.route.legs if way.route else ())) == way.route
        back = along(way.conditions, way.end.id, [s.leg.id for s in reversed(way.sections)])
        assert planner.curated(back) == way.route
    assert planner.curated(planner.answer(real, Ask("moscow", "tehran")).ways[0]) is None


def test_a_place_and_a_city_it_serves_are_joined_without_passing_either_twice(real: Atlas) -> None:
    for a, b in (("aktau", "aktau-port"), ("aktau-port", "aktau")):
        for way in options(real, (), a, b, By.KM):
            assert (way.start.id in {a, "aktau"}) or way.start.of == a


@pytest.mark.parametrize("by", [By.CROSSINGS, By.BREAKS])
def test_further_options_by_a_count_are_no_detour_longer_than_said(real: Atlas, by: By) -> None:
    """Without that limit the first of these questions took four minutes."""
    for ends in (("ordubad", "post-dostyk-road"), ("kapan", "haydarpasa"), ("baku", "nakhchivan")):
        first, *others = options(real, (), *ends, by)
        shortest = options(real, (), *ends, By.KM)[0].length_km
        assert len(others) == 2
        assert all(w.length_km <= max(shortest + DETOUR_KM, first.length_km) for w in others)


HARD = [
    ((), "shu", "post-khorgos-road", By.KM),
    (("in-2005",), "bereket", "eskisehir", By.KM),
    ((), "post-dostyk-road", "shieli", By.TIME),
    (("on-paper",), "post-hairatan-road", "border-imamnazar-aqina", By.KM),
]


def compared(monkeypatch: pytest.MonkeyPatch) -> list[paths._Label]:
    """Return the list to which every beginning of a path is added that is compared from now on."""
    looked_at: list[paths._Label] = []
    needed = paths._Run._needed

    def noting(run: paths._Run, label: paths._Label) -> bool:
        looked_at.append(label)
        return needed(run, label)

    monkeypatch.setattr(paths._Run, "_needed", noting)
    return looked_at


@pytest.mark.parametrize(("scenario_ids", "a", "b", "by"), HARD)
def test_a_question_with_many_nearly_equal_paths_is_answered_after_few_of_them(
    real: Atlas, monkeypatch: pytest.MonkeyPatch, scenario_ids: tuple[str, ...], a: str, b: str, by: By
) -> None:
    """Each had 20,000 to 40,000 beginnings of paths looked at, as every one was followed place by place."""
    looked_at = compared(monkeypatch)
    options(real, scenario_ids, a, b, by)
    assert len(looked_at) < 4_000


@pytest.mark.parametrize(("scenario_ids", "a", "b", "by"), [HARD[0], HARD[3]])
def test_critical_places_make_the_search_shorter_and_change_no_answer(
    real: Atlas, monkeypatch: pytest.MonkeyPatch, scenario_ids: tuple[str, ...], a: str, b: str, by: By
) -> None:
    minded = options(real, scenario_ids, a, b, by)
    monkeypatch.setattr(paths, "CRITICAL_AT_MOST", 0)
    assert [way.sections for way in options(real, scenario_ids, a, b, by)] == [way.sections for way in minded]


@pytest.mark.parametrize(("scenario_ids", "a", "b", "by"), [*HARD[:2], (("on-paper",), "semey", "zahedan", By.BREAKS)])
@pytest.mark.parametrize(("many", "compared"), [(0, 10**9), (10**9, 10**9), (0, 1)])
def test_leaving_far_places_and_old_paths_out_of_comparisons_changes_no_answer(
    real: Atlas,
    monkeypatch: pytest.MonkeyPatch,
    scenario_ids: tuple[str, ...],
    a: str,
    b: str,
    by: By,
    many: int,
    compared: int,
) -> None:
    usual = options(real, scenario_ids, a, b, by)
    monkeypatch.setattr(paths, "MANY", many)
    monkeypatch.setattr(paths, "COMPARED", compared)
    assert [way.sections for way in options(real, scenario_ids, a, b, by)] == [way.sections for way in usual]


def test_paths_that_differ_only_by_places_too_far_to_come_to_again_are_not_all_followed(
    real: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it 10,000 beginnings of paths were compared for each of two options, and 2,600 for the second."""
    looked_at = compared(monkeypatch)
    options(real, ("on-paper", "russia-avoided"), "alashankou", "border-btk", By.BREAKS)
    assert len(looked_at) < 8_000
    looked_at.clear()
    options(real, ("in-2005",), "bereket", "eskisehir", By.KM)
    assert len(looked_at) < 1_500


def test_no_place_that_a_path_comes_to_is_too_far_for_it(real: Atlas) -> None:
    net = network(real, ())
    for way in net.ways("baku", "poti"):
        table = net._table
        ends = {n for n, bit in enumerate(table.bits) if bit == table.place_bits[way.end.id]}
        within = Within(table, ends, way.length_km + 1e-6)
        passed = 0.0
        for n, section in enumerate(way.sections):
            node = table.bits.index(table.place_bits[section.start.id])
            onward = sum(table.place_bits[s.end.id] for s in way.sections[n:])
            assert onward & ~within.places(node, passed) == 0
            passed += section.km
        assert within.places(table.bits.index(table.place_bits["moscow"]), 0.0) == 0
