"""Chart of a route's links: a bar for the capacity of each, its range, and the traffic inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from routes.text import numbers, units
from routes.text.width import cut
from routes.views import svg
from routes.views.capacity.rows import Row

# Pixels across, the left edge of the bars, and the room right of them for words; on the narrow one names stand above.
SIZES = {"wide": (960, 330, 150), "narrow": (358, 0, 0)}
BAR, TOP, TEXT_PX = 16, 6, 12.5
# Room for an amount beside a name that stands above its bar.
AMOUNT_PX = 104
# Bars longer than so many times the narrowest link are cut off.
CUT_AT = 6.0
HATCH = "ca-hatch"


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart in one size, `most` million tonnes a year wide; its methods draw from top to bottom."""

    rows: Sequence[Row]
    label: str
    size: str
    most: float

    def svg(self) -> Markup:
        """Return the chart as one element."""
        wide, _, _ = SIZES[self.size]
        high = TOP + len(self.rows) * self._step + 4
        drawn = svg.group(piece for n, row in enumerate(self.rows) for piece in self._row(row, TOP + n * self._step))
        hatch = svg.element("defs", self._hatch())
        return svg.picture(wide, high, self.label, hatch, drawn, class_=f"ca-bars ca-{self.size}")

    @property
    def _above(self) -> bool:
        return self.size == "narrow"

    @property
    def _step(self) -> int:
        return 46 if self._above else 30

    def _hatch(self) -> Markup:
        line = svg.element("path", d="M0 0v8", class_="ca-hatch-line")
        place: dict[str, svg.Attribute] = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
        place["patternTransform"] = "rotate(45)"
        return svg.element("pattern", line, id=f"{HATCH}-{self.size}", **place)

    def _row(self, row: Row, y: float) -> Iterator[Markup]:
        wide, left, right = SIZES[self.size]
        across = wide - left - right
        at = y + 20 if self._above else y
        yield svg.titled(title(row), *self._bar(row, left, at, across))
        many = f" ({len(row.links)} links)" if len(row.links) > 1 else ""
        words = f"{row.name}{many}{' (carries least)' if row.least else ''}"
        name = cut(words, wide - AMOUNT_PX if self._above else left - 40, TEXT_PX)
        style = "ca-least" if row.least else None
        if self._above:
            yield svg.element("text", name, x=0, y=y + 14, class_=style)
            yield svg.element("text", amount(row), x=wide - 4, y=y + 14, text_anchor="end", class_=style)
        else:
            yield svg.element("text", name, x=left - 10, y=at + 12, text_anchor="end", class_=style)
            yield svg.element("text", amount(row), x=wide - right + 10, y=at + 12, class_=style)

    def _bar(self, row: Row, left: float, y: float, across: float) -> Iterator[Markup]:
        def x(value: float) -> float:
            return left + min(value / self.most, 1.0) * across

        room = row.capacity
        if room is None:
            yield svg.element("rect", x=left, y=y, width=across, height=BAR, fill=f"url(#{HATCH}-{self.size})")
        else:
            style = "ca-room ca-least" if row.least else "ca-room"
            yield svg.element("rect", x=left, y=y, width=max(1.5, x(room.typical) - left), height=BAR, class_=style)
        if row.use:
            load = row.use.amount.typical
            inside = {"x": left, "y": y + 5, "width": max(1.5, x(load) - left), "height": BAR - 10}
            yield svg.element("rect", class_="ca-load", **inside)
        if room and room.low < room.high:
            a, b, middle = x(room.low), x(room.high), y + BAR / 2
            d = f"M{a:.1f} {y + 2}v{BAR - 4}M{a:.1f} {middle}H{b:.1f}M{b:.1f} {y + 2}v{BAR - 4}"
            yield svg.element("path", d=d, class_="ca-whisker")
        if room and room.typical > self.most:
            yield svg.element("path", d=f"M{left + across - 9:.1f} {y}l-5 {BAR}h5l5 {-BAR}z", class_="ca-break")


def right_edge(rows: Sequence[Row]) -> float:
    """Return the million tonnes a year at the right edge of the bars."""
    rooms = [room for row in rows if (room := row.capacity)]
    loads = [row.use.amount.typical for row in rows if row.use]
    if not rooms:
        return max((*loads, 1.0)) * 1.05
    least = min(room.typical for room in rooms)
    return min(max(*(room.high for room in rooms), *loads, 0.0), max(CUT_AT * least, *loads, 0.0)) * 1.02


def amount(row: Row) -> str:
    """Return a row's capacity in short: `6 Mt`, `11 to 15 Mt`, or that none is cited."""
    if row.capacity is None:
        return "not cited"
    return units.megatonnes(row.capacity).removesuffix(" a year")


def title(row: Row) -> str:
    """Return what a row shows, as a sentence."""
    room = units.megatonnes(row.capacity) if row.capacity else "no cited capacity"
    words = f"{row.name}: {room}"
    if row.use:
        words += f"; traffic {units.megatonnes(row.use.amount)} ({row.use.point.period})"
        words += f", {units.share(row.use.share)} of it" if row.use.share else ""
    return numbers.ended(words)
