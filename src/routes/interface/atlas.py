"""The atlas as a notebook sees it: tables of what it holds, journeys along its routes, and the planner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from routes.data import atlas as data
from routes.data import loader, releases
from routes.errors import UnknownIdError
from routes.interface.journey import Journey
from routes.interface.tables import GeoTable, Row, Table, of_features
from routes.model import Argument, Figure, Leg, Place, Scenario, Source
from routes.network import planner
from routes.network.scenarios import apply_scenarios
from routes.text import places_by_name

if TYPE_CHECKING:
    from routes.model import Route


def load(folder: str | Path | None = None, on: date | None = None, data: str | None = None) -> Atlas:
    """Read the atlas.

    Parameters
    ----------
    folder
        A folder of data; if absent, the one that the environment variable `ROUTES_GEODATA` names, else that which comes
        with the package.
    on
        The day on which the age of reports is counted; the present day (UTC) if absent.
    data
        A released data version, to have the atlas as it was published; then `on` is the day of that.

    Raises
    ------
    GeodataError
        If the data cannot be used, with every problem found.
    RequestError
        If the version is not on record.

    Examples
    --------
    >>> import routes
    >>> atlas = routes.load()
    >>> atlas.journey("nakhchivan-syunik-rail").length_km > 400
    True
    """
    present = loader.load(Path(folder) if folder else None, on)
    return Atlas(releases.as_published(present, data) if data else present)


@dataclass(frozen=True, repr=False)
class Atlas:
    """Everything the atlas holds.

    Parameters
    ----------
    data
        The atlas as the other packages use it; not part of the stable interface.
    """

    data: data.Atlas

    @property
    def version(self) -> str:
        """The data version: the day the routes were last checked, and seven digits of a hash of the data."""
        return self.data.version

    @cached_property
    def legs(self) -> GeoTable[Leg]:
        """The legs: railways, roads and shipping lanes between two places, with their reported status."""
        return GeoTable("leg", self.data.legs, self._legs)

    @cached_property
    def places(self) -> GeoTable[Place]:
        """The places: cities, junctions, border crossings and ports."""
        return GeoTable("place", self.data.places, self._places)

    @cached_property
    def routes(self) -> GeoTable[Route]:
        """The curated routes as last reported: length in km, crossings, whether freight can pass."""
        return GeoTable("route", self.data.routes, self._routes)

    @cached_property
    def sources(self) -> Table[Source]:
        """The sources with their citations."""
        from routes.views import json_data

        return Table("source", self.data.sources, lambda: [json_data.of_source(self.data, id) for id in self.sources])

    @cached_property
    def arguments(self) -> Table[Argument]:
        """The arguments: who makes them, where, and whether they hold as far as that can be measured."""
        return Table("argument", self.data.arguments, self._arguments)

    @cached_property
    def figures(self) -> Table[Figure]:
        """The published figures; the data frame has a row for each value, as conflicting figures stand side by side."""
        return Table("figure", self.data.figures, self._figures)

    @property
    def scenarios(self) -> Mapping[str, Scenario]:
        """The scenarios by id. A year (`in-2005`) and `without-<id>` or `with-<id>` of a leg or place are known too."""
        return self.data.scenarios

    def journey(self, id: str, scenarios: Iterable[str] = ()) -> Journey:
        """Return the journey along a route.

        Parameters
        ----------
        id
            A route's id, or the key of a planned route: `moscow~tehran`, of ids or names of places.
        scenarios
            Ids of scenarios to assume.

        Raises
        ------
        UnknownIdError
            If one of these is not known; the message names those that look like it.
        """
        ids = self._scenario_ids(scenarios)
        key = places_by_name.with_ids(self.data, id)
        return Journey(planner.journey(self.data, key, ids), key)

    def plan(
        self,
        start: str,
        end: str,
        *,
        by: str = "km",
        avoid: Iterable[str] = (),
        scenarios: Iterable[str] = (),
    ) -> list[Journey]:
        """Return up to three different routes between two places that freight can pass, best first.

        Parameters
        ----------
        start, end
            Ids or names of places.
        by
            What the best route has least of: `km`, `crossings`, `breaks`, `blend`, `time`, `cost` or `carbon`.
        avoid
            Countries (ISO 3166-1 alpha-2) and modes (`rail`, `road`, `sea`) that must not be used.
        scenarios
            Ids of scenarios to assume.

        Raises
        ------
        UnknownIdError
            If an id, a country or a mode is not known.
        RequestError
            If both ends are the same, or one lies in a country to be avoided.
        NoWayError
            If no route is open; `blocked_by` names what blocks the nearest thing to one.
        """
        from routes.views import requests

        ids = self._scenario_ids(scenarios)
        asked = requests.ask(self.data, start, end, by, _listed(avoid))
        found = requests.planned(self.data, asked, ids)
        return [Journey(journey, asked.key(n)) for n, journey in enumerate(found, 1)]

    def __repr__(self) -> str:
        counts = f"{len(self.routes)} routes, {len(self.legs)} legs, {len(self.places)} places"
        return f"<Corridor Atlas, data version {self.version}: {counts}, {len(self.sources)} sources>"

    def _scenario_ids(self, scenarios: Iterable[str]) -> tuple[str, ...]:
        ids = tuple(dict.fromkeys(_listed(scenarios)))
        for id in ids:
            if id not in self.data.scenarios and id not in self.data.year_ids and id not in self.data.supposable:
                raise UnknownIdError("scenario", id, (*self.data.scenarios, *self.data.year_ids))
        return ids

    def _legs(self) -> list[Row]:
        from routes.views.map.layers import leg_feature

        now = apply_scenarios(self.data)
        return of_features(leg_feature(now, leg) for leg in self.data.legs.values())

    def _places(self) -> list[Row]:
        from routes.views.map.layers import place_feature

        now = apply_scenarios(self.data)
        return of_features(place_feature(now, place) for place in self.data.places.values())

    def _routes(self) -> list[Row]:
        from routes.views import json_data

        found = (self.journey(id) for id in self.data.routes)
        return [{**json_data.in_short(one.data), "geometry": one.line} for one in found]

    def _arguments(self) -> list[Row]:
        from routes.views import json_data

        return [_flat(json_data.of_argument(self.data, argument)) for argument in self.data.arguments.values()]

    def _figures(self) -> list[Row]:
        return [
            {
                **figure.model_dump(mode="json", exclude={"values", "note"}),
                "preferred": value is figure.preferred,
                **value.model_dump(mode="json"),
            }
            for figure in self.data.figures.values()
            for value in figure.values
        ]


def _listed(given: Iterable[str]) -> Iterable[str]:
    """Return one text as a list of one, a list as it is."""
    return (given,) if isinstance(given, str) else given


def _flat(argument: dict[str, Any]) -> Row:
    finding = argument.pop("finding")
    return {**argument, **{name: finding[name] for name in ("verdict", "reason", "because")}}
