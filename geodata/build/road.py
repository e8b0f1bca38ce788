"""How long is each road leg, and how does it run? Writes geometry and measured kilometres into geodata/legs/road-*.

    python geodata/build/road.py [FILE.geojson ...]

`road.yaml` gives the course of a leg as stretches: `net` follows the packaged OpenStreetMap trunk roads through its
stops (`through` adds towns to long straight edges of the drawing, not of the length), `line` joins places and towns by
straight lines, `bank` follows the north or south bank of the Aras. Only geometry, `length` (unless `published`),
`drawn` and `accuracy_m` of a leg are touched.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from aras import BANK, SOUTH_BANK, along_bank, off_bank_m
from network import Network
from rail import LEGS, PLACES, ROUNDING, Built, RefusedError, geodesic_km, published, rewrite, stepped_m, threaded
from straying import BOW, Point, bow_km, but_a_tenth, great_circle_km

RECIPES = Path(__file__).with_suffix(".yaml")
BANKS = {"north": BANK, "south": SOUTH_BANK}
SNAP_KM = 5.0
DETOUR = 2.5
BANK_ACCURACY_M = 1_500
NODE_ACCURACY_M = 300
# A road said to pass a town goes by its middle or round it. Of 26 towns of the recipes on finely drawn packaged roads,
# the road passes 24 within this distance.
TOWN_KM = 1.5


class Roads:
    """Builds road legs; every stop of every `net` stretch is inserted on the network first, in a fixed order."""

    def __init__(self) -> None:
        features = json.loads(PLACES.read_text(encoding="utf-8"))["features"]
        text = yaml.safe_load(RECIPES.read_text(encoding="utf-8"))
        self.points: dict[str, Point] = {name: (lon, lat) for name, (lon, lat) in text["towns"].items()}
        self.points |= {f["properties"]["id"]: tuple(f["geometry"]["coordinates"]) for f in features}
        self.recipes: dict[str, Any] = text["legs"]
        self.published = published("road-*.geojson")
        self.network = Network.load([], "highways")
        for name in sorted({stop for recipe in self.recipes.values() for s in recipe for stop in s.get("net", ())}):
            self.node(name)

    def point(self, name: str) -> Point:
        """Return the coordinates of a place id or of a town of the recipes."""
        if name not in self.points:
            raise RefusedError(f"{name} is neither a place nor one of the towns in road.yaml")
        return self.points[name]

    def node(self, name: str) -> int:
        """Return the network's node for a stop; refuse one that lies too far from any road."""
        node, snapped = self.network.insert(self.point(name))
        if snapped > SNAP_KM:
            raise RefusedError(f"{name} is {snapped:.1f} km from the nearest packaged road, over {SNAP_KM}")
        return node

    def build(self, leg: str) -> Built:
        """Return the course of a leg."""
        courses = [self.stretch(stretch) for stretch in self.recipes[leg]]
        line = [point for course, _ in courses for point in course]
        on_network = sum(km for stretch, (_, km) in zip(self.recipes[leg], courses, strict=True) if "net" in stretch)
        total, drawn = sum(km for _, km in courses), geodesic_km(line)
        method = "osm-track" if on_network > total / 2 else "drawn"
        km = self.published.get(leg, total if method == "osm-track" else drawn)
        apart = great_circle_km(line[0], line[-1])
        if not apart * 0.995 - 0.5 <= km <= DETOUR * apart + 3:
            raise RefusedError(f"{km:.1f} km does not fit the {apart:.1f} km between its ends")
        if method == "osm-track" and drawn > total * ROUNDING:
            raise RefusedError(f"its {total:.1f} km are drawn as {drawn:.1f}; leave out a town that lies off the road")
        floors_m = [self.floor_m(stretch) for stretch in self.recipes[leg]]
        off_m = accuracy_m(line, km, self.passed(leg))
        return Built(line, total if method == "osm-track" else drawn, method, max([*floors_m, off_m]))

    def passed(self, leg: str) -> set[Point]:
        """Return the towns that a leg passes between its ends and off the network."""
        recipe = self.recipes[leg]
        named = (name for s in recipe for name in (*s.get("through", ()), *s.get("line", ())[1:-1]))
        return {self.point(name) for name in named}

    def floor_m(self, stretch: dict[str, Any]) -> int:
        """Return what a stretch cannot be more accurate than, metres."""
        if "bank" not in stretch:
            return int(stretch.get("accuracy_m", NODE_ACCURACY_M))
        stops = [self.point(name) for name in stretch["along"]]
        return max(BANK_ACCURACY_M, stepped_m(2 * off_bank_m(stops, BANKS[stretch["bank"]])))

    def stretch(self, stretch: dict[str, Any]) -> tuple[list[Point], float]:
        """Return the course of one stretch and its kilometres, to and from the network included."""
        if "net" in stretch:
            names = stretch["net"]
            way = self.network.way([self.node(name) for name in names], [tuple(ban) for ban in stretch.get("ban", ())])
            if not way:
                raise RefusedError(f"no packaged road through {', '.join(names)}")
            course = [self.network.points[node] for node, _ in way]
            drawn = threaded(course, [self.point(name) for name in stretch.get("through", ())])
            ends = [(self.point(names[0]), course[0]), (self.point(names[-1]), course[-1])]
            km = sum(km for _, km in way) + sum(great_circle_km(*end) for end in ends)
            return [ends[0][0], *drawn, ends[1][0]], km
        stops = [self.point(name) for name in stretch["line" if "line" in stretch else "along"]]
        course = along_bank(stops, BANKS[stretch["bank"]]) if "bank" in stretch else stops
        return course, geodesic_km(course)


def accuracy_m(line: list[Point], km: float, towns: set[Point]) -> int:
    """Return how far the road may lie from its chords, but for a tenth of it, taking each for a single flat bow.

    A chord that ends at one of the towns is no surer than the way past it.
    """
    longer = max(BOW**2 / 0.375, km / geodesic_km(line) - 1)
    strays = []
    for a, b in pairwise(line):
        chord = great_circle_km(a, b)
        strays.append((max(bow_km(chord, longer * chord), TOWN_KM if towns & {a, b} else 0.0), chord))
    return stepped_m(but_a_tenth(strays) * 1000)


def main(names: list[str]) -> int:
    """Rebuild the named files, or all road files."""
    builder = Roads()
    paths = [LEGS / name for name in names] or sorted(LEGS.glob("road-*.geojson"))
    refused = [line for path in paths for line in rewrite(path, builder)]
    print(*refused, sep="\n", end="\n" if refused else "")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
