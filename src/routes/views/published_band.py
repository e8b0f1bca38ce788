"""The band above a view of a release: when it was published, and what has changed since, as HTML."""

from __future__ import annotations

from functools import partial

from routes.analysis import changes
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.network import planner
from routes.text import dates, route_names
from routes.views import markup, preview
from routes.views.selections import DATA, Selection
from routes.views.urls import DASHBOARD, query_of


@kept(100)
def of_page(then: Atlas, page: str, selection: Selection, *, whole: bool = False, short: bool = False) -> str:
    """Return the band of a page under a selection; empty for the present data.

    Parameters
    ----------
    whole
        Whether the page is about everything, as the front page is, and not about the routes of the selection.
    short
        Whether all but the date is folded away, for the small page that others embed.
    """
    if then.present is None:
        return ""
    keys = () if whole else preview.of(then, page, selection).ways
    ways = {key: planner.journey(then, key, selection.scenarios) for key in keys}
    since = changes.changes_since(then, ways)
    # A version that is named and empty is the present one; links that name one are left as they are.
    now = DASHBOARD.page(page, {**(query_of(page, selection) if not whole else {}), DATA: ""})
    title = partial(route_names.title, then)
    figures = [(title(key) if len(ways) > 1 else "", found) for key, found in since.figures.items() if found]
    return markup.render(
        "published_band.html",
        short=f"As published on {dates.day(then.on.isoformat())}" if short else "",
        sentence=since.sentence,
        figures=figures,
        changes=since.changes,
        now=now,
    )
