"""The front page: what the atlas is, its questions with their findings, all routes on one map and in one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from markupsafe import Markup

from routes.data.atlas import Atlas
from routes.geo import projection
from routes.geo.geodesy import Line
from routes.geo.projection import Sheet
from routes.model import Id, LegStatus, Question
from routes.network import planner
from routes.network.journey import Journey
from routes.text import dates, headlines, numbers, route_names
from routes.views import markup, selections, svg, tour
from routes.views.static_map import labels, land
from routes.views.urls import DASHBOARD, Urls

# Size of the map in pixels, and what is kept free around the routes.
WIDE, HIGH, MARGIN = 560, 640, 20
# Points of the routes that names keep clear of lie so close; radius of a capital's dot. Pixels.
STEP_PX, DOT_R = 5.0, 2.6
ALL = "all"


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route in the table of all."""

    id: Id
    title: str
    km: str
    borders: int
    state: str
    reported: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with its finding and its routes."""

    title: str
    finding: str
    start: Id
    routes: tuple[RouteRow, ...]


def html(atlas: Atlas, urls: Urls = DASHBOARD) -> str:
    """Return the front page below its search field."""
    return markup.render(
        "overview.html",
        urls=urls,
        tour=urls.page("", selections.to_query(tour.steps(atlas)[0].selection)),
        steps=len(tour.steps(atlas)),
        stories=urls.page("stories") if atlas.stories else "",
        questions=questions(atlas),
        routes=len(atlas.routes),
        arguments=len(atlas.arguments),
        sources=len(atlas.sources),
        chart=svg.group(_chart(atlas)),
        wide=WIDE,
        high=HIGH,
    )


def questions(atlas: Atlas) -> tuple[QuestionRow, ...]:
    """Return every question with its finding, and its routes, the one shown first at their head."""
    return tuple(_question(atlas, question) for question in atlas.questions.values())


def _question(atlas: Atlas, question: Question) -> QuestionRow:
    ids = [route.id for route in atlas.routes_of(question)]
    finding = _finding([planner.journey(atlas, id) for id in ids])
    return QuestionRow(question.title, finding, question.start, tuple(_route(atlas, id) for id in ids))


def _finding(journeys: Sequence[Journey]) -> str:
    """Return the finding: `3 of 8 routes usable; shortest 700 km, by Bilasuvar and Iran`."""
    usable = [journey for journey in journeys if journey.passable]
    counted = f"{len(usable)} of {len(journeys)} routes usable"
    if not usable:
        return counted
    shortest = min(usable, key=lambda journey: journey.length_km)
    return f"{counted}; shortest {numbers.km(shortest.length_km)}, {route_names.label(shortest)}"


def _route(atlas: Atlas, route_id: Id) -> RouteRow:
    journey = planner.journey(atlas, route_id)
    assert journey.route is not None
    return RouteRow(
        id=route_id,
        title=journey.route.title,
        km=numbers.km(journey.length_km, approximate=journey.approximate_km > 0),
        borders=len(journey.crossings),
        state=headlines.status_line(journey).lead.rstrip("."),
        reported=dates.day(journey.report_dates[-1]) if journey.report_dates else "undated",
    )


def _chart(atlas: Atlas) -> Iterator[Markup]:
    """Draw every route's line once, full where it is open and broken where it is not."""
    journeys: list[Journey] = [planner.journey(atlas, id) for id in atlas.routes]
    sections = {section.leg.id: section for journey in journeys for section in journey.sections}
    points = [point for section in sections.values() for point in section.line]
    paper = projection.fitted(points, WIDE, HIGH, MARGIN)
    yield from land.paths(atlas, paper, (), land.SKETCHED)
    for section in sections.values():
        state = "" if section.status == LegStatus.OPEN else " ca-not-open"
        course = land.line([paper.at(*point) for point in section.line], land.SKETCHED)
        yield svg.element("path", class_=f"ca-run{state}", d=course)
    yield from _names(atlas, paper, [section.line for section in sections.values()])


def _names(atlas: Atlas, paper: Sheet, lines: Sequence[Line]) -> Iterator[Markup]:
    """Write the names of capitals, countries and seas that find room beside the routes."""
    courses = shapely.segmentize([shapely.LineString(paper.on(np.array(line))) for line in lines], STEP_PX)
    near = [(float(x), float(y)) for x, y in shapely.get_coordinates(courses)]
    for name in labels.regional(atlas, paper, near):
        if name.dot:
            yield svg.element("circle", class_="ca-dot", cx=name.dot[0], cy=name.dot[1], r=DOT_R)
        for n, text in enumerate(name.lines):
            y = name.y + n * labels.AREA_PX * 1.2
            yield svg.element("text", text, class_=f"ca-name-{name.kind}", x=name.x, y=y)
