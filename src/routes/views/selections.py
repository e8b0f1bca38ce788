"""A reader's selection, read from the query of an address and written back to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from routes.analysis.argument_verdicts import Verdict
from routes.data import drawn_links, link_ids
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import RequestError, UnknownIdError
from routes.model import HolderKind, Id, Stance
from routes.network import parameters, planner, scenarios
from routes.network.graph import By
from routes.network.parameters import GivenError, ReaderValues
from routes.text import holder_names, route_names
from routes.text.drawn_links import link_id
from routes.text.places_by_name import any_place_id, place_id, with_ids
from routes.views.map import tile_services
from routes.views.query_reader import Asked, QueryReader, ids, left_out

# What an address says when a reader has switched every layer off; absent means the question's own layers.
NO_LAYERS = "none"
# The tabs below a route's first screen; the first is shown unasked.
TABS = ("arguments", "sections", "time", "capacity", "history", "sources")
# What an address says of arguments that the map can test, and of the others.
TESTED = ("yes", "no")
# An address of the first page with any of these shows a route; without them it is the front page.
CHOSEN = ("route", "place", "argument", "scenario", "layers", "tiles", "at", "show", "set")
# Steps of the tour at most.
TOUR_STEPS = 4
# As many routes as there are colours for.
MOST_COMPARED = 4
# As many links a reader may suppose at once, and as many changes the map adds together.
MOST_LINKS = 5
# How far out and in the map goes, and what an address distinguishes: 0.00001 degrees are a metre.
ZOOMS = (2.5, 14.0)
DECIMALS = 5
NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader has chosen, by ids only; every page keeps what it does not use.

    `layers` is None for those the route's question shows by itself; `tiles` are maps of other servers. `start`,
    `end`, `by`, `avoid` and `n` ask the planner, `ways` are the keys of those compared, and `question`, `holder` (a
    slug), `verdict`, `source`, `side`, `who`, `tested` and `dated` (a year) narrow the arguments; `kind` and
    `country` narrow the lists of places and sources. `given` are the reader's own values of parameters of the
    estimate. `at` is where the reader moved the map: longitude and latitude of its centre in degrees, and zoom.
    `show` is the tab below the first screen, `tour` the step of the tour.
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
    asked_layers = known.asked("layers")
    layers = known.read("layers", {*atlas.layers, NO_LAYERS}, left_out("a map layer"), strict=True)
    if asked_layers and not layers:
        asked_layers = []
    by = known.one("by", By, "an order of routes")
    verdict = known.one("verdict", Verdict, "a verdict")
    side, who = known.one("side", Stance, "a side"), known.one("who", HolderKind, "a kind of holder")
    tested = known.one("tested", TESTED, "an answer to “tested”")
    nth = known.one("n", map(str, range(planner.MOST_WAYS + 1)), "an option")
    step = known.one("tour", map(str, range(1, TOUR_STEPS + 1)), "a step of the tour")
    selection = Selection(
        route=routes[0] if routes else usual.route,
        scenarios=_scenarios(atlas, known),
        layers=tuple(id for id in layers if id != NO_LAYERS) if asked_layers else None,
        tiles=known.read("tiles", tile_services.offered(), left_out("maps of other servers"), strict=True),
        place=_place(atlas, known, "place", "a place", any_place_id),
        argument=known.one("argument", atlas.arguments, "an argument"),
        start=_place(atlas, known, "from", "a place to start from", place_id),
        end=_place(atlas, known, "to", "a place to go to", place_id),
        by=By(by) if by else By.KM,
        avoid=known.read("avoid", route_names.avoidable(atlas), left_out("a country or mode to avoid"), strict=True),
        n=int(nth) if nth else 1,
        ways=_ways(atlas, known),
        question=known.one("question", atlas.questions, "a question"),
        holder=known.one("holder", holder_names.holders(atlas), "a holder of views"),
        verdict=Verdict(verdict) if verdict else None,
        source=known.one("source", atlas.sources, "a source"),
        side=Stance(side) if side else None,
        who=HolderKind(who) if who else None,
        tested=tested == TESTED[0] if tested else None,
        dated=known.one("dated", argument_years(atlas), "a year of arguments"),
        kind=known.one("kind", kinds(atlas), "a kind of place or source"),
        country=known.one("country", countries(atlas), "a country"),
        at=_at(known),
        given=_given(atlas, known),
        show=known.one("show", TABS, "a tab") or TABS[0],
        tour=int(step) if step else None,
    )
    return selection, tuple(notices)


@kept(1)
def countries(atlas: Atlas) -> frozenset[str]:
    """Return the codes of the countries that places are in."""
    return frozenset(code for place in atlas.places.values() for code in place.countries)


@kept(1)
def kinds(atlas: Atlas) -> frozenset[str]:
    """Return the kinds of places and sources that there are."""
    return frozenset({*(str(p.kind) for p in atlas.places.values()), *(str(s.kind) for s in atlas.sources.values())})


@kept(1)
def scenario_ids(atlas: Atlas) -> frozenset[Id]:
    """Return the ids of all scenarios but links: those of the atlas, the years, and one thing closed or open."""
    return frozenset((*atlas.scenarios, *atlas.year_ids, *atlas.supposable))


def other_data(atlas: Atlas, query: Asked) -> str | None:
    """Return the data version a link was made with, if it is not the present one; whatever it holds."""
    made_with = next(iter(ids(query, "data")), None)
    return None if made_with == atlas.version else made_with


def _place(atlas: Atlas, known: QueryReader, key: str, what: str, find: Callable[[Atlas, str], Id]) -> Id | None:
    """Return the first place asked for by its id or name; of a name that is several places a sentence lists them."""
    value = known.query.get(key, ())
    whole = [text for text in ([value] if isinstance(value, str) else value) if text]
    for text in dict.fromkeys((*whole, *known.asked(key))):
        try:
            return find(atlas, text)
        except RequestError as error:
            known.notices.append(f"{error}.")
            return None
        except UnknownIdError:
            continue
    known.miss(known.asked(key), left_out(what))
    return None


@kept(8)
def argument_years(atlas: Atlas) -> tuple[str, ...]:
    """Return the years in which there are arguments, the latest first; those without a date have none."""
    return tuple(sorted({dated[:4] for id in atlas.arguments if (dated := atlas.argument_date(id))}, reverse=True))


def _scenarios(atlas: Atlas, known: QueryReader) -> tuple[Id, ...]:
    """Return the scenarios asked for, in the one order all answers keep; one year at most."""
    listed = {"scenario": [id for id in known.asked("scenario") if not link_ids.is_link(id)]}
    plain = QueryReader(listed, known.notices)
    asked = plain.read("scenario", scenario_ids(atlas), left_out("a scenario"), strict=True)
    years = [id for id in asked if id in atlas.year_ids]
    if len(years) > 1:
        known.notices.append(f"This link asks for two years at once. Showing {years[0].removeprefix('in-')}.")
    return scenarios.in_order(atlas, (*years[:1], *(id for id in asked if id not in years), *_links(atlas, known)))


def _links(atlas: Atlas, known: QueryReader) -> tuple[Id, ...]:
    """Return the links supposed, by their ids or in words (`link`); of one that cannot be a sentence tells why."""
    given = known.query.get("link", ())
    words = [given] if isinstance(given, str) else given
    found = []
    for text in (*link_ids.among(known.asked("scenario")), *filter(None, words)):
        try:
            id = text if link_ids.is_link(text) else link_id(atlas, text)
            drawn_links.added(atlas, (id,))
            found.append(id)
        except (RequestError, UnknownIdError) as error:
            known.notices.append(f"{error}. It is left out.")
    if len(found) > MOST_LINKS:
        known.notices.append(f"At most {MOST_LINKS} links are shown together. The others are left out.")
    return tuple(dict.fromkeys(found))[:MOST_LINKS]


def year_of(atlas: Atlas, selection: Selection) -> int | None:
    """Return the year a selection shows, or None for the last reports."""
    return next((int(id.removeprefix("in-")) for id in selection.scenarios if id in atlas.year_ids), None)


def _ways(atlas: Atlas, known: QueryReader) -> tuple[str, ...]:
    asked = {key: _way(atlas, known, key) for key in known.asked("ways")}
    known.miss([key for key, way in asked.items() if way is None], left_out("a route"))
    return tuple(dict.fromkeys(filter(None, asked.values())))[:MOST_COMPARED]


def _way(atlas: Atlas, known: QueryReader, key: str) -> str | None:
    """Return a key as we write it, with ids for names of places; of a name that is several a sentence lists them."""
    try:
        return planner.canonical(atlas, with_ids(atlas, key))
    except RequestError as error:
        known.notices.append(f"{error}.")
    except UnknownIdError:
        pass
    return None


def _at(known: QueryReader) -> tuple[float, float, float] | None:
    """Return where the map is to be; anything but three numbers in range is left out, with a sentence about it."""
    parts = ids(known.query, "at")
    numbers = [round(float(part), DECIMALS) + 0.0 for part in parts if NUMBER.fullmatch(part)]
    if not parts:
        return None
    if len(numbers) == len(parts) == 3:
        lon, lat, zoom = numbers
        if abs(lon) <= 180 and abs(lat) <= 90 and ZOOMS[0] <= zoom <= ZOOMS[1]:
            return lon, lat, zoom
    known.miss([",".join(parts)], "a map position that is not available ({}). It is left out.")
    return None


def _given(atlas: Atlas, known: QueryReader) -> ReaderValues:
    """Return the reader's own values; an unknown parameter or a number out of bounds is left out, with a sentence."""
    own: list[tuple[Id, float]] = []
    wrong = []
    for text in known.asked("set"):
        try:
            own.append(parameters.read(atlas, text))
        except GivenError:
            wrong.append(text)
    known.miss(wrong, "a value of the estimate that cannot be set ({}). It is left out.")
    return parameters.ordered(own)


def _plain(number: float) -> str:
    return f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
