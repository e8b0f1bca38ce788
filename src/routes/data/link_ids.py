"""Ids of links that a reader supposes: what they are made of, and the scenario they stand for.

An id is `link-rail1520x125-baku-to-e46500n39200-to-nakhchivan`: the mode, for a railway its gauge, after `x` how many
hundredths of the straight line it is long if more than that, and two to five places in order, each an id of the atlas
or a point by its longitude and latitude in thousandths of a degree.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints

from routes.model import Id, Mode, Place, Scenario
from routes.model.entry import ID_PATTERN

LINK, TO, DRAWN = "link-", "-to-", "drawn-"
Gauge = Literal[1000, 1435, 1520, 1676]
GAUGES_MM: tuple[Gauge, ...] = (1000, 1435, 1520, 1676)
MOST_PLACES = 5
DECIMALS = 3
KINDS: Mapping[Mode, str] = {Mode.RAIL: "railway", Mode.ROAD: "road", Mode.SEA: "sea lane"}
# How many times as long as the straight line a link may be said to be, in hundredths.
STRAIGHT, LONGEST = 100, 300
MODE = re.compile(r"(rail|road|sea)(\d{4})?(?:x(\d{3}))?")
POINT = re.compile(r"([ew])(\d{1,6})([ns])(\d{1,5})")
# A place of the atlas by its id, or a point (longitude, latitude) in degrees.
LinkEnd = Id | tuple[float, float]


class LinkScenario(Scenario):
    """A link that a reader supposes; its id may be longer than those that are written."""

    id: Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=300)]


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A link as a reader drew it: mode, gauge in mm for a railway, and the places it joins in order.

    `percent` is its length in hundredths of the straight lines between them.
    """

    mode: Mode
    gauge_mm: Gauge | None
    places: tuple[LinkEnd, ...]
    percent: int = STRAIGHT

    @property
    def id(self) -> Id:
        """The id of the scenario in which it is open."""
        longer = f"x{self.percent}" if self.percent != STRAIGHT else ""
        return f"{LINK}{self.mode}{self.gauge_mm or ''}{longer}-{TO.join(map(_written, self.places))}"

    @property
    def prefix(self) -> str:
        """What the ids of its legs, its points and its border crossings begin with."""
        return f"{DRAWN}{hashlib.sha256(self.id.encode()).hexdigest()[:8]}-"


def read(id: Id, known: Container[Id]) -> DrawnLink | None:
    """Read the id of a link between places of the atlas and points; None if it is no such id."""
    head, _, rest = id.removeprefix(LINK).partition("-")
    mode = MODE.fullmatch(head) if is_link(id) else None
    places = tuple(place for text in rest.split(TO) if (place := _place(text, known)))
    if not mode or len(places) != len(rest.split(TO)) or not valid(places):
        return None
    gauge = next((g for g in GAUGES_MM if str(g) == mode[2]), None)
    if (mode[1] == Mode.RAIL) != (gauge is not None) or (mode[2] and not gauge):
        return None
    percent = int(mode[3] or STRAIGHT)
    if mode[3] and not STRAIGHT < percent <= LONGEST:
        return None
    return DrawnLink(Mode(mode[1]), gauge, places, percent)


def valid(places: Sequence[LinkEnd]) -> bool:
    """Return whether a link may join these places: two to five, each once."""
    return 2 <= len(places) <= MOST_PLACES and len(set(places)) == len(places)


def is_link(scenario_id: Id) -> bool:
    """Return whether the id of a scenario is that of a link, or meant to be."""
    return scenario_id.startswith(LINK)


def among(scenario_ids: Iterable[Id]) -> tuple[Id, ...]:
    """Return the ids of links among those of scenarios."""
    return tuple(id for id in scenario_ids if is_link(id))


def is_drawn(id: Id) -> bool:
    """Return whether a leg or place is part of a link that a reader drew, not an entry of the data."""
    return id.startswith(DRAWN)


def of(scenario_ids: Iterable[Id], known: Container[Id]) -> tuple[DrawnLink, ...]:
    """Return the links among some scenarios."""
    return tuple(link for id in among(scenario_ids) if (link := read(id, known)))


def scenario(link: DrawnLink, places: Mapping[Id, Place], opens: Sequence[Id], last: int) -> LinkScenario:
    """Return the scenario in which a link is open, all else as reported to the `last` year."""
    names = [called(end, places) for end in link.places]
    what, gauge = KINDS[link.mode], f"{link.gauge_mm} mm " if link.gauge_mm else ""
    return LinkScenario(
        id=link.id,
        title=f"A new {gauge}{what} {' - '.join(names)}",
        short=f"New {what} {names[0]} - {names[-1]}",
        opens=tuple(opens),
        because="Shows what a link would give that a reader drew; it does not exist.",
        as_of=str(last),
        reported="no such link is reported.",
        hypothetical=True,
        general_knowledge=True,
    )


def called(end: LinkEnd, places: Mapping[Id, Place]) -> str:
    """Return the name of a place, or a point as `39.2 N 46.5 E`."""
    if isinstance(end, str):
        return places[end].name.removesuffix(" station")
    lon, lat = end
    return f"{abs(lat):g} {'N' if lat >= 0 else 'S'} {abs(lon):g} {'E' if lon >= 0 else 'W'}"


def _written(end: LinkEnd) -> str:
    if isinstance(end, str):
        return end
    lon, lat = (round(degrees * 10**DECIMALS) for degrees in end)
    return f"{'e' if lon >= 0 else 'w'}{abs(lon)}{'n' if lat >= 0 else 's'}{abs(lat)}"


def _place(text: str, known: Container[Id]) -> LinkEnd | None:
    if text in known:
        return text
    if not (point := POINT.fullmatch(text)):
        return None
    lon, lat = (int(point[n]) / 10**DECIMALS for n in (2, 4))
    if lon > 180 or lat > 90:
        return None
    return lon if point[1] == "e" else -lon, lat if point[3] == "n" else -lat
