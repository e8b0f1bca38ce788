"""Links of a route, and which published capacities count for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from routes.analysis.capacity.conversions import Converted, converted
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import COUNTED, PLAN, CapacityStage, Figure, FigureKind, Id, Mode, PlaceKind, Value
from routes.network.parameters import Spread, total

CONTAINERS = "containers"
# Goods whose capacity counts for the whole of a link: all of them, or all that are not piped aboard.
WHOLE_CARGO = (None, "without oil", "dry cargo")
# Units that count one kind of vehicle among several, where ships or ports take more than one.
VEHICLES = ("lorries", "wagons")
# Figures that say what limits a link and not how much it carries, by the start of their id.
LIMITS = ("lanes-", "tracks-", "weather-", "clearance-")
LIMITS_ONLY = (PLAN, *LIMITS)

WHY_NOT: Mapping[CapacityStage | None, str] = {
    None: "a size or count, not how much passes in a year",
    CapacityStage.PLANNED: "planned",
    CapacityStage.PAST: "before works or a report that came later",
    CapacityStage.TOGETHER: "of several links together",
    CapacityStage.UNCERTAIN: "undated, a forecast or in doubt",
}


class LinkKind(StrEnum):
    """What limits a route: a stretch of it, or a place where goods stop."""

    SECTION = "section"
    CROSSING = "crossing"
    GAUGE = "gauge-change"
    PORT = "port"
    TRANSFER = "transshipment"


@dataclass(frozen=True, slots=True)
class Cited:
    """One published value that counts, in million tonnes a year, and the conversions that led there."""

    figure: Figure
    value: Value
    converted: Converted

    @property
    def amount(self) -> Spread:
        """Million tonnes a year, both directions together."""
        return self.converted.amount


@dataclass(frozen=True, slots=True)
class Left:
    """One published value that does not count, and why."""

    figure: Figure
    value: Value
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """A section, or a place where goods stop, with the published capacities that count for it and those left out.

    `at_km` and `km` are kilometres from the start and along the link, 0 for a place. `containers` are the capacities
    for containers alone.
    """

    kind: LinkKind
    id: Id
    mode: Mode
    at_km: float
    km: float
    counted: tuple[Cited, ...]
    containers: tuple[Cited, ...]
    left: tuple[Left, ...]

    @property
    def capacity(self) -> Spread | None:
        """Million tonnes a year: lowest, preferred and highest of the values that count; None where none does."""
        return joined(self.counted)

    @property
    def figures(self) -> frozenset[Id]:
        """The figures that its capacity comes from."""
        return frozenset(c.figure.id for c in self.counted)


def joined(values: Sequence[Cited], amount: Callable[[Cited], Spread] = attrgetter("amount")) -> Spread | None:
    """Return values of one thing as one range, with the preferred one in the middle: by kind of source, then latest."""
    if not values:
        return None
    latest_first = sorted(values, key=lambda c: c.value.as_of or "", reverse=True)
    best = min(latest_first, key=lambda c: c.value.kind.rank)
    amounts = [amount(c) for c in values]
    return Spread(min(a.low for a in amounts), amount(best).typical, max(a.high for a in amounts))


def link(
    atlas: Atlas,
    kind: LinkKind,
    id: Id,
    mode: Mode,
    at_km: float,
    km: float,
    ways: frozenset[tuple[str, str]],
) -> Link:
    """Return a link with its published capacities.

    Parameters
    ----------
    ways
        The borders the route crosses, as (country left, country entered): a value of one direction counts only then.
    """
    counted, containers, left = [], [], []
    for figure in figures_of_link(atlas, kind, id, FigureKind.CAPACITY):
        for value in figure.values:
            found = converted(atlas, value)
            why = _why_not(value, found, kind, ways)
            if why is not None or found is None:
                left.append(Left(figure, value, why or WHY_NOT[None]))
            elif value.cargo == CONTAINERS:
                containers.append(Cited(figure, value, found))
            else:
                counted.append(Cited(figure, value, found))
    return Link(kind, id, mode, at_km, km, tuple(counted), tuple(containers), tuple(left))


def sum_of_alternatives(atlas: Atlas, links: Sequence[Link]) -> Spread | None:
    """Return the capacity of links side by side, or None where that of any is not known.

    Raises
    ------
    ValueError
        If two of them lie on one route of the atlas: what stands in a row is not added.
    """
    for route in atlas.routes.values():
        here = [one.id for one in links if one.id in passed(atlas, route.id)]
        if len(here) > 1:
            raise ValueError(f"{' and '.join(here)} follow one another on the route {route.id}")
    known = [one.capacity for one in links]
    return None if None in known or not known else total(c for c in known if c)


@kept(256)
def passed(atlas: Atlas, route_id: Id) -> frozenset[Id]:
    """Return the ids of the legs of a route and of the places along it."""
    legs = [atlas.legs[id] for id in atlas.route(route_id).legs]
    return frozenset(id for leg in legs for id in (leg.id, leg.start, leg.end))


def figures_of(atlas: Atlas, id: Id, what: FigureKind) -> tuple[Figure, ...]:
    """Return the figures of a kind that are of a place, or of a leg alone or in a chain."""
    return _by_link(atlas).get((what, id), ())


def figures_of_link(atlas: Atlas, kind: LinkKind, id: Id, what: FigureKind) -> Iterable[Figure]:
    """Return the figures of a kind that are of a link: of a section those that name its leg."""
    found = figures_of(atlas, id, what)
    return found if kind is not LinkKind.SECTION else (f for f in found if id in f.legs)


def _why_not(value: Value, found: Converted | None, kind: LinkKind, ways: frozenset[tuple[str, str]]) -> str | None:
    """Return why a value is not how much the link can carry, or None if it is."""
    if value.stage not in COUNTED:
        return WHY_NOT[value.stage]
    if found is None:
        return "not converted"
    if value.cargo not in (*WHOLE_CARGO, CONTAINERS):
        return f"of {value.cargo} alone" if not value.cargo.startswith(("by ", "without ")) else f"{value.cargo} alone"
    if value.direction and "-" in value.direction and tuple(value.direction.split("-")) not in ways:
        return f"from {value.direction.replace('-', ' to ')} alone"
    if kind is LinkKind.PORT and value.unit.startswith(VEHICLES):
        return "of one kind of vehicle alone"
    return None


@kept(1)
def _by_link(atlas: Atlas) -> Mapping[tuple[FigureKind, Id], tuple[Figure, ...]]:
    """Return the figures by what they measure and the place, or each of the legs, that they name."""
    found: dict[tuple[FigureKind, Id], tuple[Figure, ...]] = {}
    for figure in atlas.figures.values():
        if figure.id.startswith(LIMITS_ONLY):
            continue
        for id in (*figure.legs, *((figure.place,) if figure.place else ())):
            found[figure.what, id] = (*found.get((figure.what, id), ()), figure)
    return found


def kind_of_place(place_kind: PlaceKind, *, crossing: bool, gauge: bool) -> LinkKind:
    """Return what kind of link a stop is, the first that holds: a port, a border crossing, a change of gauge."""
    if place_kind is PlaceKind.PORT:
        return LinkKind.PORT
    return LinkKind.CROSSING if crossing else LinkKind.GAUGE if gauge else LinkKind.TRANSFER
