"""The printed map of several routes: each in its colour, with its letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from routes.network.journey import Journey
from routes.views import svg
from routes.views.map import route_features
from routes.views.static_map.chart import Chart

BADGE_PX = 20.0


@dataclass(frozen=True)
class ComparedChart(Chart):
    """A map of a route and of the `others` compared with it; what several of them use has no route's colour."""

    others: tuple[Journey, ...] = ()

    @property
    def journeys(self) -> Sequence[Journey]:
        """The routes in the order of their letters."""
        return (self.journey, *self.others)

    @cached_property
    def drawn(self) -> dict[str, Any]:
        """What is drawn, as the page's own map has it."""
        return route_features.ways_json(self.journeys)

    def _spots(self) -> list[tuple[float, float]]:
        """Return where the letters stand."""
        return [self.sheet.at(*badge["xy"]) for badge in self.drawn["badges"]]

    def _marks(self, spots: list[tuple[float, float]]) -> Iterator[Markup]:
        for badge, (x, y) in zip(self.drawn["badges"], spots, strict=True):
            box: dict[str, svg.Attribute] = {"x": x - BADGE_PX / 2, "y": y - BADGE_PX / 2, "rx": 3}
            letter = badge["letter"]
            yield svg.element("rect", class_=f"badge badge-{letter}", **box, width=BADGE_PX, height=BADGE_PX)
            yield svg.element("text", letter, class_="n on", x=x, y=y + 4)
