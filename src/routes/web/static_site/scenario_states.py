"""The text of a route's page under each scenario, as differences from what is reported.

A page holds for each scenario what is different in it, counted in its own text as a browser writes it back. Sixteen
scenarios so cost little more than one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from routes.data.atlas import Atlas
from routes.model import Id
from routes.network import planner
from routes.network.journey import Journey
from routes.views import sections, summary
from routes.views.arguments import for_route
from routes.views.estimate import page
from routes.views.map import route_features
from routes.views.profile import profiles
from routes.views.urls import StaticUrls
from routes.web.server.files import as_json
from routes.web.static_site import packing
from routes.web.static_site.browser_text import written_back

# The addresses on a route's page, which is in a folder of its own.
IN_FOLDER = StaticUrls("../")
# The parts of a page that a scenario may change; `way` is drawn on the map, the others are shown.
PARTS: Mapping[str, Callable[[Journey], str]] = {
    "head": lambda journey: summary.first_screen(journey, urls=IN_FOLDER),
    "panel": summary.html,
    "time": page.plain,
    "profile": profiles.drawings,
    "ledger": lambda journey: sections.html(journey, IN_FOLDER),
    "debate": lambda journey: for_route.html(journey, IN_FOLDER),
    "way": lambda journey: embedded(route_features.way_json(journey)),
}
WAY = "way"
# How the dashboard opens a source: beside itself, so that what was set there stays. A page of the edition keeps what
# was chosen in its address, and says once in its head that no source is told where its reader comes from.
BESIDE = ' target="_blank" rel="noopener noreferrer"'
# Where a text is cut before it is compared: before each element, or entry of JSON, that may change as a whole.
CUT = re.compile(r'(?=<(?:li|tr|p|text|path|g|svg|dd|h1|div|defs)[ >])|(?="says")|(?=\{"id")')
# From, to, counted as JavaScript counts (in units of UTF-16), and the replacement.
Change = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class States:
    """A route's parts as last reported, and under each scenario what changes in them as a browser writes them back."""

    route: Id
    base: Mapping[str, str]
    under: dict[Id, dict[str, list[Change]]]


def parts(journey: Journey) -> dict[str, str]:
    """Return every part of a route's page."""
    return {name: plain_links(part(journey)) for name, part in PARTS.items()}


def plain_links(html: str) -> str:
    """Return HTML whose links to sources open in place of the page."""
    return html.replace(BESIDE, "")


def of_routes(atlas: Atlas) -> dict[Id, States]:
    """Return the text of every route's page, as last reported and under each scenario alone.

    Scenario by scenario, not route by route: the routes share what is computed under one.
    """
    found = {id: States(id, parts(planner.journey(atlas, id)), {}) for id in atlas.routes}
    bases = {id: changeable(states.base) for id, states in found.items()}
    for scenario_id in atlas.scenarios:
        for id, states in found.items():
            now = changeable(parts(planner.journey(atlas, id, (scenario_id,))))
            changed = {name: changes(bases[id][name], text) for name, text in now.items()}
            states.under[scenario_id] = {name: made for name, made in changed.items() if made}
    return found


def changeable(said: Mapping[str, str]) -> dict[str, str]:
    """Return every part of a page as its script finds it."""
    return {name: text if name == WAY else written_back(text) for name, text in said.items()}


def changes(base: str, text: str) -> list[Change]:
    """Return the changes that turn one text into another, in order and not overlapping."""
    if base == text:
        return []
    old, new = CUT.split(base), CUT.split(text)
    starts = [0, *accumulate(map(units, old))]
    out: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            out += [_trimmed(starts[i], old[i], new[j]) for i, j in zip(range(a, b), range(c, d), strict=True)]
        elif tag != "equal":
            out.append((starts[a], starts[b], "".join(new[c:d])))
    return out


def _trimmed(at: int, old: str, new: str) -> Change:
    """Return a change without the characters that both texts begin and end with."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    return at + units(old[:head]), at + units(old[: len(old) - tail]), new[head : len(new) - tail]


def _alike(a: str, b: str) -> int:
    """Return the length of the common beginning of two texts, in characters."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def units(text: str) -> int:
    """Return the length of a text as JavaScript counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def plain(states: States) -> str:
    """Return what a page needs at once besides the route as last reported: its id and the available scenarios."""
    return embedded({"route": states.route, "scenarios": [*states.under]})


def packed(states: States) -> str:
    """Return what a page needs when a scenario is chosen: what changes, packed."""
    return packing.packed(as_json(states.under))


def embedded(value: object) -> str:
    """Return JSON that is safe inside a script element: without `<`, so that it cannot close one."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
