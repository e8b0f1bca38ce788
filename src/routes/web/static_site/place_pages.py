"""Pages of places in the static edition: the list of all, and one for each with its map."""

from __future__ import annotations

from collections.abc import Iterator

from routes.data.atlas import Atlas
from routes.text import numbers, terms
from routes.views import markup, place_page
from routes.views.urls import StaticUrls, Urls
from routes.web.static_site.pages import PATHS, Page


def pages(atlas: Atlas, dashboard: Urls | None) -> Iterator[Page]:
    """Yield the list of places, and the page of each.

    Parameters
    ----------
    dashboard
        Where a dashboard stands that answers what the edition cannot, such as the list narrowed by kind and country.
    """
    yield Page(
        PATHS.place(),
        "Ports, border crossings and places - Corridor Atlas",
        f"The {len(atlas.places)} places of the atlas: what meets there, its state, history and published figures.",
        _shown(place_page.html(atlas, place_page.ALL, StaticUrls("", dashboard))),
        ("code/forward.js",),
    )
    for place in atlas.places.values():
        described = place_page.described(atlas, place)
        # A rail and a road crossing may have one name.
        modes = f" ({numbers.listed(terms.MODE_WORDS[mode] for mode in place.modes)})" if place.modes else ""
        yield Page(
            PATHS.place(place.id),
            f"{place.name}{modes}: {described.partition('.')[0]} - Corridor Atlas",
            described,
            _shown(place_page.html(atlas, place.id, StaticUrls("../", dashboard))),
            short=True,
        )


def _shown(body: str) -> str:
    return markup.render("static_site/place.html", body=body)
