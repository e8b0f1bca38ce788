"""Search for routes, places and arguments by any of their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.model import Argument, Id, Place
from routes.views.selections import Selection

MOST_HITS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, and the selection that shows it."""

    kind: str
    title: str
    selection: Selection


def search(atlas: Atlas, words: str, shown: Selection) -> tuple[Hit, ...]:
    """Return what holds all the words, in any spelling the atlas has: routes first, then places, then arguments.

    Parameters
    ----------
    shown
        The present selection; its route is kept where a place or argument bears on it.
    """
    wanted = plain(words).split()
    if not wanted:
        return ()
    hits = [*_routes(atlas, wanted), *_places(atlas, wanted, shown), *_arguments(atlas, wanted, shown)]
    return tuple(hits[:MOST_HITS])


def plain(text: str) -> str:
    """Text without capitals and accents, for comparing."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ə", "a").replace("ı", "i"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def routes_through(atlas: Atlas, place_id: Id) -> tuple[Id, ...]:
    """Return the routes that begin, end or change legs at a place or at a terminal of it."""
    at = {place_id} | {p.id for p in atlas.places.values() if p.of == place_id}
    return tuple(
        route.id
        for route in atlas.routes.values()
        if any(at & {atlas.legs[leg].start, atlas.legs[leg].end} for leg in route.legs)
    )


def routes_of(atlas: Atlas, argument: Argument) -> tuple[Id, ...]:
    """Return the routes an argument bears on, those its source names first."""
    inferred = [route for topic in argument.topics for route in atlas.topics[topic].routes]
    return tuple(dict.fromkeys((*argument.direct, *inferred)))


def _holds(text: str, wanted: list[str]) -> bool:
    haystack = plain(text)
    return all(word in haystack for word in wanted)


def _routes(atlas: Atlas, wanted: list[str]) -> Iterator[Hit]:
    for route in atlas.routes.values():
        if _holds(" ".join((route.title, route.short, route.id, *(n.name for n in route.names))), wanted):
            yield Hit("Route", route.title, Selection(route.id))


def _places(atlas: Atlas, wanted: list[str], shown: Selection) -> Iterator[Hit]:
    found = [p for p in atlas.places.values() if _holds(_place_words(p), wanted)]
    for place in sorted(found, key=lambda p: (not plain(p.name).startswith(wanted[0]), len(p.name))):
        yield Hit("Place", place.name, _showing(shown, routes_through(atlas, place.id), place=place.id))


def _place_words(place: Place) -> str:
    return " ".join((place.name, *place.names.values(), place.unlocode or "", place.part or ""))


def _arguments(atlas: Atlas, wanted: list[str], shown: Selection) -> Iterator[Hit]:
    for argument in atlas.arguments.values():
        if _holds(f"{argument.id} {argument.says} {argument.holder} {argument.reported_by or ''}", wanted):
            title = f"{argument.holder}: {argument.says}"
            yield Hit("Argument", title, _showing(shown, routes_of(atlas, argument), argument=argument.id))


def _showing(
    shown: Selection, routes: tuple[Id, ...], place: Id | None = None, argument: Id | None = None
) -> Selection:
    keep = not routes or shown.route in routes
    return Selection(
        route=shown.route if keep else routes[0],
        scenarios=shown.scenarios if keep else (),
        place=place,
        argument=argument,
    )
