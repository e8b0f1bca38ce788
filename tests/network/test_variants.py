"""Routes with legs taken out or opened are those of a network of their own, and costs brought up to date those anew."""

from __future__ import annotations

import math
import random

import pytest
from plain_variants import PlainVariants

from routes.data.atlas import Atlas
from routes.network.graph import By, Network, Variants
from routes.network.graph.distances import Distances, edges_of
from routes.network.journey import Journey
from routes.network.scenarios import apply_scenarios


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("scenarios", [(), ("all-built",)])
def test_costs_brought_up_to_date_are_those_found_anew(toy: Atlas, seed: int, scenarios: tuple[str, ...]) -> None:
    chance = random.Random(seed)
    network = Network(apply_scenarios(toy, scenarios))
    table, weights = network._table, [*network._weights(By.KM)]
    # Some steps weigh the same, some nothing, and some cannot be taken at first.
    weights = [chance.choice((w, 0.0, 100.0, 100.0, math.inf)) for w in weights]
    ends = frozenset(chance.sample(range(len(table.leaving)), 2))
    before = Distances(table, edges_of(table), weights, ends)
    for _ in range(20):
        edges = chance.sample(range(len(weights)), chance.randint(1, len(weights) // 2))
        changed = list(weights)
        for edge in edges:
            changed[edge] = chance.choice((0.0, 1.0, weights[edge] / 2, weights[edge] * 2, math.inf))
        assert before.changed(changed, edges) == table.least(changed, ends)
    assert before.costs == table.least(weights, ends)


def test_every_leg_opened_or_taken_out_of_the_toy_gives_the_route_of_a_network_of_its_own(toy: Atlas) -> None:
    opened = [apply_scenarios(toy, (f"{word}-{id}",)) for id in toy.legs for word in ("with", "without")]
    variants, plain = Variants(apply_scenarios(toy), opened), PlainVariants(apply_scenarios(toy), opened)
    ends = [id for id in toy.places if any(id in (leg.start, leg.end) for leg in toy.legs.values())]
    for a, b in [(a, b) for a in ends for b in ends if a != b]:
        for number in range(len(opened)):
            least = plain.least_km(number, a, b) if variants._differing[number] else math.inf
            assert variants.least_km(number, a, b) == least
            assert legs(variants.under(number, a, b)) == legs(plain.under(number, a, b))
        for id in toy.legs:
            assert legs(variants.around(a, b, [id])) == legs(plain.around(a, b, [id]))


def legs(way: Journey | None) -> list[str] | None:
    return way and [s.leg.id for s in way.sections]
