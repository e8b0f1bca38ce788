"""Chart of announcements: when each was said, for when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from routes.analysis.promises import Came, Promise, last_day
from routes.data.atlas import first_day
from routes.text import dates
from routes.views import svg

WIDE, HIGH = 720, 430
LEFT, RIGHT, TOP, BOTTOM = 44, 24, 12, 30
FIRST_YEAR = 2005
STEP = 5
# What each outcome is drawn as: its class and its mark.
MARKS = {
    Came.KEPT: ("ca-kept", "dot"),
    Came.LATE: ("ca-late", "triangle"),
    Came.MISSED: ("ca-late", "cross"),
    Came.MOVED: ("ca-moved", "ring"),
    Came.OVERDUE: ("ca-late", "square"),
    Came.AHEAD: ("ca-ahead", "dot"),
    Came.UNKNOWN: ("ca-unknown", "ring"),
}


def svg_of(promises: Sequence[Promise], titles: dict[str, str]) -> Markup:
    """Return the chart of those announcements since `FIRST_YEAR` that have both dates."""
    dated = (p for p in promises if p.said and p.target)
    shown = [p for p in dated if first_day(str(p.said)).year >= FIRST_YEAR]
    if not shown:
        return Markup()
    years = [first_day(str(p.said)).year for p in shown] + [last_day(str(p.target)).year for p in shown]
    first, last = max(min(years), FIRST_YEAR), max(years) + 1
    pieces = (*_grid(first, last), *(_mark(p, titles[p.series], first, last) for p in shown))
    label = f"{len(shown)} announcements: across when each was said, upwards for when, {first} to {last}"
    return svg.picture(WIDE, HIGH, label, *pieces, class_="ca-promised")


def sign(came: Came) -> Markup:
    """Return the mark of an outcome for a legend."""
    mark = _shape(came, 7, 7)
    return svg.element("svg", mark, class_="ca-promised ca-legend", viewBox="0 0 14 14", aria_hidden="true")


def _x(day: float, first: int, last: int) -> float:
    return LEFT + max(0.0, day - first) / (last - first) * (WIDE - LEFT - RIGHT)


def _y(day: float, first: int, last: int) -> float:
    return HIGH - BOTTOM - max(0.0, day - first) / (last - first) * (HIGH - TOP - BOTTOM)


def _grid(first: int, last: int) -> Iterator[Markup]:
    for year in range(first + (-first % STEP), last + 1, STEP):
        x, y = _x(year, first, last), _y(year, first, last)
        yield svg.element("path", class_="ca-axis", d=f"M{x:.1f} {TOP}V{HIGH - BOTTOM}M{LEFT} {y:.1f}H{WIDE - RIGHT}")
        yield svg.element("text", str(year), x=x, y=HIGH - 12, text_anchor="middle")
        yield svg.element("text", str(year), x=LEFT - 6, y=y + 4, text_anchor="end")
    d = f"M{_x(first, first, last):.1f} {_y(first, first, last):.1f}L{_x(last, first, last):.1f} {TOP}"
    yield svg.element("path", class_="ca-same", d=d)


def _mark(promise: Promise, title: str, first: int, last: int) -> Markup:
    said, target = first_day(str(promise.said)), last_day(str(promise.target))
    x = _x(said.year + said.timetuple().tm_yday / 366, first, last)
    y = _y(target.year + target.timetuple().tm_yday / 366, first, last)
    words = f"{title}: {promise.what}, said {dates.day(str(promise.said))} for {dates.day(str(promise.target))}"
    return svg.titled(f"{words}; {promise.came}", _shape(promise.came, x, y))


def _shape(came: Came, x: float, y: float) -> Markup:
    style, mark = MARKS[came]
    if mark == "triangle":
        return svg.element("path", class_=style, d=f"M{x:.1f} {y - 5:.1f}l5 9h-10z")
    if mark == "square":
        return svg.element("rect", class_=style, x=x - 4, y=y - 4, width=8, height=8)
    if mark == "cross":
        return svg.element("path", class_=f"{style} ca-stroke", d=f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8")
    return svg.element("circle", class_=f"{style} ca-ring" if mark == "ring" else style, cx=x, cy=y, r=4.2)
