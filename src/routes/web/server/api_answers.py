"""The JSON of each view for the API, with its sources and licence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from routes.analysis import changes, shown_figures
from routes.data.atlas import Atlas
from routes.errors import REPEATED, RequestError, UnknownIdError
from routes.export.credit import ATTRIBUTION, BOUNDARIES, LICENCE, LICENCE_URL
from routes.model import Id, Place
from routes.views import json_data, selections
from routes.views.json_data.shapes.answer import Answer, IndexJson
from routes.views.json_data.shapes.capacity import CapacityInShort, CapacityJson
from routes.views.json_data.shapes.chokepoints import ChokepointsJson
from routes.views.json_data.shapes.entries import (
    ArgumentAnswer,
    CitedSource,
    LayerJson,
    LayerLink,
    PlaceAnswer,
    RouteInShort,
    ScenariosJson,
    SourceAnswer,
)
from routes.views.json_data.shapes.journey import ComparisonJson, NoWayJson, OptionJson, RouteJson
from routes.views.json_data.shapes.link_effects import LinkEffectsJson
from routes.views.json_data.shapes.promises import PromisesJson
from routes.views.json_data.shapes.published import PublishedJson
from routes.views.selections import DATA, Selection
from routes.web.server import api_data
from routes.web.server.api_data import AskError
from routes.web.server.api_parameters import PARAMETERS

__all__ = ["ENDPOINTS", "VERSION", "AskError", "Endpoint", "answer"]

VERSION = "v1"
# Where the OpenAPI document and the page made of it stand, after the version.
DOCUMENT, REFERENCE = "openapi.json", "reference.html"
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One kind of question: its path, what it answers, its parameters, and how; `one` is for a single id after it.

    `shape` and `one_shape` are the types of what stands under `data`, `needs` the parameters it cannot do without, and
    `table` the one of the atlas that ids are taken from.
    """

    path: str
    what: str
    parameters: tuple[str, ...]
    answer: Callable[[Atlas, Selection], Any]
    shape: Any
    one: Callable[[Atlas, Id, Selection], Any] | None = None
    one_shape: Any = None
    needs: tuple[str, ...] = ()
    table: str = ""

    @property
    def taken(self) -> tuple[str, ...]:
        """Every parameter it takes: its own, and the data version."""
        return (*self.parameters, DATA)


def answer(atlas: Atlas, path: str, query: Query) -> Answer[Any]:
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
    answered: Answer[Any] = {
        "data": data,
        "data_version": atlas.version,
        "sources": {source: json_data.of_source(atlas, source) for source in dict.fromkeys(cited(atlas, data))},
        "licence": {"id": LICENCE, "url": LICENCE_URL, "attribution": ATTRIBUTION, "boundaries": BOUNDARIES},
        "documentation": f"/api/{VERSION}/",
    }
    if atlas.present:
        answered["as_published"] = _published(atlas, endpoint, id, chosen)
    return answered


def _published(atlas: Atlas, endpoint: Endpoint, id: Id, chosen: Selection) -> PublishedJson:
    """Return what has changed since the release asked for: of the routes answered about, or of everything."""
    keys = chosen.ways if endpoint.path == "compare" else (id,) if id and endpoint.table == "routes" else ()
    routes = {key: found for key in keys if (found := shown_figures.found(atlas, key, chosen.scenarios))}
    return json_data.of_published(changes.changes_since(atlas, routes))


def _selection(atlas: Atlas, endpoint: Endpoint, query: Query) -> Selection:
    """Read the parameters; an unknown id is an error here, not a notice."""
    if strangers := sorted({*query} - {*endpoint.taken}):
        takes = ", ".join(endpoint.taken)
        raise AskError(400, f"/{endpoint.path} does not take {', '.join(strangers)[:80]!r}; it takes: {takes}")
    chosen, notices = selections.from_query(atlas, query)
    if notices:
        raise AskError(400, " ".join(notices))
    return chosen


def _index(atlas: Atlas, __: Selection) -> IndexJson:
    return {
        "name": "Corridor Atlas",
        "version": VERSION,
        "says": "Trade corridors measured, dated and argued. Every status carries the date of its report.",
        "stable": "A path, parameter or field is never renamed or removed within v1; new ones may come.",
        "answers": "data, data_version, as_published (of a release), sources (full entries of those data cites), "
        "licence, documentation",
        "errors": "application/problem+json, mostly 400 or 404, with `error`: what was asked and what to do",
        "endpoints": [
            {
                "path": f"/api/{VERSION}/{e.path}",
                "one": f"/api/{VERSION}/{e.path}/<id>" if e.one else None,
                "what": e.what,
                "parameters": {name: PARAMETERS[name].says for name in e.taken},
            }
            for e in ENDPOINTS
        ],
        "description": f"/api/{VERSION}/{DOCUMENT}",
        "files": "/export/<way>.<geojson|gpx|kml|csv|html|svg|png>?scenario=",
        "layers": [f"/layers/{id}.geojson" for id in atlas.layers],
    }


def cited(atlas: Atlas, data: Any) -> Iterator[Id]:
    """Yield every id of a source under `source` or `sources` in some data."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            given = [value] if key == "source" else value if key == "sources" else ()
            if isinstance(given, list | tuple):
                yield from (id for id in given if isinstance(id, str) and id in atlas.sources)
            yield from cited(atlas, value)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from cited(atlas, item)


ENDPOINTS = (
    Endpoint("", "This documentation.", (), _index, IndexJson),
    Endpoint(
        "routes",
        "Every route in short; with an id or a planned route's key, one in full: sections, crossings, arguments.",
        ("scenario", "link"),
        api_data.routes,
        list[RouteInShort],
        api_data.route,
        RouteJson,
        table="routes",
    ),
    Endpoint(
        "ways",
        "Up to three different usable routes.",
        ("from", "to", "by", "avoid", "scenario", "link"),
        api_data.ways,
        list[OptionJson | NoWayJson],
        needs=("from", "to"),
    ),
    Endpoint(
        "compare",
        "Two to four routes side by side.",
        ("ways", "scenario", "link"),
        api_data.compare,
        ComparisonJson,
        needs=("ways",),
    ),
    Endpoint(
        "capacity",
        "The lowest cited capacity on every route; with an id or a planned route's key, every link with its figures.",
        ("scenario", "link"),
        api_data.capacities,
        list[CapacityInShort],
        api_data.capacity,
        CapacityJson,
        table="routes",
    ),
    Endpoint(
        "promises",
        "Every announced opening, capacity and load with what came of it; with a route's id, those about it.",
        (),
        api_data.promises,
        PromisesJson,
        api_data.promises_of,
        PromisesJson,
        table="routes",
    ),
    Endpoint(
        "scenarios",
        "Every scenario, and how a question's routes fare.",
        ("question", "scenario"),
        api_data.scenarios,
        ScenariosJson,
    ),
    Endpoint(
        "chokepoints",
        "What depends on each leg, border crossing and port; which planned link helps most; all pairs by default.",
        ("question", "scenario", "link"),
        api_data.chokepoints,
        ChokepointsJson,
    ),
    Endpoint(
        "links",
        "What changes do: links that do not exist (`link`), parts closed or opened (`scenario=without-ID`, `with-ID`).",
        ("link", "scenario"),
        api_data.links,
        LinkEffectsJson,
    ),
    Endpoint(
        "arguments",
        "Arguments with their verdicts; with an id, one of them.",
        ("holder", "verdict", "source", "side", "who", "tested", "dated", "scenario"),
        api_data.arguments,
        list[ArgumentAnswer],
        api_data.one_argument,
        ArgumentAnswer,
        table="arguments",
    ),
    Endpoint(
        "places",
        "Every place; with an id or name, one, and the routes through it.",
        (),
        api_data.places,
        list[Place],
        api_data.place,
        PlaceAnswer,
        table="places",
    ),
    Endpoint(
        "sources",
        "Every source; with an id, one and what it argues.",
        (),
        api_data.sources,
        list[CitedSource],
        api_data.one_source,
        SourceAnswer,
        table="sources",
    ),
    Endpoint(
        "layers",
        "The map's layers; with an id, one as GeoJSON under `data`.",
        (),
        api_data.layers,
        list[LayerLink],
        api_data.layer,
        LayerJson,
        table="layers",
    ),
)
