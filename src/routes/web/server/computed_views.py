"""The functions and file endings of what is computed of a route, of several, or of the whole atlas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.network import planner
from routes.network.journey import Journey
from routes.views import (
    comparison,
    link_effects,
    overview,
    place_page,
    planned,
    query_values,
    scenario_table,
    sections,
    source_page,
    stories,
    unknowns,
)
from routes.views.arguments import balance, for_route, tab
from routes.views.arguments import page as arguments_page
from routes.views.capacity import page as capacity_page
from routes.views.chokepoints import page as chokepoints_page
from routes.views.estimate import page
from routes.views.map import route_features
from routes.views.profile import profiles
from routes.views.promises import page as promises_page
from routes.views.selections import Selection
from routes.web.server.files import as_json

# The last part of an address that means the whole atlas.
ALL = "all"
# What is computed of a route or option: name: (ending, function).
VIEWS: Mapping[str, tuple[str, Callable[[Journey], bytes]]] = {
    "way": ("json", lambda journey: as_json(route_features.way_json(journey))),
    "profile": ("html", lambda journey: profiles.document(journey).encode()),
    "ledger": ("html", lambda journey: sections.html(journey).encode()),
    "capacity": ("html", lambda journey: capacity_page.html(journey).encode()),
    "history": ("html", lambda journey: sections.history(journey).encode()),
    "cited": ("html", lambda journey: for_route.sources_html(journey).encode()),
}
# What is computed of several routes, their keys joined by commas.
TOGETHER: Mapping[str, tuple[str, Callable[[Sequence[Journey]], bytes]]] = {
    "ways": ("json", lambda ways: as_json(route_features.ways_json(ways))),
    "options": ("json", lambda ways: as_json(route_features.options_json(ways))),
    "stacked": ("html", lambda ways: profiles.stacked(ways).encode()),
    "table": ("html", lambda ways: comparison.html(ways).encode()),
}
# The reading column of a route, which includes the addresses of other columns; made in `assets`.
COLUMN = "column"
# What includes the address of the site itself, and the picture of a link preview; both are made in `downloads`.
OFFER, PICTURE, PORTRAIT = "offer", "picture", "portrait"
ENDINGS = {kind: ending for kind, (ending, _) in (*VIEWS.items(), *TOGETHER.items())} | {OFFER: "html", PICTURE: "png"}

# What is computed of the atlas for a reader's selection: name: function of the last part of the address.
BOARDS: Mapping[str, Callable[[Atlas, str, Selection], str]] = {
    "matrix": lambda atlas, question_id, chosen: scenario_table.html(atlas, question_id, chosen.scenarios),
    "chokepoints": chokepoints_page.html,
    "arguments": arguments_page.html,
    "debate": tab.html,
    "links": lambda atlas, id, chosen: link_effects.html(_whole(atlas, id), id, chosen),
    "verdicts": lambda atlas, id, chosen: link_effects.verdicts_html(_whole(atlas, id), id, chosen),
    "overview": lambda atlas, id, _: overview.html(_whole(atlas, id)),
    "estimate": page.html,
    "planned": planned.html,
    "valued": lambda atlas, keys, chosen: comparison.html(
        [planner.journey(atlas, key, chosen.scenarios) for key in keys.split(",")[: query_values.MOST_COMPARED]],
        chosen.given,
    ),
    "place": lambda atlas, place_id, chosen: place_page.html(atlas, place_id, chosen=chosen),
    "sources": lambda atlas, source_id, chosen: source_page.html(atlas, source_id, chosen=chosen),
    "promises": lambda atlas, id, _: promises_page.html(_whole(atlas, id)),
    "stories": lambda atlas, id, _: stories.html(_whole(atlas, id)),
    "unknowns": lambda atlas, id, _: unknowns.html(_whole(atlas, id)),
    "balance": lambda atlas, id, _: balance.html(_whole(atlas, id)),
}
# What is written in the reader's language; everything else is in English so far.
TRANSLATED = frozenset({COLUMN})
# What takes up to a second to compute.
SLOW_VIEWS = frozenset(
    {*TOGETHER, "matrix", "chokepoints", "arguments", "valued", "balance", "links", "verdicts", "stories"}
)


def _whole(atlas: Atlas, id: str) -> Atlas:
    """Return the atlas if the last part of the address means the whole of it."""
    if id != ALL:
        raise UnknownIdError("part", id, [ALL])
    return atlas
