"""The answer that the served page holds before any script has run.

Streamlit's page is empty until its scripts have come and a session has run; on a bad line that takes many seconds. So
the page as served holds what the address asks for, as a document: the front page, a route's column with a sketch of its
map, a comparison with one, or what another page begins with. The live page takes its place when it is complete
(`first.js` of the component `view`); where scripts do not run, or the server cannot be reached again, it stays, and its
links load pages.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from routes.data.atlas import Atlas
from routes.network import planner
from routes.text import data_texts
from routes.text.data_texts import DataText
from routes.text.language import pgettext
from routes.views import about, comparison, languages, markup, overview, preview, published_band, stories
from routes.views.arguments import filters
from routes.views.beginning import beginning
from routes.views.selections import CHOSEN, Selection
from routes.views.static_map import land
from routes.views.static_map.chart import Chart
from routes.views.static_map.compared_chart import ComparedChart
from routes.views.urls import DASHBOARD
from routes.web.server import page_parts
from routes.web.server.assets import AssetStore

# The size of the map beside the column on a window of 1400 by 900 pixels.
SKETCH = (934, 508)
# The same of the map of a comparison.
COMPARED_SKETCH = (398, 518)
# The same of the map beside the stories.
STORY_SKETCH = (720, 868)
# The parts that the live page shows below, and finds in the document.
ARGUMENTS, FRONT, TABLE, VALUED = "debate", "overview", "table", "valued"
COMPARE, SCENARIOS, STORIES, ABOUT = "compare", "scenarios", "stories", "about"
# Of a longer part the page holds the first items alone: the live page fetches it whole.
MOST_CHARACTERS = 60_000
# The pages, by the name in their address, that are served with their answer.
PAGES = ("", COMPARE, *page_parts.FIRST)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the bar or of the list of questions."""

    label: DataText | str
    href: str
    current: bool


def asks_for_route(page: str, asked: Collection[str]) -> bool:
    """Return whether an address with these keys asks for a route, on the first page also by what is shown of one."""
    return any(key in asked for key in (("route",) if page else CHOSEN))


def html(assets: AssetStore, page: str, selection: Selection, *, route_asked: bool) -> str:
    """Return the answer to an address as a document.

    Parameters
    ----------
    page
        One of `PAGES`.
    route_asked
        Whether an address asks for a route: one of the first page for that or the front page, one of the arguments for
        those on that route or for all.
    """
    with preview.speaking(page, selection.lang):
        if page in page_parts.FIRST:
            body = _plain(assets, page, selection, by_route=route_asked)
        elif page == COMPARE:
            body = _compared(assets, selection)
        else:
            body = _route(assets, selection) if route_asked else _front(assets, selection)
        whole = not (route_asked or page)
        band = languages.untranslated(lambda: published_band.of_page(assets.atlas, page, selection, whole=whole))
        body["note"] = languages.note(str(body["more"]), str(body["column"] or body["front"]))
        body["languages"] = languages.menu(page, selection) if body["note"] else ""
        html = markup.render("server/first_answer.html", band=band, pages=_pages(page, selection), **body)
        return assets.linked(html)


def _pages(page: str, selection: Selection) -> list[Link]:
    kept = replace(selection, at=None)
    return [
        Link(pgettext("page", preview.LABELS[name]), DASHBOARD.selection(name, kept), current=name == page)
        for name in preview.IN_BAR
    ]


def _route(assets: AssetStore, selection: Selection) -> dict[str, object]:
    atlas = assets.atlas
    journey = planner.journey(atlas, selection.route, selection.scenarios)
    asked = atlas.route(selection.route).question
    questions = [
        Link(data_texts.told(atlas, question, "title"), DASHBOARD.route(question.start), current=question.id == asked)
        for question in atlas.questions.values()
    ]
    listed = filters.of(selection)
    return {
        "questions": questions,
        "column": assets.column(selection),
        "page": "",
        "address": assets.column_url(selection),
        "map": DASHBOARD.map_alone(selection),
        "sketch": Chart(journey, *SKETCH, land.SKETCHED).svg(),
        "more": assets.board(ARGUMENTS, selection.route, listed).body.decode(),
        "more_address": assets.board_url(ARGUMENTS, selection.route, listed),
    }


def _compared(assets: AssetStore, selection: Selection) -> dict[str, object]:
    atlas = assets.atlas
    keys = preview.of(atlas, COMPARE, selection).ways
    journeys = [planner.journey(atlas, key, selection.scenarios) for key in keys]
    first, *others = journeys
    questions = [
        Link(question.title, DASHBOARD.selection(COMPARE, replace(selection, ways=pair)), current=pair == keys)
        for question in atlas.questions.values()
        for pair in (comparison.first_pair(atlas, question.start),)
    ]
    joined = ",".join(keys)
    table = assets.board(VALUED, joined, selection) if selection.given else None
    return {
        "questions": questions,
        "column": None,
        "front": markup.render(
            "dashboard/compared.html",
            headline=comparison.headline(journeys),
            others=comparison.others(journeys),
            note=comparison.like_with_like(journeys),
        ),
        "page": COMPARE,
        "sketch": ComparedChart(first, *COMPARED_SKETCH, land.SKETCHED, others=tuple(others)).svg(),
        "sentence": comparison.sentence(journeys) if others else "",
        "more": (table or assets.view(TABLE, joined, selection.scenarios)).body.decode(),
        "more_address": assets.board_url(VALUED, joined, selection)
        if table
        else assets.view_url(TABLE, joined, selection.scenarios),
    }


def _plain(assets: AssetStore, page: str, selection: Selection, *, by_route: bool) -> dict[str, object]:
    atlas = assets.atlas
    part = page_parts.first(atlas, page, selection, by_route=by_route)
    whole = assets.board(part.kind, part.id, part.selection).body.decode()
    held = beginning(whole, MOST_CHARACTERS)
    return {
        "questions": _questions(atlas, selection) if page == SCENARIOS else (),
        "column": None,
        "sketch": None,
        "page": page,
        "front": "",
        "beside": [Link(preview.LABELS[name], DASHBOARD.page(name), current=False) for name in preview.BESIDE],
        "heading": about.html(atlas) if page == ABOUT else preview.PLAIN[page],
        "picture": _first_step(atlas) if page == STORIES and atlas.stories else None,
        "more": held,
        "more_address": assets.board_url(part.kind, part.id, part.selection) if held == whole else None,
    }


def _questions(atlas: Atlas, selection: Selection) -> list[Link]:
    shown = page_parts.question(atlas, selection)
    asked = ((q, replace(selection, question=q.id)) for q in atlas.questions.values())
    return [Link(q.title, DASHBOARD.selection(SCENARIOS, one), current=q.id == shown) for q, one in asked]


def _first_step(atlas: Atlas) -> str:
    """Return the picture of the first step of the stories, the size of the map beside them."""
    step = stories.views(atlas)[0]
    return Chart(planner.journey(atlas, step.route, step.scenarios), *STORY_SKETCH, land.SKETCHED).svg()


def _front(assets: AssetStore, selection: Selection) -> dict[str, object]:
    return {
        "questions": (),
        "column": None,
        "sketch": None,
        "page": "",
        "front": markup.render("dashboard/overview.html", about=pgettext("finding", preview.ABOUT)),
        "more": assets.board(FRONT, overview.ALL, selection).body.decode(),
        "more_address": assets.board_url(FRONT, overview.ALL, selection),
    }
