"""What a way adds up to is derived from its legs, and a way reversed is reversed in everything."""

from __future__ import annotations

import pytest

from routes.data.atlas import Atlas
from routes.data.locations import GEODATA
from routes.errors import UnknownIdError
from routes.geo.geodesy import apart_km
from routes.model import Mode
from routes.network.journey import Journey, along, of_route
from routes.network.scenarios import apply_scenarios

TOY_ROUTES = ("amber-cedar-ship", "amber-birch-road", "amber-bay-old")
ROUTES = sorted(f.stem for f in (GEODATA / "routes").glob("*.yaml"))


def backwards(journey: Journey) -> Journey:
    return along(journey.conditions, journey.end.id, [s.leg.id for s in reversed(journey.sections)])


def test_the_ship_route_adds_up(toy: Atlas) -> None:
    way = of_route(toy, "amber-cedar-ship")
    assert way.length_km == pytest.approx(130 + 90 + 88 + 84.135 * 2)
    assert way.km_by_country == pytest.approx({"AA": 130, "BB": 178, "SEA": 84.135, "CC": 84.135})
    assert list(way.km_by_country) == ["AA", "BB", "SEA", "CC"]
    assert way.km_by_mode == pytest.approx({"rail": 308, "sea": 84.135, "road": 84.135})
    assert way.km_by_status == pytest.approx({"open": way.length_km})
    assert way.km_by_method == pytest.approx(
        {"osm-track": 220, "published": 88, "computed-sea": 84.135, "drawn": 84.135}
    )
    assert way.share_passable == 1
    assert way.passable


def test_the_ship_route_crosses_two_borders(toy: Atlas) -> None:
    land, water = of_route(toy, "amber-cedar-ship").crossings
    assert (land.post.id, land.leaves, land.enters, land.at_km, land.mode) == (
        "amber-birch",
        "AA",
        "BB",
        130,
        Mode.RAIL,
    )
    assert (water.post.id, water.leaves, water.enters, water.mode) == ("cove", "BB", "CC", Mode.SEA)
    assert water.at_km == pytest.approx(308 + 84.135)
    assert (land.status, water.status) == ("open", "limited")


def test_the_gauge_breaks_and_goods_change_mode_in_order(toy: Atlas) -> None:
    way = of_route(toy, "amber-cedar-ship")
    assert [(g.place.id, g.from_mm, g.to_mm, g.at_km) for g in way.gauge_breaks] == [("birch", 1520, 1435, 220)]
    changes = [(t.place.id, t.from_mode.value, t.to_mode.value) for t in way.transshipments]
    assert changes == [("bay", "rail", "sea"), ("cove", "sea", "road")]
    assert [p.id for p in way.handlings] == ["birch", "bay", "cove"]


def test_stops_are_numbered_along_the_way(toy: Atlas) -> None:
    stops = of_route(toy, "amber-cedar-ship").stops
    assert [(s.number, s.place.id, s.kind) for s in stops] == [
        (1, "amber-birch", "border"),
        (2, "birch", "gauge"),
        (3, "bay", "mode"),
        (4, "cove", "border"),
    ]
    assert stops[3].crossing
    assert stops[3].transshipment


def test_a_planned_or_dismantled_leg_counts_in_length_but_not_as_passable(toy: Atlas) -> None:
    way = of_route(toy, "amber-bay-old")
    assert way.length_km == pytest.approx(220 + 69.568 * 2)
    assert way.passable_km == 220
    assert way.share_passable == pytest.approx(220 / way.length_km)
    assert way.approximate_km == pytest.approx(69.568)
    assert [(b.id, b.kind, b.status) for b in way.blocked_by] == [
        ("birch--bramble", "leg", "dismantled"),
        ("bay--bramble", "leg", "planned"),
    ]


def test_a_closed_post_blocks_the_legs_on_both_sides_and_is_named_once(toy: Atlas) -> None:
    way = of_route(toy, "amber-birch-road")
    assert way.passable_km == 0
    assert [b.id for b in way.blocked_by] == ["aster-bryony", "road--aster-bryony--birch"]


def test_a_leg_is_turned_the_way_it_is_travelled(toy: Atlas) -> None:
    last = of_route(toy, "amber-bay-old").sections[-1]
    assert (last.leg.start, last.start.id, last.end.id) == ("bay", "bramble", "bay")
    assert last.line[-1] == (44.0, 41.0)


def test_reports_are_dated_and_old_ones_said_to_be_unconfirmed(toy: Atlas) -> None:
    way = of_route(toy, "amber-cedar-ship")
    assert (way.report_dates[0], way.report_dates[-1]) == ("2022-01", "2026-10-01")
    assert [s.stale_since for s in way.sections] == [None, None, "2022-01", None, None]
    assert of_route(toy, "amber-birch-road").crossings[0].stale_since == "2024-09"


def test_legs_must_continue_the_way(toy: Atlas) -> None:
    with pytest.raises(ValueError, match="the way has come to amber-birch"):
        along(apply_scenarios(toy), "amber", ["amber--amber-birch", "birch--bay"])


def test_an_unknown_route_is_named_with_those_there_are(toy: Atlas) -> None:
    with pytest.raises(UnknownIdError, match=r"'nowhere'.*amber-cedar-ship"):
        of_route(toy, "nowhere")


def assert_reversed(way: Journey) -> None:
    back = backwards(way)
    assert back.length_km == pytest.approx(way.length_km)
    assert back.km_by_country == pytest.approx(way.km_by_country)
    assert [(c.enters, c.leaves, c.mode) for c in reversed(back.crossings)] == [
        (c.leaves, c.enters, c.mode) for c in way.crossings
    ]
    for there, here in zip(way.crossings, reversed(back.crossings), strict=True):
        if there.mode is not Mode.SEA:  # a voyage's border is at the port of arrival
            assert there.post == here.post
            assert there.at_km == pytest.approx(way.length_km - here.at_km)
    assert [(g.to_mm, g.from_mm) for g in reversed(back.gauge_breaks)] == [
        (g.from_mm, g.to_mm) for g in way.gauge_breaks
    ]
    assert [(t.place, t.to_mode, t.from_mode) for t in reversed(back.transshipments)] == [
        (t.place, t.from_mode, t.to_mode) for t in way.transshipments
    ]
    assert [t.at_km for t in reversed(back.transshipments)] == pytest.approx(
        [way.length_km - t.at_km for t in way.transshipments]
    )
    assert [s.line for s in reversed(back.sections)] == [s.line[::-1] for s in way.sections]


@pytest.mark.parametrize("route", TOY_ROUTES)
def test_a_way_reversed_is_reversed_in_everything(toy: Atlas, route: str) -> None:
    way = of_route(toy, route)
    assert_reversed(way)
    assert [g.place for g in reversed(backwards(way).gauge_breaks)] == [g.place for g in way.gauge_breaks]


@pytest.mark.parametrize("route", ROUTES)
def test_a_real_way_reversed_is_reversed_in_everything(real: Atlas, route: str) -> None:
    assert_reversed(of_route(real, route))


@pytest.mark.parametrize("route", ROUTES)
def test_the_sections_of_a_real_way_join(real: Atlas, route: str) -> None:
    way = of_route(real, route)
    assert (way.start.id, way.end.id) == (way.route.start, way.route.end) if way.route else False
    for a, b in zip(way.sections, way.sections[1:], strict=False):
        assert a.end == b.start
        apart_m = apart_km(a.line[-1], b.line[0]) * 1000
        assert apart_m <= 2 * a.end.precision_m + a.leg.accuracy_m + b.leg.accuracy_m


@pytest.mark.parametrize("route", ROUTES)
def test_the_totals_of_a_real_way_agree(real: Atlas, route: str) -> None:
    way = of_route(real, route)
    for table in (way.km_by_country, way.km_by_mode, way.km_by_status, way.km_by_method):
        assert sum(table.values()) == pytest.approx(way.length_km)
    assert way.passable_km + way.unknown_km <= way.length_km + 1e-9


def test_an_atlas_its_conditions_and_a_journey_show_themselves_in_a_line(toy: Atlas) -> None:
    journey = of_route(toy, "amber-bay-old", ("all-built",))
    assert repr(toy) == f"<Atlas {toy.version}: {len(toy.legs)} legs, {len(toy.places)} places, 3 routes>"
    assert repr(journey.conditions) == f"<Conditions all-built: {len(journey.conditions.changed)} changed>"
    assert repr(apply_scenarios(toy)) == "<Conditions as last reported: 0 changed>"
    assert repr(journey) == f"<Journey amber-bay-old: {journey.length_km:.1f} km, {len(journey.sections)} sections>"
