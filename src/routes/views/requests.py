"""What may be asked of the planner, and how it is refused: the same for dashboard, API, command line and Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routes.data.atlas import Atlas
from routes.errors import RequestError, UnknownIdError
from routes.model import Id
from routes.network import planner
from routes.network.graph import By, NoWayError
from routes.network.journey import Journey
from routes.network.planner import Ask
from routes.text import route_names
from routes.text.drawn_links import link_id
from routes.text.places_by_name import place_id, with_ids
from routes.views.query_values import MOST_COMPARED


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


def scenarios(atlas: Atlas, given: Iterable[str] | None) -> tuple[Id, ...]:
    """Return the ids of scenarios; a link may be given in words, as `baku,nakhchivan;rail;1520`.

    Raises
    ------
    UnknownIdError, RequestError
        If the words of a link cannot be read.
    """
    return tuple(dict.fromkeys(link_id(atlas, text) if ";" in text else text for text in given or ()))


def journey(atlas: Atlas, key: str, scenario_ids: tuple[Id, ...] = ()) -> Journey:
    """Return the route a key means; a key of a planned route may hold names of places.

    Raises
    ------
    UnknownIdError
        If the key or a scenario is not known.
    RequestError
        If a name is that of several places.
    """
    return planner.journey(atlas, with_ids(atlas, key), scenario_ids)


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


def compared(keys: Sequence[str]) -> Sequence[str]:
    """Return the keys of routes to compare.

    Raises
    ------
    RequestError
        If there are fewer than two, more than four, or one twice.
    """
    if not 2 <= len(set(keys)) == len(keys) <= MOST_COMPARED:
        raise RequestError(f"Compare two to {MOST_COMPARED} different routes")
    return keys
