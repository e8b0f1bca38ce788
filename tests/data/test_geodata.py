"""Every entry of geodata/ stands where it says, and the whole is complete."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import shapely

from routes.data import borders, loader
from routes.data.atlas import Atlas
from routes.data.locations import GEODATA
from routes.geo.geodesy import apart_km, length_km
from routes.model import Drawn, LengthMethod, Mode, PlaceKind, Stance
from routes.network.journey import of_route

# A leg this much longer than the straight line between its ends must say why.
DETOUR = 2.5
DECIMALS = 5
WINDOW = shapely.box(20, 20, 92, 62)
# Ids are part of every address and are never renamed.
ROUTE_IDS = {
    "nakhchivan": (
        "syunik-rail",
        "syunik-road",
        "aras-road",
        "bilasuvar-road",
        "iran-rail",
        "kars-rail",
        "turkey-road",
    ),
    "russia-iran": (
        "west-rail",
        "west-road",
        "caspian-amirabad",
        "caspian-anzali",
        "east-rail",
        "east-sarakhs-rail",
        "east-road",
    ),
    "middle": (
        "khorgos-poti",
        "khorgos-batumi",
        "khorgos-kuryk-poti",
        "dostyk-poti",
        "khorgos-kars",
        "khorgos-syunik-kars",
    ),
}
OTHER_ROUTE_IDS = (
    "turkmenistan-iran-turkey",
    "amirabad-turkmenbashi",
    "alat-aktau",
    "alat-turkmenbashi",
    "aktau-amirabad",
    "astrakhan-anzali",
    "gulf-armenia-georgia-road",
    "yerevan-tbilisi-rail",
)
PERMANENT = {*OTHER_ROUTE_IDS, *(f"{group}-{way}" for group, ways in ROUTE_IDS.items() for way in ways)}
SEED_SOURCES = ("goble-2024", "pollock-2020")
# One sentence of the first seed article holds two arguments.
SEED_ARGUMENTS, OTHER_ARGUMENTS = 55 + 1, 102
KILOBYTE = 1_000
COUNTRIES_MAX_BYTES = 200 * KILOBYTE
POST_PRECISION_M = 2_000
POSTS_PRECISE = 55
OVERLAP_DEG2 = 0.0001
# Ground that lies apart from the rest of its country, or once did: longitude, latitude, who holds it.
EXCLAVES = {
    "Sokh": (71.1, 40.03, "UZ"),
    "Shohimardon": (71.793, 39.972, "UZ"),
    "Jangail": (71.665, 40.203, "UZ"),
    "Vorukh": (70.579, 39.855, "TJ"),
    "Sarvan": (70.62, 40.959, "TJ"),
    "Western Qalacha": (69.546, 40.07, "TJ"),
    "Barak": (72.767, 40.668, "KG"),
    "Nakhchivan": (45.4, 39.2, "AZ"),
    "Karki": (44.93, 39.79, "AM"),
    "Artsvashen": (45.52, 40.65, "AZ"),
    "Crimea": (34.1, 44.95, "RU"),
}
RAIL_KINDS = {PlaceKind.STATION, PlaceKind.JUNCTION, PlaceKind.TERMINAL}
TOWN_CENTRE, NODE = "xy-gn", {"xy-scg", "xy-nom"}
GAUGE_CHANGE_M, TOWN_STATION_M = 2_500, 4_000
BOW_TOLERANCE = 0.98


def features(pattern: str) -> Iterator[dict[str, Any]]:
    for file in sorted(GEODATA.glob(pattern)):
        yield from json.loads(file.read_text(encoding="utf-8"))["features"]


def ids(pattern: str) -> list[str]:
    return [f["properties"]["id"] for f in features(pattern)]


def stems(folder: str) -> list[str]:
    return sorted(file.stem for file in (GEODATA / folder).glob("*.yaml"))


LEGS, PLACES, ROUTES, SCENARIOS = ids("legs/*.geojson"), ids("places.geojson"), stems("routes"), stems("scenarios")


def test_geodata_has_no_problem() -> None:
    assert [str(p) for p in loader.problems(GEODATA)] == []


def test_no_leg_leaves_its_country(real: Atlas) -> None:
    assert [str(p) for p in borders.strays(real)] == []


@pytest.mark.parametrize("id", LEGS)
def test_leg_ends_at_its_places(real: Atlas, id: str) -> None:
    leg = real.legs[id]
    for place_id, point in ((leg.start, leg.line[0]), (leg.end, leg.line[-1])):
        place = real.places[place_id]
        assert apart_km(point, (place.lon, place.lat)) * 1000 <= place.precision_m + leg.accuracy_m


@pytest.mark.parametrize("id", LEGS)
def test_leg_lies_in_its_country(real: Atlas, id: str) -> None:
    leg = real.legs[id]
    assert borders.outside_m(real, leg) <= leg.accuracy_m + borders.POLYGON_ERROR_M


@pytest.mark.parametrize("id", LEGS)
def test_leg_has_a_length_that_can_be(real: Atlas, id: str) -> None:
    leg = real.legs[id]
    ends = [(real.places[e].lon, real.places[e].lat) for e in (leg.start, leg.end)]
    straight = apart_km(ends[0], ends[1])
    slack = sum(real.places[e].precision_m for e in (leg.start, leg.end)) / 1000
    assert leg.length.km >= straight - slack
    assert leg.length.km <= DETOUR * (straight + slack) or leg.note, "say in `note` why it is so much longer"
    if leg.length.method in (LengthMethod.DRAWN, LengthMethod.COMPUTED_SEA):
        assert leg.length.km == pytest.approx(length_km(leg.line), rel=0.002, abs=0.1)


@pytest.mark.parametrize("id", LEGS)
def test_leg_says_how_it_was_drawn(real: Atlas, id: str) -> None:
    leg = real.legs[id]
    assert (leg.drawn is Drawn.SEA_LANE) == (leg.mode is Mode.SEA)
    assert (leg.length.method is LengthMethod.COMPUTED_SEA) <= (leg.mode is Mode.SEA)
    assert (leg.length.method is LengthMethod.OSM_TRACK) <= (leg.mode is not Mode.SEA)
    assert shapely.LineString(leg.line).within(WINDOW)


def test_leg_ids_name_their_ends(real: Atlas) -> None:
    for leg in real.legs.values():
        prefix = "" if leg.mode is Mode.RAIL else f"{leg.mode}--"
        assert leg.id.startswith(f"{prefix}{leg.start}--{leg.end}"), leg.id


@pytest.mark.parametrize("id", PLACES)
def test_place_lies_in_its_countries(real: Atlas, id: str) -> None:
    place = real.places[id]
    assert WINDOW.contains(shapely.Point(place.lon, place.lat))
    if place.kind is PlaceKind.PORT:
        return  # a quay may stand in the water
    for code in place.countries:
        polygon = borders.countries(real).get(code)
        if polygon is None:
            continue
        nearest = shapely.get_coordinates(shapely.shortest_line(polygon, shapely.Point(place.lon, place.lat)))[0]
        off_m = apart_km((place.lon, place.lat), (float(nearest[0]), float(nearest[1]))) * 1000
        assert off_m <= place.precision_m + borders.POLYGON_ERROR_M, f"{off_m:,.0f} m from {code}"


@pytest.mark.parametrize("pattern", ["places.geojson", "legs/*.geojson"])
def test_coordinates_are_no_finer_than_a_metre(pattern: str) -> None:
    for feature in features(pattern):
        for number in shapely.get_coordinates(shapely.from_geojson(json.dumps(feature["geometry"]))).ravel():
            assert round(number, DECIMALS) == pytest.approx(number, abs=1e-9), feature["properties"]["id"]


@pytest.mark.parametrize("file", sorted(GEODATA.glob("legs/*.geojson")), ids=lambda f: f.stem)
def test_a_feature_stands_on_a_line_of_its_own(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    count = len(json.loads("\n".join(lines))["features"])
    assert sum('"type": "Feature"' in line or '"type":"Feature"' in line for line in lines) == count


@pytest.mark.parametrize("id", ROUTES)
def test_route_has_arguments_dates_and_names_for_its_borders(real: Atlas, id: str) -> None:
    way = of_route(real, id)
    assert way.report_dates, "no report it rests on is dated"
    assert real.arguments_of(id), "nothing is said for or against it"
    for crossing in way.crossings:
        at_a_gate = (PlaceKind.PORT,) if crossing.mode is Mode.SEA else (PlaceKind.BORDER_POST,)
        assert crossing.post.kind in at_a_gate
        assert crossing.post.status
        if crossing.mode is not Mode.SEA:
            assert {crossing.leaves, crossing.enters} == set(crossing.post.countries)


@pytest.mark.parametrize("id", ROUTES)
def test_route_stands_under_its_question(real: Atlas, id: str) -> None:
    assert real.routes[id].question in real.questions


@pytest.mark.parametrize("id", SCENARIOS)
def test_scenario_changes_something_or_says_so_in_words(real: Atlas, id: str) -> None:
    scenario = real.scenarios[id]
    assert scenario.opens or scenario.closes or scenario.badges or scenario.frame
    for route in real.routes:
        of_route(real, route, (id,))


def test_every_permanent_route_is_there() -> None:
    assert set(ROUTES) >= PERMANENT


def test_every_argument_of_the_seed_articles_and_the_others_is_there(real: Atlas) -> None:
    seeds = sum(len(real.sources[id].arguments) for id in SEED_SOURCES)
    assert seeds == SEED_ARGUMENTS
    assert len(real.arguments) - seeds == OTHER_ARGUMENTS


def test_arguments_stand_on_both_sides(real: Atlas) -> None:
    stances = {s for a in real.arguments.values() for s in (*a.topics.values(), *a.direct.values())}
    assert {Stance.FOR, Stance.AGAINST} <= stances


def test_the_extraterritorial_scenario_has_its_neutral_name() -> None:
    assert "syunik-without-checks" in SCENARIOS
    assert "zangezur-extraterritorial" not in SCENARIOS


def test_enough_border_posts_are_placed_by_a_source(real: Atlas) -> None:
    posts = [p for p in real.places.values() if p.kind is PlaceKind.BORDER_POST]
    precise = [p for p in posts if p.precision_m <= POST_PRECISION_M and not p.general_knowledge]
    assert len(precise) >= POSTS_PRECISE, f"{len(precise)} of {len(posts)}"


def test_the_countries_are_small_enough_to_send() -> None:
    packed = gzip.compress((GEODATA / "countries.geojson").read_bytes(), 9)
    assert len(packed) <= COUNTRIES_MAX_BYTES


def test_neighbours_share_their_borders(real: Atlas) -> None:
    polygons = borders.countries(real)
    for (a, first), (b, second) in combinations(polygons.items(), 2):
        if first.intersects(second):
            assert first.intersection(second).area < OVERLAP_DEG2, f"{a} and {b} overlap"


@pytest.mark.parametrize("file", ["countries.geojson", "countries-detail.geojson"])
@pytest.mark.parametrize("name", EXCLAVES)
def test_an_exclave_lies_in_one_country(file: str, name: str) -> None:
    lon, lat, holder = EXCLAVES[name]
    outlines = [(f["properties"]["iso2"], shapely.from_geojson(json.dumps(f["geometry"]))) for f in features(file)]
    assert [code for code, outline in outlines if shapely.contains_xy(outline, lon, lat)] == [holder]


def test_provenance_names_every_built_layer_with_its_digest() -> None:
    with (GEODATA / "provenance.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        digest = hashlib.sha256((GEODATA / row["layer"]).read_bytes()).hexdigest()
        assert row["sha256"] == digest, f"{row['layer']} changed; run `routes renew`"
        assert row["licence"]
        assert row["attribution"]
    layers = {f.relative_to(GEODATA).as_posix() for f in GEODATA.glob("legs/*.geojson")}
    assert layers | {"countries.geojson", "countries-detail.geojson", "water.geojson"} <= {row["layer"] for row in rows}


@pytest.mark.parametrize("id", PLACES)
def test_a_place_is_no_surer_than_its_evidence(real: Atlas, id: str) -> None:
    place = real.places[id]
    if place.kind is PlaceKind.GAUGE_CHANGE:
        assert place.precision_m >= GAUGE_CHANGE_M
    elif place.kind in RAIL_KINDS and TOWN_CENTRE in place.sources and not NODE & set(place.sources):
        assert place.precision_m >= TOWN_STATION_M, "the middle of a town is not its station"


@pytest.mark.parametrize("id", LEGS)
def test_a_straight_course_is_no_surer_than_a_bow_of_its_length_allows(real: Atlas, id: str) -> None:
    leg = real.legs[id]
    drawn = length_km(leg.line)
    if leg.mode is Mode.SEA or leg.length.km <= drawn or len(leg.line) > 2:
        return
    bow_m = 1000 * (0.375 * drawn * (leg.length.km - drawn)) ** 0.5
    assert leg.accuracy_m >= min(bow_m, drawn * 1000) * BOW_TOLERANCE
