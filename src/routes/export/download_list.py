"""List of the files of a route and its citation, as a part of a page."""

from __future__ import annotations

from collections.abc import Mapping

from routes.analysis import verified_citations
from routes.data import releases
from routes.data.atlas import Atlas
from routes.data.releases import Release
from routes.model import Id
from routes.network.journey import Journey
from routes.text import citations, dates, holder_names, numbers
from routes.views import markup, selections, urls

# What each format is for, in the order of the list.
PURPOSES = {
    "html": ("Brief", "one page to read offline or print on A4"),
    "png": ("Picture, PNG", "map and profile for an article"),
    "svg": ("Picture, SVG", "the same, to be edited"),
    "xlsx": ("Workbook, XLSX", "sections and stops for a spreadsheet"),
    "csv": ("Table, CSV", "the same, with commas and decimal points"),
    "csv2": ("Table, CSV with decimal commas", "the same, with semicolons between"),
    "geojson": ("GeoJSON", "for a GIS"),
    "gpx": ("GPX", "track and waypoints for navigation"),
    "kml": ("KML", "for a globe viewer"),
}

# The usual size of a frame in pixels.
WIDTH, HEIGHT = 600, 400
# Pictures to share by the kind in their address: width and height in pixels, and what for.
SHARED = {
    "picture": ("1200 × 630", "wide, for a post or slide"),
    "portrait": ("1080 × 1350", "tall, for a phone"),
}


def html(ways: Mapping[str, Journey], scenario_ids: tuple[Id, ...], address: str, version: str) -> str:
    """Return the files of a route, or the pictures of several compared, and their citations, as a part of a page.

    The links are relative to the page, so that they hold under any base path; `version` is that of the server's files.

    Parameters
    ----------
    ways
        The routes by their keys.
    """
    key, *others = ways
    atlas = ways[key].atlas
    pinned = {selections.DATA: atlas.version} if atlas.present else {}
    query = ({"scenario": ",".join(scenario_ids)} if scenario_ids else {}) | pinned | {"v": version}
    joined, named = ",".join(ways), "-".join(ways)
    purposes = {} if others else PURPOSES
    return markup.render(
        "export/download_list.html",
        files=[(urls.file(f"export/{key}.{name}", "", query), *words) for name, words in purposes.items()],
        pictures=_pictures(joined, named, query),
        citation=verified_citations.of_views(ways, address),
        pinned=_pinned_frame(ways, scenario_ids, address),
    )


def _pinned_frame(ways: Mapping[str, Journey], scenario_ids: tuple[Id, ...], address: str) -> tuple[str, str] | None:
    """Return the embed code that keeps showing a release, and when that was published; None where none can be given.

    It is the release shown; where the present data are on record under none, the last one that has the route.
    """
    atlas = next(iter(ways.values())).atlas
    release = releases.find(atlas.present or atlas, atlas.version) or _last_with(atlas, ways, scenario_ids)
    if not address or not release:
        return None
    src = f"{address.replace(atlas.version, release.version)}&{urls.EMBED}=true"
    title = numbers.listed(citations.title_of(way) for way in ways.values())
    frame = markup.render("server/frame.html", src=src, title=title, width=WIDTH, height=HEIGHT)
    return frame, dates.day(release.published.isoformat())


def _last_with(atlas: Atlas, ways: Mapping[str, Journey], scenario_ids: tuple[Id, ...]) -> Release | None:
    """Return the last release if it is known to have routes: curated ones, as last reported."""
    last = next(reversed(releases.recorded(atlas.present or atlas)), None)
    known = last and not scenario_ids and all(urls.Urls("").route(key) in last.links for key in ways)
    return last if known else None


def _pictures(key: str, named: str, query: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Return the address, file name, size and purpose of each picture to share."""
    return [
        (urls.file(f"views/{kind}/{key}.png", "", query), picture_name(named, size), f"Picture, {size}", purpose)
        for kind, (size, purpose) in SHARED.items()
    ]


def picture_name(key: str, size: str) -> str:
    """Return the name of a picture's file: `nakhchivan-syunik-rail-1200x630.png`."""
    return f"{holder_names.slug(key)}-{size.replace(' × ', 'x')}.png"
