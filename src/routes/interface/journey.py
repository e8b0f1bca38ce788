"""A journey as a notebook sees it: lengths, tables, estimate, map and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from routes.interface.results import Capacity, Estimate
from routes.interface.tables import Row, frame, geoframe
from routes.network import estimate, parameters
from routes.network import journey as network

if TYPE_CHECKING:
    import folium
    import geopandas
    import pandas as pd
    import shapely


@dataclass(frozen=True, repr=False)
class Journey:
    """A route followed from its first place to its last under some scenarios.

    Parameters
    ----------
    data
        The journey as the other packages use it; not part of the stable interface.
    key
        What names it in addresses and for `Atlas.journey`: a route's id, or `moscow~tehran`.
    """

    data: network.Journey
    key: str

    @property
    def id(self) -> str:
        """The route's id; of a planned route the ids of its ends."""
        return self.data.id

    @property
    def title(self) -> str:
        """The route's title, or the names of its ends."""
        from routes.text import citations

        return citations.title_of(self.data)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Ids of the scenarios assumed."""
        return tuple(scenario.id for scenario in self.data.conditions.scenarios)

    @property
    def length_km(self) -> float:
        """Length in kilometres."""
        return self.data.length_km

    @property
    def passable_km(self) -> float:
        """Kilometres that freight can pass."""
        return self.data.passable_km

    @property
    def passable(self) -> bool:
        """Whether freight can pass from end to end."""
        return self.data.passable

    @property
    def km_by_country(self) -> Mapping[str, float]:
        """Kilometres by ISO 3166-1 alpha-2 code; open water under `SEA`."""
        return self.data.km_by_country

    @property
    def km_by_mode(self) -> Mapping[str, float]:
        """Kilometres by `rail`, `road` and `sea`."""
        return self.data.km_by_mode

    @property
    def line(self) -> shapely.MultiLineString:
        """The course, a line for each section in travelling order (longitude, latitude)."""
        import shapely

        return shapely.MultiLineString([section.line for section in self.data.sections])

    @property
    def sections(self) -> geopandas.GeoDataFrame:
        """The sections in travelling order: leg id as the index, `at_km` from the start, `km`, status and its date."""
        import shapely

        from routes.views.json_data.journey import section

        rows = [{**section(s), "geometry": shapely.LineString(s.line)} for s in self.data.sections]
        return geoframe(rows)

    @property
    def crossings(self) -> geopandas.GeoDataFrame:
        """The border crossings in travelling order: place id as the index, countries, `at_km`, status and date."""
        import shapely

        from routes.views.json_data.journey import crossing

        rows = [
            {**crossing(c), "name": c.post.name, "geometry": shapely.Point(c.post.lon, c.post.lat)}
            for c in self.data.crossings
        ]
        return geoframe(rows, "post") if rows else geoframe([{"post": "", "geometry": None}], "post").iloc[:0]

    @property
    def blocked_by(self) -> pd.DataFrame:
        """The legs, border crossings and ports that freight cannot pass, and why."""
        from routes.views.json_data.journey import blocker

        return frame([blocker(b) for b in self.data.blocked_by])

    @property
    def heights(self) -> pd.DataFrame:
        """The ground along the course: `at_km` as the index, `metres`, `country`; on a grid of 1 km, not the track."""
        import pandas as pd

        from routes.network.journey import ground

        found = ground.of(self.data)
        spots = [spot for stretch in found.stretches for spot in stretch] if found else []
        columns = {"metres": [s.metres for s in spots], "country": [s.territory for s in spots]}
        return pd.DataFrame(columns, index=pd.Index([s.at_km for s in spots], name="at_km"))

    @property
    def arguments(self) -> pd.DataFrame:
        """The arguments for and against the route, those that name it first, with verdicts under the scenarios."""
        from routes.views.json_data.journey import arguments

        return frame(arguments(self.data))

    def estimate(self, own: Mapping[str, float] | None = None) -> Estimate:
        """Estimate time, cost and emissions.

        Parameters
        ----------
        own
            Your own values of parameters by id, in the unit of the parameter: `{"rail-ir": 500}` (km a day).

        Raises
        ------
        GivenError
            If one is no parameter, or lies outside the bounds of its unit.
        """
        given = (parameters.read(self.data.atlas, f"{id}:{value:g}") for id, value in (own or {}).items())
        return Estimate(estimate.of(self.data, parameters.ordered(given)))

    def capacity(self) -> Capacity:
        """Return how much each link of the route can carry and carries, as cited, and which carries least."""
        from routes.views import json_data

        return Capacity(json_data.of_capacity(self.data))

    def map(self, *, relief: bool = True) -> folium.Map:
        """Return a map that shows in a notebook; `.save("map.html")` writes one file that needs no internet.

        Parameters
        ----------
        relief
            Whether the land is shaded; its pictures stand in the file, some 100 kB.
        """
        from routes.interface import folium_map

        return folium_map.of_journey(self.data, relief=relief)

    def to_geojson(self, path: str | Path | None = None) -> str:
        """Return the journey as GeoJSON, and write it to a file if a path is given."""
        return self._written("geojson", path)

    def to_gpx(self, path: str | Path | None = None) -> str:
        """Return the journey as GPX, and write it to a file if a path is given."""
        return self._written("gpx", path)

    def to_kml(self, path: str | Path | None = None) -> str:
        """Return the journey as KML, and write it to a file if a path is given."""
        return self._written("kml", path)

    def to_csv(self, path: str | Path | None = None) -> str:
        """Return sections and stops as a CSV table, and write it to a file if a path is given."""
        return self._written("csv", path)

    def __repr__(self) -> str:
        return f"<Journey {self.key!r}: {self._facts()['finding']}>"

    def _repr_html_(self) -> str:
        from routes.views import markup

        return markup.render("interface/journey.html", **self._facts())

    def _facts(self) -> Row:
        from routes.export.credit import credit

        found = credit(self.data, "")
        return {"title": found.title, "finding": found.finding, "state": found.state, "version": found.version}

    def _written(self, form: str, path: str | Path | None) -> str:
        from routes.export.formats import FORMATS

        body = FORMATS[form].write(self.data, "")
        if path is not None:
            Path(path).write_bytes(body)
        return body.decode("utf-8-sig")
