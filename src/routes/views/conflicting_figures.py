"""Published figures of one thing that disagree, with who gives each and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.model import Figure, FigureKind, Id, Source, Value
from routes.text import dates, numbers, terms
from routes.text.figures import value_text

KINDS = (FigureKind.LENGTH, FigureKind.TIME)


@dataclass(frozen=True, slots=True)
class Given:
    """One published value, and who says so."""

    value: str
    holder: str
    dated: str
    source: Source


@dataclass(frozen=True, slots=True)
class ConflictingFigures:
    """Published values of one thing that differ; `used` is what the map itself has, if it measures the thing."""

    id: Id
    title: str
    range: str
    used: str
    caution: str
    given: tuple[Given, ...]
    routes: tuple[Id, ...]


def all_of(atlas: Atlas, route_id: Id | None = None) -> Iterator[ConflictingFigures]:
    """Yield the lengths and times of which different values are published, most values first.

    Parameters
    ----------
    route_id
        Only those on this route.
    """
    found = [f for f in atlas.figures.values() if f.what in KINDS and f.range and f.range[0] < f.range[1]]
    for figure in sorted(found, key=lambda f: (-len({_number(v) for v in f.values}), f.title)):
        routes = tuple(routes_of(atlas, figure))
        if len({v.source for v in figure.values}) > 1 and (route_id is None or route_id in routes):
            yield of_figure(atlas, figure, routes)


def routes_of(atlas: Atlas, figure: Figure) -> Iterator[Id]:
    """Yield the routes a figure is of: those named, and those that hold all its legs."""
    for route in atlas.routes.values():
        holds = figure.legs and set(route.legs).issuperset(figure.legs)
        if holds or route.has(figure):
            yield route.id


def of_figure(atlas: Atlas, figure: Figure, routes: tuple[Id, ...] = ()) -> ConflictingFigures:
    """Return the published values of one figure, whether they differ or not, latest first."""
    low, high = figure.range or (0.0, 0.0)
    latest_first = sorted(figure.values, key=lambda v: v.as_of or "", reverse=True)
    used = ""
    if figure.what is FigureKind.LENGTH and figure.legs:
        legs = [atlas.legs[id] for id in figure.legs]
        approximate = any(leg.approximate for leg in legs)
        methods = dict.fromkeys(terms.method(leg) for leg in legs)
        used = f"{numbers.km(sum(leg.length.km for leg in legs), approximate=approximate)}, {numbers.listed(methods)}"
    return ConflictingFigures(
        id=figure.id,
        title=figure.title,
        range=f"{low:,g} to {high:,g}{numbers.NBSP}{figure.preferred.unit}" if low < high else "",
        used=used,
        caution=" ".join(filter(None, (figure.not_comparable, figure.note))),
        given=tuple(_given(atlas, v) for v in latest_first),
        routes=routes,
    )


def _given(atlas: Atlas, value: Value) -> Given:
    source = atlas.sources[value.source]
    return Given(
        value=value_text(value),
        holder=atlas.holder(value),
        dated=dates.dated(value.as_of),
        source=source,
    )


def _number(value: Value) -> tuple[float | None, ...]:
    return (value.value, value.low, value.high)
