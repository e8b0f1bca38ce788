"""Land, water and borders of the printed map, as SVG paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from routes.data import disputed, outlines
from routes.data.atlas import Atlas
from routes.geo.projection import Sheet
from routes.text import disputed as words
from routes.views import svg
from routes.views.map import base_map

# From so many metres a pixel on the finer outlines make no difference.
DETAIL_M = 600.0


@dataclass(frozen=True, slots=True)
class Precision:
    """How far in pixels an outline may be moved to save points, and to how many decimals its points are written."""

    smooth_px: float
    decimals: int


PRINTED = Precision(0.35, 1)
# For a picture inside a page, which must come before anything else: a fifth of the bytes.
SKETCHED = Precision(1.4, 0)
# For the small map of a place, as large on the page as it is drawn.
SMALL = Precision(1.0, 0)
# So many pixels beyond the edge of the sheet an outline is cut off, so that its stroke there is not seen.
BEYOND_PX = 8.0


def paths(atlas: Atlas, sheet: Sheet, crossed: Iterable[str], precision: Precision = PRINTED) -> Iterator[Markup]:
    """Yield the basemap as SVG paths without colours.

    The classes are `water`, `land`, `land on-way`, `river`, `lake`; those of the broken edges of disputed ground are
    `casing` and `lead`.

    Parameters
    ----------
    crossed
        Codes of the countries the route runs through, which stand out from the others.
    """
    on_way = set(crossed)
    window = shapely.segmentize(_clipped(sheet, shapely.box(*base_map.WINDOW)), 1.0)
    yield from _path("water", sheet, window, precision)
    fine = outlines.drawn(atlas, "detail") if sheet.metres_per_px < DETAIL_M else ()
    for facts, geometry in fine or outlines.drawn(atlas, "land"):
        name = "land on-way" if facts.get("iso2") in on_way else "land"
        yield from _path(name, sheet, _clipped(sheet, geometry), precision)
    yield from _disputed_edges(atlas, sheet, precision)
    for _, geometry in outlines.drawn(atlas, "water"):
        if geometry.geom_type != "Point":
            name = "lake" if geometry.geom_type.endswith("Polygon") else "river"
            yield from _path(name, sheet, _clipped(sheet, geometry), precision)


def _disputed_edges(atlas: Atlas, sheet: Sheet, precision: Precision) -> Iterator[Markup]:
    """Yield the edges of ground that more than one state claims, broken; dotted, where none claims it any more."""
    for id, lines in disputed.edges(atlas).items():
        projected = shapely.transform(_clipped(sheet, shapely.MultiLineString(lines)), sheet.on)
        edges = shapely.simplify(projected, precision.smooth_px)
        if d := "".join(_rings(edges, precision)):
            yield svg.element("path", class_="casing", d=d, fill="none", stroke_width=2.5)
            broken: dict[str, svg.Attribute] = {
                "stroke": "currentColor",
                "stroke_opacity": 0.7,
                "stroke_width": 1.5,
                "stroke_dasharray": "1 5" if atlas.disputed[id].ended else "6 4",
            }
            yield svg.element("path", class_="lead", d=d, fill="none", **broken)


@dataclass(frozen=True, slots=True)
class CountryName:
    """The lines of a name, the code that stands for them where they find no room, their middle and the room there.

    The middle, how wide the country is there and what is `shown` of it are in pixels of the sheet.
    """

    lines: tuple[str, ...]
    code: str
    x: float
    y: float
    across: float
    shown: BaseGeometry


def countries(atlas: Atlas, sheet: Sheet) -> Iterator[CountryName]:
    """Yield the names of countries that the sheet shows.

    Ground that more than one state claims has its own name, with the states beside it.

    A country that has no usual place for its name, or has it off the sheet, is named in the middle of what is shown.
    """
    for facts, geometry in outlines.drawn(atlas, "land"):
        shown = shapely.transform(_clipped(sheet, geometry), sheet.on)
        framed = shapely.clip_by_rect(shown, 0, 0, sheet.wide, sheet.high)
        if not framed.area:
            continue
        usual = sheet.at(facts["label_lon"], facts["label_lat"]) if facts.get("label_lon") is not None else None
        x, y = usual if usual and sheet.holds(*usual) else shapely.get_coordinates(framed.representative_point())[0]
        part = facts.get("part")
        lines = (atlas.country_name(facts["iso2"]), f"({part})") if part else (facts["name"],)
        code = "" if part else facts["iso2"]
        yield CountryName(lines, code, float(x), float(y), framed.bounds[2] - framed.bounds[0], framed)
    for id, outline in disputed.areas(atlas).items():
        shown = shapely.transform(_clipped(sheet, outline), sheet.on)
        framed = shapely.clip_by_rect(shown, 0, 0, sheet.wide, sheet.high)
        if framed.area:
            middle = framed.representative_point()
            across = framed.bounds[2] - framed.bounds[0]
            yield CountryName((*words.label(atlas, atlas.disputed[id]),), "", middle.x, middle.y, across, framed)


def _clipped(sheet: Sheet, geometry: BaseGeometry) -> BaseGeometry:
    return shapely.clip_by_rect(geometry, *sheet.window)


def _path(name: str, sheet: Sheet, geometry: BaseGeometry, precision: Precision) -> Iterator[Markup]:
    sides = (-BEYOND_PX, -BEYOND_PX, sheet.wide + BEYOND_PX, sheet.high + BEYOND_PX)
    shown = shapely.clip_by_rect(shapely.transform(geometry, sheet.on), *sides)
    projected = shapely.simplify(shown, precision.smooth_px)
    d = "".join(_rings(projected, precision))
    if d:
        yield svg.element("path", class_=name, d=d)


def _rings(geometry: BaseGeometry, precision: Precision) -> Iterator[str]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                if drawn := line(shapely.get_coordinates(ring), precision):
                    yield f"{drawn}Z"
        elif part.geom_type == "LineString":
            yield line(shapely.get_coordinates(part), precision)


def line(points: Any, precision: Precision = PRINTED) -> str:
    """Return the path through points on the sheet, without points that come to the same when rounded."""
    rounded = np.round(np.asarray(points), precision.decimals)
    kept = rounded[np.concatenate(([True], np.any(np.diff(rounded, axis=0) != 0, axis=1)))]
    if len(kept) < 2:
        return ""
    steps = np.round(np.diff(kept, axis=0), precision.decimals) + 0.0
    x, y = kept[0] + 0.0
    return f"M{x:g} {y:g}l" + " ".join(f"{dx:g} {dy:g}" for dx, dy in steps).replace(" -", "-")
