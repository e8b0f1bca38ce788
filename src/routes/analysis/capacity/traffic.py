"""Published traffic as series over time, and how much of a link's capacity it takes where the two compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from routes.analysis.capacity.conversions import converted, given
from routes.analysis.capacity.links import (
    CONTAINERS,
    VEHICLES,
    WHOLE_CARGO,
    WHY_NOT,
    Left,
    Link,
    figures_of_link,
    joined,
)
from routes.data.atlas import Atlas
from routes.model import CapacityStage, Figure, FigureKind, Mode, Value
from routes.network.parameters import Spread

# A period of so many months counts as a year: an Iranian one is given from March to March.
YEAR_MONTHS = (12, 13)
A_YEAR = (" a year", "/year", " a day", "/day")


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: its period of so many months, and million tonnes where it can be converted."""

    figure: Figure
    value: Value
    period: str
    months: int
    amount: Spread | None

    @property
    def number(self) -> float | None:
        """The number as published, or the middle of a range."""
        numbers = given(self.value)
        return numbers.typical if numbers else None


@dataclass(frozen=True, slots=True)
class Use:
    """Traffic of a whole year on a link, in million tonnes, and the share of the capacity that it takes."""

    point: Point
    amount: Spread
    share: Spread | None


def months(period: str) -> int:
    """Return how many months a period has: `2024`, `2025-01`, `2025-01/2025-09`."""
    start, _, end = period.partition("/")
    if not end:
        return 1 if "-" in start else 12
    (first_year, first), (last_year, last) = (map(int, part.split("-")) for part in (start, end))
    return (last_year - first_year) * 12 + last - first + 1


def points_of(atlas: Atlas, figure: Figure) -> Iterator[Point]:
    """Yield the values of a figure of traffic that name their period, oldest first."""
    dated = [v for v in figure.values if v.period]
    for value in sorted(dated, key=lambda v: (last_month(str(v.period)), v.as_of or "")):
        found = converted(atlas, value)
        yield Point(figure, value, str(value.period), months(str(value.period)), found.amount if found else None)


def use_of(atlas: Atlas, link: Link) -> Use | None:
    """Return the latest traffic of a whole year that compares with the capacity of a link, and its share of it."""
    fits = [p for p in _points(atlas, link) if p.amount is not None and why_not(p.value, p.months, link) is None]
    if not fits:
        return None
    latest = max(last_month(p.period) for p in fits)
    best = min((p for p in fits if last_month(p.period) == latest), key=lambda p: p.value.kind.rank)
    return Use(best, best.amount or Spread(0, 0, 0), _share(atlas, best.value, link))


def _share(atlas: Atlas, value: Value, link: Link) -> Spread | None:
    """Return traffic as a share of the capacity of a link; conversions that all of them took cancel out."""
    found = converted(atlas, value)
    alike = found is not None and all(c.converted.by == found.by for c in link.counted)
    room = joined(link.counted, attrgetter("converted.before" if alike else "amount"))
    if found is None or room is None:
        return None
    amount = found.before if alike else found.amount
    return Spread(amount.low / room.high, amount.typical / room.typical, amount.high / room.low)


def left_of(atlas: Atlas, link: Link) -> tuple[Left, ...]:
    """Return the published traffic of a link that does not compare with its capacity, and why."""
    return tuple(
        Left(figure, value, why)
        for figure in _of_link(atlas, link)
        for value in figure.values
        if (why := why_not(value, months(value.period) if value.period else 0, link)) is not None
    )


def why_not(value: Value, length: int, link: Link) -> str | None:
    """Return why a value is not the traffic of all goods of a year on a link, or None if it is."""
    if value.stage is CapacityStage.TOGETHER:
        return WHY_NOT[value.stage]
    if value.cargo == CONTAINERS or value.unit.startswith("TEU"):
        return "of containers alone"
    if value.cargo not in WHOLE_CARGO:
        return f"of {value.cargo} alone"
    if link.mode is Mode.SEA and value.unit.startswith(VEHICLES):
        return "of one kind of vehicle alone"
    if length not in YEAR_MONTHS and not (length == 0 and value.unit.endswith(A_YEAR)):
        return "not of a whole year" if length else "of no stated period"
    return None


def _points(atlas: Atlas, link: Link) -> Iterator[Point]:
    for figure in _of_link(atlas, link):
        for value in figure.values:
            found = converted(atlas, value)
            period = value.period or (value.as_of or "")[:7]
            if found and period:
                yield Point(figure, value, period, months(value.period) if value.period else 0, found.amount)


def _of_link(atlas: Atlas, link: Link) -> Iterable[Figure]:
    return figures_of_link(atlas, link.kind, link.id, FigureKind.TRAFFIC)


def last_month(period: str) -> str:
    """Return the last month of a period, so that periods sort by it: `2024-12` of `2024`."""
    end = period.rpartition("/")[2]
    return end if "-" in end else f"{end}-12"
