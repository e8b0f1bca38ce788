"""The only writer of addresses: of pages (on the dashboard, in the static edition, absolute) and of files.

A page's address is its name and a query of ids, `plan?from=moscow&to=tehran`. The static edition holds these pages:

========================================== ========================================
dashboard                                  static edition
========================================== ========================================
`?route=R&scenario=S`                      `routes/R.html?scenario=S`
`?route=R&show=sections`                   `routes/R.html#ca-sections`
`scenarios?question=Q`                     `questions/Q.html`
`arguments?route=R`                        `routes/R.html#ca-said`
`arguments?verdict=V&holder=H`             `arguments.html?verdict=V&holder=H`
`sources`                                  `sources.html`
`promises`                                 `promises.html`
`stories`                                  `stories.html`
`place`                                    `place.html`
`place?place=P`                            `places/P.html`
`about`                                    `about.html`
`corrections/legs/L.html`                  `corrections/legs.html#L`
`plan`, `compare`, anything else           none: they need the dashboard
========================================== ========================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from routes.model import Id, Leg
from routes.text import language
from routes.views import selections
from routes.views.selections import Selection

Query = Mapping[str, str]
# What asks for a page without the dashboard around it: `true` for the one that others frame, or the map alone.
EMBED, MAP_ALONE = "embed", "map"
# Signs that join ids, and ids with numbers; a query may hold them as they are. https://www.rfc-editor.org/rfc/rfc3986
IN_QUERY = ",:"
IN_PATH = "~.,-"
# The parameter that holds a reader's own line as an encoded polyline, and the longest that is written into an address.
LINE, MOST_LINE = "line", 1_500
# What a page of the static edition reads from its own address.
ROUTE_KEYS = ("scenario", "layers", "place", "argument", "at")
ARGUMENT_KEYS = ("verdict", "holder")
# The headings under which the static edition, or a printed page, shows the tabs of a route one below the other.
TAB_HEADINGS = {
    "arguments": "ca-said",
    "sections": "ca-sections",
    "time": "ca-estimate",
    "capacity": "ca-capacity",
    "history": "ca-events",
    "sources": "ca-sources",
}


def encoded(query: Query) -> str:
    """Return a query percent-encoded, without the question mark."""
    return urlencode(query, safe=IN_QUERY)


def file(path: str, root: str = "", query: Query | None = None) -> str:
    """Return the address of a file of the server or of the static edition.

    Parameters
    ----------
    path
        From the first page, unquoted: `views/way/moscow~tehran.json`.
    root
        What leads from where the address stands to the first page: empty, `../` or an absolute address.
    """
    return root + quote(path, safe="/" + IN_PATH) + (f"?{encoded(query)}" if query else "")


def tiles(path: str, root: str = "", ending: str = "webp") -> str:
    """Return the address of a folder's tiles of a map, with the zoom, column and row to be filled in by Leaflet."""
    return f"{file(path, root)}/{{z}}/{{x}}/{{y}}.{ending}"


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses of the dashboard's pages, relative to a page or, with another root, absolute."""

    root: str = "./"

    def page(self, name: str = "", query: Query | None = None) -> str:
        """Return the address of a page; the empty name is Explore. It is empty where there is no such page.

        It names the language that the answer is written in, where that is not the usual one.
        """
        lang = language.asked()
        return file(name, self.root, {"lang": lang, **(query or {})} if lang else query)

    def selection(self, name: str, chosen: Selection, data: str | None = None, *, narrowed: bool = True) -> str:
        """Return the address of a page under a selection; the parameters are those of `query_of`."""
        return self.page(name, query_of(name, chosen, data, narrowed=narrowed))

    def tab(self, page: str, chosen: Selection, name: str) -> str:
        """Return the address of a tab below the first screen of a page under a selection."""
        return self.selection(page, replace(chosen, show=name))

    def route(self, id: Id, scenarios: Sequence[Id] = (), **others: Id) -> str:
        """Return the address of a route under scenarios, with a `place` or an `argument` marked."""
        return self.page("", _given(route=id, scenario=",".join(scenarios), **others))

    def map_alone(self, chosen: Selection) -> str:
        """Return the address of the map of a selection's route and nothing else."""
        return self.page("", {**selections.to_query(chosen), EMBED: MAP_ALONE})

    def own_line(self, polyline: str) -> str:
        """Return the address of the page that measures a line, with the line in it; empty if it is too long for one."""
        return self.page("line", {LINE: polyline}) if len(polyline) <= MOST_LINE else ""

    def correction(self, table: str, id: Id) -> str:
        """Return the address of the page on which a correction of an entry is suggested.

        It begins with no `./`, by which the dashboard knows its own pages: this one stands outside it.
        """
        return file(f"corrections/{table}/{id}.html", self.root.removeprefix("./"))

    def figure(self, _: Id) -> str:
        """Return where a figure stands once with all its values; empty where every page that shows it has them."""
        return ""

    def argument(self, _: Id) -> str:
        """Return where an argument stands once with its source; empty where every page that shows it has both."""
        return ""

    def leg(self, _: Leg) -> str:
        """Return where a leg is described once; empty where the page of either end describes it."""
        return ""

    def plan(self, start: Id, end: Id, scenarios: Sequence[Id] = ()) -> str:
        """Return the address of the planner's answer between two places."""
        return self.page("plan", _given(**{"from": start, "to": end}, scenario=",".join(scenarios)))

    def question(self, id: Id) -> str:
        """Return the address of a question's routes under every scenario."""
        return self.page("scenarios", {"question": id})

    def arguments(self, route: Id) -> str:
        """Return the address of the arguments that bear on a route."""
        return self.page("arguments", {"route": route})

    def place(self, id: Id | None = None, **narrowed: str | None) -> str:
        """Return the address of a place, or of the list of all, narrowed by `kind` and `country`."""
        return self.page("place", _given(place=id, **narrowed))

    def source(self, id: Id | None = None, **narrowed: str | None) -> str:
        """Return the address of a source with what is based on it, or of the list of all, narrowed by `kind`."""
        return self.page("sources", _given(source=id, **narrowed))


DASHBOARD = Urls()


def absolute(site: str) -> Urls:
    """Return the addresses of a dashboard's pages from anywhere; `site` is the address of its first page."""
    return Urls(site.rstrip("/") + "/")


@dataclass(frozen=True, slots=True)
class StaticUrls(Urls):
    """Addresses of the static edition's pages.

    Parameters
    ----------
    root
        What leads from the page to the edition's first page: empty, `../` or an absolute address.
    dashboard
        Where a dashboard stands that answers what the edition cannot; without one such an address is empty.
    """

    root: str = ""
    dashboard: Urls | None = None

    def page(self, name: str = "", query: Query | None = None) -> str:
        """Return the address of the page of the edition that a page of the dashboard means."""
        if found := STATIC_PAGES.get(name, _nowhere)(query or {}):
            return self.root + found
        return self.dashboard.page(name, query) if self.dashboard else ""

    def file(self, path: str) -> str:
        """Return the address of a file of the edition."""
        return file(path, self.root)

    def correction(self, table: str, id: Id = "") -> str:
        """Return the address of an entry on the page of its table, or of that page."""
        return self.file(f"corrections/{table}.html") + (f"#{quote(id)}" if id else "")

    def figure(self, id: Id = "") -> str:
        """Return the address of a figure on the page of all, or of that page."""
        return self.file("figures.html") + (f"#figure-{quote(id)}" if id else "")

    def argument(self, id: Id) -> str:
        """Return the address of an argument on the page of all."""
        return f"{self.page('arguments')}#argument-{quote(id)}"

    def leg(self, leg: Leg) -> str:
        """Return where the page of the place at which a leg begins describes it."""
        return f"{self.place(leg.start)}#leg-{quote(leg.id)}"


def query_of(page: str, chosen: Selection, data: str | None = None, *, narrowed: bool = True) -> dict[str, str]:
    """Return the query of a page's address.

    Parameters
    ----------
    data
        The data version to write into a link meant to be kept.
    narrowed
        Whether the page of arguments shows those of the route only; the query leaves the route out where it does not.
    """
    query = selections.to_query(chosen, data)
    if page == "arguments" and not narrowed:
        del query["route"]
    return query


def _given(**query: str | None) -> dict[str, str]:
    return {key: value for key, value in query.items() if value}


def _static_explore(query: Query) -> str:
    if "route" not in query:
        return "index.html"
    heading = TAB_HEADINGS.get(query.get("show", ""))
    return _static(f"routes/{query['route']}.html", query, ROUTE_KEYS) + (f"#{heading}" if heading else "")


def _static_scenarios(query: Query) -> str:
    return _static(f"questions/{query['question']}.html") if "question" in query else "scenarios.html"


def _static_arguments(query: Query) -> str:
    if "route" in query and not any(key in query for key in ARGUMENT_KEYS):
        return _static(f"routes/{query['route']}.html") + "#ca-said"
    return _static("arguments.html", query, ARGUMENT_KEYS)


def _static_sources(query: Query) -> str:
    return "sources.html" + (f"#source-{quote(query['source'])}" if "source" in query else "")


def _static_place(query: Query) -> str:
    if "place" in query:
        return _static(f"places/{query['place']}.html")
    return _nowhere(query) if query else "place.html"


def _nowhere(_: Query) -> str:
    return ""


def _static(page: str, query: Query | None = None, keys: Sequence[str] = ()) -> str:
    return file(page, "", {key: query[key] for key in keys if key in query} if query else None)


STATIC_PAGES: Mapping[str, Callable[[Query], str]] = {
    "": _static_explore,
    "scenarios": _static_scenarios,
    "arguments": _static_arguments,
    "sources": _static_sources,
    "promises": lambda _: "promises.html",
    "stories": lambda _: "stories.html",
    "place": _static_place,
    "about": lambda _: "about.html",
}
