"""Which selection does this address mean?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from routes.atlas import Atlas
from routes.model import Id, Theme

# What an address says when a reader has switched every layer off; absent means the question's own layers.
NO_LAYERS = "none"
QUOTED_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader has chosen, by ids only. `layers` is None for those the route's question shows by itself."""

    route: Id
    scenarios: tuple[Id, ...] = ()
    layers: tuple[Theme, ...] | None = None
    place: Id | None = None
    argument: Id | None = None


def default(atlas: Atlas) -> Selection:
    """The first question's first route, as last reported."""
    return Selection(next(iter(atlas.questions.values())).start)


def shown_layers(atlas: Atlas, selection: Selection) -> tuple[Theme, ...]:
    """The map layers a selection shows: its own, or those of the route's question."""
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
        "place": selection.place,
        "argument": selection.argument,
        "data": data,
    }
    return {key: value for key, value in query.items() if value}


def from_query(atlas: Atlas, query: Mapping[str, str | Sequence[str]]) -> tuple[Selection, tuple[str, ...]]:
    """Read an address. What it asks for and the atlas lacks is left out, with a sentence about it; never an error.

    Parameters
    ----------
    query
        Values as one string or as repeated ones; each may join several ids by commas. Unknown keys are passed over.
    """
    notices: list[str] = []
    usual = default(atlas)
    title = atlas.route(usual.route).title
    routes = _known(query, "route", atlas.routes, notices, f"a route we do not have ({{}}). Showing {title} instead.")
    scenarios = _known(
        query, "scenario", atlas.scenarios, notices, "a scenario we do not have ({}). It is left out.", strict=True
    )
    places = _known(query, "place", atlas.places, notices, "a place we do not have ({}). It is left out.")
    arguments = _known(query, "argument", atlas.arguments, notices, "an argument we do not have ({}). It is left out.")
    asked_layers = _ids(query, "layers")
    layers = _known(
        query, "layers", {*Theme, NO_LAYERS}, notices, "a map layer we do not have ({}). It is left out.", strict=True
    )
    if asked_layers and not layers:
        asked_layers = []
    notices += _age(atlas, query)
    selection = Selection(
        route=routes[0] if routes else usual.route,
        scenarios=scenarios,
        layers=tuple(Theme(id) for id in layers if id != NO_LAYERS) if asked_layers else None,
        place=places[0] if places else None,
        argument=arguments[0] if arguments else None,
    )
    return selection, tuple(notices)


def _known(
    query: Mapping[str, str | Sequence[str]],
    key: str,
    known: Iterable[str],
    notices: list[str],
    sentence: str,
    *,
    strict: bool = False,
) -> tuple[Id, ...]:
    """The ids of `key` that are known, each once; `strict` speaks of every unknown one, else only if none is known."""
    table, asked = set(known), list(dict.fromkeys(_ids(query, key)))
    found = tuple(id for id in asked if id in table)
    strangers = [id for id in asked if id not in table]
    if strangers and (strict or not found):
        quoted = ", ".join(f"“{id[:QUOTED_LENGTH]}”" for id in strangers[:3])
        notices.append("This link asks for " + sentence.replace("{}", quoted))
    return found


def _ids(query: Mapping[str, str | Sequence[str]], key: str) -> list[str]:
    value = query.get(key, ())
    values = [value] if isinstance(value, str) else value
    return [part for text in values for part in text.split(",") if part]


def _age(atlas: Atlas, query: Mapping[str, str | Sequence[str]]) -> list[str]:
    made_with = next(iter(_ids(query, "data")), None)
    if made_with is None or made_with == atlas.version:
        return []
    then = made_with[:QUOTED_LENGTH]
    return [f"This link was made with data version {then}. The figures below are of version {atlas.version}."]
