"""The Arguments tab of a route: filters in the address, actors, arguments for and against, and a timeline."""

from __future__ import annotations

from routes.data.atlas import Atlas
from routes.network import planner
from routes.views.arguments import filters, for_route
from routes.views.selections import Selection
from routes.views.urls import DASHBOARD


def html(atlas: Atlas, key: str, chosen: Selection) -> str:
    """Return the arguments on a route that the filters of a selection leave, as a part of a page.

    Parameters
    ----------
    key
        The key of the route, curated or planned.

    Raises
    ------
    UnknownIdError
        If the key means no route.
    """
    journey = planner.journey(atlas, key, chosen.scenarios)
    cited = for_route.cited(journey)
    sides = {c.argument.id: c.stance for c in cited}
    page = "" if journey.route else "plan"
    return for_route.rendered(
        journey,
        [c for c in cited if filters.fits(atlas, c.argument, chosen, sides)],
        filters=filters.rows(
            atlas, [c.argument for c in cited], chosen, lambda target: DASHBOARD.selection(page, target), sides
        ),
        everything=DASHBOARD.selection(page, filters.cleared(chosen)) if filters.active(chosen) else "",
    )
