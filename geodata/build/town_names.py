"""Which settlements does the map name, how, and from which zoom on?

Settlements are those of `towns`; a name stands as GeoNames has it, without the signs of scholarly transcription. A
smaller settlement is named where the names of bigger ones leave room for it, so that what a browser is sent for a zoom
hardly overlaps. Coordinates are (longitude, latitude).
"""

from __future__ import annotations

import json
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from network import CACHE
from relief import column, row
from towns import MEMBER, WHEEL, namesake

GEODATA = CACHE.parents[1]
# Map zooms at which further settlements appear, and the smallest population of those; a seat of administration may
# have none that is known.
ZOOMS = {6: 100_000, 7: 50_000, 8: 20_000, 9: 5_000, 10: 2_000, 11: 500, 12: 0, 13: 0}
# Room for a name, pixels; a letter takes so much, its dot and what stands around it the rest.
LETTER_PX, BESIDE_PX, HIGH_PX = 6.5, 24, 20
# Names are looked for among those in cells of the map so wide, which is more than the widest takes.
CELL_PX = 256
# Countries whose Latin letters stay as they are.
LATIN = "AZ TR TM UZ".split()
SIGNS = str.maketrans("", "", "‘’ʻʼ`´")
# Towns that two states name apart: both names, as the atlas writes them; each stands among GeoNames' own.
BOTH = {
    147105: "Shusha (Shushi)",
    586268: "Kalbajar (Karvachar)",
    146969: "Khojavend (Martuni)",
    146901: "Zangilan (Kovsakan)",
    148141: "Jabrayil (Jrakan)",
}


class Name(NamedTuple):
    """A settlement on the map: its name, centre and the zoom from which it is named."""

    text: str
    lon: float
    lat: float
    zoom: int


@cache
def names(window: tuple[float, float, float, float]) -> tuple[Name, ...]:
    """Return the settlements of a window (west, south, east, north), those named first at the head."""
    room = {zoom: Room(zoom) for zoom in ZOOMS}
    for name in _own():
        _take(room, name)
    found = []
    for town in sorted(_rows(window), key=lambda town: (-town["population"], town["geonameid"])):
        name = Name(_written(town), town["longitude"], town["latitude"], 0)
        fits = (z for z, least in ZOOMS.items() if town["population"] >= least and room[z].is_free(name))
        if zoom := next(fits, 0):
            found.append(name._replace(zoom=zoom))
            _take(room, found[-1])
    return tuple(sorted(found, key=lambda name: name.zoom))


class Room:
    """The names that a zoom of the map shows: which part of it they leave free."""

    def __init__(self, zoom: int) -> None:
        self.zoom = zoom
        self.taken: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def is_free(self, name: Name) -> bool:
        """Return whether a name overlaps none of those taken."""
        x, y, half = self._box(name)
        column, row = int(x // CELL_PX), int(y // CELL_PX)
        near = (self.taken.get((column + i, row + j), []) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return all(abs(x - x2) >= half + half2 or abs(y - y2) >= HIGH_PX for cell in near for x2, y2, half2 in cell)

    def take(self, name: Name) -> None:
        """Keep the room of a name."""
        x, y, half = self._box(name)
        self.taken.setdefault((int(x // CELL_PX), int(y // CELL_PX)), []).append((x, y, half))

    def _box(self, name: Name) -> tuple[float, float, float]:
        across, down = (256 * at(degrees, self.zoom) for at, degrees in ((column, name.lon), (row, name.lat)))
        return across, down, (len(name.text) * LETTER_PX + BESIDE_PX) / 2


def _take(room: dict[int, Room], name: Name) -> None:
    for zoom, there in room.items():
        if zoom >= name.zoom:
            there.take(name)


def _rows(window: Sequence[float]) -> Iterator[dict[str, Any]]:
    west, south, east, north = window
    drawn = {spot for place in _places() if (spot := _named_after(place))}
    for found in json.loads(zipfile.ZipFile(WHEEL).read(MEMBER)).values():
        lon, lat = found["longitude"], found["latitude"]
        if west <= lon <= east and south <= lat <= north and (lon, lat) not in drawn:
            yield found


def _places() -> list[dict[str, Any]]:
    return list(json.loads((GEODATA / "places.geojson").read_text("utf-8"))["features"])


def _named_after(place: dict[str, Any]) -> tuple[float, float] | None:
    """Return the centre of the settlement that the atlas names itself, under a name of its own."""
    if place["properties"]["kind"] not in ("city", "village"):
        return None
    found = namesake(tuple(place["geometry"]["coordinates"]), place["properties"])
    return found[0].centre if found else None


def _own() -> Iterator[Name]:
    for place in _places():
        if place["properties"]["kind"] == "city":
            yield Name(place["properties"]["name"], *place["geometry"]["coordinates"], 0)


def _written(town: dict[str, Any]) -> str:
    if town["geonameid"] in BOTH:
        return BOTH[town["geonameid"]]
    if town["countrycode"] in LATIN:
        return unicodedata.normalize("NFC", town["name"])
    apart = unicodedata.normalize("NFKD", town["name"].translate(SIGNS))
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))
