"""Maps of other servers that an operator may allow: a street map, railways, a satellite picture.

`ROUTES_TILES` names those allowed, joined by commas: `osm,orm,sat`. Without it no page asks another server for
anything.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from xyzservices import TileProvider
from xyzservices import providers as known

from routes.errors import RoutesError

ALLOWED = "ROUTES_TILES"
# The cloudless picture of 2016 alone may be used for any purpose; those of later years are for non-commercial use.
SATELLITE = TileProvider(
    name="EOX.S2Cloudless2016",
    url="https://tiles.maps.eox.at/wmts/1.0.0/s2cloudless_3857/default/g/{z}/{y}/{x}.jpg",
    attribution="Sentinel-2 cloudless - https://s2maps.eu by EOX IT Services GmbH"
    " (Contains modified Copernicus Sentinel data 2016 & 2017), CC BY 4.0",
    max_zoom=13,
)


@dataclass(frozen=True, slots=True)
class TileService:
    """A map of another server.

    `covers` says whether it hides what lies below, so that one such map at most makes sense; `says` is what it shows,
    `terms` the address of what its operator allows.
    """

    id: str
    title: str
    says: str
    run_by: str
    terms: str
    provider: TileProvider
    covers: bool = True

    @property
    def credit(self) -> str:
        """The attribution that stands on the map while it is shown."""
        return str(self.provider.attribution).replace("(C)", "©")

    @property
    def host(self) -> str:
        """The name of its server, without the letters of servers that share the work."""
        return str(urlsplit(self.provider.url).hostname).removeprefix("{s}.")

    @property
    def origins(self) -> Sequence[str]:
        """Scheme and name of every server that its tiles come from."""
        scheme, name, *_ = urlsplit(self.provider.url)
        letters = self.provider.get("subdomains", "abc") if "{s}" in name else "-"
        return [f"{scheme}://{name.replace('{s}', letter)}" for letter in letters]


SERVICES = {
    service.id: service
    for service in (
        TileService(
            "osm",
            "Street map",
            "OpenStreetMap's own map, with its names and its borders",
            "the OpenStreetMap Foundation",
            "https://operations.osmfoundation.org/policies/tiles/",
            known.OpenStreetMap.Mapnik,
        ),
        TileService(
            "sat",
            "Satellite picture",
            "Sentinel-2, without clouds, of 2016 and 2017, 10 m a point",
            "EOX IT Services, Vienna",
            "https://cloudless.eox.at/documentation/license",
            SATELLITE,
        ),
        TileService(
            "orm",
            "Railways",
            "OpenRailwayMap: tracks as OpenStreetMap has them now",
            "volunteers of OpenRailwayMap",
            "https://wiki.openstreetmap.org/wiki/OpenRailwayMap/API",
            known.OpenRailwayMap,
            covers=False,
        ),
    )
}


def offered() -> dict[str, TileService]:
    """Return the services that the operator allows, by id, in the order in which they lie over one another.

    Raises
    ------
    RoutesError
        If the environment names one that there is not.
    """
    named = {name.strip() for name in os.environ.get(ALLOWED, "").split(",") if name.strip()}
    if strangers := sorted(named - {*SERVICES}):
        there = ", ".join(SERVICES)
        raise RoutesError(f"{ALLOWED} names {strangers[0][:40]!r}, which is no map we know; there are {there}")
    return {id: service for id, service in SERVICES.items() if id in named}


def origins(services: Sequence[TileService]) -> Sequence[str]:
    """Return the servers that pictures may come from, for the content-security policy."""
    return [origin for service in services for origin in service.origins]


def with_one_cover(chosen: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """Return the ids chosen, without a map chosen before that a newly chosen one would hide."""
    covering = [id for id in chosen if SERVICES[id].covers]
    fresh = [id for id in covering if id not in before] or covering
    return tuple(id for id in chosen if not SERVICES[id].covers or id in fresh[-1:])
