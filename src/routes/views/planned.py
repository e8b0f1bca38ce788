"""The first screen of a planned route: which of the options it is, and the same answer as for a curated one."""

from __future__ import annotations

from functools import partial

from routes.data.atlas import Atlas
from routes.network import planner
from routes.network.planner import NEAREST, Answer
from routes.text import options
from routes.views import selections, summary, urls
from routes.views.selections import Selection


def html(atlas: Atlas, key: str, chosen: Selection) -> str:
    """Return the answer of the first screen for an option of the planner; its links lead to the tabs below.

    Parameters
    ----------
    key
        The option's key.
    chosen
        What the reader asks of the planner.

    Raises
    ------
    UnknownIdError
        If the key means no route.
    """
    got = planner.answer(atlas, chosen.ask(atlas), chosen.scenarios)
    tab = partial(urls.DASHBOARD.tab, "plan", selections.with_ends(atlas, "plan", chosen))
    way = planner.journey(atlas, key, chosen.scenarios)
    first_screen = summary.first_screen(way, chosen.given, tab=tab, kicker=kicker(got, chosen.n))
    return first_screen + summary.effect_bar(way)


def kicker(got: Answer, n: int) -> str:
    """Say which of the options found the n-th is: `Shortest of 3 options`."""
    best, found = options.ORDERS[got.ranked_by], len(got.ways)
    if n == NEAREST or not found:
        return "The shortest route, open or not"
    if found == 1:
        return f"{best}; no other option differs enough"
    shown = min(n, found)
    return (
        f"{best} of {found} options"
        if shown == 1
        else f"Option {shown} of {found}, ranked {options.RANKED[got.ranked_by]}"
    )
