"""Placing of names on the printed map so that none overlaps another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from routes.data.atlas import Atlas
from routes.geo.projection import Sheet
from routes.model import PlaceKind
from routes.text.printable import printable
from routes.text.width import width
from routes.views import symbols
from routes.views.map import base_map
from routes.views.static_map import land

PLACE_PX, AREA_PX = 14, 12
MARK_PX, DOT_PX = 13.0, 3.0
NAMES = symbols.table("map")["names"]
PAD, GAP = float(NAMES["pad"]), float(NAMES["gap"])
# Capitals and other cities that are named on a map of every size.
EVERYWHERE = 1
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
    yield from _areas(crowd, atlas)


def regional(atlas: Atlas, sheet: Sheet, line: Sequence[tuple[float, float]]) -> Iterator[Name]:
    """Yield the names that find room on a map of many routes: capitals, countries, seas.

    Parameters
    ----------
    line
        Points of the routes close to one another, on the sheet.
    """
    crowd = Crowd(sheet, [], line)
    capitals = [place for place in atlas.places.values() if place.label and place.label.rank == EVERYWHERE]
    spots = {place.name: sheet.at(place.lon, place.lat) for place in capitals if place.kind is PlaceKind.CITY}
    shown = {name: at for name, at in spots.items() if sheet.holds(*at)}
    crowd.taken.extend(_around(x, y, DOT_PX) for x, y in shown.values())
    for name, at in shown.items():
        yield from crowd.named("city", name, at)
    yield from _areas(crowd, atlas)


def countries(crowd: Crowd, atlas: Atlas) -> Iterator[Name]:
    """Yield the names of countries that find room."""
    for lines, x, y, across in land.countries(atlas, crowd.sheet):
        yield from crowd.over("country", tuple(text.upper() for text in lines), x, y, across)


def _areas(crowd: Crowd, atlas: Atlas) -> Iterator[Name]:
    yield from countries(crowd, atlas)
    sheet = crowd.sheet
    for sea in base_map.water_names(atlas):
        lon, lat = sea["xy"]
        half = sea.get("width", 360) / 2
        across = abs(sheet.at(lon + half, lat)[0] - sheet.at(lon - half, lat)[0]) if "width" in sea else sheet.wide
        yield from crowd.over("sea", (sea["name"],), *sheet.at(lon, lat), across)


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

    def over(self, kind: str, lines: tuple[str, ...], x: float, y: float, across: float) -> Iterator[Name]:
        """Take a free box in the middle of a country or sea that is `across` pixels wide."""
        tracked = 1 + TRACKED / 0.6 if kind == "country" else 1.0
        long = max(width(text, AREA_PX) for text in lines) * tracked
        high = AREA_PX * 1.2 * len(lines)
        for dx, dy in NAMES["areas"] if long <= across else ():
            box = (x + dx - long / 2, y + dy - high / 2, x + dx + long / 2, y + dy + high / 2)
            if self._free(box) and not self._covered(box):
                self.taken.append(box)
                yield Name(kind, tuple(map(printable, lines)), x + dx, box[1] + AREA_PX)
                return

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
