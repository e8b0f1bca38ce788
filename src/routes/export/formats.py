"""File formats of a route, their names, and the address of the view they are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.export import brief, csv_table, geojson, gpx, kml, picture, workbook
from routes.model import Id
from routes.network import planner
from routes.network.journey import Journey
from routes.text import holder_names
from routes.views import selections, urls
from routes.views.selections import Selection

__all__ = ["FORMATS", "Format", "address", "file_name"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its ending, its media type, and how it is made of a journey and the address of its view."""

    ending: str
    media: str
    write: Callable[[Journey, str], bytes]


FORMATS: Mapping[str, Format] = {
    "geojson": Format("geojson", "application/geo+json", geojson.write),
    "gpx": Format("gpx", "application/gpx+xml", gpx.write),
    "kml": Format("kml", "application/vnd.google-earth.kml+xml", kml.write),
    "csv": Format("csv", "text/csv", csv_table.write),
    "csv2": Format("decimal-commas.csv", "text/csv", csv_table.write_with_decimal_commas),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.write),
    "html": Format("html", "text/html", brief.write),
    "svg": Format("svg", "image/svg+xml", picture.svg),
    "png": Format("png", "image/png", picture.png),
}


def file_name(key: str, scenario_ids: Sequence[Id], ending: str) -> str:
    """Return a readable name for the file of a route: `moscow-tehran--iran-closed.gpx`."""
    return "--".join((holder_names.slug(key), *map(holder_names.slug, scenario_ids))) + f".{ending}"


def address(atlas: Atlas, key: str, scenario_ids: Sequence[Id] = (), site: str = "") -> str:
    """Return where a route is shown on the dashboard, with the version of the data; empty where there is no site.

    Parameters
    ----------
    key
        The route's key; for a comparison, the keys of its routes joined by commas.
    site
        The dashboard's address up to its first page.

    Raises
    ------
    UnknownIdError
        If the key means no route.
    """
    if not site:
        return ""
    keys = tuple(key.split(","))
    found = planner.parse(atlas, keys[0])
    usual, scenarios = selections.default(atlas).route, tuple(scenario_ids)
    if len(keys) > 1:
        page, chosen = "compare", Selection(usual, scenarios, ways=keys)
    elif isinstance(found, str):
        page, chosen = "", Selection(found, scenarios)
    else:
        ask, n = found
        page = "plan"
        chosen = Selection(usual, scenarios, start=ask.start, end=ask.end, by=ask.by, avoid=ask.avoid, n=n)
    return urls.absolute(site).selection(page, chosen, atlas.version)
