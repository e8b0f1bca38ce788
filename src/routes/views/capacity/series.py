"""Series of traffic as small charts, with their values as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from routes.analysis.capacity import Point
from routes.analysis.capacity.conversions import without_year
from routes.analysis.capacity.links import CONTAINERS, figures_of
from routes.analysis.capacity.traffic import YEAR_MONTHS, last_month, points_of
from routes.data.atlas import Atlas
from routes.model import Figure, FigureKind, Id, Source
from routes.text import dates, numbers
from routes.text.figures import value_text
from routes.views import svg

Scale = Callable[[float], float]
WIDE, HIGH = 320, 130
LEFT, RIGHT, TOP, BOTTOM = 8, 12, 20, 20
# Fewer values than this are a list, not a series.
LEAST_POINTS = 2


@dataclass(frozen=True, slots=True)
class Given:
    """One value of a series: its period, the number, who says so, whether it is of a year and of all goods."""

    period: str
    value: str
    holder: str
    dated: str
    source: Source
    whole: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Traffic of one thing: its title, unit, chart, and values."""

    title: str
    unit: str
    chart: Markup
    given: tuple[Given, ...]
    note: str


def of_place(atlas: Atlas, id: Id) -> tuple[Series, ...]:
    """Return the series of traffic of a place or leg that have at least two values."""
    return _long_enough(atlas, figures_of(atlas, id, FigureKind.TRAFFIC))


def of_route(atlas: Atlas, route_id: Id) -> tuple[Series, ...]:
    """Return the series of traffic of a route as a whole that have at least two values."""
    return _long_enough(atlas, atlas.figures_of(route_id, what=FigureKind.TRAFFIC))


def _long_enough(atlas: Atlas, figures: Iterable[Figure]) -> tuple[Series, ...]:
    found = (_series(atlas, figure, tuple(points_of(atlas, figure))) for figure in figures)
    return tuple(one for one in found if len(one.given) >= LEAST_POINTS)


def _series(atlas: Atlas, figure: Figure, points: Sequence[Point]) -> Series:
    units = [without_year(p.value.unit) for p in points]
    unit = max(units, key=units.count) if units else ""
    shown = [p for p, its in zip(points, units, strict=True) if its == unit and p.number is not None]
    return Series(
        title=figure.title,
        unit=unit,
        chart=_chart(figure, unit, shown),
        given=tuple(_given(atlas, p) for p in shown),
        note=" ".join(filter(None, (figure.not_comparable, figure.note))),
    )


def _given(atlas: Atlas, point: Point) -> Given:
    value = point.value
    return Given(
        period=period_text(point.period),
        value=value_text(value),
        holder=atlas.holder(value),
        dated=dates.dated(value.as_of),
        source=atlas.sources[value.source],
        whole=_whole(point),
    )


def period_text(period: str) -> str:
    """Return a period in words: `2024`, `January 2025 to September 2025`."""
    start, _, end = period.partition("/")
    return f"{dates.day(start)} to {dates.day(end)}" if end else dates.day(start)


def _whole(point: Point) -> bool:
    return point.months in YEAR_MONTHS and point.value.cargo in (None, CONTAINERS)


def _chart(figure: Figure, unit: str, points: Sequence[Point]) -> Markup:
    """Draw each value at the end of its period: full where of a whole year, hollow where of a part or of some goods."""
    if len(points) < LEAST_POINTS:
        return Markup()
    years = [_year(p.period) for p in points]
    first, last = min(years), max(years)
    most = max(p.number or 0.0 for p in points) or 1.0

    def x(year: float) -> float:
        return LEFT + 10 + (year - first) / max(last - first, 1.0) * (WIDE - LEFT - RIGHT - 20)

    def y(number: float) -> float:
        return HIGH - BOTTOM - number / most * (HIGH - TOP - BOTTOM)

    span = f"{int(first)} to {int(last)}, most {most:,g}"
    label = f"{figure.title}, {unit}: {numbers.counted(len(points), 'value')}, {span}"
    pieces = (
        svg.element("path", d=f"M{LEFT} {HIGH - BOTTOM}H{WIDE - RIGHT}", class_="ca-axis"),
        svg.element("text", f"{most:,g}{numbers.NBSP}{unit}", x=LEFT, y=12),
        *_line(points, x, y),
        *(_dot(p, x(year), y(p.number or 0.0)) for p, year in zip(points, years, strict=True)),
        *_ticks(first, last, x),
    )
    return svg.picture(WIDE, HIGH, label, *pieces, class_="ca-series")


def _dot(point: Point, x: float, y: float) -> Markup:
    words = f"{period_text(point.period)}: {value_text(point.value)}"
    style = "ca-dot" if _whole(point) else "ca-dot ca-part"
    return svg.titled(words, svg.element("circle", cx=x, cy=y, r=4, class_=style))


def _line(points: Sequence[Point], x: Scale, y: Scale) -> Iterator[Markup]:
    """Join the preferred value of each whole year."""
    best: dict[int, Point] = {}
    for p in points:
        if _whole(p):
            year = int(_year(p.period))
            if year not in best or p.value.kind.rank < best[year].value.kind.rank:
                best[year] = p
    if len(best) > 1:
        d = "L".join(f"{x(_year(p.period)):.1f} {y(p.number or 0.0):.1f}" for _, p in sorted(best.items()))
        yield svg.element("path", d=f"M{d}", class_="ca-trend")


def _ticks(first: float, last: float, x: Scale) -> Iterator[Markup]:
    ends = dict.fromkeys((int(first), int(last)))
    for year in ends:
        yield svg.element("text", str(year), x=x(max(year, first)), y=HIGH - 5, text_anchor="middle")


def _year(period: str) -> float:
    """Return the year of the last month of a period; a year stands at itself."""
    year, month = map(int, last_month(period).split("-"))
    return year + (month - 12) / 12
