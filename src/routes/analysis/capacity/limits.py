"""What limits a link beside its published capacity: depth of a port, tracks, lanes, clearance, weather."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from routes.analysis.capacity.links import LIMITS, Link, LinkKind, figures_of
from routes.data.atlas import Atlas
from routes.model import Figure, FigureKind, Value


@dataclass(frozen=True, slots=True)
class Limit:
    """One published value that limits a link and does not say how much passes in a year."""

    figure: Figure
    value: Value


def limits(atlas: Atlas, link: Link) -> tuple[Limit, ...]:
    """Return what limits a link: of a place its depths, of either what is told of tracks, lanes, clearance, weather."""
    return tuple(Limit(figure, value) for figure in _figures(atlas, link) for value in figure.values)


def _figures(atlas: Atlas, link: Link) -> Iterator[Figure]:
    if link.kind is not LinkKind.SECTION:
        yield from figures_of(atlas, link.id, FigureKind.DEPTH)
    for figure in atlas.figures.values():
        if figure.id.startswith(LIMITS) and (link.id in figure.legs or link.id == figure.place):
            yield figure
