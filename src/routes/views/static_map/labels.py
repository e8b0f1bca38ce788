"""Placing of names on the printed map so that none overlaps another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from routes.data.atlas import Atlas
from routes.geo.projection import Sheet
from routes.model import PlaceKind
from routes.text.printable import printable
from routes.text.width import width
from routes.views import symbols
from routes.views.map import base_map, later_names
from routes.views.static_map import land

PLACE_PX, AREA_PX = 14, 12
MARK_PX, DOT_PX = 13.0, 3.0
NAMES = symbols.table("map")["names"]
PAD, GAP = float(NAMES["pad"]), float(NAMES["gap"])
# Capitals and other cities that are named on a map of every size.
EVERYWHERE = 1
# Spots for a name all over a country lie so far apart.
STEP_PX = 6.0
# The corner at the lower left that the scale takes.
SCALE_BOX = (250.0, 30.0)
# Letters of a country's name stand apart by this share of their size.
TRACKED = 0.13
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A text in its place: its class, its lines, its middle across and its first baseline."""

    kind: str
    lines: tuple[str, ...]
    x: float
    y: float
    dot: tuple[float, float] | None = None


def placed(
    atlas: Atlas,
    names: Sequence[Mapping[str, Any]],
    sheet: Sheet,
    marks: Sequence[tuple[float, float]],
    line: Sequence[tuple[float, float]],
) -> Iterator[Name]:
    """Yield the names that find room: the route's ends, places on it, countries, seas.

    Parameters
    ----------
    names
        Those along the route, as `route_features` has them.
    marks, line
        Where the stops' marks stand, and points of the route close to one another, both on the sheet.
    """
    taken: list[Box] = [_around(x, y, MARK_PX) for x, y in marks]
    taken.append((0.0, sheet.high - SCALE_BOX[1], SCALE_BOX[0], sheet.high))
    given = sorted(names, key=lambda name: name["rank"])[: NAMES["most"]]
    spots = {name["name"]: sheet.at(*name["xy"]) for name in given}
    taken += [_around(x, y, DOT_PX) for x, y in spots.values()]
    crowd = Crowd(sheet, taken, line)
    for one in given:
        at, text = spots[one["name"]], printable(one["name"])
        yield from crowd.named("end" if one["end"] else "place", text, at, one["side"])
    yield from _areas(crowd, atlas, spots)


def regional(atlas: Atlas, sheet: Sheet, line: Sequence[tuple[float, float]]) -> Iterator[Name]:
    """Yield the names that find room on a map of many routes: capitals, countries, seas.

    Parameters
    ----------
    line
        Points of the routes close to one another, on the sheet.
    """
    crowd = Crowd(sheet, [], line)
    cities = [place for place in atlas.places.values() if place.label and place.label.rank == EVERYWHERE]
    spots = {place.name: (place.lon, place.lat) for place in cities if place.kind is PlaceKind.CITY}
    yield from _cities(crowd, spots)
    yield from _areas(crowd, atlas, spots)


def _cities(crowd: Crowd, spots: Mapping[str, tuple[float, float]]) -> Iterator[Name]:
    """Yield the names of cities, given with their longitude and latitude, that find room."""
    sheet = crowd.sheet
    shown = {name: at for name, at in ((name, sheet.at(*xy)) for name, xy in spots.items()) if sheet.holds(*at)}
    crowd.taken.extend(_around(x, y, DOT_PX) for x, y in shown.values())
    for name, at in shown.items():
        yield from crowd.named("city", name, at)


def countries(crowd: Crowd, atlas: Atlas) -> Iterator[Name]:
    """Yield the names of countries that find room, for the others their codes."""
    without = []
    for country in land.countries(atlas, crowd.sheet):
        lines = tuple(text.upper() for text in country.lines)
        spots = [spot for spot in _around_usual(country.x, country.y) if shapely.contains_xy(country.shown, *spot)]
        named = [*crowd.over("country", lines, spots, country.across)]
        yield from named
        if country.code and not named:
            without.append(country)
    for country in without:
        yield from crowd.over("country", (country.code,), _within(country.shown), country.across, crossing=True)


def _around_usual(x: float, y: float) -> Sequence[tuple[float, float]]:
    return [(x + dx, y + dy) for dx, dy in NAMES["areas"]]


def _within(shown: BaseGeometry) -> Sequence[tuple[float, float]]:
    """Return spots all over a country, those near its middle first."""
    left, top, right, bottom = shown.bounds
    xs, ys = np.meshgrid(np.arange(left, right, STEP_PX), np.arange(top, bottom, STEP_PX))
    spots = np.column_stack((xs.ravel(), ys.ravel()))
    inside = spots[shapely.contains_xy(shown, spots)]
    far = np.hypot(*(inside - shapely.get_coordinates(shown.representative_point())).T)
    return [(float(x), float(y)) for x, y in inside[np.argsort(far, kind="stable")]]


def _areas(crowd: Crowd, atlas: Atlas, named: Collection[str]) -> Iterator[Name]:
    """Yield the names of countries, of capitals that are not named yet, and of seas, as far as they find room."""
    yield from countries(crowd, atlas)
    yield from _cities(crowd, {name: (lon, lat) for name, lon, lat in later_names.capitals(atlas) if name not in named})
    sheet = crowd.sheet
    for sea in base_map.water_names(atlas):
        lon, lat = sea["xy"]
        half = sea.get("width", 360) / 2
        across = abs(sheet.at(lon + half, lat)[0] - sheet.at(lon - half, lat)[0]) if "width" in sea else sheet.wide
        yield from crowd.over("sea", (sea["name"],), _around_usual(*sheet.at(lon, lat)), across)


@dataclass(frozen=True, slots=True)
class Crowd:
    """What names must keep clear of: boxes taken, which grow with every name, and the line of the route."""

    sheet: Sheet
    taken: list[Box]
    line: Sequence[tuple[float, float]]

    def named(self, kind: str, text: str, at: tuple[float, float], side: str = "r") -> Iterator[Name]:
        """Take room for a name beside a place, on its own side if it can be; nothing where there is none."""
        if found := self.beside(at, width(text, PLACE_PX, bold=True), side):
            yield Name(kind, (text,), (found[0] + found[2]) / 2, found[3] - PLACE_PX * 0.28, at)

    def beside(self, at: tuple[float, float], long: float, side: str) -> Box | None:
        """Take the free box beside a place that covers least of the line, on its own side if it can be."""
        x, y = at
        half, high = long / 2, PLACE_PX * 1.15
        boxes = [
            {
                "r": (x + gap, y - high / 2, x + gap + long, y + high / 2),
                "l": (x - gap - long, y - high / 2, x - gap, y + high / 2),
                "t": (x - half, y - gap - high, x + half, y - gap),
                "b": (x - half, y + gap, x + half, y + gap + high),
            }[way]
            for gap in (GAP, GAP + MARK_PX)
            for way in dict.fromkeys((side, "r", "l", "t", "b"))
        ]
        free = [box for box in boxes if self._free(box)]
        best = min(free, key=self._covered, default=None)
        if best:
            self.taken.append(best)
        return best

    def over(
        self,
        kind: str,
        lines: tuple[str, ...],
        spots: Sequence[tuple[float, float]],
        across: float,
        *,
        crossing: bool = False,
    ) -> Iterator[Name]:
        """Take a free box around one of the spots in a country or sea `across` pixels wide.

        A box over the line is taken only for a name that may lie `crossing` it, and where there is no other.
        """
        tracked = 1 + TRACKED / 0.6 if kind == "country" else 1.0
        half = max(width(text, AREA_PX) for text in lines) * tracked / 2
        high = AREA_PX * 1.2 * len(lines)
        boxes = [(x - half, y - high / 2, x + half, y + high / 2) for x, y in spots if half * 2 <= across]
        free = [box for box in boxes if self._free(box)]
        best = next((box for box in free if not self._covered(box)), free[0] if free and crossing else None)
        if best:
            self.taken.append(best)
            yield Name(kind, tuple(map(printable, lines)), (best[0] + best[2]) / 2, best[1] + AREA_PX)

    def _covered(self, box: Box) -> int:
        left, top, right, bottom = box
        return sum(left - PAD < x < right + PAD and top < y < bottom for x, y in self.line)

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = (box[0] - PAD, box[1] - PAD, box[2] + PAD, box[3] + PAD)
        if left < 0 or top < 0 or right > self.sheet.wide or bottom > self.sheet.high:
            return False
        return not any(left < b[2] and right > b[0] and top < b[3] and bottom > b[1] for b in self.taken)


def _around(x: float, y: float, far: float) -> Box:
    return (x - far, y - far, x + far, y + far)
