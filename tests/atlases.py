"""The miniature atlas and the real one, each read once by a process that runs tests."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from routes.data import loader
from routes.data.atlas import Atlas
from routes.network.journey import Journey, of_route
from routes.text import place_names

TOY = Path(__file__).parent / "toy"
# The day on which the age of reports is counted.
ON = date(2026, 11, 22)


@cache
def toy() -> Atlas:
    """Three square countries in a row, the last one across the water."""
    return loader.load(TOY, on=ON)


@cache
def real() -> Atlas:
    """The atlas as shipped."""
    return loader.load(on=ON)


def alike(atlas: Atlas, question: str) -> list[list[Journey]]:
    """The routes of a question that join the same cities, two or more together."""
    groups: dict[tuple[str, str], list[Journey]] = defaultdict(list)
    for route in atlas.routes_of(atlas.question(question)):
        way = of_route(atlas, route.id)
        groups[place_names.city(atlas, way.start), place_names.city(atlas, way.end)].append(way)
    return [ways for ways in groups.values() if len(ways) > 1]
