"""What is a way in short: its figures, its state, what stops it and what there is instead?"""

from __future__ import annotations

from routes import fragment, phrase, plan
from routes.journey import Journey

NAMES_SHOWN = 4


def html(journey: Journey) -> str:
    """Summary, figures and state of a route as a fragment of a page."""
    route, found = journey.route, plan.instead(journey)
    assert route is not None
    return fragment.render(
        "panel.html",
        summary=route.summary,
        facts=phrase.facts(journey),
        status=phrase.status_line(journey),
        more=(*((found.blocked, found.finding) if found else ()), *phrase.assumptions(journey)),
    )


def names(journey: Journey) -> str:
    """The names in use for a route, by whom, and the question it belongs to, as a fragment of a page."""
    route = journey.route
    assert route is not None
    asks = journey.atlas.questions[route.question].asks
    return fragment.render("names.html", names=route.names, shown=NAMES_SHOWN, asks=asks)
