"""The estimate is the sum of its parts, each part has a parameter, and each parameter says what it rests on."""

from __future__ import annotations

import atlases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.analysis import published_times
from routes.analysis.published_times import Standing, stands
from routes.data.atlas import Atlas
from routes.data.locations import GEODATA
from routes.model import Ground, Parameter
from routes.network import estimate, parameters
from routes.network.estimate import PartKind
from routes.network.journey import along, of_route
from routes.network.parameters import BOUNDS, GivenError, Spread
from routes.network.scenarios import apply_scenarios

SHIP = "amber-cedar-ship"
REAL = atlases.real()
# The sums by hand of the corridors, in days, as worked out with published distances before the atlas had any.
BY_HAND = {
    "run-altynkol-absheron": (5.4, 10.8, 25.5),
    "run-altynkol-poti": (7.0, 13.7, 30.8),
    "run-xian-absheron": (9.0, 16.5, 35.7),
    "run-altynkol-constanta": (10.8, 22.2, 44.8),
    "run-xian-istanbul": (13.7, 23.7, 51.0),
    "run-alat-mersin": (4.0, 6.4, 13.8),
    "run-xian-aprin": (10.0, 17.6, 39.5),
    "run-moscow-aprin": (6.0, 11.2, 25.6),
    "run-mumbai-moscow-west": (12.6, 22.7, 48.7),
    "run-petersburg-mumbai-caspian": (13.9, 25.2, 46.3),
    "run-moscow-india-east": (13.5, 23.9, 52.1),
    "run-bilasuvar": (1.4, 3.1, 7.8),
    "run-syunik": (0.8, 1.6, 3.2),
    "run-aprin-bandar-abbas": (2.0, 3.3, 11.0),
    "run-xian-tashkent": (4.9, 8.2, 16.7),
    "run-alat-turkmenbashi": (0.9, 2.2, 5.8),
}


def parts(atlas: Atlas, *words: str) -> list[tuple[str, float]]:
    found = estimate.of(of_route(atlas, SHIP), tuple(parameters.read(atlas, word) for word in words))
    return [(p.parameter.id, round(p.hours.typical, 3)) for p in found.parts]


def test_the_hours_are_the_sum_of_visible_parts_in_order(toy: Atlas) -> None:
    assert parts(toy) == [
        ("rail-other", 30.8),  # 308 km in two countries at 240 km a day
        ("border-out", 5.0),
        ("gauge-birch", 10.0),
        ("port-boarding", 24.0),
        ("sea-other", 4.543),  # 84.135 km at 10 knots
        ("port-other", 6.0),
        ("road-other", 4.207),
    ]
    hours = estimate.of(of_route(toy, SHIP)).hours
    assert hours.typical == pytest.approx(84.550, abs=0.001)
    assert hours.low == pytest.approx(84.550 - 15.4 - 4, abs=0.001)
    assert hours.high == pytest.approx(84.550 + 30.8 + 45, abs=0.001)


def test_a_border_takes_longer_one_way(toy: Atlas) -> None:
    there = estimate.of(of_route(toy, SHIP)).hours_of(PartKind.BORDER)
    legs = [s.leg.id for s in of_route(toy, SHIP).sections]
    back = estimate.of(along(apply_scenarios(toy), "cedar", legs[::-1])).hours_of(PartKind.BORDER)
    assert (there.typical, back.typical) == (5.0, 7.0)


def test_a_reader_puts_one_number_in_the_place_of_three(toy: Atlas) -> None:
    own = (parameters.read(toy, "rail-other:480"), parameters.read(toy, "border-out=2"))
    hours = estimate.of(of_route(toy, SHIP), own).hours
    assert hours.typical == pytest.approx(84.550 - 15.4 - 3, abs=0.001)
    assert hours.low == hours.typical == hours.high


@pytest.mark.parametrize(
    "text", ["nobody:5", "rail-other", "rail-other:", "rail-other:fast", "rail-other:nan", "rail-other:-5",
             "rail-other:1e3", "rail-other:5", "rail-other:5000", "gauge-cn-kz:5", "rail-other:<b>", "٣:٣"],
)  # fmt: skip
def test_what_is_no_parameter_or_no_number_within_bounds_is_refused(real: Atlas, text: str) -> None:
    with pytest.raises(GivenError):
        parameters.read(real, text)


def test_carbon_follows_the_wires_and_the_grid(toy: Atlas) -> None:
    carbon = estimate.of(of_route(toy, SHIP)).carbon
    wired, unknown, sea, road = 130 * 15, 178 * (30 + 9) / 2, 84.135 * 50, 84.135 * 100
    assert carbon.per_tonne.typical == pytest.approx((wired + unknown + sea + road) / 1000)
    assert carbon.per_tonne.low == pytest.approx((wired + 178 * 9 + sea + road) / 1000)
    assert carbon.per_tonne.high == pytest.approx((wired + 178 * 30 + sea + road) / 1000)
    assert carbon.per_container.typical == pytest.approx(10 * carbon.per_tonne.typical)
    assert (carbon.electric_km, carbon.unknown_km) == (130, 178)


def test_a_cost_covers_only_what_has_a_cited_tariff(toy: Atlas) -> None:
    found = estimate.of(of_route(toy, SHIP))
    assert found.per_container.usd.typical == 65
    assert found.per_container.share == pytest.approx(130 / 476.27)
    assert found.per_tonne.priced == ()


@pytest.mark.parametrize("parameter", REAL.parameters.values(), ids=lambda p: p.id)
def test_every_parameter_says_what_it_rests_on(parameter: Parameter) -> None:
    for _, value in parameter.values:
        low, high = BOUNDS[parameter.unit]
        assert low <= value.value <= high
        if value.ground is Ground.ASSUMED:
            assert not value.sources
            assert value.holder is None
        else:
            assert value.holder, "whose number it is"
            assert all(REAL.sources[id].url or REAL.sources[id].note for id in value.sources)
    if parameter.counted_in:
        holder = REAL.parameters[parameter.counted_in]
        assert holder.typical
        assert "includ" in holder.title


def test_every_route_has_an_estimate_whose_parts_add_up() -> None:
    for route in REAL.routes.values():
        found = estimate.of(of_route(REAL, route.id))
        assert 0 < found.hours.low <= found.hours.typical <= found.hours.high
        assert found.hours_of(*PartKind).typical == pytest.approx(found.hours.typical)
        moved = sum(p.km for p in found.parts if not p.wait)
        assert moved == pytest.approx(found.journey.length_km)
        assert 0 < found.carbon.per_tonne.low <= found.carbon.per_tonne.typical <= found.carbon.per_tonne.high


@pytest.mark.parametrize(("id", "days"), BY_HAND.items(), ids=BY_HAND)
def test_the_corridors_come_out_as_by_hand_but_for_distance(id: str, days: tuple[float, float, float]) -> None:
    row = published_times.of_run(REAL, REAL.runs[id])
    by_hand = row.by_hand * (1 / 24)
    assert [by_hand.low, by_hand.typical, by_hand.high] == pytest.approx(days, abs=0.06)
    # The two sums hold the same waits and differ by kilometres; the lorries at Rasht are told in the note.
    ours = sum(p.hours.typical for p in row.parts if p.kind not in estimate.MOVING)
    stages = [REAL.parameters[s.parameter] for s in row.run.by_hand if s.km is None and s.parameter != "sea-black"]
    hand = sum(parameters.parameters(REAL).value(p).typical for p in stages)
    assert ours - hand == pytest.approx(18 if id == "run-mumbai-moscow-west" else 0)


def test_every_run_is_one_of_the_corridors() -> None:
    assert set(REAL.runs) == set(BY_HAND)


def test_a_run_is_held_along_the_map_and_beyond(toy: Atlas) -> None:
    row = published_times.of_run(toy, toy.runs["run-birch"])
    assert [s.leg.id for s in row.journey.sections] == ["birch--bay"]
    assert row.hours.typical == pytest.approx((88 + 24) / 10 + 3)
    assert row.by_hand.typical == pytest.approx(10)
    assert [c.standing for c in row.claims] == [Standing.BELOW, Standing.SLOW]
    assert [r.run.id for r in published_times.beside(of_route(toy, SHIP))] == ["run-birch"]
    assert list(published_times.beside(of_route(toy, "amber-birch-road"))) == []


@given(st.floats(1, 300), st.floats(0, 50))
def test_a_claim_stands_somewhere(low: float, width: float) -> None:
    assert stands(low, low + width, Spread(50, 100, 200)) in Standing


@pytest.mark.parametrize(
    ("low", "high", "standing"),
    [
        (10, 49, "BELOW"),
        (10, 60, "FAST"),
        (99, 99, "FAST"),
        (100, 100, "AROUND"),
        (60, 250, "AROUND"),
        (101, 300, "SLOW"),
        (201, 300, "ABOVE"),
    ],
)
def test_where_a_claim_stands(low: float, high: float, standing: str) -> None:
    assert stands(low, high, Spread(50, 100, 200)) is Standing[standing]


def test_the_alat_mersin_promise_leaves_no_hour_for_the_border() -> None:
    row = published_times.of_run(REAL, REAL.runs["run-alat-mersin"])
    assert "leaves no hour" in published_times.room(row)
    assert row.claims[0].standing is Standing.FAST


def test_the_table_of_times_is_the_committed_one(real: Atlas) -> None:
    committed = (GEODATA / "times.md").read_text(encoding="utf-8")
    assert committed == published_times.table(real), "run `routes renew`"
