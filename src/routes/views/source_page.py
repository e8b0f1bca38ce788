"""Page of a source with every entry based on it; and the list of all sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from routes.analysis import audit
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Entry, Figure, History, Id, Source
from routes.text import dates, numbers, scenario_summary
from routes.text.figures import value_text
from routes.text.places_by_name import plain
from routes.views import markup, search
from routes.views.arguments import for_route
from routes.views.facets import facet
from routes.views.selections import Selection
from routes.views.urls import DASHBOARD, Urls

ALL = "all"
KIND_WORDS = {
    "official": "official text",
    "agency": "news agency",
    "thinktank": "think tank",
    "opinion": "opinion",
    "aggregator": "aggregator",
    "reference": "reference work",
    "dataset": "data set",
    "own-computation": "our own computation",
    "press": "press",
    "statistics": "statistics",
}
READ_WORDS = {"whole": "read whole", "excerpt": "read as an excerpt", "dataset": "read as data"}


@dataclass(frozen=True, slots=True)
class Use:
    """An entry based on a source: what kind of fact, its id and title, and the address where it stands."""

    kind: str
    id: Id
    title: str
    href: str
    said: str = ""


def html(atlas: Atlas, source_id: str, urls: Urls = DASHBOARD, chosen: Selection | None = None) -> str:
    """Return the page of a source with everything based on it, or with `ALL` the list of sources.

    Raises
    ------
    UnknownIdError
        If the source is not in the atlas.
    """
    used = uses(atlas, urls)
    if source_id == ALL:
        sources = sorted(atlas.sources.values(), key=lambda s: (plain(s.publisher), s.id))
        rows = [(s, _about(s), len(used.get(s.id, ())) + len(s.arguments)) for s in sources]
        kind = chosen.kind if chosen else None
        shown = [row for row in rows if kind in (None, row[0].kind)]
        kinds_of = facet("Kind", [s.kind for s in sources], kind, KIND_WORDS, lambda value: urls.source(kind=value))
        return markup.render("sources.html", urls=urls, rows=shown, facets=(kinds_of,))
    source = atlas.source(source_id)
    kinds: dict[str, list[Use]] = defaultdict(list)
    for use in used.get(source.id, ()):
        kinds[use.kind].append(use)
    said = [(for_route.statement(atlas, a, direct=True), search.routes_of(atlas, a)) for a in source.arguments]
    return markup.render(
        "source.html",
        urls=urls,
        source=source,
        about=_about(source),
        kinds=kinds,
        said=said,
        routes=atlas.routes,
    )


@kept(8)
def uses(atlas: Atlas, urls: Urls = DASHBOARD) -> Mapping[Id, tuple[Use, ...]]:
    """Return what is based on each source, by its id."""
    found: dict[Id, dict[Use, None]] = defaultdict(dict)
    for kind, table in audit.tables(atlas).items():
        for entry in table.values():
            use = Use(kind, str(getattr(entry, "id", "")), title(atlas, entry), address(atlas, entry, urls))
            for source_id in audit.cited(entry):
                found[source_id][replace(use, said=_said(entry, source_id))] = None
    return {id: tuple(all_uses) for id, all_uses in found.items()}


def title(atlas: Atlas, entry: Entry) -> str:
    """Return what an entry is called."""
    id = str(getattr(entry, "id", ""))
    if id in atlas.legs or id in atlas.places:
        return scenario_summary.name(atlas, id)
    if isinstance(entry, History):
        return numbers.listed(scenario_summary.name(atlas, i) for i in (*entry.legs, *entry.places)[:3])
    return str(getattr(entry, "title", None) or getattr(entry, "what", None) or id)


def address(atlas: Atlas, entry: Entry, urls: Urls = DASHBOARD) -> str:
    """Return the address of the page on which an entry stands."""
    id = str(getattr(entry, "id", ""))
    if id in atlas.routes:
        return urls.route(id)
    if id in atlas.scenarios:
        return urls.page("", {"scenario": id})
    place = next(_places(atlas, entry), None)
    return urls.place(place) if place else urls.page("about")


def _said(entry: Entry, source_id: Id) -> str:
    """Return the values of a figure that a source gives."""
    if not isinstance(entry, Figure):
        return ""
    mine = (v for v in entry.values if v.source == source_id)
    return "; ".join(value_text(v) + (f" ({dates.day(v.as_of)})" if v.as_of else "") for v in mine)


def _places(atlas: Atlas, entry: Entry) -> Iterator[Id]:
    """Yield the places on whose page an entry stands."""
    id = str(getattr(entry, "id", ""))
    if id in atlas.places:
        yield id
    if isinstance(entry, Figure) and entry.place:
        yield entry.place
    for leg in (id, *getattr(entry, "legs", ())):
        if leg in atlas.legs:
            yield atlas.legs[leg].start
    yield from getattr(entry, "places", ())
    for route in (*getattr(entry, "routes", ()), getattr(entry, "route", None)):
        if route in atlas.routes:
            yield atlas.routes[route].start


def _about(source: Source) -> str:
    dated = dates.day(source.published) if source.published else source.published_note or "undated"
    parts = (source.author, source.publisher, dated, KIND_WORDS[source.kind], READ_WORDS[source.read])
    return ", ".join(filter(None, (*parts, "second-hand" if source.second_hand else None)))
