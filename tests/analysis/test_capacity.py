"""The capacity of a route is that of its narrowest cited link, converted by stated conversions; holes stay holes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace
from typing import Any

import pytest

from routes.analysis import capacity
from routes.analysis.capacity import LinkKind, converted, months, sum_of_alternatives
from routes.analysis.capacity.links import LIMITS_ONLY, Link, link
from routes.analysis.capacity.traffic import left_of, use_of
from routes.data.atlas import Atlas
from routes.model import COUNTED, Figure, FigureKind, Mode, Parameter, Value
from routes.network.journey import of_route
from routes.network.parameters import Spread
from routes.views.capacity import sentences

SHIP = "amber-cedar-ship"
# Low, typical and high of each conversion, round numbers for sums by hand.
BY_HAND = {
    "convert-train": ("t per train", 1000, 2000, 3000),
    "convert-wagon": ("t per wagon", 40, 50, 60),
    "convert-vehicle": ("lorries per vehicle", 0.1, 0.2, 0.4),
    "convert-lorry": ("t per lorry", 10, 20, 25),
    "convert-teu": ("t per TEU", 5, 10, 20),
    "convert-days": ("days a year", 100, 200, 300),
    "convert-both-ways": ("times one direction", 1, 2, 2),
}


def parameter(id: str, unit: str, *numbers: float) -> Parameter:
    low, typical, high = ({"value": n, "ground": "assumed", "because": "A guess."} for n in numbers)
    fields: dict[str, Any] = {"what": "conversion", "title": id, "unit": unit}
    return Parameter(id=id, **fields, best=low, typical=typical, worst=high)


def value(number: float | None = None, unit: str = "Mt a year", **others: Any) -> dict[str, Any]:
    usual = {"scope": "all", "kind": "owner", "source": "daily", "as_of": "2025", "stage": "present"}
    return {"value": number, "unit": unit, **usual, **others}


def figure(id: str, values: Sequence[dict[str, Any]], what: str = "capacity", **of: Any) -> Figure:
    return Figure.model_validate({"id": id, "what": what, "title": id, "values": list(values), **of})


def atlas_with(toy: Atlas, *figures: Figure) -> Atlas:
    conversions = {id: parameter(id, unit, *numbers) for id, (unit, *numbers) in BY_HAND.items()}
    return replace(toy, figures={f.id: f for f in figures}, parameters={**toy.parameters, **conversions})


def one(atlas: Atlas, id: str, mode: Mode = Mode.RAIL, *ways: tuple[str, str]) -> Link:
    kind = LinkKind.SECTION if id in atlas.legs else LinkKind.PORT
    return link(atlas, kind, id, mode, 0.0, 0.0, frozenset(ways))


def test_links_in_a_row_carry_what_the_narrowest_of_them_carries(toy: Atlas) -> None:
    atlas = atlas_with(
        toy,
        figure("first", [value(9)], legs=["amber--amber-birch"]),
        figure("second", [value(4)], legs=["birch--bay"]),
        figure("post", [value(6)], place="amber-birch"),
    )
    found = capacity.of(of_route(atlas, SHIP))
    assert found.narrowest is not None
    assert (found.narrowest.id, found.narrowest.capacity) == ("birch--bay", Spread(4, 4, 4))


def test_what_passes_all_links_is_at_each_end_of_the_ranges_the_least_of_any_link(toy: Atlas) -> None:
    atlas = atlas_with(
        toy,
        figure("first", [value(4), value(12, as_of="2020")], legs=["amber--amber-birch"]),
        figure("second", [value(8), value(2, as_of="2020")], legs=["birch--bay"]),
        figure("post", [value(4), value(6, as_of="2020")], place="amber-birch"),
    )
    found = capacity.of(of_route(atlas, SHIP))
    assert found.narrowest is not None
    # Of two links with one preferred number the one whose range ends lower.
    assert (found.narrowest.id, found.narrowest.capacity) == ("amber-birch", Spread(4, 4, 6))
    assert found.carries == Spread(2, 4, 6)
    assert sentences.finding(found).endswith("; the route as a whole 2 to 6\N{NO-BREAK SPACE}Mt a year.")


def test_holes_stay_holes_and_are_counted(toy: Atlas) -> None:
    atlas = atlas_with(toy, figure("first", [value(9)], legs=["amber--amber-birch"]))
    found = capacity.of(of_route(atlas, SHIP))
    # Five sections, and four stops: a border, a break of gauge, a port of departure and one of arrival.
    assert (len(found.known), len(found.links)) == (1, 9)
    assert [one.capacity for one in found.links].count(None) == 8


def test_a_route_without_any_cited_capacity_has_no_narrowest_link(toy: Atlas) -> None:
    assert capacity.of(of_route(atlas_with(toy), SHIP)).narrowest is None
    assert capacity.of(of_route(atlas_with(toy), SHIP)).carries is None


def test_conflicting_values_make_a_range_around_the_preferred_one(toy: Atlas) -> None:
    values = [value(7, kind="press", as_of="2026"), value(5, kind="owner"), value(6, kind="press")]
    found = one(atlas_with(toy, figure("line", values, legs=["birch--bay"])), "birch--bay")
    assert found.capacity == Spread(5, 5, 7)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (value(2, "t a day"), (2 * 100 / 1e6, 2 * 200 / 1e6, 2 * 300 / 1e6)),
        (value(10, "trains a day"), (1.0, 4.0, 9.0)),
        (value(10, "pairs of trains a day"), (2.0, 8.0, 18.0)),
        (value(1000, "wagons a day"), (4.0, 10.0, 18.0)),
        (value(500, "lorries/day"), (0.5, 2.0, 3.75)),
        (value(5000, "vehicles a day"), (0.5, 4.0, 15.0)),
        (value(1e5, "TEU a year"), (0.5, 1.0, 2.0)),
        (value(10, "trains a day", direction="AA-BB"), (1.0, 8.0, 18.0)),
        (value(None, "Mt a year", low=3, high=5), (3.0, 4.0, 5.0)),
    ],
)
def test_units_are_converted_by_the_stated_conversions(
    toy: Atlas, given: dict[str, Any], expected: tuple[float, ...]
) -> None:
    found = converted(atlas_with(toy), Value.model_validate(given))
    assert found is not None
    assert (found.amount.low, found.amount.typical, found.amount.high) == pytest.approx(expected)


@pytest.mark.parametrize(
    "given",
    [
        value(53, "lorries, ship"),
        value(None, "Mt a year", text="Not found."),
        value(1200, "vehicles/day"),
    ],
)
def test_what_no_conversion_reaches_is_left_out(toy: Atlas, given: dict[str, Any]) -> None:
    assert converted(atlas_with(toy), Value.model_validate(given)) is None


def test_without_a_conversion_in_the_data_its_unit_is_left_out(toy: Atlas) -> None:
    assert converted(toy, Value.model_validate(value(10, "trains a day"))) is None


def test_a_value_of_one_direction_counts_only_for_a_route_that_runs_that_way(toy: Atlas) -> None:
    atlas = atlas_with(toy, figure("line", [value(3, direction="AA-BB")], legs=["birch--bay"]))
    assert one(atlas, "birch--bay", Mode.RAIL, ("AA", "BB")).capacity == Spread(3, 6, 6)
    back = one(atlas, "birch--bay", Mode.RAIL, ("BB", "AA"))
    assert back.capacity is None
    assert [left.why for left in back.left] == ["from AA to BB alone"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"stage": "planned"}, "planned"),
        ({"stage": "past"}, "before works or a report that came later"),
        ({"stage": "together"}, "of several links together"),
        ({"stage": "uncertain"}, "undated, a forecast or in doubt"),
        ({"stage": None}, "a size or count, not how much passes in a year"),
        ({"cargo": "oil"}, "of oil alone"),
        ({"cargo": "by rail"}, "by rail alone"),
    ],
)
def test_what_is_planned_past_or_of_a_part_is_named_and_not_counted(
    toy: Atlas, changed: dict[str, Any], why: str
) -> None:
    found = one(atlas_with(toy, figure("line", [value(3, **changed)], legs=["birch--bay"])), "birch--bay")
    assert found.capacity is None
    assert [left.why for left in found.left] == [why]


@pytest.mark.parametrize("id", ["plan-line", "lanes-line", "tracks-line", "weather-line"])
def test_what_only_limits_or_is_announced_is_no_capacity(toy: Atlas, id: str) -> None:
    assert one(atlas_with(toy, figure(id, [value(3)], legs=["birch--bay"])), "birch--bay").capacity is None


def test_containers_are_a_part_of_a_link_and_measured_apart(toy: Atlas) -> None:
    values = [
        value(100_000, "TEU a year", cargo="containers"),
        value(80_000, "TEU a year", cargo="containers", kind="press"),
    ]
    atlas = atlas_with(toy, figure("port", values, place="bay"), figure("line", [value(3)], legs=["birch--bay"]))
    found = capacity.of(of_route(atlas, SHIP))
    assert found.narrowest is not None
    assert found.narrowest.id == "birch--bay"
    assert found.narrowest_for_containers is not None
    least, _, teu = found.narrowest_for_containers
    assert (least.id, teu) == ("bay", Spread(80_000, 100_000, 100_000))


def test_links_side_by_side_are_added_and_links_in_a_row_are_not(toy: Atlas) -> None:
    atlas = atlas_with(
        toy,
        figure("rail", [value(3)], legs=["birch--bay"]),
        figure("road", [value(2, kind="press"), value(1)], legs=["road--amber--aster-bryony"]),
        figure("sea", [value(5)], legs=["sea--bay--cove"]),
    )
    rail, road, sea = (one(atlas, id) for id in ("birch--bay", "road--amber--aster-bryony", "sea--bay--cove"))
    assert sum_of_alternatives(atlas, [rail, road]) == Spread(4, 4, 5)
    with pytest.raises(ValueError, match="follow one another"):
        sum_of_alternatives(atlas, [rail, sea])


def test_the_sum_of_links_side_by_side_is_unknown_where_one_of_them_is(toy: Atlas) -> None:
    atlas = atlas_with(toy, figure("rail", [value(3)], legs=["birch--bay"]))
    assert sum_of_alternatives(atlas, [one(atlas, "birch--bay"), one(atlas, "road--amber--aster-bryony")]) is None


@pytest.mark.parametrize(
    ("period", "length"),
    [("2024", 12), ("2024-05", 1), ("2025-01/2025-09", 9), ("2020-03/2021-03", 13), ("2018-03/2019-02", 12)],
)
def test_a_period_knows_how_many_months_it_has(period: str, length: int) -> None:
    assert months(period) == length


def test_the_latest_whole_year_of_traffic_is_held_against_the_capacity(toy: Atlas) -> None:
    def passed(number: float, period: str, **others: Any) -> dict[str, Any]:
        return value(number, "Mt", period=period, stage=None, **others)

    traffic = [
        passed(1, "2023"),
        passed(2, "2024"),
        passed(9, "2025-01/2025-06"),
        passed(3, "2025", cargo="transit"),
        passed(8, "2025") | {"stage": "together"},
    ]
    atlas = atlas_with(
        toy,
        figure("room", [value(8), value(4, kind="press")], legs=["birch--bay"]),
        figure("load", traffic, "traffic", legs=["birch--bay"]),
    )
    found = use_of(atlas, one(atlas, "birch--bay"))
    assert found is not None
    assert (found.point.period, found.amount.typical) == ("2024", 2)
    assert found.share == Spread(0.25, 0.25, 0.5)
    why = [left.why for left in left_of(atlas, one(atlas, "birch--bay"))]
    assert why == ["not of a whole year", "of transit alone", "of several links together"]


def test_lorries_are_all_traffic_of_a_road_and_a_part_of_that_of_a_ferry(toy: Atlas) -> None:
    ships = figure("ferry", [value(100, "lorries", period="2024", stage=None)], "traffic", legs=["sea--bay--cove"])
    lorries = figure("road", [value(100, "lorries", period="2024", stage=None)], "traffic", legs=["road--cove--cedar"])
    atlas = atlas_with(toy, ships, lorries)
    assert use_of(atlas, one(atlas, "sea--bay--cove", Mode.SEA)) is None
    assert use_of(atlas, one(atlas, "road--cove--cedar", Mode.ROAD)) is not None


def test_conversions_that_traffic_and_capacity_both_took_do_not_widen_the_share_used(toy: Atlas) -> None:
    lorries = figure("road", [value(100, "lorries a day")], legs=["road--cove--cedar"])
    tonnes = figure("road", [value(1)], legs=["road--cove--cedar"])
    passed = figure("count", [value(50, "lorries a day", stage=None)], "traffic", legs=["road--cove--cedar"])
    for room, share in ((lorries, Spread(0.5, 0.5, 0.5)), (tonnes, Spread(0.05, 0.2, 0.375))):
        atlas = atlas_with(toy, room, passed)
        found = use_of(atlas, one(atlas, "road--cove--cedar", Mode.ROAD))
        assert found is not None
        assert found.share is not None
        assert astuple(found.share) == pytest.approx(astuple(share))


def test_two_fifths_of_the_legs_that_routes_use_have_a_cited_capacity(real: Atlas) -> None:
    used = {leg for route in real.routes.values() for leg in route.legs}
    counted = {
        leg
        for figure in real.figures.values()
        if figure.what is FigureKind.CAPACITY and not figure.id.startswith(LIMITS_ONLY)
        for leg in figure.legs
        if any(value.stage in COUNTED and converted(real, value) for value in figure.values)
    }
    assert len(used & counted) >= 0.4 * len(used)
