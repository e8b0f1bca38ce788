"""What an address asks for, value by value: checked against the atlas, with a sentence about what it lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from routes.data import drawn_links, link_ids
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import RequestError, UnknownIdError
from routes.model import Id
from routes.network import parameters, planner
from routes.network.parameters import GivenError, ReaderValues
from routes.network.scenarios import in_order
from routes.text.drawn_links import link_id
from routes.text.places_by_name import NamesakesError, with_ids
from routes.views.query_reader import QueryReader, ids, left_out

# What an address says when a reader has switched every layer off; absent means the question's own layers.
NO_LAYERS = "none"
# What an address says of arguments that the map can test, and of the others.
TESTED = ("yes", "no")
# As many routes as there are colours for.
MOST_COMPARED = 4
# As many links a reader may suppose at once, and as many changes the map adds together.
MOST_LINKS = 5
# How far out and in the map goes, and what an address distinguishes: 0.00001 degrees are a metre.
ZOOMS = (2.5, 14.0)
DECIMALS = 5
NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?")
E = TypeVar("E", bound=StrEnum)


@kept(1)
def scenario_ids(atlas: Atlas) -> frozenset[Id]:
    """Return the ids of all scenarios but links: those of the atlas, the years, and one thing closed or open."""
    return frozenset((*atlas.scenarios, *atlas.year_ids, *atlas.supposable))


def scenarios(atlas: Atlas, known: QueryReader) -> tuple[Id, ...]:
    """Return the scenarios asked for, in the one order all answers keep; one year at most."""
    listed = {"scenario": [id for id in known.asked("scenario") if not link_ids.is_link(id)]}
    plain = QueryReader(listed, known.notices)
    asked = plain.read("scenario", scenario_ids(atlas), left_out("a scenario"), strict=True)
    years = [id for id in asked if id in atlas.year_ids]
    if len(years) > 1:
        known.notices.append(f"This link asks for two years at once. Showing {years[0].removeprefix('in-')}.")
    return in_order(atlas, (*years[:1], *(id for id in asked if id not in years), *_links(atlas, known)))


def _links(atlas: Atlas, known: QueryReader) -> tuple[Id, ...]:
    """Return the links supposed, by their ids or in words (`link`); of one that cannot be a sentence tells why."""
    given = known.query.get("link", ())
    words = [given] if isinstance(given, str) else given
    found = []
    for text in (*link_ids.among(known.asked("scenario")), *filter(None, words)):
        try:
            id = text if link_ids.is_link(text) else link_id(atlas, text)
            drawn_links.added(atlas, (id,))
            found.append(id)
        except (RequestError, UnknownIdError) as error:
            known.notices.append(f"{error}. It is left out.")
    if len(found) > MOST_LINKS:
        known.notices.append(f"At most {MOST_LINKS} links are shown together. The others are left out.")
    return tuple(dict.fromkeys(found))[:MOST_LINKS]


def place(atlas: Atlas, known: QueryReader, key: str, what: str, find: Callable[[Atlas, str], Id]) -> Id | None:
    """Return the first place asked for by its id or name; of a name that is several places a sentence lists them."""
    for text in _names(known, key):
        try:
            return find(atlas, text)
        except RequestError as error:
            known.notices.append(f"{error}.")
            return None
        except UnknownIdError:
            continue
    known.miss(known.asked(key), left_out(what))
    return None


def namesakes(atlas: Atlas, known: QueryReader, key: str, find: Callable[[Atlas, str], Id]) -> NamesakesError | None:
    """Return what is wrong with a name that is several places; None where the address means one place or none."""
    for text in _names(known, key):
        try:
            find(atlas, text)
        except NamesakesError as several:
            return several
        except UnknownIdError:
            continue
        return None
    return None


def _names(known: QueryReader, key: str) -> Iterable[str]:
    """Return what an address gives for a place: as it stands, for a name may hold a comma, and its parts."""
    value = known.query.get(key, ())
    whole = [text for text in ([value] if isinstance(value, str) else value) if text]
    return dict.fromkeys((*whole, *known.asked(key)))


def ways(atlas: Atlas, known: QueryReader) -> tuple[str, ...]:
    """Return the keys of the routes compared, as we write them; of more than fit, the first."""
    asked = {key: _way(atlas, known, key) for key in known.asked("ways")}
    known.miss([key for key, way in asked.items() if way is None], left_out("a route"))
    return tuple(dict.fromkeys(filter(None, asked.values())))[:MOST_COMPARED]


def _way(atlas: Atlas, known: QueryReader, key: str) -> str | None:
    """Return a key as we write it, with ids for names of places; of a name that is several a sentence lists them."""
    try:
        return planner.canonical(atlas, with_ids(atlas, key))
    except RequestError as error:
        known.notices.append(f"{error}.")
    except UnknownIdError:
        pass
    return None


def map_position(known: QueryReader) -> tuple[float, float, float] | None:
    """Return where the map is to be; anything but three numbers in range is left out, with a sentence about it."""
    parts = ids(known.query, "at")
    numbers = [round(float(part), DECIMALS) + 0.0 for part in parts if NUMBER.fullmatch(part)]
    if not parts:
        return None
    if len(numbers) == len(parts) == 3:
        lon, lat, zoom = numbers
        if abs(lon) <= 180 and abs(lat) <= 90 and ZOOMS[0] <= zoom <= ZOOMS[1]:
            return lon, lat, zoom
    known.miss([",".join(parts)], "a map position that is not available ({}). It is left out.")
    return None


def given(atlas: Atlas, known: QueryReader) -> ReaderValues:
    """Return the reader's own values; an unknown parameter or a number out of bounds is left out, with a sentence."""
    own: list[tuple[Id, float]] = []
    wrong = []
    for text in known.asked("set"):
        try:
            own.append(parameters.read(atlas, text))
        except GivenError:
            wrong.append(text)
    known.miss(wrong, "a value of the estimate that cannot be set ({}). It is left out.")
    return parameters.ordered(own)


def layers(atlas: Atlas, known: QueryReader) -> tuple[Id, ...] | None:
    """Return the map layers asked for; None for the question's own, which no known layer means as well."""
    found = known.read("layers", {*atlas.layers, NO_LAYERS}, left_out("a map layer"), strict=True)
    return tuple(id for id in found if id != NO_LAYERS) if found else None


def one_of(known: QueryReader, key: str, kinds: type[E], what: str) -> E | None:
    """Return the member of an enumeration that is asked for."""
    found = known.one(key, kinds, what)
    return kinds(found) if found else None


def whole(known: QueryReader, key: str, numbers: range, what: str) -> int | None:
    """Return the number asked for."""
    found = known.one(key, map(str, numbers), what)
    return int(found) if found else None


def tested(known: QueryReader) -> bool | None:
    """Return whether arguments that the map can test are asked for, or the others."""
    found = known.one("tested", TESTED, "an answer to “tested”")
    return found == TESTED[0] if found else None
