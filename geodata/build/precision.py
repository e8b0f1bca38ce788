"""How far may the true place lie from its point? Widens `precision_m` in ../places.geojson to what its evidence bears.

    python geodata/build/precision.py     prints what it widens; never narrows

The packaged network has a node where tracks part, not where a station stands, and GeoNames has the middle of a town and
not its station. Each rule below is the least that a point of its kind can claim; ../README.md explains them.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

import numpy as np
from network import Network, read
from rail import PLACES
from straying import BOW, Point, bow_km, great_circle_km
from towns import Town, km_from, namesake, nearest

RAIL_KINDS = {"station", "junction", "gauge-change", "terminal"}
STEP_M = 500
SAME_KM = 0.25
# Pages and lists that give a station itself: whole seconds at best, and seldom where in the yard.
PAGES, PAGE_M = ("xy-w-", "xy-nom", "xy-railx", "xy-esr"), 1_000
# A yard where wagons change gauge is several kilometres long.
GAUGE_M = 2_500
# Laid out by published kilometres, or no source at all.
POSTS_M, UNSOURCED_M = 8_000, 20_000
# The middle of a town taken for its station; a village in open country may lie far from the station named after it.
TOWN_M, VILLAGE_M, VILLAGE, OPEN_KM = 5_000, 15_000, 5_000, 5.0
# Inhabitants, and how far from the middle of such a town the station that bears its name may stand, km.
TOWN_RADIUS_KM = ((200_000, 1.5), (1_000_000, 2.5), (math.inf, 3.5))
# So many nodes within so many km are a yard; one is then known to that radius, whatever town is near.
YARD_NODES, YARD_KM, YARD_M = 3, 3.0, 3_500
# A fork that bears the name of no town: a big yard in open country, one with a town or a border post near, any other.
BIG_YARD_NODES, BIG_YARD_M, NEAR_KM, NEAR_M, LONELY_M = 10, 2_000, 5.0, 4_000, 7_000
# Places that are the fork of the packaged network itself and no station.
FORKS, FORK_M = {"kti-loop-40834", "kti-40108", "gorgan-west-junction", "amirabad-junction", "mohammadieh-south"}, 500
# Placed better than its kind, and why.
KEPT = {
    "astara-ir-terminal": "its distance from the border is published: 1.7 km",
    "mazar-terminal": "the track ends in it",
    "post-red-bridge": "a page gives the bridge itself, 200 m from this point",
}
PORT_M, CITY_M, BIG_CITY_M, BIG_CITY = 1_500, 1_000, 2_000, 100_000

Feature = dict[str, Any]


@cache
def _nodes() -> Any:
    return read()[0]


@cache
def _posts() -> Any:
    features = json.loads(PLACES.read_text(encoding="utf-8"))["features"]
    return np.array([f["geometry"]["coordinates"] for f in features if f["properties"]["kind"] == "border-post"])


@cache
def _network(name: str) -> Network:
    return Network.load([], name)


def least_m(feature: Feature) -> int:
    """Return the least radius, metres, that the evidence for a place bears."""
    place, point = feature["properties"], tuple(feature["geometry"]["coordinates"])
    if place["id"] in KEPT:
        return 0
    if place["kind"] in RAIL_KINDS:
        gauge_m = GAUGE_M if place["kind"] == "gauge-change" else 0
        return max(gauge_m, _station_m(place, point))
    if place["kind"] == "port":
        return PORT_M
    if place["kind"] == "border-post":
        return _post_m(place, point)
    town, _ = namesake(point, place) or nearest(point)
    return BIG_CITY_M if town.population >= BIG_CITY else CITY_M


def _station_m(place: dict[str, Any], point: Point) -> int:
    sources = [source for source in place.get("sources", ()) if source.startswith("xy-")]
    if place["id"] in FORKS:
        return FORK_M
    if any(source.startswith(PAGES) for source in sources) and "xy-gn" not in sources:
        return PAGE_M
    nodes = km_from(point, _nodes())
    town = namesake(point, place)
    if town and town[1] < SAME_KM < nodes.min():
        return VILLAGE_M if town[0].population < VILLAGE and nodes.min() > OPEN_KM else TOWN_M
    if "xy-scg" not in sources and "xy-gn" not in sources:
        return UNSOURCED_M if place.get("general_knowledge") else POSTS_M
    return _fork_m(point, town, int((nodes < YARD_KM).sum()))


def _fork_m(point: Point, town: tuple[Town, float] | None, yard: int) -> int:
    """Return the least radius of a station placed on a node of the network, by the town it is named after."""
    if town:
        radius_km = town[1] + next(km for people, km in TOWN_RADIUS_KM if town[0].population < people)
        return min(_stepped(radius_km), YARD_M) if yard >= YARD_NODES else _stepped(radius_km)
    if min(nearest(point)[1], float(km_from(point, _posts()).min())) <= NEAR_KM:
        return NEAR_M
    return BIG_YARD_M if yard >= BIG_YARD_NODES else LONELY_M


def _post_m(place: dict[str, Any], point: Point) -> int:
    """Return how far along a border its crossing with a long straight edge of a network may be off."""
    for source, name in (("xy-scgx", "railways"), ("xy-hwx", "highways")):
        if source in place.get("sources", ()):
            network = _network(name)
            edge, share, _ = network.nearest(point)
            chord = great_circle_km(*(network.points[node] for node in network.edges[edge]))
            bow = bow_km(chord, network.slack[edge]) if name == "railways" else BOW * chord
            return _stepped(4 * share * (1 - share) * bow)
    return 0


def _stepped(km: float) -> int:
    return math.ceil(km * 1000 / STEP_M) * STEP_M


def main() -> None:
    """Widen what claims too much."""
    features = json.loads(PLACES.read_text(encoding="utf-8"))["features"]
    for feature in features:
        place = feature["properties"]
        if (least := least_m(feature)) > place["precision_m"]:
            print(f"{place['id']}: {place['precision_m']} m widened to {least}")
            place["precision_m"] = least
    rows = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    PLACES.write_text(f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
