"""Names of routes in words: a curated route's title, and what a planned one is called.

A planned route that is a curated one leg by leg goes by the curated name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from routes.data.atlas import Atlas
from routes.model import Id, Mode
from routes.network import planner
from routes.network.journey import Journey
from routes.network.planner import Ask, excluded_end
from routes.text import assumptions, headlines, numbers, place_names

# A route's short name ends in its mode where several routes go that way.
MODE_AT_END = re.compile(r", (rail|road)$")


def avoidable(atlas: Atlas) -> tuple[str, ...]:
    """Return what a route can be asked to avoid: countries by name, then road, sea and rail."""
    modes = (Mode.ROAD.value, Mode.SEA.value, Mode.RAIL.value)
    return (*sorted(planner.avoidable(atlas).difference(modes), key=atlas.country_name), *modes)


def refusal(atlas: Atlas, ask: Ask) -> str | None:
    """Say why there is nothing to look for: both ends the same, or one in a country to be avoided."""
    if ask.start == ask.end:
        return "From and to are the same place. Choose two."
    if place := excluded_end(atlas, ask):
        return f"{place.name} lies in {numbers.listed(map(atlas.country_name, place.countries))}, which you avoid."
    return None


def no_way(atlas: Atlas, ask: Ask, scenario_ids: tuple[Id, ...] = ()) -> str:
    """Say between which ends, and under what, there is no route."""
    state = assumptions.under_scenarios(atlas, [atlas.scenario(id) for id in scenario_ids]) or "as last reported"
    avoided = numbers.listed(atlas.country_name(a) if a.isupper() else a for a in ask.avoid) if ask.avoid else ""
    return f"No usable route from {ends(atlas, ask)} {state}" + (f", avoiding {avoided}" if avoided else "")


def ends(atlas: Atlas, ask: Ask) -> str:
    """Return where a route asked for begins and ends: `Baku to Tehran`."""
    return " to ".join(place_names.city(atlas, atlas.place(id)) for id in (ask.start, ask.end))


def title(atlas: Atlas, key: str) -> str:
    """Return what a key asks for in words, also where no route is found."""
    found = planner.parse(atlas, key)
    if isinstance(found, str):
        return atlas.route(found).title
    ask, n = found
    return f"{ends(atlas, ask)}, option {n}"


def name(way: Journey) -> str:
    """Return a curated route's short name, or a planned one's ends and what sets it apart: modes and borders."""
    if route := planner.curated(way):
        return route.short
    return f"{place_names.city(way.atlas, way.start)} to {place_names.city(way.atlas, way.end)} {via(way)}"


def label(way: Journey) -> str:
    """Return what sets a route apart between its ends: `by Azerbaijan (rail)`, `by rail and sea via Astrakhan`."""
    route = planner.curated(way)
    return MODE_AT_END.sub(r" (\1)", route.short) if route else via(way)


def without_mode(label: str) -> str:
    """Return a label without the mode at its end: `by Azerbaijan` for `by Azerbaijan (rail)`."""
    return label.partition(" (")[0]


def goes_alone(way: Journey, ways: Sequence[Journey]) -> bool:
    """Return whether a route's label without its mode is that of no other route."""
    return [without_mode(label(one)) for one in ways].count(without_mode(label(way))) == 1


def via(way: Journey) -> str:
    """Return the modes, borders and ports passed: `by rail and sea via Astrakhan and Anzali`."""
    passed = (s.place for s in way.stops if s.crossing or s.transshipment)
    posts = dict.fromkeys(place_names.city(way.atlas, place).split(" / ")[0] for place in passed)
    return headlines.by_modes(way) + (f" via {numbers.listed(posts)}" if posts else ", within one country")
