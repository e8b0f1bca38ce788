"""What may be asked of the planner, and how it is refused: the same for dashboard, API, command line and Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routes.data.atlas import Atlas
from routes.errors import RequestError, UnknownIdError
from routes.model import Id, Place, PlaceKind
from routes.network import planner
from routes.network.graph import By, NoWayError
from routes.network.journey import Journey
from routes.network.planner import Ask
from routes.text import place_names, route_names
from routes.views.search import plain


def ask(atlas: Atlas, start: Id, end: Id, by: str = By.KM, avoid: Iterable[str] = ()) -> Ask:
    """Return what to ask the planner.

    Parameters
    ----------
    start, end
        Ids or names of places.
    by
        What the best route has least of, a value of `By`.
    avoid
        ISO 3166-1 alpha-2 codes, in capitals or not, and modes.

    Raises
    ------
    UnknownIdError
        If one of these is not known.
    RequestError
        If a name is that of several places.
    """
    unwanted = tuple(dict.fromkeys(code.upper() if len(code) == 2 else code for code in avoid))
    known = planner.avoidable(atlas)
    for one in unwanted:
        if one not in known:
            raise UnknownIdError("country or mode to avoid", one, known)
    if by not in set(By):
        raise UnknownIdError("order of routes", by, set(By))
    return Ask(place_id(atlas, start), place_id(atlas, end), By(by), unwanted)


def place_id(atlas: Atlas, text: str) -> Id:
    """Return the place an id or a name means; a name given for a city stands for the city and so for its terminals.

    Raises
    ------
    RequestError
        If several places go by the name; it lists them with country and kind.
    UnknownIdError
        If no route can begin or end at a place of that id or name.
    """
    ends = {place.id: place for place in planner.places(atlas)}
    if text in ends:
        return text
    wanted = plain(text)
    found = [p for p in ends.values() if wanted in map(plain, _called(p))]
    cities = [p for p in found if p.kind is PlaceKind.CITY] or found
    if len(cities) > 1:
        listed = "; ".join(f"{p.id}: {place_names.described(atlas, p)}" for p in cities)
        raise RequestError(f"“{text}” is the name of {len(cities)} places; choose one by its id: {listed}")
    if not cities:
        raise UnknownIdError("place where a route can begin or end", text, ends)
    return cities[0].id


def _called(place: Place) -> tuple[str, ...]:
    """Return every name of a place, in full and without what it is."""
    first = place_names.short_name(place)
    return (place.name, first, *first.split(" / "), *place.names.values())


def planned(atlas: Atlas, asked: Ask, scenario_ids: tuple[Id, ...] = ()) -> Sequence[Journey]:
    """Return up to three different routes that freight can pass, best first.

    Raises
    ------
    RequestError
        If there is nothing to look for: both ends are the same, or one lies in a country to be avoided.
    NoWayError
        If no route is open; it names what blocks the nearest thing to one.
    UnknownIdError
        If a scenario is not known.
    """
    if refusal := route_names.refusal(atlas, asked):
        raise RequestError(refusal)
    found = planner.answer(atlas, asked, scenario_ids)
    if not found.ways:
        raise NoWayError(atlas.place(asked.start), atlas.place(asked.end), found.nearest)
    return found.ways
