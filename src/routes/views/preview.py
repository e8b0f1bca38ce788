"""A view in short: its title, its finding, and the routes on its map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import UnknownIdError
from routes.model import Id
from routes.network import planner
from routes.network.journey import Journey
from routes.text import data_texts, headlines, language, numbers, route_names
from routes.text.language import marked, pgettext
from routes.views import comparison
from routes.views.selections import Selection

NAME = "Corridor Atlas"
ABOUT = marked(
    "finding",
    "The competing trade corridors of the Caucasus, Iran, the Caspian and Central Asia: length, border crossings, "
    "breaks of gauge and transshipments, the date of every report, and the cited arguments for and against.",
)
# Pages without a map of a selection: path and title.
PLAIN = {
    "scenarios": "What if a border opens or shuts?",
    "arguments": "Arguments for and against, tested on the map",
    "line": "Measure a line",
    "about": f"About {NAME}",
    "place": "Ports, border crossings and places",
    "sources": "The sources, and what rests on each",
    "promises": "Announcements and what came of them",
    "stories": "Stories on the map",
    "unknowns": "What we do not know",
}
PAGES = ("", "compare", "plan", *PLAIN)
# The pages by the name in their address, as links call them.
LABELS = {
    "": marked("page", "Explore"),
    "compare": marked("page", "Compare"),
    "plan": marked("page", "Plan"),
    "scenarios": marked("page", "Scenarios"),
    "arguments": marked("page", "Arguments"),
    "line": marked("page", "Measure a line"),
    "about": marked("page", "About"),
    "place": marked("page", "Places"),
    "sources": marked("page", "Sources"),
    "promises": marked("page", "Announcements"),
    "stories": marked("page", "Stories"),
    "unknowns": marked("page", "What we do not know"),
}
# The pages that are written in the reader's language; the others are in English so far, and say so.
TRANSLATED = ("",)
# Pages reached from others, which the bar does not name.
BESIDE = ("place", "sources", "promises", "stories", "unknowns")
IN_BAR = tuple(name for name in LABELS if name not in BESIDE)


@dataclass(frozen=True, slots=True)
class View:
    """What a link to a page shows; `ways` are the keys of the routes on its map, none where it has no map."""

    page: str
    title: str
    finding: str
    ways: tuple[str, ...]


# So many views are kept: a server is asked for the same ones by its readers, and twice for each.
@kept(500)
def of(atlas: Atlas, page: str, selection: Selection) -> View:
    """Return a view in short; where what is asked for is not found, the usual one."""
    with speaking(page, selection.lang):
        try:
            return MAPS.get(page, _plain)(atlas, page, selection)
        except UnknownIdError:
            return _plain(atlas, page, selection)


@contextmanager
def speaking(page: str, lang: str | None) -> Iterator[None]:
    """Write what is made inside in the language of a page: the reader's if the page is translated, else English."""
    with language.speaking(lang):
        if page in TRANSLATED:
            yield
        else:
            with language.in_english():
                yield


def _explore(atlas: Atlas, page: str, selection: Selection) -> View:
    way = planner.journey(atlas, selection.route, selection.scenarios)
    return View(page, _title(atlas, selection.route), headlines.headline(way), (selection.route,))


def _title(atlas: Atlas, route: Id) -> str:
    return data_texts.told(atlas, atlas.route(route), "title").words


def _plan(atlas: Atlas, page: str, selection: Selection) -> View:
    ask, got = selection.ask(atlas), planner.answer(atlas, selection.ask(atlas), selection.scenarios)
    n = selection.n if selection.n == planner.NEAREST else min(selection.n, max(1, len(got.ways)))
    way = planner.journey(atlas, ask.key(n), selection.scenarios)
    finding = headlines.headline(way) if way.passable else route_names.no_way(atlas, ask, selection.scenarios)
    return View(page, route_names.ends(atlas, ask), finding, (ask.key(n),))


def _compare(atlas: Atlas, page: str, selection: Selection) -> View:
    keys = selection.ways or comparison.first_pair(atlas, selection.route)
    ways = [*_found(atlas, keys, selection.scenarios)]
    if not ways:
        raise UnknownIdError("way", ",".join(keys))
    title = f"Compared: {numbers.listed(route_names.label(way) for _, way in ways)}"
    return View(page, title, comparison.headline([way for _, way in ways]), tuple(key for key, _ in ways))


def _found(atlas: Atlas, keys: Sequence[str], scenarios: tuple[Id, ...]) -> list[tuple[str, Journey]]:
    found = []
    for key in keys:
        try:
            found.append((key, planner.journey(atlas, key, scenarios)))
        except UnknownIdError:
            continue
    return found


def _plain(atlas: Atlas, page: str, selection: Selection) -> View:  # noqa: ARG001 - as the others
    return View(page, PLAIN.get(page, NAME), pgettext("finding", ABOUT), ())


MAPS: Mapping[str, Callable[[Atlas, str, Selection], View]] = {"": _explore, "plan": _plan, "compare": _compare}
