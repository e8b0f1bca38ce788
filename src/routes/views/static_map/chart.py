"""The printed map of a route: lines by status, stops, names, a scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import shapely
from markupsafe import Markup

from routes.geo import projection as geo_projection
from routes.model import LegStatus, Mode
from routes.network.journey import Journey
from routes.views import svg, symbols
from routes.views.map import route_features
from routes.views.static_map import labels, land

MARGIN = 46.0
# The same patterns, marks and offsets as on the map of the page.
SYMBOLS = symbols.table("map")
MARKS = SYMBOLS["marks"]
NICE_KM = (10, 20, 50, 100, 200, 500, 1000)
SCALE_PX = 160.0


@dataclass(frozen=True)
class Chart:
    """A map of a route, `wide` by `high` pixels; classes and no colours."""

    journey: Journey
    wide: float
    high: float
    precision: land.Precision = land.PRINTED

    @property
    def journeys(self) -> Sequence[Journey]:
        """The routes on the map."""
        return (self.journey,)

    @cached_property
    def sheet(self) -> geo_projection.Sheet:
        """The projection fitted to the route."""
        line = [*chain.from_iterable(s.line for journey in self.journeys for s in journey.sections)]
        return geo_projection.fitted(line, self.wide, self.high, MARGIN)

    @cached_property
    def projection(self) -> str:
        """Its projection in words."""
        lower, upper = self.sheet.parallels
        return f"Lambert conformal conic projection, standard parallels {lower:.1f}° and {upper:.1f}° N"

    @cached_property
    def drawn(self) -> dict[str, Any]:
        """What is drawn, as the page's own map has it."""
        return route_features.way_json(self.journey)

    def svg(self, x: float = 0, y: float = 0) -> Markup:
        """Return the map as one element, at a place on a larger drawing."""
        spots = self._spots()
        pieces = (
            *land.paths(self.journey.atlas, self.sheet, self._crossed(), self.precision),
            *self._lines(),
            *self._labels(list(spots)),
            *self._marks(spots),
            *self._scale(),
        )
        size: dict[str, svg.Attribute] = {
            "width": self.wide,
            "height": self.high,
            "viewBox": f"0 0 {self.wide:g} {self.high:g}",
        }
        return svg.element("svg", *pieces, class_="chart", x=x, y=y, **size, overflow="hidden")

    def _crossed(self) -> Iterator[str]:
        """Yield the codes of the countries on the routes."""
        return chain.from_iterable(journey.km_by_country for journey in self.journeys)

    def _lines(self) -> Iterator[Markup]:
        legs = self.drawn["legs"]
        paths = [land.line(self._course(leg), self.precision) for leg in legs]
        for under in (True, False):
            for leg, d in zip(legs, paths, strict=True):
                if d:
                    yield from self._beneath(leg, d) if under else self._line(leg, d)

    def _course(self, leg: dict[str, Any]) -> Any:
        """Return the points of a leg on the sheet, without those that make no difference there."""
        course = shapely.LineString(self.sheet.on(np.array(leg["xy"])))
        return shapely.get_coordinates(course.simplify(self.precision.smooth_px / 2))

    def _beneath(self, leg: dict[str, Any], d: str) -> Iterator[Markup]:
        sea = leg["mode"] == Mode.SEA
        if not sea:
            width = SYMBOLS["casing"]["approximate" if leg["approximate"] else "width"]
            yield svg.element("path", class_="casing", d=d, stroke_width=width)
        if leg["approximate"] or sea:
            yield svg.element("path", class_=self._named("halo", leg), d=d, stroke_width=SYMBOLS["halo"]["width"])

    def _named(self, name: str, leg: dict[str, Any]) -> str:
        """Return the classes of a line: with its route's letter where there are several."""
        return f"{name} {name}-{leg['way']}" if "way" in leg else name

    def _line(self, leg: dict[str, Any], d: str) -> Iterator[Markup]:
        status, sea = leg["status"], leg["mode"] == Mode.SEA
        line = SYMBOLS["lines"][status]
        if "inner" in line:
            yield svg.element("path", class_=self._named("way", leg), d=d, stroke_width=line["width"])
            yield svg.element("path", class_="hollow", d=d, stroke_width=line["inner"])
            return
        stroke = symbols.Stroke(
            width=line.get("width", SYMBOLS["width"]["sea" if sea else "land"]),
            dashes=SYMBOLS["sea"]["dashes"] if sea and status == LegStatus.OPEN else line.get("dashes", ""),
            round=sea or line.get("round", False),
        )
        yield svg.element("path", class_=self._named("way", leg), d=d, **stroke.attributes)
        if status == LegStatus.DISMANTLED:
            yield from self._crosses(leg)

    def _crosses(self, leg: dict[str, Any]) -> Iterator[Markup]:
        crosses, line = SYMBOLS["crosses"], shapely.LineString(self.sheet.on(np.array(leg["xy"])))
        spots = [line.interpolate(at) for at in np.arange(crosses["every"] / 2, line.length, crosses["every"])]
        arm = crosses["arm"]
        cross = f"l{2 * arm:g} {2 * arm:g}m0 -{2 * arm:g}l-{2 * arm:g} {2 * arm:g}"
        if d := "".join(f"M{p.x - arm:.1f} {p.y - arm:.1f}{cross}" for p in spots):
            yield svg.element("path", class_=self._named("way", leg), d=d, stroke_width=crosses["width"])

    def _spots(self) -> list[tuple[float, float]]:
        """Return where the stops' marks stand: at home, or as little aside as keeps them apart."""
        found: list[tuple[float, float]] = []
        for stop in self.drawn["stops"]:
            x, y = self.sheet.at(*stop["xy"])
            tries = ((x + dx, y + dy) for dx, dy in symbols.aside())
            found.append(
                next((t for t in tries if all(math.dist(t, other) >= MARKS["apart"] for other in found)), (x, y))
            )
        return found

    def _marks(self, spots: list[tuple[float, float]]) -> Iterator[Markup]:
        for stop, (x, y) in zip(self.drawn["stops"], spots, strict=True):
            home = self.sheet.at(*stop["xy"])
            if math.dist(home, (x, y)) > 1:
                yield svg.element("path", class_="lead", d=f"M{home[0]:.1f} {home[1]:.1f}L{x:.1f} {y:.1f}")
            shut = stop["state"] == "closed"
            yield _mark(stop["kind"], stop["state"], x, y)
            yield svg.element("text", stop["n"], class_="n on" if shut else "n", x=x, y=y + 4)

    def _labels(self, spots: list[tuple[float, float]]) -> Iterator[Markup]:
        for name in labels.placed(self.journey.atlas, self.drawn["names"], self.sheet, spots, self._dense()):
            if name.dot:
                radius = 5.5 if name.kind == "end" else 3.5
                yield svg.element("circle", class_="dot", cx=name.dot[0], cy=name.dot[1], r=radius)
            for n, line in enumerate(name.lines):
                y = name.y + n * labels.AREA_PX * 1.2
                yield svg.element("text", line, class_=f"glow {name.kind}", x=name.x, y=y, aria_hidden="true")
                yield svg.element("text", line, class_=name.kind, x=name.x, y=y)

    def _dense(self) -> list[tuple[float, float]]:
        """Return points of the routes at most a few pixels apart."""
        wholes = ([*chain.from_iterable(s.line for s in journey.sections)] for journey in self.journeys)
        lines = [shapely.segmentize(shapely.LineString(self.sheet.on(np.array(whole))), 5.0) for whole in wholes]
        return [(float(x), float(y)) for x, y in shapely.get_coordinates(lines)]

    def _scale(self) -> Iterator[Markup]:
        km_per_px = self.sheet.metres_per_px / 1000
        km = max((n for n in NICE_KM if n / km_per_px <= SCALE_PX), default=NICE_KM[0])
        long, y = km / km_per_px, self.high - 16
        yield svg.element("path", class_="scale", d=f"M16 {y - 5:g}V{y:g}H{16 + long:.1f}V{y - 5:g}")
        yield svg.element("text", f"{km:,} km", class_="small", x=22 + long, y=y)


def _mark(kind: str, state: str, x: float, y: float) -> Markup:
    """Return a ring for a border (a disc where closed), a diamond for a break of gauge, a square for transshipment."""
    if kind == "border":
        if state == "closed":
            return svg.element("circle", class_="shut", cx=x, cy=y, r=MARKS["closed"])
        ring = SYMBOLS["rings"].get(state, SYMBOLS["rings"]["unknown"])
        return svg.element("circle", class_="mark", cx=x, cy=y, r=MARKS["border"], **symbols.Stroke(**ring).attributes)
    if kind == "gauge":
        q = MARKS["gauge"]
        return svg.element("path", class_="mark", d=f"M{x:.1f} {y - q:.1f}l{q} {q}-{q} {q}-{q}-{q}z")
    half = MARKS["mode"]
    box = {"x": x - half, "y": y - half, "width": 2 * half, "height": 2 * half, "rx": MARKS["corner"]}
    return svg.element("rect", class_="mark", **box)
