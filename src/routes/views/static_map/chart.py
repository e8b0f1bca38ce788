"""How is a way drawn on a printed map: its lines by state, its stops, its names, a scale?"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import chain
from typing import Any

import numpy as np
import shapely

from routes.geo import projection as geo_projection
from routes.model import LegStatus, Mode
from routes.network.journey import Journey
from routes.views import symbols
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
    """A map of a way, `wide` by `high` pixels; classes and no colours."""

    journey: Journey
    wide: float
    high: float

    @cached_property
    def sheet(self) -> geo_projection.Sheet:
        """The projection fitted to the way."""
        line = [*chain.from_iterable(s.line for s in self.journey.sections)]
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

    def svg(self, x: float = 0, y: float = 0) -> str:
        """The map as one element at a place on a larger drawing."""
        spots = self._spots()
        pieces = (
            *land.paths(self.journey.atlas, self.sheet, self.journey.km_by_country),
            *self._lines(),
            *self._labels(list(spots)),
            *self._marks(spots),
            *self._scale(),
        )
        wide, high = f"{self.wide:g}", f"{self.high:g}"
        size = f'x="{x:g}" y="{y:g}" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        return f'<svg class="chart" {size} overflow="hidden">{"".join(pieces)}</svg>'

    def _lines(self) -> Iterator[str]:
        legs = self.drawn["legs"]
        paths = [land.line(self.sheet.on(np.array(leg["xy"]))) for leg in legs]
        for under in (True, False):
            for leg, d in zip(legs, paths, strict=True):
                if d:
                    yield from self._beneath(leg, d) if under else self._line(leg, d)

    def _beneath(self, leg: dict[str, Any], d: str) -> Iterator[str]:
        sea = leg["mode"] == Mode.SEA
        if not sea:
            width = SYMBOLS["casing"]["approximate" if leg["approximate"] else "width"]
            yield f'<path class="casing" d="{d}" stroke-width="{width:g}"/>'
        if leg["approximate"] or sea:
            yield f'<path class="halo" d="{d}" stroke-width="{SYMBOLS["halo"]["width"]:g}"/>'

    def _line(self, leg: dict[str, Any], d: str) -> Iterator[str]:
        status, sea = leg["status"], leg["mode"] == Mode.SEA
        line = SYMBOLS["lines"][status]
        if "inner" in line:
            yield f'<path class="way" d="{d}" stroke-width="{line["width"]:g}"/>'
            yield f'<path class="hollow" d="{d}" stroke-width="{line["inner"]:g}"/>'
            return
        dash = SYMBOLS["sea"]["dashes"] if sea and status == LegStatus.OPEN else line.get("dashes")
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        caps = ' stroke-linecap="round"' if sea or line.get("round") else ""
        width = line.get("width", SYMBOLS["width"]["sea" if sea else "land"])
        yield f'<path class="way" d="{d}" stroke-width="{width:g}"{dashes}{caps}/>'
        if status == LegStatus.DISMANTLED:
            yield from self._crosses(leg)

    def _crosses(self, leg: dict[str, Any]) -> Iterator[str]:
        crosses, line = SYMBOLS["crosses"], shapely.LineString(self.sheet.on(np.array(leg["xy"])))
        spots = [line.interpolate(at) for at in np.arange(crosses["every"] / 2, line.length, crosses["every"])]
        arm = crosses["arm"]
        cross = f"l{2 * arm:g} {2 * arm:g}m0 -{2 * arm:g}l-{2 * arm:g} {2 * arm:g}"
        if d := "".join(f"M{p.x - arm:.1f} {p.y - arm:.1f}{cross}" for p in spots):
            yield f'<path class="way" d="{d}" stroke-width="{crosses["width"]}"/>'

    def _spots(self) -> list[tuple[float, float]]:
        """Where the stops' marks stand: at home, or as little aside as keeps them apart."""
        found: list[tuple[float, float]] = []
        for stop in self.drawn["stops"]:
            x, y = self.sheet.at(*stop["xy"])
            tries = ((x + dx, y + dy) for dx, dy in symbols.aside())
            found.append(
                next((t for t in tries if all(math.dist(t, other) >= MARKS["apart"] for other in found)), (x, y))
            )
        return found

    def _marks(self, spots: list[tuple[float, float]]) -> Iterator[str]:
        for stop, (x, y) in zip(self.drawn["stops"], spots, strict=True):
            home = self.sheet.at(*stop["xy"])
            if math.dist(home, (x, y)) > 1:
                yield f'<path class="lead" d="M{home[0]:.1f} {home[1]:.1f}L{x:.1f} {y:.1f}"/>'
            shut = stop["state"] == "closed"
            yield _mark(stop["kind"], stop["state"], x, y)
            yield f'<text class="n{" on" if shut else ""}" x="{x:.1f}" y="{y + 4:.1f}">{stop["n"]}</text>'

    def _labels(self, spots: list[tuple[float, float]]) -> Iterator[str]:
        for name in labels.placed(self.journey, self.sheet, spots, self._dense()):
            if name.dot:
                radius = 5.5 if name.kind == "end" else 3.5
                yield f'<circle class="dot" cx="{name.dot[0]:.1f}" cy="{name.dot[1]:.1f}" r="{radius:g}"/>'
            for n, line in enumerate(name.lines):
                y = name.y + n * labels.AREA_PX * 1.2
                at = f'x="{name.x:.1f}" y="{y:.1f}"'
                yield f'<text class="glow {name.kind}" {at} aria-hidden="true">{escape(line)}</text>'
                yield f'<text class="{name.kind}" {at}>{escape(line)}</text>'

    def _dense(self) -> list[tuple[float, float]]:
        """Points of the way at most a few pixels apart."""
        whole = [*chain.from_iterable(s.line for s in self.journey.sections)]
        line = shapely.segmentize(shapely.LineString(self.sheet.on(np.array(whole))), 5.0)
        return [(float(x), float(y)) for x, y in shapely.get_coordinates(line)]

    def _scale(self) -> Iterator[str]:
        km_per_px = self.sheet.metres_per_px / 1000
        km = max((n for n in NICE_KM if n / km_per_px <= SCALE_PX), default=NICE_KM[0])
        long, y = km / km_per_px, self.high - 16
        yield f'<path class="scale" d="M16 {y - 5:g}V{y:g}H{16 + long:.1f}V{y - 5:g}"/>'
        yield f'<text class="small" x="{22 + long:.1f}" y="{y:g}">{km:,} km</text>'


def _mark(kind: str, state: str, x: float, y: float) -> str:
    """A ring for a border (a disc where it is closed), a diamond for a gauge break, a square for a change of mode."""
    if kind == "border":
        if state == "closed":
            return f'<circle class="shut" cx="{x:.1f}" cy="{y:.1f}" r="{MARKS["closed"]}"/>'
        ring = SYMBOLS["rings"].get(state, SYMBOLS["rings"]["unknown"])
        dashes = f' stroke-dasharray="{ring["dashes"]}"' if "dashes" in ring else ""
        return f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="{MARKS["border"]}"{dashes}/>'
    if kind == "gauge":
        q = MARKS["gauge"]
        return f'<path class="mark" d="M{x:.1f} {y - q:.1f}l{q} {q}-{q} {q}-{q}-{q}z"/>'
    half = MARKS["mode"]
    box = f'x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half}" height="{2 * half}" rx="{MARKS["corner"]}"'
    return f'<rect class="mark" {box}/>'
