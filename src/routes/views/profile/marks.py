"""What does each thing look like: a railway, a road, a ship's way, a border, a change of gauge or mode?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from routes.model import LegStatus, Mode, PostStatus
from routes.network.journey import Stop
from routes.views import symbols
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
}
WAVES = "w"
PATTERNS = (
    '<pattern id="{0}b" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="fill" width="2.2" height="7" opacity=".42"/></pattern>'
    '<pattern id="{0}p" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle class="fill" cx="3" cy="3" r="1.15" opacity=".55"/></pattern>'
    '<pattern id="{0}x" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<path class="line" d="M1.4 1.4l5.2 5.2M6.6 1.4l-5.2 5.2" stroke-width="1.1" opacity=".62"/></pattern>'
    '<pattern id="{0}u" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="line" d="M0 3h3" stroke-width="1" opacity=".5"/></pattern>'
    '<pattern id="{0}c" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<path class="line" d="M4 0v8" stroke-width="2.4" opacity=".6"/></pattern>'
    '<pattern id="{0}a" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    '<rect class="fill" width="1.2" height="9" opacity=".38"/></pattern>'
    '<pattern id="{0}w" width="14" height="6" patternUnits="userSpaceOnUse">'
    '<path class="line" d="M0 3.4q3.5-3.4 7 0t7 0" stroke-width=".9" opacity=".28"/></pattern>'
)
RADIUS = 8.5
CROSS_PX, WAVE_PX = 11, 12


STROKES = symbols.strokes("profile", "lines")
RINGS = symbols.strokes("profile", "rings")
SLEEPERS = Stroke(**symbols.table("profile")["sleepers"])


def way_line(mode: Mode, status: str, x0: float, x1: float, y: float) -> str:
    """A stretch of line: sleepers for rail, two lines for road, a wave for sea; the state changes the stroke."""
    if x1 - x0 < 1:
        return ""
    stroke = STROKES[status]
    if status == LegStatus.DISMANTLED and mode is not Mode.SEA:
        return _path(_crosses(x0, x1, y), stroke)
    return DRAWERS[mode](x0, x1, y, status, stroke)


def mark(stop: Stop, x: float, y: float) -> str:
    """A numbered stop: a ring for a border (filled if closed), a diamond for a gauge break, a square for a mode."""
    number = f'<text class="n{{}}" x="{x:.1f}" y="{y + 4:g}" text-anchor="middle">{stop.number}</text>'
    if stop.crossing and stop.crossing.status == PostStatus.CLOSED:
        return f'<circle class="shut" cx="{x:.1f}" cy="{y:g}" r="{RADIUS + 0.6}"/>' + number.format(" on")
    if stop.crossing:
        ring = RINGS.get(PostStatus(stop.crossing.status), RINGS[PostStatus.OPEN])
        return f'<circle class="mark" cx="{x:.1f}" cy="{y:g}" r="{RADIUS}" {ring.attributes}/>' + number.format("")
    if stop.gauge_break:
        q = RADIUS + 2.2
        return f'<path class="mark" d="M{x:.1f} {y - q:g}l{q} {q}l-{q} {q}l-{q} -{q}z"/>' + number.format("")
    side = 2 * RADIUS
    box = f'x="{x - RADIUS:.1f}" y="{y - RADIUS:g}" width="{side:g}" height="{side:g}" rx="2"'
    return f'<rect class="mark" {box}/>' + number.format("")


def _rail(x0: float, x1: float, y: float, status: str, stroke: Stroke) -> str:
    line = _path(f"M{x0:.1f} {y:g}H{x1:.1f}", stroke)
    if status in (LegStatus.OPEN, LegStatus.DISUSED):
        line += _path(f"M{x0 + 4:.1f} {y:g}H{x1:.1f}", SLEEPERS)
    return line


def _road(x0: float, x1: float, y: float, status: str, stroke: Stroke) -> str:
    thin = Stroke(1.5 if status == LegStatus.OPEN else 1.3, stroke.dashes, stroke.round)
    return _path(f"M{x0:.1f} {y - 2.4:g}H{x1:.1f}M{x0:.1f} {y + 2.4:g}H{x1:.1f}", thin)


def _sea(x0: float, x1: float, y: float, _status: str, stroke: Stroke) -> str:
    periods = max(1, round((x1 - x0) / WAVE_PX))
    half = (x1 - x0) / periods / 2
    wave = f"M{x0:.1f} {y:g}q{half / 2:.2f} -4.5 {half:.2f} 0" + f"t{half:.2f} 0" * (2 * periods - 1)
    return _path(wave, Stroke(1.8, stroke.dashes, stroke.round))


DRAWERS: dict[Mode, Callable[[float, float, float, str, Stroke], str]] = {
    Mode.RAIL: _rail,
    Mode.ROAD: _road,
    Mode.SEA: _sea,
}


def _crosses(x0: float, x1: float, y: float) -> str:
    count = max(1, int((x1 - x0) // CROSS_PX))
    apart = (x1 - x0) / count
    return "".join(f"M{x0 + apart * (i + 0.5) - 3:.1f} {y - 3:g}l6 6m0 -6l-6 6" for i in range(count))


def _path(d: str, stroke: Stroke) -> str:
    return f'<path class="line" d="{d}" {stroke.attributes}/>'
