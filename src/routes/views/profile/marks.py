"""Signs of a profile: lines of railway, road and sea, hatches by status, numbered marks of stops."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from routes.model import LegStatus, Mode, PostStatus
from routes.network.journey import Stop
from routes.views import svg, symbols
from routes.views.symbols import Stroke

# Name of the hatch that covers a band, by status; what is open has none.
HATCHES: Mapping[str, str] = {
    LegStatus.UNDER_CONSTRUCTION: "b",
    LegStatus.PLANNED: "p",
    LegStatus.DISUSED: "x",
    LegStatus.DISMANTLED: "x",
    LegStatus.UNKNOWN: "u",
    "closed": "c",
    "assumed": "a",
    "unreported": "a",
}
WAVES = "w"


def _tile_line(d: str, width: float, opacity: str) -> Markup:
    return svg.element("path", class_="line", d=d, stroke_width=width, opacity=opacity)


# Width and height of a tile, degrees it is turned by, and the shape in it.
TILES: Mapping[str, tuple[float, float, int, Markup]] = {
    "b": (7, 7, 45, svg.element("rect", class_="fill", width=2.2, height=7, opacity=".42")),
    "p": (6, 6, 0, svg.element("circle", class_="fill", cx=3, cy=3, r="1.15", opacity=".55")),
    "x": (8, 8, 0, _tile_line("M1.4 1.4l5.2 5.2M6.6 1.4l-5.2 5.2", 1.1, ".62")),
    "u": (6, 6, 0, _tile_line("M0 3h3", 1, ".5")),
    "c": (8, 8, 0, _tile_line("M4 0v8", 2.4, ".6")),
    "a": (9, 9, -45, svg.element("rect", class_="fill", width=1.2, height=9, opacity=".38")),
    WAVES: (14, 6, 0, _tile_line("M0 3.4q3.5-3.4 7 0t7 0", 0.9, ".28")),
}
RADIUS = 8.5
CROSS_PX, WAVE_PX = 11, 12


STROKES = symbols.strokes("profile", "lines")
RINGS = symbols.strokes("profile", "rings")
SLEEPERS = Stroke(**symbols.table("profile")["sleepers"])


def patterns(prefix: str, drawn: str) -> Markup:
    """Return the patterns that a drawing fills bands with, their ids begun by a prefix of its own."""
    return svg.group(
        svg.element(
            "pattern",
            shape,
            id=prefix + name,
            width=width,
            height=height,
            patternUnits="userSpaceOnUse",
            patternTransform=f"rotate({degrees})" if degrees else None,
        )
        for name, (width, height, degrees, shape) in TILES.items()
        if f"url(#{prefix}{name})" in drawn
    )


def way_line(mode: Mode, status: str, x0: float, x1: float, y: float) -> Markup:
    """Return a stretch of line: sleepers for rail, two lines for road, a wave for sea; the state changes the stroke."""
    if x1 - x0 < 1:
        return Markup()
    stroke = STROKES[status]
    if status == LegStatus.DISMANTLED and mode is not Mode.SEA:
        return _path(_crosses(x0, x1, y), stroke)
    return DRAWERS[mode](x0, x1, y, status, stroke)


def mark(stop: Stop, x: float, y: float) -> Markup:
    """Return a numbered stop: a ring for a border (filled if closed), a diamond for a gauge, a square for a mode."""
    shut = stop.crossing is not None and stop.crossing.status == PostStatus.CLOSED
    number = svg.element("text", stop.number, class_="n on" if shut else "n", x=x, y=y + 4, text_anchor="middle")
    return svg.group((_shape(stop, x, y), number))


def _shape(stop: Stop, x: float, y: float) -> Markup:
    if stop.crossing and stop.crossing.status == PostStatus.CLOSED:
        return svg.element("circle", class_="shut", cx=x, cy=y, r=RADIUS + 0.6)
    if stop.crossing:
        ring = RINGS.get(PostStatus(stop.crossing.status), RINGS[PostStatus.OPEN])
        return svg.element("circle", class_="mark", cx=x, cy=y, r=RADIUS, **ring.attributes)
    if stop.gauge_break:
        q = RADIUS + 2.2
        return svg.element("path", class_="mark", d=f"M{x:.1f} {y - q:g}l{q} {q}l-{q} {q}l-{q} -{q}z")
    side = 2 * RADIUS
    return svg.element("rect", class_="mark", x=x - RADIUS, y=y - RADIUS, width=side, height=side, rx=2)


def _rail(x0: float, x1: float, y: float, status: str, stroke: Stroke) -> Markup:
    line = _path(f"M{x0:.1f} {y:g}H{x1:.1f}", stroke)
    if status not in (LegStatus.OPEN, LegStatus.DISUSED, "unreported"):
        return line
    return svg.group((line, _path(f"M{x0 + 4:.1f} {y:g}H{x1:.1f}", SLEEPERS)))


def _road(x0: float, x1: float, y: float, status: str, stroke: Stroke) -> Markup:
    thin = Stroke(1.5 if status == LegStatus.OPEN else 1.3, stroke.dashes, stroke.round)
    return _path(f"M{x0:.1f} {y - 2.4:g}H{x1:.1f}M{x0:.1f} {y + 2.4:g}H{x1:.1f}", thin)


def _sea(x0: float, x1: float, y: float, _status: str, stroke: Stroke) -> Markup:
    periods = max(1, round((x1 - x0) / WAVE_PX))
    half = (x1 - x0) / periods / 2
    wave = f"M{x0:.1f} {y:g}q{half / 2:.2f} -4.5 {half:.2f} 0" + f"t{half:.2f} 0" * (2 * periods - 1)
    return _path(wave, Stroke(1.8, stroke.dashes, stroke.round))


DRAWERS: dict[Mode, Callable[[float, float, float, str, Stroke], Markup]] = {
    Mode.RAIL: _rail,
    Mode.ROAD: _road,
    Mode.SEA: _sea,
}


def _crosses(x0: float, x1: float, y: float) -> str:
    count = max(1, int((x1 - x0) // CROSS_PX))
    apart = (x1 - x0) / count
    return "".join(f"M{x0 + apart * (i + 0.5) - 3:.1f} {y - 3:g}l6 6m0 -6l-6 6" for i in range(count))


def _path(d: str, stroke: Stroke) -> Markup:
    return svg.element("path", class_="line", d=d, **stroke.attributes)
