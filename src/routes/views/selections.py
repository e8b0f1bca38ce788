"""A reader's selection, read from the query of an address and written back to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from routes.analysis.argument_verdicts import Verdict
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import HolderKind, Id, Stance
from routes.network import parameters, planner
from routes.network.graph import By
from routes.network.parameters import ReaderValues
from routes.text import holder_names, language, route_names
from routes.text.places_by_name import any_place_id, place_id
from routes.views import query_values
from routes.views.map import tile_services
from routes.views.query_reader import Asked, QueryReader, ids, left_out
from routes.views.query_values import DECIMALS, NO_LAYERS, TESTED

# The tabs below a route's first screen; the first is shown unasked.
TABS = ("arguments", "sections", "time", "capacity", "history", "sources")
# The places of an address: which places the name of one may mean, and how a selection takes it.
PLACES: Mapping[str, tuple[Callable[[Atlas, str], Id], Callable[[Selection, Id], Selection]]] = {
    "place": (any_place_id, lambda chosen, id: replace(chosen, place=id)),
    "from": (place_id, lambda chosen, id: replace(chosen, start=id)),
    "to": (place_id, lambda chosen, id: replace(chosen, end=id)),
}
# An address of the first page with any of these shows a route; without them it is the front page.
CHOSEN = ("route", "place", "argument", "scenario", "layers", "tiles", "at", "show", "set")
# The parameter that names a data version.
DATA = "data"
# Steps of the tour at most.
TOUR_STEPS = 4


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader has chosen, by ids only; every page keeps what it does not use.

    `layers` is None for those the route's question shows by itself; `tiles` are maps of other servers. `start`,
    `end`, `by`, `avoid` and `n` ask the planner, `ways` are the keys of those compared, and `question`, `holder` (a
    slug), `verdict`, `source`, `side`, `who`, `tested` and `dated` (a year) narrow the arguments; `kind` and
    `country` narrow the lists of places and sources. `given` are the reader's own values of parameters of the
    estimate. `at` is where the reader moved the map: longitude and latitude of its centre in degrees, and zoom.
    `show` is the tab below the first screen, `tour` the step of the tour. `lang` is the code of the language; None for
    English where nothing else was asked for.
    """

    route: Id
    scenarios: tuple[Id, ...] = ()
    layers: tuple[Id, ...] | None = None
    tiles: tuple[Id, ...] = ()
    place: Id | None = None
    argument: Id | None = None
    start: Id | None = None
    end: Id | None = None
    by: By = By.KM
    avoid: tuple[str, ...] = ()
    n: int = 1
    ways: tuple[str, ...] = ()
    question: Id | None = None
    holder: str | None = None
    verdict: Verdict | None = None
    source: Id | None = None
    side: Stance | None = None
    who: HolderKind | None = None
    tested: bool | None = None
    dated: str | None = None
    kind: str | None = None
    country: str | None = None
    at: tuple[float, float, float] | None = None
    given: ReaderValues = ()
    show: str = TABS[0]
    tour: int | None = None
    lang: str | None = None

    def ask(self, atlas: Atlas) -> planner.Ask:
        """Return what is asked of the planner, about the atlas's first pair of places where none is chosen."""
        start, end = atlas.first_pair
        return planner.Ask(self.start or start, self.end or end, self.by, self.avoid)


def default(atlas: Atlas) -> Selection:
    """Return the first question's first route, as last reported."""
    return Selection(next(iter(atlas.questions.values())).start)


def with_ends(atlas: Atlas, page: str, selection: Selection) -> Selection:
    """Return a selection with the ends the planner's page shows unasked written into it; on other pages as it is."""
    if page != "plan":
        return selection
    ask = selection.ask(atlas)
    return replace(selection, start=ask.start, end=ask.end)


def shown_layers(atlas: Atlas, selection: Selection) -> tuple[Id, ...]:
    """Return the map layers a selection shows: its own, or those of the route's question."""
    if selection.layers is not None:
        return selection.layers
    return atlas.questions[atlas.route(selection.route).question].layers


def to_query(selection: Selection, data: str | None = None) -> dict[str, str]:
    """Return the address of a selection as query parameters; several ids are joined by commas.

    Parameters
    ----------
    data
        The data version to write into a link meant to be kept.
    """
    layers = None if selection.layers is None else ",".join(selection.layers) or NO_LAYERS
    query = {
        "route": selection.route,
        "scenario": ",".join(selection.scenarios),
        "layers": layers,
        "tiles": ",".join(selection.tiles),
        "place": selection.place,
        "argument": selection.argument,
        "from": selection.start,
        "to": selection.end,
        "by": selection.by.value if selection.by is not By.KM else None,
        "avoid": ",".join(selection.avoid),
        "n": str(selection.n) if selection.n != 1 else None,
        "ways": ",".join(selection.ways),
        "question": selection.question,
        "holder": selection.holder,
        "verdict": selection.verdict.value if selection.verdict else None,
        "source": selection.source,
        "side": selection.side.value if selection.side else None,
        "who": selection.who.value if selection.who else None,
        "tested": None if selection.tested is None else TESTED[not selection.tested],
        "dated": selection.dated,
        "kind": selection.kind,
        "country": selection.country,
        "at": ",".join(map(_plain, selection.at)) if selection.at else None,
        "set": ",".join(parameters.written(selection.given)),
        "show": selection.show if selection.show != TABS[0] else None,
        "tour": str(selection.tour) if selection.tour else None,
        "lang": selection.lang or language.asked(),
        "data": data,
    }
    return {key: value for key, value in query.items() if value}


def from_query(atlas: Atlas, query: Asked) -> tuple[Selection, tuple[str, ...]]:
    """Read an address. What it asks for and the atlas lacks is left out, with a sentence about it; never an error.

    Parameters
    ----------
    query
        Values as one string or as repeated ones; each may join several ids by commas. Unknown keys are passed over.
    """
    notices: list[str] = []
    usual = default(atlas)
    title = atlas.route(usual.route).title
    known = QueryReader(query, notices)
    routes = known.read("route", atlas.routes, f"a route we do not have ({{}}). Showing {title} instead.")
    nth = query_values.whole(known, "n", range(planner.MOST_WAYS + 1), "an option")
    selection = Selection(
        route=routes[0] if routes else usual.route,
        scenarios=query_values.scenarios(atlas, known),
        layers=query_values.layers(atlas, known),
        tiles=known.read("tiles", tile_services.offered(), left_out("maps of other servers"), strict=True),
        place=query_values.place(atlas, known, "place", "a place", any_place_id),
        argument=known.one("argument", atlas.arguments, "an argument"),
        start=query_values.place(atlas, known, "from", "a place to start from", place_id),
        end=query_values.place(atlas, known, "to", "a place to go to", place_id),
        by=query_values.one_of(known, "by", By, "an order of routes") or By.KM,
        avoid=known.read("avoid", route_names.avoidable(atlas), left_out("a country or mode to avoid"), strict=True),
        n=1 if nth is None else nth,
        ways=query_values.ways(atlas, known),
        question=known.one("question", atlas.questions, "a question"),
        holder=known.one("holder", holder_names.holders(atlas), "a holder of views"),
        verdict=query_values.one_of(known, "verdict", Verdict, "a verdict"),
        source=known.one("source", atlas.sources, "a source"),
        side=query_values.one_of(known, "side", Stance, "a side"),
        who=query_values.one_of(known, "who", HolderKind, "a kind of holder"),
        tested=query_values.tested(known),
        dated=known.one("dated", argument_years(atlas), "a year of arguments"),
        kind=known.one("kind", kinds(atlas), "a kind of place or source"),
        country=known.one("country", countries(atlas), "a country"),
        at=query_values.map_position(known),
        given=query_values.given(atlas, known),
        show=known.one("show", TABS, "a tab") or TABS[0],
        tour=query_values.whole(known, "tour", range(1, TOUR_STEPS + 1), "a step of the tour"),
        lang=known.one("lang", language.offered(), "a language"),
    )
    return selection, tuple(notices)


def namesakes(atlas: Atlas, query: Asked, chosen: Selection) -> Iterator[tuple[str, str, list[tuple[str, Selection]]]]:
    """Yield each name in an address that is that of several places, with the selections to choose from.

    Each is the notice that `from_query` gives of it, the same without ids, and for every place its description and the
    selection `chosen` with it.
    """
    for key, (find, taken) in PLACES.items():
        several = query_values.namesakes(atlas, QueryReader(query, []), key, find)
        if several:
            choice = [(described, taken(chosen, id)) for id, described in several.places.items()]
            yield f"{several}.", f"{several.finding}:", choice


@kept(1)
def countries(atlas: Atlas) -> frozenset[str]:
    """Return the codes of the countries that places are in."""
    return frozenset(code for place in atlas.places.values() for code in place.countries)


@kept(1)
def kinds(atlas: Atlas) -> frozenset[str]:
    """Return the kinds of places and sources that there are."""
    return frozenset({*(str(p.kind) for p in atlas.places.values()), *(str(s.kind) for s in atlas.sources.values())})


def other_data(atlas: Atlas, query: Asked) -> str | None:
    """Return the data version a link was made with, if it is not the present one; whatever it holds."""
    made_with = next(iter(ids(query, DATA)), None)
    return None if made_with == atlas.version else made_with


@kept(8)
def argument_years(atlas: Atlas) -> tuple[str, ...]:
    """Return the years in which there are arguments, the latest first; those without a date have none."""
    return tuple(sorted({dated[:4] for id in atlas.arguments if (dated := atlas.argument_date(id))}, reverse=True))


def year_of(atlas: Atlas, selection: Selection) -> int | None:
    """Return the year a selection shows, or None for the last reports."""
    return next((int(id.removeprefix("in-")) for id in selection.scenarios if id in atlas.year_ids), None)


def _plain(number: float) -> str:
    return f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
