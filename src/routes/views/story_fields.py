"""The numbers in a story: each is a field of its text, `{km nakhchivan-syunik-rail}`, that the atlas fills in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from routes.analysis import capacity, turns
from routes.data.atlas import Atlas
from routes.errors import RequestError, RoutesError
from routes.model import Id, Stance
from routes.network import estimate, planner
from routes.network.journey import Journey
from routes.network.planner import Ask
from routes.text import numbers, route_names, units
from routes.views.arguments import for_route
from routes.views.capacity import sentences

FIELD = re.compile(r"\{([a-z-]+)((?:\s+[\w~.-]+)*)\}")


def filled(atlas: Atlas, text: str) -> str:
    """Return a text with its fields filled in.

    Raises
    ------
    RequestError
        If a field is not known, or what it names is not in the atlas; it tells which.
    """
    return FIELD.sub(lambda found: _value(atlas, found[0], found[1], found[2].split()), text)


def written_numbers(text: str) -> tuple[str, ...]:
    """Return the words with digits that a text holds outside its fields."""
    return tuple(word for word in FIELD.sub("", text).split() if any(c.isdigit() for c in word))


def _value(atlas: Atlas, whole: str, name: str, given: list[str]) -> str:
    if name not in FIELDS:
        raise RequestError(f"the field {whole} is not known; the fields are {', '.join(FIELDS)}")
    try:
        return FIELDS[name](atlas, *given)
    except (RoutesError, TypeError, ValueError) as error:
        raise RequestError(f"the field {whole} cannot be filled in: {error}") from error


def _way(atlas: Atlas, key: str, *scenarios: Id) -> Journey:
    return planner.journey(atlas, key, scenarios)


def _km(atlas: Atlas, key: str, *scenarios: Id) -> str:
    way = _way(atlas, key, *scenarios)
    return numbers.km(way.length_km, approximate=way.approximate_km > 0)


def _unusable(atlas: Atlas, key: str, *scenarios: Id) -> str:
    way = _way(atlas, key, *scenarios)
    return numbers.km(way.length_km - way.passable_km)


def _km_in(atlas: Atlas, key: str, country: str) -> str:
    return numbers.km(_way(atlas, key).km_by_country.get(country, 0.0))


def _borders(atlas: Atlas, key: str) -> str:
    return numbers.counted(len(_way(atlas, key).crossings), "border")


def _state(atlas: Atlas, key: str, *scenarios: Id) -> str:
    if not _way(atlas, key, *scenarios).passable:
        return "no through service"
    return "usable throughout" if scenarios else "usable when last reported"


def _longer(atlas: Atlas, key: str, other: str) -> str:
    more = numbers.rounded(_way(atlas, key).length_km) - numbers.rounded(_way(atlas, other).length_km)
    return f"{numbers.km(abs(more))} {'longer' if more >= 0 else 'shorter'}"


def _time(atlas: Atlas, key: str) -> str:
    return f"typically {units.duration(estimate.of(_way(atlas, key)).hours.typical)}"


def _arguments(atlas: Atlas, key: str, side: str) -> str:
    found = [one for one in for_route.cited(_way(atlas, key)) if one.stance is Stance(side)]
    return numbers.counted(len(found), "argument")


def _argument(atlas: Atlas, id: Id) -> str:
    return atlas.arguments[id].says


def _capacity(atlas: Atlas, key: str) -> str:
    return sentences.finding(capacity.of(_way(atlas, key)))


def _shortest(atlas: Atlas, start: Id, end: Id, *scenarios: Id) -> str:
    ways = planner.answer(atlas, Ask(start, end), scenarios).ways
    if not ways:
        return "no open route is left."
    return f"the shortest open route is {numbers.km(ways[0].length_km)}, {route_names.label(ways[0])}."


def _turns(atlas: Atlas, side: Id) -> str:
    found = {pair.side.id: pair.events for pair in turns.pairs(atlas)}
    if side not in found:
        raise ValueError(f"no dated turn between Azerbaijan and {side!r}; there are some with {numbers.listed(found)}")
    return numbers.counted(len(found[side]), "dated turn")


FIELDS: Mapping[str, Callable[..., str]] = {
    "km": _km,
    "unusable": _unusable,
    "km-in": _km_in,
    "borders": _borders,
    "state": _state,
    "longer": _longer,
    "time": _time,
    "arguments": _arguments,
    "argument": _argument,
    "capacity": _capacity,
    "way": _shortest,
    "turns": _turns,
}
