"""How long is each railway leg, and how does it run? Writes geometry and measured kilometres into geodata/legs/.

    python geodata/build/rail.py [FILE.geojson ...]

A recipe in `rail-*.yaml` names what a leg passes (`via`) or keeps away from (`ban`); `line` and `bank` are digitised
courses, `head` and `tail` digitised ends, `links` digitised stretches the packaged network lacks, `first` the spots to
insert before all others; `through` adds points to long straight edges of the drawing, not of the length. A number is a
station of `stations.yaml`, which also says what stations a leg passes. Only geometry, `length` (unless `published`),
`drawn` and `accuracy_m` of a leg are touched.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import yaml
from aras import along_bank, off_bank_m
from network import Network
from pyproj import Geod
from stations import STATION_M, Edge, laid
from straying import BOW, Point, bow_km, but_a_tenth, great_circle_km

HERE = Path(__file__).parent
LEGS = HERE.parent / "legs"
PLACES = HERE.parent / "places.geojson"
GEOD = Geod(ellps="WGS84")
SNAP_KM = 15.0
DETOUR = 2.5
LINK_ACCURACY_M = 2_000
NODE_ACCURACY_M = 150
ROUNDING = 1.01
ROUNDING_KM = 0.5
LIMITS_M = {"osm": 500, "digitised": 3_000, "approximate": 100_000}
# A drawn spot that is no place of the atlas: the middle of a town with a station, or read off a map.
SPOT_M = 3_000

Spot = str | int | list[float] | dict[str, Any]


class RefusedError(Exception):
    """A leg that cannot be built as its recipe says."""


class Built(NamedTuple):
    """The course of a leg: its line, kilometres, how they are known, and how far the line may be off, metres."""

    line: list[Point]
    km: float
    method: str
    accuracy_m: int


class Builds(Protocol):
    """Whatever has recipes and builds the legs they name."""

    recipes: dict[str, Any]

    def build(self, leg: str) -> Built:
        """Return the course of a leg."""
        ...


class Builder:
    """Builds legs on one network, on which every place of every recipe is inserted first, in a fixed order."""

    def __init__(self) -> None:
        features = json.loads(PLACES.read_text(encoding="utf-8"))["features"]
        self.places: dict[str, Point] = {f["properties"]["id"]: tuple(f["geometry"]["coordinates"]) for f in features}
        self.within_m = {f["properties"]["id"]: f["properties"]["precision_m"] for f in features}
        self.published = published("rail-*.geojson")
        listed = yaml.safe_load((HERE / "stations.yaml").read_text(encoding="utf-8"))
        self.stations: dict[int, Point] = {code: tuple(at) for code, at in listed["stations"].items()}
        self.passed: dict[str, list[int]] = listed["legs"]
        texts = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("rail-*.yaml"))]
        self.recipes: dict[str, Any] = {leg: recipe for text in texts for leg, recipe in text["legs"].items()}
        closed = yaml.safe_load((HERE / "closed-joins.yaml").read_text(encoding="utf-8"))
        self.network = Network.load([(c["lon"], c["lat"], c["km"]) for c in closed])
        for spot in (spot for text in texts for spot in text.get("first", ())):
            self.node(spot)
        for spot in sorted({json.dumps(s) for leg, r in self.recipes.items() for s in self.stops(leg, r)}):
            with suppress(RefusedError):
                self.node(json.loads(spot))
        for link in (link for text in texts for link in text.get("links", ())):
            self.network.link([self.point(spot) for spot in link["line"]])

    def point(self, spot: Spot) -> Point:
        """Return the coordinates of a place id, a station's code, a [lon, lat] pair or {at: spot, near: [lon, lat]}."""
        if isinstance(spot, dict):
            return self.point(spot["at"])
        if isinstance(spot, int):
            return self.stations[spot]
        if isinstance(spot, str):
            if spot not in self.places:
                raise RefusedError(f"place {spot} is not in places.geojson")
            return self.places[spot]
        return spot[0], spot[1]

    def stops(self, leg: str, recipe: dict[str, Any]) -> list[Spot]:
        """Return what a leg passes on the network, ends included; nothing if it is digitised."""
        if "line" in recipe or "bank" in recipe:
            return []
        start, end = leg.split("--")[:2]
        start, end = recipe.get("head", [start])[-1], recipe.get("tail", [end])[0]
        ends = recipe.get("near", {})
        passed = (start, *recipe.get("via", ()), end)
        return [{"at": s, "near": ends[s]} if isinstance(s, str) and s in ends else s for s in passed]

    def node(self, spot: Spot) -> int:
        """Return the network's node for a spot; refuse one that lies too far from any track."""
        on = tuple(spot["near"]) if isinstance(spot, dict) and "near" in spot else None
        node, snapped = self.network.insert(self.point(spot), on)
        if snapped > SNAP_KM and on is None:
            raise RefusedError(f"{spot} is {snapped:.1f} km from the nearest track, over {SNAP_KM}")
        return node

    def build(self, leg: str) -> Built:
        """Return the course of a leg."""
        recipe = self.recipes[leg]
        if "line" in recipe or "bank" in recipe:
            return self.checked(leg, self.digitised(leg, recipe))
        stops = self.stops(leg, recipe)
        way = self.network.way([self.node(s) for s in stops], [tuple(ban) for ban in recipe.get("ban", ())])
        if not way:
            raise RefusedError("no way through the stops of its recipe")
        head = [self.point(spot) for spot in recipe.get("head", stops[:1])]
        tail = [self.point(spot) for spot in recipe.get("tail", stops[-1:])]
        edges = self.edges(leg, way, stops)
        course = [edges[0].start, *(edge.end for edge in edges)]
        line = [*head, *threaded(course, [self.point(spot) for spot in recipe.get("through", ())]), *tail]
        km = geodesic_km(head) + sum(km for _, km in way) + geodesic_km(tail)
        if (as_drawn := geodesic_km(line)) > km * ROUNDING + ROUNDING_KM:
            raise RefusedError(f"its {km:.1f} km are drawn as {as_drawn:.1f}; leave out a point off the track")
        drawn = LINK_ACCURACY_M if len(head) + len(tail) > 2 else 0
        accuracy_m = max(self.accuracy_m(way, edges), recipe.get("accuracy_m", 0), drawn)
        return self.checked(leg, Built(line, km, "osm-track", accuracy_m))

    def digitised(self, leg: str, recipe: dict[str, Any]) -> Built:
        """Return a course drawn through known points, or along the bank of a river through them."""
        spots = recipe.get("line") or recipe["bank"]
        points = [self.point(spot) for spot in spots]
        line = points if "line" in recipe else along_bank(points)
        km, floor_m = geodesic_km(line), recipe.get("accuracy_m", 2_000 if "line" in recipe else 1_500)
        within_m = max(self.spot_m(spot) for spot in spots if isinstance(spot, str | int))
        off_m = straight_m(points, self.published.get(leg)) if "line" in recipe else 2 * off_bank_m(points)
        return Built(line, km, "drawn", stepped_m(max(floor_m, within_m, off_m)))

    def spot_m(self, spot: Spot) -> float:
        """Return how far a spot may be from its true point, metres."""
        at = spot["at"] if isinstance(spot, dict) else spot
        if isinstance(at, int):
            return STATION_M
        return self.within_m[at] if isinstance(at, str) else SPOT_M

    def edges(self, leg: str, way: list[tuple[int, float]], stops: list[Spot]) -> list[Edge]:
        """Return the straight edges of a way with the stations that the leg passes laid on them."""
        known, points = self.network.aside, self.network.points
        aside = {n: min(known[n], self.spot_m(s) / 1000) for s in stops if (n := self.node(s)) in known}
        strays = self.network.strays_km(way, aside)
        edges = [
            Edge(points[a], points[b], km, stray)
            for ((a, _), (b, _)), (stray, km) in zip(pairwise(way), strays, strict=True)
        ]
        found, left = laid(edges, [self.stations[code] for code in self.passed.get(leg, ())])
        if left:
            print(f"{leg}: its track cannot pass {left}", file=sys.stderr)
        return found

    def accuracy_m(self, way: list[tuple[int, float]], edges: list[Edge]) -> int:
        """Return how far the track may lie, but for a tenth of it, from the drawn edges and the stops between them."""
        strays_m = but_a_tenth([(edge.strays_km, edge.km) for edge in edges]) * 1000
        link = any((a, b) in self.network.linked for (a, _), (b, _) in pairwise(way))
        return stepped_m(max(NODE_ACCURACY_M, strays_m, LINK_ACCURACY_M if link else 0))

    def checked(self, leg: str, built: Built) -> Built:
        """Refuse a length no railway can have, a detour without a written reason and a course nobody knows."""
        line, km, _, accuracy_m = built
        apart = GEOD.inv(*line[0], *line[-1])[2] / 1000
        if km < apart * 0.995 - 1.0:
            raise RefusedError(f"{km:.1f} km is shorter than the {apart:.1f} km between its ends")
        if km > DETOUR * apart and "because" not in self.recipes[leg]:
            raise RefusedError(
                f"{km:.1f} km is over {DETOUR} times the {apart:.1f} km between its ends; write `because`"
            )
        if accuracy_m > LIMITS_M["approximate"]:
            raise RefusedError(f"its course is only known to {accuracy_m / 1000:.0f} km; give it stations to pass")
        return built


def published(pattern: str) -> dict[str, float]:
    """Return the published kilometres of the legs in the files of a pattern that have any, by id."""
    texts = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(LEGS.glob(pattern))]
    legs = [feature["properties"] for text in texts for feature in text["features"]]
    return {leg["id"]: leg["length"]["km"] for leg in legs if leg["length"]["method"] == "published"}


def straight_m(points: list[Point], km: float | None) -> float:
    """Return how far a railway, of a published length if any, may be from straight lines, but for a tenth, metres."""
    chords = [great_circle_km(a, b) for a, b in pairwise(points)]
    longer = max(0.0, km / sum(chords) - 1) if km else BOW**2 / 0.375
    return but_a_tenth([(bow_km(chord, longer * chord), chord) for chord in chords]) * 1000


def stepped_m(metres: float) -> int:
    """Return metres rounded up to 50."""
    return int(-(-metres // 50) * 50)


def geodesic_km(line: list[Point]) -> float:
    """Return the length of a line on the ellipsoid; nothing for a single point."""
    if len(line) < 2:
        return 0.0
    return float(GEOD.line_length(*zip(*line, strict=True)) / 1000)


def threaded(course: list[Point], spots: list[Point]) -> list[Point]:
    """Return a course led through each spot, on the straight edge where that adds least."""
    line = list(course)
    for spot in spots:
        added = [great_circle_km(a, spot) + great_circle_km(spot, b) - great_circle_km(a, b) for a, b in pairwise(line)]
        line.insert(added.index(min(added)) + 1, spot)
    return line


def rounded(line: list[Point]) -> list[list[float]]:
    """Return a line to 4 decimals without repeated points."""
    out: list[list[float]] = []
    for lon, lat in line:
        point = [round(lon, 4), round(lat, 4)]
        if not out or point != out[-1]:
            out.append(point)
    return out


def rewrite(path: Path, builder: Builds) -> list[str]:
    """Rebuild the legs of one file that have a recipe; return what was refused."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    refused = []
    for feature in features:
        leg = feature["properties"]
        if leg["id"] not in builder.recipes:
            continue
        try:
            line, km, method, accuracy_m = builder.build(leg["id"])
        except RefusedError as problem:
            refused.append(f"{path.name}: {leg['id']}: {problem}")
            continue
        feature["geometry"] = {"type": "LineString", "coordinates": rounded(line)}
        if leg["length"].get("method") != "published":
            leg["length"] = {"km": round(km, 1), "method": method}
        digitised = method == "drawn"
        fitting = [drawn for drawn, limit in LIMITS_M.items() if accuracy_m <= limit]
        leg["drawn"] = next(drawn for drawn in fitting if not (digitised and drawn == "osm"))
        leg["accuracy_m"] = accuracy_m
    rows = ",\n".join(json.dumps({"type": "Feature", **f}, ensure_ascii=False) for f in map(_ordered, features))
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n', encoding="utf-8")
    return refused


def _ordered(feature: dict[str, Any]) -> dict[str, Any]:
    return {"properties": feature["properties"], "geometry": feature["geometry"]}


def main(names: list[str]) -> int:
    """Rebuild the named files, or all."""
    builder = Builder()
    paths = [LEGS / name for name in names] or sorted(LEGS.glob("*.geojson"))
    refused = [line for path in paths for line in rewrite(path, builder)]
    print(*refused, sep="\n", end="\n" if refused else "")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
