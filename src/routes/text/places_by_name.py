"""Which place does an id or a name mean: where a route can begin or end, or any place of the atlas?"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import RequestError, UnknownIdError
from routes.model import Id, Place, PlaceKind
from routes.network import planner
from routes.text import language, place_names


class NamesakesError(RequestError):
    """A name that is that of several places; `places` holds each by its id, with country and kind."""

    def __init__(self, name: str, places: Mapping[Id, str]) -> None:
        self.places = places
        self.finding = f"“{name}” is the name of {len(places)} places"
        listed = "; ".join(f"{id}: {described}" for id, described in places.items())
        super().__init__(f"{self.finding}; choose one by its id: {listed}")


def plain(text: str) -> str:
    """Return a text without capitals and accents, for comparing."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ə", "a").replace("ı", "i"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def place_id(atlas: Atlas, text: str) -> Id:
    """Return the place an id or a name means; a name given for a city stands for the city and so for its terminals.

    Raises
    ------
    NamesakesError
        If several places go by the name.
    UnknownIdError
        If no route can begin or end at a place of that id or name.
    """
    return _meant(atlas, text, _ends(atlas), "place where a route can begin or end")


def any_place_id(atlas: Atlas, text: str) -> Id:
    """Return the place of the atlas that an id or a name means, also where no route begins or ends; raises the same."""
    return _meant(atlas, text, atlas.places, "place")


def with_ids(atlas: Atlas, key: str) -> str:
    """Return the key of a route with ids for names of places: `moscow~tehran` for `Moscow~Tehran`; raises the same."""
    if planner.PART not in key:
        return key
    start, end, *rest = key.split(planner.PART)
    return planner.PART.join((place_id(atlas, start), place_id(atlas, end), *rest))


def _meant(atlas: Atlas, text: str, known: Mapping[Id, Place], what: str) -> Id:
    if text in known:
        return text
    found = tuple(p for p in _called(atlas).get(plain(text), ()) if p.id in known)
    found = tuple(p for p in found if p.kind is PlaceKind.CITY) or found
    if len(found) > 1:
        told = place_names.told_apart(atlas, found)
        raise NamesakesError(text, {p.id: words for p, words in zip(found, told, strict=True)})
    if not found:
        raise UnknownIdError(what, text, known)
    return found[0].id


@kept(8)
def _ends(atlas: Atlas) -> Mapping[Id, Place]:
    return {place.id: place for place in planner.places(atlas)}


@kept(8)
def _called(atlas: Atlas) -> Mapping[str, tuple[Place, ...]]:
    """Return the places by every name, in full and without what they are."""
    with language.in_english():
        return _by_name(atlas)


def _by_name(atlas: Atlas) -> Mapping[str, tuple[Place, ...]]:
    named: dict[str, dict[Id, Place]] = {}
    for place in atlas.places.values():
        first = place_names.short_name(place)
        for name in (place.name, first, *first.split(" / "), *place.names.values()):
            named.setdefault(plain(name), {})[place.id] = place
    return {name: tuple(places.values()) for name, places in named.items()}
