"""List of the files of a route and its citation, as a part of a page."""

from __future__ import annotations

from routes.model import Id
from routes.network.journey import Journey
from routes.text import citations
from routes.views import markup, urls

# What each format is for, in the order of the list.
PURPOSES = {
    "html": ("Brief", "one page to read offline or print on A4"),
    "png": ("Picture, PNG", "map and profile for an article"),
    "svg": ("Picture, SVG", "the same, to be edited"),
    "csv": ("Table, CSV", "sections and stops for a spreadsheet"),
    "geojson": ("GeoJSON", "for a GIS"),
    "gpx": ("GPX", "track and waypoints for navigation"),
    "kml": ("KML", "for a globe viewer"),
}


def html(journey: Journey, key: str, scenario_ids: tuple[Id, ...], address: str, version: str) -> str:
    """Return the list of files and the citations as a part of a page.

    The links are relative to the page, so that they hold under any base path; `version` is that of the server's files.
    """
    query = ({"scenario": ",".join(scenario_ids)} if scenario_ids else {}) | {"v": version}
    files = [(urls.file(f"export/{key}.{name}", "", query), *words) for name, words in PURPOSES.items()]
    return markup.render("export/download_list.html", files=files, citation=citations.of_view(journey, key, address))
