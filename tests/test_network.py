"""Ways through the network: known answers, a second engine, what blocks, what differs."""

from __future__ import annotations

import pytest
from second_engine import shortest_km

from routes.atlas import Atlas
from routes.conditions import under
from routes.errors import UnknownIdError
from routes.network import By, Network, NoWayError, different, origins


@pytest.mark.parametrize("scenario_ids", [(), ("on-paper",), ("iran-suspended",), ("on-paper", "russia-avoided")])
def test_costs_equal_those_of_a_second_engine_on_every_pair(real: Atlas, scenario_ids: tuple[str, ...]) -> None:
    conditions = under(real, scenario_ids)
    theirs = shortest_km(conditions)
    places = sorted({p for pair in theirs for p in pair if not _serves_or_is_served(real, p)})
    ours = Network(conditions).lengths(places)
    expected = {pair: km for pair, km in theirs.items() if set(pair) <= set(places)}
    assert set(ours) == set(expected)
    assert all(abs(ours[pair] - km) < 0.001 for pair, km in expected.items())


def _serves_or_is_served(atlas: Atlas, place: str) -> bool:
    return any(p.of == place for p in atlas.places.values())


def test_a_way_is_as_long_as_the_table_says(real: Atlas) -> None:
    network = Network(under(real))
    places = [p.id for p in origins(network.conditions)][:25]
    for (a, b), km in network.lengths(places).items():
        assert network.way(a, b).length_km == pytest.approx(km, abs=0.001)


def test_no_way_names_what_closed_it(toy: Atlas) -> None:
    with pytest.raises(NoWayError) as raised:
        Network(under(toy)).way("amber", "bramble")
    assert [b.id for b in raised.value.blocked_by] == ["birch--bramble"]


def test_fewest_crossings_never_has_more_than_the_shortest(real: Atlas) -> None:
    network = Network(under(real, ("on-paper",)))
    for a, b in (("moscow", "bandar-abbas"), ("baku", "nakhchivan"), ("poti", "tashkent")):
        shortest, fewest = network.way(a, b), network.way(a, b, By.CROSSINGS)
        assert len(fewest.crossings) <= len(shortest.crossings)
        assert len(network.way(a, b, By.BREAKS).handlings) <= len(shortest.handlings)


def test_what_is_avoided_is_not_used(real: Atlas) -> None:
    way = Network(under(real, ("on-paper",)), frozenset({"RU", "sea"})).way("baku", "tashkent")
    assert "RU" not in way.km_by_country
    assert "sea" not in way.km_by_mode


def test_alternatives_differ_from_each_other(real: Atlas) -> None:
    ways = Network(under(real, ("on-paper",))).ways("moscow", "bandar-abbas")
    assert len(ways) > 1
    assert all(different(b, a) for n, a in enumerate(ways) for b in ways[n + 1 :])


def test_an_unknown_place_is_named(toy: Atlas) -> None:
    with pytest.raises(UnknownIdError, match="nowhere"):
        Network(under(toy)).way("amber", "nowhere")
