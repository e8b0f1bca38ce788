"""The data of each answer of the API, without what stands beside it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from typing import Any

from routes.analysis import chokepoints as effects
from routes.analysis import promises as announced
from routes.data.atlas import Atlas
from routes.errors import RoutesError, UnknownIdError
from routes.model import Id
from routes.network import estimate, planner
from routes.network.graph import NoWayError
from routes.network.journey import of_route
from routes.text import places_by_name
from routes.views import json_data, requests, scenario_table, search
from routes.views.arguments import filters
from routes.views.json_data.shapes.capacity import CapacityInShort
from routes.views.map import layers as map_layers
from routes.views.selections import Selection


class AskError(RoutesError):
    """A question the atlas cannot answer: what was asked and what to do; `status` is that of HTTP."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


def routes(atlas: Atlas, chosen: Selection) -> Any:
    """Return every route in short."""
    return [json_data.in_short(of_route(atlas, id, chosen.scenarios)) for id in atlas.routes]


def route(atlas: Atlas, id: Id, chosen: Selection) -> Any:
    """Return one route, or a planned one, in full."""
    way = requests.journey(atlas, id, chosen.scenarios)
    return {**json_data.of_journey(way), "estimate": json_data.of_estimate(estimate.of(way))}


def ways(atlas: Atlas, chosen: Selection) -> Any:
    """Return up to three usable routes between two places, or what blocks them."""
    if not chosen.start or not chosen.end:
        raise AskError(400, "/ways needs `from` and `to`: ids or names of places, as /places lists them")
    ask = chosen.ask(atlas)
    with suppress(NoWayError):
        requests.planned(atlas, ask, chosen.scenarios)
    return json_data.of_answer(atlas, ask, chosen.scenarios)


def compare(atlas: Atlas, chosen: Selection) -> Any:
    """Return routes side by side."""
    if not chosen.ways:
        raise AskError(400, "/compare needs `ways`: two to four keys of routes joined by commas")
    ways = [planner.journey(atlas, key, chosen.scenarios) for key in chosen.ways]
    return json_data.of_comparison(ways, chosen.ways)


def capacities(atlas: Atlas, chosen: Selection) -> Any:
    """Return the lowest cited capacity on every route."""
    found = [dict(json_data.of_capacity(of_route(atlas, id, chosen.scenarios))) for id in atlas.routes]
    return [{key: one[key] for key in CapacityInShort.__annotations__} for one in found]


def capacity(atlas: Atlas, id: Id, chosen: Selection) -> Any:
    """Return every link of a route with its figures."""
    return json_data.of_capacity(requests.journey(atlas, id, chosen.scenarios))


def promises(atlas: Atlas, _: Selection) -> Any:
    """Return every announcement with what came of it."""
    return json_data.of_promises(atlas, announced.all_series(atlas))


def promises_of(atlas: Atlas, id: Id, _: Selection) -> Any:
    """Return the announcements about a route."""
    return json_data.of_promises(atlas, announced.of_route(atlas, id))


def scenarios(atlas: Atlas, chosen: Selection) -> Any:
    """Return every scenario, and how a question's routes fare."""
    question = chosen.question or atlas.route(chosen.route).question
    table = asdict(scenario_table.of_question(atlas, question, chosen.scenarios))
    scenarios = [json_data.of_entry(s) for s in atlas.scenarios.values()]
    return {"question": question, "scenarios": scenarios, **{key: table[key] for key in ("columns", "routes", "pairs")}}


def chokepoints(atlas: Atlas, chosen: Selection) -> Any:
    """Return what depends on each leg, border crossing and port."""
    return json_data.of_chokepoints(effects.ranking(atlas, chosen.scenarios, chosen.question))


def links(atlas: Atlas, chosen: Selection) -> Any:
    """Return what links that do not exist, and parts closed or opened, change."""
    return json_data.of_links(atlas, chosen.scenarios)


def arguments(atlas: Atlas, chosen: Selection) -> Any:
    """Return the arguments that a selection leaves, with their verdicts."""
    found = (a for a in atlas.arguments.values() if filters.fits(atlas, a, chosen))
    return [json_data.of_argument(atlas, a, chosen.scenarios) for a in found]


def one_argument(atlas: Atlas, id: Id, chosen: Selection) -> Any:
    """Return one argument with its verdict."""
    if id not in atlas.arguments:
        raise UnknownIdError("argument", id)
    return json_data.of_argument(atlas, atlas.arguments[id], chosen.scenarios)


def places(atlas: Atlas, _: Selection) -> Any:
    """Return every place."""
    return [json_data.of_entry(place) for place in atlas.places.values()]


def place(atlas: Atlas, id: Id, _: Selection) -> Any:
    """Return a place and the routes through it."""
    place = atlas.place(places_by_name.any_place_id(atlas, id))
    stale, through = atlas.stale_since(place), search.routes_through(atlas, place.id)
    return {**json_data.of_entry(place), "not_confirmed_since": stale, "routes": list(through)}


def sources(atlas: Atlas, _: Selection) -> Any:
    """Return every source."""
    return [json_data.of_source(atlas, id) for id in atlas.sources]


def one_source(atlas: Atlas, id: Id, _: Selection) -> Any:
    """Return a source and what it argues."""
    if id not in atlas.sources:
        raise UnknownIdError("source", id)
    return {**json_data.of_source(atlas, id), "arguments": [json_data.of_entry(a) for a in atlas.sources[id].arguments]}


def layers(atlas: Atlas, __: Selection) -> Any:
    """Return the map's layers."""
    return [{"id": id, "href": f"/layers/{id}.geojson"} for id in atlas.layers]


def layer(atlas: Atlas, id: Id, _: Selection) -> Any:
    """Return a layer of the map as GeoJSON."""
    return map_layers.layer(atlas, id)
