"""A link in a reader's words, `baku,nakhchivan;rail;1520`, and the id it has in addresses."""

from __future__ import annotations

import re

from routes.data import link_ids
from routes.data.atlas import Atlas
from routes.data.link_ids import GAUGES_MM, MOST_PLACES, DrawnLink, LinkEnd
from routes.errors import REPEATED, RequestError
from routes.model import Id, Mode, PlaceKind
from routes.text.places_by_name import any_place_id

FORM = "write it as `baku,nakhchivan;rail;1520`, `tabriz,yerevan;road;x1.3` or `39.2 46.5,nakhchivan;rail;1435`"
LONGER = re.compile(r"x(\d(?:\.\d{1,2})?)")
DEGREES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s+(-?\d{1,3}(?:\.\d+)?)\s*")


def link_id(atlas: Atlas, text: str) -> Id:
    """Return the id of a link from its words: two to five places, the mode, and for a railway the gauge in mm.

    Last may come how many times the straight line it is long, as `x1.3`.

    A place is an id, a name, or latitude and longitude in degrees with a space between, as maps show them. A city
    stands for its terminal in which most legs of that mode end, no junction where it has a station.

    Raises
    ------
    RequestError
        If the words cannot be read; also if a name is that of several places.
    UnknownIdError
        If a place is not known.
    """
    where, _, rest = text.partition(";")
    mode, *given = (part.strip() for part in rest.split(";"))
    percent = link_ids.STRAIGHT
    if given and (longer := LONGER.fullmatch(given[-1])):
        percent = round(float(longer[1]) * link_ids.STRAIGHT)
        given.pop()
    gauge = ";".join(given)
    if not link_ids.STRAIGHT <= percent <= link_ids.LONGEST:
        raise _unread(text, "a link is one to three times as long as the straight line")
    if mode not in set(Mode):
        raise _unread(text, f"{mode[:REPEATED] or 'nothing'!r} is no mode")
    if (gauge not in map(str, GAUGES_MM)) if mode == Mode.RAIL else gauge:
        listed = ", ".join(map(str, GAUGES_MM))
        raise _unread(text, f"a railway has one of the gauges {listed} mm, no other link has one")
    ends = tuple(_end(atlas, name, Mode(mode)) for name in where.split(","))
    if not link_ids.valid(ends):
        raise _unread(text, f"a link joins two to {MOST_PLACES} different places")
    found = DrawnLink(Mode(mode), next((g for g in GAUGES_MM if str(g) == gauge), None), ends, percent)
    assert link_ids.read(found.id, atlas.places)
    return found.id


def _unread(text: str, why: str) -> RequestError:
    return RequestError(f"The link “{text[:REPEATED]}” cannot be read: {why}; {FORM}")


def _end(atlas: Atlas, name: str, mode: Mode) -> LinkEnd:
    if degrees := DEGREES.fullmatch(name):
        lat, lon = (round(float(part), link_ids.DECIMALS) for part in degrees.groups())
        return lon, lat
    return terminal(atlas, any_place_id(atlas, name.strip()), mode)


def terminal(atlas: Atlas, place_id: Id, mode: Mode) -> Id:
    """Return where a link of a mode ends in a place: there, or in a terminal that serves the city."""
    legs = [end for leg in atlas.legs.values() if leg.mode is mode for end in (leg.start, leg.end)]
    serving = [p.id for p in atlas.places.values() if p.of == place_id and p.id in legs]
    if place_id in legs or not serving or atlas.places[place_id].kind is not PlaceKind.CITY:
        return place_id
    return max(serving, key=lambda id: (atlas.places[id].kind is not PlaceKind.JUNCTION, legs.count(id)))
