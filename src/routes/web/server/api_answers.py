"""The JSON of each view for the API, with its sources and licence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from routes.analysis import chokepoints, promises
from routes.data.atlas import Atlas
from routes.errors import REPEATED, RequestError, RoutesError, UnknownIdError
from routes.export.credit import ATTRIBUTION, BOUNDARIES, LICENCE, LICENCE_URL
from routes.model import Id
from routes.network import estimate, planner
from routes.network.graph import NoWayError
from routes.network.journey import of_route
from routes.text import places_by_name
from routes.views import comparison, json_data, requests, scenario_table, search, selections
from routes.views.arguments import filters
from routes.views.map import layers
from routes.views.selections import Selection

VERSION = "v1"
Query = Mapping[str, Sequence[str]]


class AskError(RoutesError):
    """A question the atlas cannot answer: what was asked and what to do; `status` is that of HTTP."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One kind of question: its path, what it answers, its parameters, and how; `one` is for a single id after it."""

    path: str
    what: str
    parameters: tuple[str, ...]
    answer: Callable[[Atlas, Selection], Any]
    one: Callable[[Atlas, Id, Selection], Any] | None = None


def answer(atlas: Atlas, path: str, query: Query) -> dict[str, Any]:
    """Return what a path and its query ask for, with the sources it cites, the licence and the data version.

    Parameters
    ----------
    path
        What stands after `/api/v1/`, empty for the index.

    Raises
    ------
    AskError
        If the path, an id or a parameter is not known.
    """
    name, _, id = path.strip("/").partition("/")
    endpoint = next((e for e in ENDPOINTS if e.path == name), None)
    if endpoint is None or (id and endpoint.one is None):
        raise AskError(404, f"nothing stands at {path[:REPEATED]!r}; /api/{VERSION}/ lists what there is")
    chosen = _selection(atlas, endpoint, query)
    try:
        data = endpoint.one(atlas, id, chosen) if id and endpoint.one else endpoint.answer(atlas, chosen)
    except UnknownIdError as error:
        raise AskError(404, f"{error}") from error
    except RequestError as error:
        raise AskError(400, f"{error}") from error
    return {
        "data": data,
        "data_version": atlas.version,
        "sources": {source: json_data.of_source(atlas, source) for source in dict.fromkeys(_cited(atlas, data))},
        "licence": {"id": LICENCE, "url": LICENCE_URL, "attribution": ATTRIBUTION, "boundaries": BOUNDARIES},
        "documentation": f"/api/{VERSION}/",
    }


def _selection(atlas: Atlas, endpoint: Endpoint, query: Query) -> Selection:
    """Read the parameters; an unknown id is an error here, not a notice."""
    if strangers := sorted({*query} - {*endpoint.parameters}):
        takes = ", ".join(endpoint.parameters) or "no parameter"
        raise AskError(400, f"/{endpoint.path} does not take {', '.join(strangers)[:80]!r}; it takes: {takes}")
    chosen, notices = selections.from_query(atlas, query)
    if notices:
        raise AskError(400, " ".join(notices))
    return chosen


def _index(atlas: Atlas, __: Selection) -> Any:
    return {
        "name": "Corridor Atlas",
        "version": VERSION,
        "says": "Trade corridors measured, dated and argued. Every status carries the date of its report.",
        "stable": "A path, parameter or field is never renamed or removed within v1; new ones may come.",
        "answers": "data, data_version, sources (full entries of those data cites), licence, documentation",
        "errors": "400 or 404 with `error`: what was asked and what to do",
        "endpoints": [
            {
                "path": f"/api/{VERSION}/{e.path}",
                "one": f"/api/{VERSION}/{e.path}/<id>" if e.one else None,
                "what": e.what,
                "parameters": {name: PARAMETERS[name] for name in e.parameters},
            }
            for e in ENDPOINTS
        ],
        "files": "/export/<way>.<geojson|gpx|kml|csv|html|svg|png>?scenario=",
        "layers": [f"/layers/{id}.geojson" for id in atlas.layers],
    }


def _routes(atlas: Atlas, chosen: Selection) -> Any:
    return [json_data.in_short(of_route(atlas, id, chosen.scenarios)) for id in atlas.routes]


def _route(atlas: Atlas, id: Id, chosen: Selection) -> Any:
    way = requests.journey(atlas, id, chosen.scenarios)
    return {**json_data.of_journey(way), "estimate": json_data.of_estimate(estimate.of(way))}


def _ways(atlas: Atlas, chosen: Selection) -> Any:
    if not chosen.start or not chosen.end:
        raise AskError(400, "/ways needs `from` and `to`: ids or names of places, as /places lists them")
    ask = chosen.ask(atlas)
    with suppress(NoWayError):
        requests.planned(atlas, ask, chosen.scenarios)
    return json_data.of_answer(atlas, ask, chosen.scenarios)


def _compare(atlas: Atlas, chosen: Selection) -> Any:
    if not chosen.ways:
        raise AskError(400, "/compare needs `ways`: two to four keys of routes joined by commas")
    ways = [planner.journey(atlas, key, chosen.scenarios) for key in chosen.ways]
    return {
        "finding": comparison.headline(ways),
        "sentence": comparison.sentence(ways),
        "ways": [{"key": key, **json_data.of_journey(way)} for key, way in zip(chosen.ways, ways, strict=True)],
    }


def _capacities(atlas: Atlas, chosen: Selection) -> Any:
    found = (json_data.of_capacity(of_route(atlas, id, chosen.scenarios)) for id in atlas.routes)
    return [{key: one[key] for key in CAPACITY_IN_SHORT} for one in found]


def _capacity(atlas: Atlas, id: Id, chosen: Selection) -> Any:
    return json_data.of_capacity(requests.journey(atlas, id, chosen.scenarios))


def _promises(atlas: Atlas, _: Selection) -> Any:
    return json_data.of_promises(promises.all_series(atlas))


def _promises_of(atlas: Atlas, id: Id, _: Selection) -> Any:
    return json_data.of_promises(promises.of_route(atlas, id))


def _scenarios(atlas: Atlas, chosen: Selection) -> Any:
    question = chosen.question or atlas.route(chosen.route).question
    table = asdict(scenario_table.of_question(atlas, question, chosen.scenarios))
    scenarios = [json_data.of_entry(s) for s in atlas.scenarios.values()]
    return {"question": question, "scenarios": scenarios, **{key: table[key] for key in ("columns", "routes", "pairs")}}


def _chokepoints(atlas: Atlas, chosen: Selection) -> Any:
    return json_data.of_chokepoints(chokepoints.ranking(atlas, chosen.scenarios, chosen.question))


def _arguments(atlas: Atlas, chosen: Selection) -> Any:
    found = (a for a in atlas.arguments.values() if filters.fits(atlas, a, chosen))
    return [json_data.of_argument(atlas, a, chosen.scenarios) for a in found]


def _one_argument(atlas: Atlas, id: Id, chosen: Selection) -> Any:
    if id not in atlas.arguments:
        raise UnknownIdError("argument", id)
    return json_data.of_argument(atlas, atlas.arguments[id], chosen.scenarios)


def _places(atlas: Atlas, _: Selection) -> Any:
    return [json_data.of_entry(place) for place in atlas.places.values()]


def _place(atlas: Atlas, id: Id, _: Selection) -> Any:
    place = atlas.place(places_by_name.any_place_id(atlas, id))
    stale, through = atlas.stale_since(place), search.routes_through(atlas, place.id)
    return {**json_data.of_entry(place), "not_confirmed_since": stale, "routes": list(through)}


def _sources(atlas: Atlas, _: Selection) -> Any:
    return [json_data.of_source(atlas, id) for id in atlas.sources]


def _one_source(atlas: Atlas, id: Id, _: Selection) -> Any:
    if id not in atlas.sources:
        raise UnknownIdError("source", id)
    return {**json_data.of_source(atlas, id), "arguments": [json_data.of_entry(a) for a in atlas.sources[id].arguments]}


def _layers(atlas: Atlas, __: Selection) -> Any:
    return [{"id": id, "href": f"/layers/{id}.geojson"} for id in atlas.layers]


def _layer(atlas: Atlas, id: Id, _: Selection) -> Any:
    return layers.layer(atlas, id)


def _cited(atlas: Atlas, data: Any) -> Iterator[Id]:
    """Yield every id of a source under `source` or `sources` in some data."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            given = [value] if key == "source" else value if key == "sources" else ()
            if isinstance(given, list | tuple):
                yield from (id for id in given if isinstance(id, str) and id in atlas.sources)
            yield from _cited(atlas, value)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from _cited(atlas, item)


CAPACITY_IN_SHORT = ("id", "title", "finding", "note", "unit", "known", "of", "passable", "narrowest", "capacity")
PARAMETERS = {
    "scenario": "ids of scenarios, or a year as in-2005; several joined by commas; as last reported if absent",
    "from": "id or name of the place to start from; a name that is several places is refused with their ids",
    "to": "id or name of the place to go to",
    "by": "what the best route has least of: km, crossings, breaks, blend, time, cost, carbon",
    "avoid": "countries (ISO 3166-1 alpha-2) and modes (rail, road, sea), joined by commas",
    "ways": "keys of two to four routes joined by commas: a route's id, or from~to~by~avoid~n",
    "question": "id of a question",
    "holder": "whose view, as a slug",
    "verdict": "borne-out, not-borne-out, depends, not-measurable",
    "source": "id of a source",
    "side": "for, against, neutral: a side the argument speaks for",
    "who": "kind of holder: government, international-body, company, analyst, press",
    "tested": "yes or no: whether the map can test it",
    "dated": "year of the argument, or of its source",
}
ENDPOINTS = (
    Endpoint("", "This documentation.", (), _index),
    Endpoint(
        "routes",
        "Every route in short; with an id or a planned route's key, one in full: sections, crossings, arguments.",
        ("scenario",),
        _routes,
        _route,
    ),
    Endpoint("ways", "Up to three different usable routes.", ("from", "to", "by", "avoid", "scenario"), _ways),
    Endpoint("compare", "Two to four routes side by side.", ("ways", "scenario"), _compare),
    Endpoint(
        "capacity",
        "The lowest cited capacity on every route; with an id or a planned route's key, every link with its figures.",
        ("scenario",),
        _capacities,
        _capacity,
    ),
    Endpoint(
        "promises",
        "Every announced opening, capacity and load with what came of it; with a route's id, those about it.",
        (),
        _promises,
        _promises_of,
    ),
    Endpoint("scenarios", "Every scenario, and how a question's routes fare.", ("question", "scenario"), _scenarios),
    Endpoint(
        "chokepoints",
        "What depends on each leg, border crossing and port; which planned link helps most; all pairs by default.",
        ("question", "scenario"),
        _chokepoints,
    ),
    Endpoint(
        "arguments",
        "Arguments with their verdicts; with an id, one of them.",
        ("holder", "verdict", "source", "side", "who", "tested", "dated", "scenario"),
        _arguments,
        _one_argument,
    ),
    Endpoint("places", "Every place; with an id or name, one, and the routes through it.", (), _places, _place),
    Endpoint("sources", "Every source; with an id, one and what it argues.", (), _sources, _one_source),
    Endpoint("layers", "The map's layers; with an id, one as GeoJSON under `data`.", (), _layers, _layer),
)
