"""What is a way in short: its figures, its state, what stops it and what there is instead?"""

from __future__ import annotations

from routes.network.journey import Journey
from routes.text import alternatives, assumptions, headlines
from routes.views import markup

NAMES_SHOWN = 4


def html(journey: Journey) -> str:
    """Summary, figures and state of a route as a fragment of a page."""
    route, found = journey.route, alternatives.instead(journey)
    assert route is not None
    return markup.render(
        "summary.html",
        summary=route.summary,
        facts=headlines.facts(journey),
        status=headlines.status_line(journey),
        more=(*((found.blocked, found.finding) if found else ()), *assumptions.assumptions(journey)),
    )


def names(journey: Journey) -> str:
    """The names in use for a route, by whom, and the question it belongs to, as a fragment of a page."""
    route = journey.route
    assert route is not None
    asks = journey.atlas.questions[route.question].asks
    return markup.render("names.html", names=route.names, shown=NAMES_SHOWN, asks=asks)
