"""The figures that a view of a route rests on: to be set beside those of another data version, and to be summed up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from routes.analysis import capacity
from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.model import Id, Stance
from routes.network import estimate, planner
from routes.network.journey import Journey
from routes.text.numbers import NBSP

# Decimals to which figures are compared: closer than any page shows them.
DECIMALS = 1
# Hex digits of a checksum that stand for each group of figures.
DIGITS = 2
Number = int | float | str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a route: its name, its unit, and its value, None where there is none."""

    name: str
    value: Number
    unit: str = ""

    @property
    def text(self) -> str:
        """The figure as it is written: `531.4 km`."""
        if self.value is None:
            return "none"
        number = f"{self.value:,}" if isinstance(self.value, int | float) else self.value
        return f"{number}{NBSP}{self.unit}" if self.unit else number


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure as it was and as it is now, in words; `none` where the route is in one of the two data versions only."""

    name: str
    then: str
    now: str


def _course(way: Journey) -> Iterator[Figure]:
    yield Figure("length", _rounded(way.length_km), "km")
    yield Figure("usable", _rounded(way.passable_km), "km")
    yield Figure("sections", len(way.sections))
    yield Figure("by country", ", ".join(f"{code} {km:.{DECIMALS}f}" for code, km in way.km_by_country.items()), "km")
    yield Figure("on claimed ground", _rounded(sum(way.km_disputed.values())), "km")


def _borders(way: Journey) -> Iterator[Figure]:
    yield Figure("border crossings", len(way.crossings))
    yield Figure("breaks of gauge", len(way.gauge_breaks))
    yield Figure("transshipments", len(way.transshipments))
    yield Figure("not usable", len(way.blocked_by), "sections, crossings or ports")


def _estimate(way: Journey) -> Iterator[Figure]:
    found = estimate.of(way)
    for name, hours in (("fast", found.hours.low), ("typical", found.hours.typical), ("slow", found.hours.high)):
        yield Figure(f"{name} time", _rounded(hours), "h")
    cost = found.per_container
    yield Figure("cost of a 40-foot container", _rounded(cost.usd.typical) if cost.priced else None, "USD")
    yield Figure("CO2e of a tonne", _rounded(found.carbon.per_tonne.typical), "kg")


def _said(way: Journey) -> Iterator[Figure]:
    room = capacity.of(way).carries
    yield Figure("lowest cited capacity", _rounded(room.typical) if room else None, "Mt a year")
    cited = way.atlas.arguments_of(way.route.id) if way.route else ()
    for stance in (Stance.FOR, Stance.AGAINST):
        yield Figure(f"arguments {stance.value}", sum(one.stance is stance for one in cited))


# Each group has its own digits in the checksum, so that a checksum that differs tells which figures do.
GROUPS: Mapping[str, Callable[[Journey], Iterator[Figure]]] = {
    "length and countries": _course,
    "borders, gauges and state": _borders,
    "time, cost and emissions": _estimate,
    "capacity and arguments": _said,
}


def of(way: Journey) -> tuple[Figure, ...]:
    """Return the figures of a route."""
    return tuple(figure for group in GROUPS.values() for figure in group(way))


def _rounded(value: float) -> float:
    # Adding nothing makes an ordinary zero of a negative one.
    return round(value, DECIMALS) + 0.0


def checksum(ways: Sequence[Journey]) -> str:
    """Return a short checksum of the figures of routes: two hex digits for each of the groups."""
    return "".join(_digest([[f.value for f in group(way)] for way in ways]) for group in GROUPS.values())


def _digest(values: object) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:DIGITS]


def differing_groups(one: str, other: str) -> tuple[str, ...]:
    """Return the names of the groups of figures in which two checksums differ."""
    return tuple(name for n, name in enumerate(GROUPS) if one[n * DIGITS :][:DIGITS] != other[n * DIGITS :][:DIGITS])


def found(atlas: Atlas, key: str, scenarios: tuple[Id, ...]) -> Journey | None:
    """Return the route a key means in an atlas; None if the atlas lacks it or a scenario."""
    try:
        return planner.journey(atlas, key, scenarios)
    except UnknownIdError:
        return None


def differences(then: Journey, now: Journey | None) -> tuple[Difference, ...]:
    """Return the figures that are no longer as they were; all of them where there is no such route now."""
    present = {figure.name: figure for figure in of(now)} if now else {}
    return tuple(
        Difference(was.name, was.text, present[was.name].text if was.name in present else "not in the atlas")
        for was in of(then)
        if present.get(was.name) != was
    )
