"""Ways through the network: known answers, a second engine, what blocks, what differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from second_engine import fastest_hours, shortest_km

from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.network import estimate
from routes.network.graph import By, Network, NoWayError, different, origins
from routes.network.scenarios import Conditions, apply_scenarios

STATES = [(), ("on-paper",), ("iran-suspended",), ("on-paper", "russia-avoided")]


@pytest.mark.parametrize(
    ("by", "second", "scenario_ids"),
    [*((By.KM, shortest_km, state) for state in STATES), *((By.TIME, fastest_hours, state) for state in STATES[:2])],
)
def test_costs_equal_those_of_a_second_engine_on_every_pair(
    real: Atlas, by: By, second: Callable[[Conditions], dict[tuple[str, str], float]], scenario_ids: tuple[str, ...]
) -> None:
    conditions = apply_scenarios(real, scenario_ids)
    theirs = second(conditions)
    alone = {p for p in real.places if not _serves_or_is_served(real, p)}
    expected = {pair: km for pair, km in theirs.items() if alone.issuperset(pair)}
    ours = Network(conditions).lengths(sorted({p for pair in expected for p in pair}), by)
    assert set(ours) == set(expected)
    assert all(abs(ours[pair] - km) < 0.001 for pair, km in expected.items())


def _serves_or_is_served(atlas: Atlas, place: str) -> bool:
    return any(p.of == place for p in atlas.places.values())


def test_a_way_is_as_long_as_the_table_says(real: Atlas) -> None:
    network = Network(apply_scenarios(real))
    places = [p.id for p in origins(network.conditions)][:25]
    for (a, b), km in network.lengths(places).items():
        assert network.way(a, b).length_km == pytest.approx(km, abs=0.001)


def test_the_fastest_way_takes_the_hours_of_its_estimate(real: Atlas) -> None:
    network = Network(apply_scenarios(real, ("on-paper",)))
    places = [p.id for p in origins(network.conditions)][::14]
    bounds = network.lengths(places, By.TIME)
    found = {ends: estimate.of(network.way(*ends, By.TIME)).hours.typical for ends in bounds}
    assert all(found[ends] >= hours - 0.001 for ends, hours in bounds.items())
    same = [ends for ends, hours in bounds.items() if found[ends] == pytest.approx(hours, abs=0.001)]
    assert len(same) > 0.95 * len(bounds)


def test_each_order_of_ways_has_least_of_what_it_names(real: Atlas) -> None:
    network = Network(apply_scenarios(real, ("on-paper",)))
    for a, b in (("moscow", "bandar-abbas"), ("baku", "nakhchivan"), ("horgos-station", "poti"), ("poti", "tashkent")):
        found = {by: estimate.of(network.way(a, b, by)) for by in By}
        assert found[By.TIME].hours.typical == min(e.hours.typical for e in found.values())
        assert found[By.CARBON].carbon.per_tonne.typical == min(e.carbon.per_tonne.typical for e in found.values())


def test_no_way_names_what_closed_it(toy: Atlas) -> None:
    with pytest.raises(NoWayError) as raised:
        Network(apply_scenarios(toy)).way("amber", "bramble")
    assert [b.id for b in raised.value.blocked_by] == ["birch--bramble"]


def test_no_way_is_said_truly_where_legs_join_the_places_but_only_by_passing_one_twice(toy: Atlas) -> None:
    """Goods for Bramble would pass the border, change their gauge at Birch and come back to the border."""
    standard = toy.legs["birch--bay"]
    onward = [
        standard.model_copy(update={"id": f"to-{end}", "start": "amber-birch", "end": end})
        for end in ("birch", "bramble")
    ]
    legs = [toy.legs["amber--amber-birch"], toy.legs["amber-birch--birch"], *onward]
    net = Network(apply_scenarios(replace(toy, legs={leg.id: leg for leg in legs})))
    assert ("amber", "bramble") in net.lengths(["amber", "bramble"])
    with pytest.raises(NoWayError, match="there is none even over what is closed") as raised:
        net.way("amber", "bramble")
    assert raised.value.blocked_by == ()


def test_fewest_crossings_never_has_more_than_the_shortest(real: Atlas) -> None:
    network = Network(apply_scenarios(real, ("on-paper",)))
    for a, b in (("moscow", "bandar-abbas"), ("baku", "nakhchivan"), ("poti", "tashkent")):
        shortest, fewest = network.way(a, b), network.way(a, b, By.CROSSINGS)
        assert len(fewest.crossings) <= len(shortest.crossings)
        assert len(network.way(a, b, By.BREAKS).handlings) <= len(shortest.handlings)


def test_what_is_avoided_is_not_used(real: Atlas) -> None:
    way = Network(apply_scenarios(real, ("on-paper",)), frozenset({"RU", "sea"})).way("baku", "tashkent")
    assert "RU" not in way.km_by_country
    assert "sea" not in way.km_by_mode


def test_alternatives_differ_from_each_other(real: Atlas) -> None:
    ways = Network(apply_scenarios(real, ("on-paper",))).ways("moscow", "bandar-abbas")
    assert len(ways) > 1
    assert all(different(b, a) for n, a in enumerate(ways) for b in ways[n + 1 :])


def test_an_unknown_place_is_named(toy: Atlas) -> None:
    with pytest.raises(UnknownIdError, match="nowhere"):
        Network(apply_scenarios(toy)).way("amber", "nowhere")
