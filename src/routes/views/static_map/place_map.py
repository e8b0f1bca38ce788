"""The small map on the page of a place: the ground around it, the legs that meet there, and their other ends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from markupsafe import Markup

from routes.data.atlas import Atlas
from routes.geo import projection
from routes.geo.projection import Sheet
from routes.model import Leg, LegStatus, Place
from routes.text import place_names
from routes.views import svg
from routes.views.static_map import labels, land
from routes.views.static_map.labels import Crowd

WIDE, HIGH, MARGIN = 420.0, 260.0, 10.0
# How far the map reaches north and south of the place; a degree is some 111 km.
REACH_KM, KM_PER_DEGREE = 80.0, 111.0
# Points of a leg closer than this, in pixels, are drawn as one.
STEP_PX = 2.0
# Beyond the sheet by more than this, in pixels, nothing is drawn of a leg.
FAR_PX = 200.0


def draw(atlas: Atlas, place: Place, legs: Sequence[Leg]) -> Markup:
    """Return the map as one SVG element with classes and no colours.

    Parameters
    ----------
    legs
        Those that begin or end at the place.
    """
    sheet = _sheet(place)
    pieces = (
        *land.paths(atlas, sheet, place.countries, land.SMALL),
        *(_course(sheet, leg) for leg in legs),
        *_names(atlas, sheet, place, legs),
    )
    title = f"Map of {REACH_KM:.0f} km around {place.name}"
    box = f"0 0 {WIDE:g} {HIGH:g}"
    return svg.element("svg", *pieces, class_="ca-chart ca-place-map", viewBox=box, role="img", aria_label=title)


def _sheet(place: Place) -> Sheet:
    north = REACH_KM / KM_PER_DEGREE
    east = north / math.cos(math.radians(place.lat))
    corners = [(place.lon + x * east, place.lat + y * north) for x in (-1, 1) for y in (-1, 1)]
    return projection.fitted(corners, WIDE, HIGH, MARGIN)


def _course(sheet: Sheet, leg: Leg) -> Markup:
    points = sheet.on(np.array(leg.line))
    near = np.flatnonzero(np.all((points > -FAR_PX) & (points < (sheet.wide + FAR_PX, sheet.high + FAR_PX)), axis=1))
    points = points[max(0, near[0] - 1) : near[-1] + 2] if near.size else points
    kept = [points[0]]
    for point in points[1:]:
        if math.dist(point, kept[-1]) >= STEP_PX:
            kept.append(point)
    state = "" if leg.status.value == LegStatus.OPEN else " ca-not-open"
    return svg.element("path", class_=f"ca-run{state}", d=land.line([*kept, points[-1]]))


def _names(atlas: Atlas, sheet: Sheet, place: Place, legs: Sequence[Leg]) -> Iterator[Markup]:
    ends = dict.fromkeys(leg.end if leg.start == place.id else leg.start for leg in legs)
    others = (atlas.places[id] for id in ends)
    shown = [place, *(one for one in others if sheet.holds(*sheet.at(one.lon, one.lat)))]
    spots = [sheet.at(p.lon, p.lat) for p in shown]
    crowd = Crowd(sheet, [(x - 4, y - 4, x + 4, y + 4) for x, y in spots], ())
    for n, (one, (x, y)) in enumerate(zip(shown, spots, strict=True)):
        yield svg.element("circle", class_="ca-here" if n == 0 else "", cx=x, cy=y, r=6 if n == 0 else 3.5)
        for name in crowd.named("", place_names.short_name(one), (x, y)):
            yield svg.element("text", *name.lines, class_="ca-here" if n == 0 else "", x=name.x, y=name.y)
    for name in labels.countries(crowd, atlas):
        for n, text in enumerate(name.lines):
            yield svg.element("text", text, class_="ca-land", x=name.x, y=name.y + n * labels.AREA_PX * 1.2)
