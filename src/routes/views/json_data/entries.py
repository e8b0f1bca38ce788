"""Entries in JSON: any entry, a route in short, a source with its citation, an argument with its finding."""

from __future__ import annotations

from typing import Any

from routes.data.atlas import Atlas
from routes.model import Argument, Entry, Id
from routes.network.journey import Journey
from routes.text import citations
from routes.views import search
from routes.views.arguments import verdict_text
from routes.views.json_data.shapes.entries import RouteInShort
from routes.views.json_data.verdict import of_finding


def of_entry(entry: Entry) -> dict[str, Any]:
    """Return an entry as it stands in the data, without the fields that are not given."""
    return entry.model_dump(mode="json", by_alias=True, exclude_none=True)


def in_short(journey: Journey) -> RouteInShort:
    """Return a journey in short: kilometres, and how many crossings, breaks of gauge and transshipments."""
    route = journey.route
    return {
        "id": journey.id,
        "title": citations.title_of(journey),
        "question": route.question if route else None,
        "from": journey.start.id,
        "to": journey.end.id,
        "length_km": round(journey.length_km, 3),
        "share_passable": round(journey.share_passable, 4),
        "passable": journey.passable,
        "assumed_km": round(journey.assumed_km, 3),
        "crossings": len(journey.crossings),
        "gauge_breaks": len(journey.gauge_breaks),
        "transshipments": len(journey.transshipments),
        "checked": route.checked if route else None,
    }


def of_source(atlas: Atlas, id: Id) -> dict[str, Any]:
    """Return a source with its citation, without its arguments."""
    source = atlas.sources[id]
    entry = source.model_dump(mode="json", exclude_none=True, exclude={"arguments"})
    return {**entry, "citation": citations.of_source(source)}


def of_argument(atlas: Atlas, argument: Argument, scenario_ids: tuple[Id, ...] = ()) -> dict[str, Any]:
    """Return an argument with its source, the routes it bears on, and what was found under scenarios."""
    source = atlas.argument_sources[argument.id]
    return {
        **of_entry(argument),
        "source": source.id,
        "citation": citations.of_argument(argument, source).text,
        "routes": list(search.routes_of(atlas, argument)),
        "finding": of_finding(verdict_text.finding(atlas, argument.id, scenario_ids), atlas),
    }
