"""Names of places: in full, short, and by the city they serve."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from routes.data.atlas import Atlas
from routes.model import Id, Place, PlaceKind
from routes.text import language, terms

# Between the names that the two sides of a border have for a crossing.
SIDES = " / "
# What a place is, at the end of its name or in brackets, goes without saying on a drawing.
KINDS = re.compile(
    r" \([^)]*\)|(?: (?:gauge-change|freight|railway|rail|road|border|post|bridge|tunnel|station|junction|terminal))+$"
)


def names(place: Place) -> tuple[str, ...]:
    """Return every name of a place that is not its first, for a reader who knows it by another."""
    return tuple(dict.fromkeys(n for n in place.names.values() if n != place.name))


def described(atlas: Atlas, place: Place) -> str:
    """Return a place with its kind and country, as lists of places show it: `Khorgos Gateway dry port, Kazakhstan`."""
    countries = " / ".join(terms.country(atlas, code) for code in place.countries)
    kind = terms.KIND_WORDS[place.kind].casefold()
    said = kind in place.name.casefold() or place.kind is PlaceKind.CITY
    return f"{place.name}, {countries}" if said else f"{place.name}, {countries} ({kind})"


def told_apart(atlas: Atlas, places: Sequence[Place]) -> list[str]:
    """Return places as `described` has them; of those with the same words each has its modes: `..., rail`."""
    said = [described(atlas, place) for place in places]
    return [
        f"{text}, {' and '.join(terms.MODE_WORDS[m] for m in place.modes)}"
        if said.count(text) > 1 and place.modes
        else text
        for text, place in zip(said, places, strict=True)
    ]


def city_of(places: Mapping[Id, Place], place: Place) -> Place:
    """Return the city a terminal serves; a port goes by its own name."""
    return places[place.of] if place.of and place.kind is not PlaceKind.PORT else place


def short_name(place: Place) -> str:
    """Return a place's name without what it is: `Horadiz` for `Horadiz station`; its name in the reader's language."""
    if local := _local(place):
        return local
    name = place.name.removesuffix(f", {place.part}")
    return KINDS.sub("", KINDS.sub("", name)) or name


def full(place: Place) -> str:
    """Return a place's name in the language that is written now where a source gives it, else the international one."""
    return _local(place) or place.name


def _local(place: Place) -> str | None:
    """Return a place's name in the language; a crossing that each side calls by another name has none of one side."""
    found = None if language.is_english() else place.names.get(language.current().code)
    sides = set(place.name.split(SIDES))
    return None if found and len(sides) > 1 and SIDES.strip() not in found else found


def city(atlas: Atlas, place: Place) -> str:
    """Return the name of the city a terminal serves, or the place's own."""
    return short_name(atlas.places[place.of] if place.of else place)
