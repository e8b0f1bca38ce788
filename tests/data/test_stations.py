"""Railways run by the stations that are known to stand on them, as `geodata/build/stations.py` lays them."""

from __future__ import annotations

import yaml
from pyproj import Geod
from shapely.geometry import LineString, Point
from shapely.ops import nearest_points

from routes.data.atlas import Atlas

ELLIPSOID = Geod(ellps="WGS84")
# On edges drawn finely the packaged track counts; a station in its yard lies beside it.
NEAR_KM = 2.0
# Those that the packaged kilometres leave no room for are left out.
SHARE = 0.9


def test_a_railway_runs_by_the_stations_that_its_recipe_lists(real: Atlas) -> None:
    listed = yaml.safe_load((real.folder / "build" / "stations.yaml").read_text(encoding="utf-8"))
    away = {
        (leg, code): _away_km(LineString(real.legs[leg].line), listed["stations"][code])
        for leg, codes in listed["legs"].items()
        for code in codes
    }
    near = sum(km <= NEAR_KM for km in away.values())
    assert near >= SHARE * len(away), {where: round(km, 1) for where, km in away.items() if km > NEAR_KM}


def _away_km(line: LineString, station: list[float]) -> float:
    there = nearest_points(line, Point(station))[0]
    return float(ELLIPSOID.inv(there.x, there.y, *station)[2]) / 1000


def test_of_the_kilometres_on_land_at_most_72_percent_are_drawn_approximately(real: Atlas) -> None:
    on_land = [leg for leg in real.legs.values() if leg.mode.value != "sea"]
    approximate = sum(leg.length.km for leg in on_land if leg.approximate)
    assert approximate <= 0.72 * sum(leg.length.km for leg in on_land)


def test_a_road_said_to_pass_a_town_is_no_surer_than_the_way_round_it(real: Atlas) -> None:
    recipes = yaml.safe_load((real.folder / "build" / "road.yaml").read_text(encoding="utf-8"))["legs"]
    by_towns_alone = [leg for leg, (first, *more) in recipes.items() if not more and len(first.get("line", ())) > 2]
    assert len(by_towns_alone) > 20
    assert {leg: m for leg in by_towns_alone if (m := real.legs[leg].accuracy_m) < 1_500} == {}


def test_a_road_between_two_points_is_no_surer_than_a_quarter_of_the_way(real: Atlas) -> None:
    recipes = yaml.safe_load((real.folder / "build" / "road.yaml").read_text(encoding="utf-8"))["legs"]
    straight = [leg for leg, (first, *more) in recipes.items() if not more and len(first.get("line", ())) == 2]
    assert straight
    for leg in straight:
        line = real.legs[leg].line
        chord_m = ELLIPSOID.inv(*line[0], *line[-1])[2]
        assert real.legs[leg].accuracy_m >= min(0.24 * chord_m, 100_000), leg
