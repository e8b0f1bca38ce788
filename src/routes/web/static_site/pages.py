"""Pages of the static edition other than those of routes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from routes.analysis import accuracy
from routes.data.atlas import Atlas
from routes.model import Id, Question, Route
from routes.network.journey import of_route
from routes.text import headlines, numbers
from routes.views import about, conflicting_figures, markup, preview, scenario_table, selections, stories
from routes.views.arguments import page
from routes.views.promises import page as promises_page
from routes.views.urls import StaticUrls, Urls

# The paths of the pages in the edition's folder.
PATHS = StaticUrls()
ABOUT_ATLAS = (
    "Trade corridors of the South Caucasus, Iran, the Caspian and Central Asia: measured, dated, and argued on both "
    "sides with sources."
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page before its frame is put around it.

    Search engines are to list what is `searched`. Pages that are many have a `short` frame.
    """

    path: str
    title: str
    description: str
    body: str
    scripts: tuple[str, ...] = ()
    map: bool = False
    searched: bool = True
    short: bool = False

    @property
    def root(self) -> str:
        """The relative path from the page to the edition's first page: empty, or `../`."""
        return "../" * self.path.count("/")

    @property
    def urls(self) -> StaticUrls:
        """The addresses of the edition as seen from the page."""
        return StaticUrls(self.root)


@dataclass(frozen=True, slots=True)
class Line:
    """A route in the list of all."""

    id: Id
    title: str
    km: str
    borders: int
    breaks: int
    changes: int
    state: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the list of all: its first route, the finding of its scenario table, its routes."""

    id: Id
    title: str
    asks: str
    start: Id
    headline: str
    routes: tuple[Line, ...]


def general(atlas: Atlas, dashboard: Urls | None) -> Iterator[Page]:
    """Yield the index, the scenario tables of the questions, arguments, sources, announcements and the About page."""
    questions = tuple(_asked(atlas, question) for question in atlas.questions.values())
    yield Page(
        PATHS.page(),
        "Corridor Atlas: trade corridors measured, dated and argued",
        ABOUT_ATLAS,
        markup.render("static_site/index.html", about=preview.ABOUT, questions=questions, urls=PATHS),
        ("code/forward.js",),
    )
    yield Page(
        PATHS.page("scenarios"),
        "Scenarios - Corridor Atlas",
        "What if a border opens or shuts? Every route of every question under each scenario.",
        markup.render("static_site/scenarios.html", questions=questions, urls=PATHS),
        ("code/forward.js",),
    )
    yield from (_question(atlas, question, dashboard) for question in questions)
    yield _arguments(atlas, dashboard)
    yield _figures(atlas)
    yield _sources(atlas)
    yield Page(
        PATHS.page("promises"),
        "Announcements - Corridor Atlas",
        "Announced openings, capacities and loads: who said what, when, for when, and what came of it.",
        promises_page.html(atlas, StaticUrls("", dashboard)),
    )
    yield Page(
        PATHS.page("stories"),
        "Stories - Corridor Atlas",
        "Steps over the map, every number computed: the link through Syunik, the far shorter way, who can close what.",
        stories.html(atlas, StaticUrls("", dashboard)),
    )
    yield _about(atlas, dashboard)


def start_first(atlas: Atlas, question: Question) -> list[Route]:
    """Return the routes of a question, starting with the one shown first."""
    mine = (route for route in atlas.routes.values() if route.question == question.id)
    return sorted(mine, key=lambda route: route.id != question.start)


def _asked(atlas: Atlas, question: Question) -> Asked:
    return Asked(
        question.id,
        question.title,
        question.asks,
        question.start,
        scenario_table.headline(scenario_table.of_question(atlas, question.id)),
        tuple(_line(atlas, route) for route in start_first(atlas, question)),
    )


def _line(atlas: Atlas, route: Route) -> Line:
    way = of_route(atlas, route.id)
    return Line(
        route.id,
        route.title,
        numbers.km(way.length_km, approximate=way.approximate_km > 0),
        len(way.crossings),
        len(way.gauge_breaks),
        len(way.transshipments),
        headlines.status_line(way).lead,
    )


def _links(atlas: Atlas, current: Id) -> list[tuple[str, str, bool]]:
    urls = StaticUrls("../")
    return [
        (question.title, urls.question(question.id), question.id == current) for question in atlas.questions.values()
    ]


def _question(atlas: Atlas, question: Asked, dashboard: Urls | None) -> Page:
    board = scenario_table.html(atlas, question.id, urls=StaticUrls("../", dashboard))
    return Page(
        PATHS.question(question.id),
        f"{question.title}: every route under each scenario - Corridor Atlas",
        question.headline,
        markup.render("static_site/question.html", questions=_links(atlas, question.id), board=board),
    )


def _sources(atlas: Atlas) -> Page:
    by_publisher = sorted(atlas.sources.values(), key=lambda s: (s.publisher.casefold(), s.id))
    return Page(
        PATHS.source(),
        "Sources - Corridor Atlas",
        f"The {len(atlas.sources)} sources of the atlas: who published them, when, and how much of each was read.",
        markup.render("static_site/sources.html", sources=by_publisher),
    )


def _arguments(atlas: Atlas, dashboard: Urls | None) -> Page:
    board = page.html(atlas, page.ALL, selections.default(atlas), StaticUrls("", dashboard))
    return Page(
        PATHS.page("arguments"),
        "Arguments for and against each route - Corridor Atlas",
        f"{len(atlas.arguments)} arguments on trade corridors: who says what, in which source, and what the map says.",
        markup.render("static_site/arguments.html", board=board),
        ("code/arguments.js",),
    )


def _figures(atlas: Atlas) -> Page:
    shown = sorted(map(partial(conflicting_figures.of_figure, atlas), atlas.figures.values()), key=lambda f: f.title)
    return Page(
        PATHS.figure(),
        "Published figures - Corridor Atlas",
        f"{len(shown)} published figures of routes, sections and places, every value with its source and date.",
        markup.render("static_site/figures.html", figures=shown, urls=PATHS),
    )


def _about(atlas: Atlas, dashboard: Urls | None) -> Page:
    body = markup.render(
        "static_site/about.html",
        about=about.html(atlas),
        rows=accuracy.comparisons(atlas),
        summary=accuracy.summary(atlas),
        dashboard=dashboard.page() if dashboard else None,
        on=atlas.on.isoformat(),
    )
    return Page(PATHS.page("about"), "About - Corridor Atlas", "Method, limits and licences of Corridor Atlas.", body)
