"""Ties and the edges of bounds: whose scenario is named, where a gauge breaks, which routes are too much alike."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from routes.data.atlas import Atlas
from routes.model import ParameterKind, PlaceKind
from routes.network.graph import different
from routes.network.journey import Journey, of_route
from routes.network.journey.gauges import gauge_breaks
from routes.network.parameters import parameters
from routes.network.scenarios import Blocker, apply_scenarios

SHIP = "sea--bay--cove"


@pytest.mark.parametrize("order", [("no-ships", "ice"), ("ice", "no-ships")])
def test_of_two_scenarios_that_close_the_same_the_later_is_named(toy: Atlas, order: tuple[str, str]) -> None:
    ice = toy.scenarios["no-ships"].model_copy(update={"id": "ice"})
    atlas = replace(toy, scenarios={**toy.scenarios, "ice": ice})
    assert apply_scenarios(atlas, order).changed_by[SHIP] == order[-1]


def test_where_no_joint_can_change_the_gauge_it_breaks_away_from_a_border_post(toy: Atlas) -> None:
    first, second, third, *_ = of_route(toy, "amber-cedar-ship").sections
    plain = third.start.model_copy(update={"kind": PlaceKind.STATION, "transfer": ()})
    both = second.leg.model_copy(update={"gauges_mm": (1520, 1435)})
    sections = (first, replace(second, leg=both, end=plain), replace(third, start=plain))
    assert len(second.start.countries) == 2
    assert second.start.id < plain.id
    assert [(b.place.id, b.from_mm, b.to_mm) for b in gauge_breaks(sections)] == [(plain.id, 1520, 1435)]


def test_where_a_joint_can_change_the_gauge_it_breaks_there(toy: Atlas) -> None:
    first, second, third, *_ = of_route(toy, "amber-cedar-ship").sections
    both = second.leg.model_copy(update={"gauges_mm": (1520, 1435)})
    assert [b.place.id for b in gauge_breaks((first, replace(second, leg=both), third))] == ["birch"]


@pytest.mark.parametrize(("states", "unknown"), [(("unknown",), True), (("unknown", "closed"), False), ((), False)])
def test_a_section_is_unknown_only_if_nothing_known_blocks_it(
    toy: Atlas, states: tuple[str, ...], unknown: bool
) -> None:
    section = of_route(toy, "amber-bay-old").sections[0]
    blockers = tuple(Blocker(state, "leg", state, None, "") for state in states)
    assert replace(section, blockers=blockers).unknown == unknown


def route_of(country: str, **km: float) -> Journey:
    sections = [SimpleNamespace(leg=SimpleNamespace(id=id), km=length) for id, length in km.items()]
    found: Any = SimpleNamespace(
        sections=sections,
        length_km=sum(km.values()),
        km_by_country={country: 1.0},
        km_by_mode={"rail": 1.0},
        crossings=(),
    )
    return cast("Journey", found)


@pytest.mark.parametrize(("shared", "shown"), [(59.0, True), (60.0, False), (65.0, False)])
def test_a_route_is_shown_beside_a_better_one_if_less_than_three_fifths_are_shared(shared: float, shown: bool) -> None:
    better = route_of("AA", common=shared, own=10.0)
    assert different(route_of("BB", common=shared, other=100 - shared), better) == shown
    assert not different(route_of("AA", common=shared, other=100 - shared), better)


def test_a_tariff_for_routes_through_a_place_goes_before_one_for_two_places(toy: Atlas) -> None:
    leg = toy.legs["amber--amber-birch"]
    usual = next(p for p in toy.parameters.values() if p.what is ParameterKind.TARIFF)
    passing = usual.model_copy(update={"id": "passing", "countries": (), "passes": "bay"})
    between = usual.model_copy(update={"id": "between", "countries": (), "places": (leg.start, leg.end)})
    atlas = replace(toy, parameters={p.id: p for p in (*toy.parameters.values(), passing, between)})
    for passed, found in ((frozenset({"bay"}), "passing"), (frozenset[str](), "between")):
        tariff = parameters(atlas).tariff(leg, usual.unit, passed)
        assert tariff is not None
        assert tariff.id == found
