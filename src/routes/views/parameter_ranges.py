"""Chart of the parameters that matter most to a comparison of times; the sentence on combinations of their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from routes.analysis.parameter_ranges import Lead, Ranges
from routes.text import numbers, route_names
from routes.text.width import cut, width
from routes.views import svg
from routes.views.turning_points import span

# Bars drawn at most; the parameters that leave the answer open are among them, for their bars are the longest or cross.
MOST_BARS = 10
# Pixels across, the left edge of the bars, and the room right of them for words; on the narrow one words stand above.
SIZES = {"wide": (960, 340, 170), "narrow": (358, 4, 4)}
BAR, TOP, AXIS, TEXT_PX = 16, 6, 26, 12.5


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart in one size; its methods draw from top to bottom."""

    ranges: Ranges
    size: str

    def svg(self) -> Markup:
        """Return the chart as one element: bars in hours by which the fastest route leads the next."""
        wide, high = SIZES[self.size][0], self._bottom + AXIS
        rows = (p for lead, at in zip(shown(self.ranges), self._tops(), strict=True) for p in self._row(lead, at))
        return svg.picture(wide, high, label(self.ranges), *rows, *self._axis(), class_=f"ca-bars ca-{self.size}")

    @property
    def _above(self) -> bool:
        return self.size == "narrow"

    @property
    def _step(self) -> int:
        return 46 if self._above else 28

    @property
    def _bottom(self) -> int:
        return TOP + len(shown(self.ranges)) * self._step

    def _tops(self) -> Iterator[int]:
        """Yield the upper edge of every bar."""
        for n in range(len(shown(self.ranges))):
            yield TOP + n * self._step + (20 if self._above else 0)

    def _x(self, hours: float) -> float:
        wide, left, right = SIZES[self.size]
        low, high = ends(self.ranges)
        return left + (hours - low) / (high - low) * (wide - left - right)

    def _row(self, lead: Lead, at: float) -> Iterator[Markup]:
        wide, left, right = SIZES[self.size]
        style = "ca-least" if lead.open else None
        yield svg.titled(said(self.ranges, lead), *self._bar(lead, at))
        given = f"{span(lead.parameter, lead.least, lead.most)}{', open' if lead.open else ''}"
        beside = width(given, TEXT_PX, bold=True) + 12
        name = cut(lead.parameter.title, wide - beside if self._above else left - 12, TEXT_PX, bold=True)
        if self._above:
            yield svg.element("text", name, x=0, y=at - 6, class_=style)
            yield svg.element("text", given, x=wide, y=at - 6, text_anchor="end", class_=style)
        else:
            yield svg.element("text", name, x=left - 10, y=at + 12, text_anchor="end", class_=style)
            yield svg.element("text", given, x=wide - right + 10, y=at + 12, class_=style)

    def _bar(self, lead: Lead, y: float) -> Iterator[Markup]:
        zero, low, high = self._x(0), self._x(lead.low), self._x(lead.high)
        if low < zero:
            yield self._piece(low, min(zero, high), y, "ca-room ca-least")
        if high > zero:
            yield self._piece(max(zero, low), high, y, "ca-room")

    def _piece(self, left: float, right: float, y: float, style: str) -> Markup:
        return svg.element("rect", x=left, y=y, width=max(1.5, right - left), height=BAR, class_=style)

    def _axis(self) -> Iterator[Markup]:
        zero, now, low = self._x(0), self._x(self.ranges.lead), self._bottom
        for x, dashes in ((zero, None), (now, "3 3")):
            d = "".join(f"M{x:.1f} {top - 3}v{BAR + 6}" for top in self._tops())
            yield svg.element("path", d=d, class_="ca-whisker", stroke_dasharray=dashes)
        words = {zero: "0 h", now: f"{hours(self.ranges.lead)} now"}
        anchor = "end" if now - zero < 60 else "middle"
        yield svg.element(
            "text", words[zero], x=zero + (0 if anchor == "middle" else -4), y=low + 16, text_anchor=anchor
        )
        after = "start" if anchor == "end" else "middle"
        yield svg.element("text", words[now], x=now, y=low + 16, text_anchor=after)


def html(found: Ranges) -> Markup:
    """Return the chart for a wide page and for a phone; the page shows one of them."""
    return svg.group(Chart(found, size).svg() for size in SIZES)


def shown(found: Ranges) -> tuple[Lead, ...]:
    """Return the parameters drawn: those that matter most, and all that leave the answer open."""
    return tuple(lead for n, lead in enumerate(found.leads) if n < MOST_BARS or lead.open)


def ends(found: Ranges) -> tuple[float, float]:
    """Return the hours at the left and the right edge of the bars."""
    low, high = (f(value for lead in found.leads for value in (lead.low, lead.high)) for f in (min, max))
    low, high = min(low, 0.0), max(high, found.lead, 1.0)
    return low - (high - low) * 0.02, high + (high - low) * 0.02


def label(found: Ranges) -> str:
    """Return what the chart shows, for those who do not see it."""
    opened = sum(lead.open for lead in found.leads)
    return (
        f"By how many hours {route_names.label(found.best)} leads the next fastest over what is given for each of "
        f"{len(shown(found))} numbers, now {hours(found.lead)}; the answer is open for {numbers.number(opened)} of them"
    )


def said(found: Ranges, lead: Lead) -> str:
    """Return a bar in words."""
    given = span(lead.parameter, lead.least, lead.most)
    best = route_names.label(found.best)
    return f"{lead.parameter.title}, {given}: {best} is {_ahead(lead.low)} to {_ahead(lead.high)}."


def sentence(found: Ranges) -> str:
    """Say in how many combinations of the values given each route is the fastest."""
    counts = sorted(zip(found.combinations.fastest, found.ways, strict=True), key=lambda one: -one[0])
    (most, first), *others = [one for one in counts if one[0]]
    rest = numbers.listed(f"{route_names.label(way)} in {n:,}" for n, way in others) if others else ""
    share = f"{most:,} of {found.combinations.total:,}" if others else f"all {most:,}"
    alike = f"{numbers.capital(route_names.label(first))} is the fastest in {share}"
    many = numbers.counted(len(found.combinations.combined), "number")
    left = (
        f"; {numbers.counted(found.combinations.left, 'other')} that matter less stay typical"
        if found.combinations.left
        else ""
    )
    return (
        f"{alike} combinations of the low, typical and high values of {many}"
        f"{f', {rest}' if rest else ''}{left}. Combinations are counted one by one; that is no probability."
    )


def hours(value: float) -> str:
    """Write hours without decimals."""
    return f"{numbers.whole(value)}{numbers.NBSP}h"


def _ahead(value: float) -> str:
    return f"{hours(abs(value))} {'ahead' if value >= 0 else 'behind'}"
