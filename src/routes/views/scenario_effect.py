"""What scenarios do to one route: which bear on it, and what they change."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from routes.data.atlas import Atlas
from routes.model import Id
from routes.network import planner
from routes.network.journey import Journey
from routes.network.scenarios import apply_scenarios
from routes.text import assumptions, numbers, place_names, stops
from routes.text.language import gettext

KEPT = 200


@lru_cache(maxsize=KEPT)
def bearing_on(atlas: Atlas, route_id: Id) -> tuple[Id, ...]:
    """Return the scenarios that change or mark something on a route: first its question's own, then the others."""
    route = atlas.route(route_id)
    found = [s for s in atlas.scenarios.values() if _bears(atlas, s.id, route_id)]
    return tuple(s.id for s in sorted(found, key=lambda s: route.question not in s.questions))


def _bears(atlas: Atlas, scenario_id: Id, route_id: Id) -> bool:
    legs = [atlas.legs[id] for id in atlas.route(route_id).legs]
    conditions = apply_scenarios(atlas, (scenario_id,))
    places = [atlas.places[id] for leg in legs for id in (leg.start, leg.end)]
    ids = {*(leg.id for leg in legs), *(place.id for place in places)}
    return bool(conditions.badges(*legs, *places)) or not ids.isdisjoint(conditions.changed)


def effect(journey: Journey) -> str | None:
    """Say what the reader's scenarios change on a route: `With “Iran closed”: no change on this route.`

    Returns None where no scenario is chosen; the network of a year is the base it is compared with.
    """
    changed = changes(journey)
    if changed is None:
        return None
    names = assumptions.listed_scenarios(journey.atlas, journey.conditions.supposed)
    return gettext("With %(scenarios)s: %(changes)s.", scenarios=names, changes=changed)


def changes(journey: Journey) -> str | None:
    """Say the same without the scenarios' names: `531 km usable instead of 319 km`, `no change on this route`."""
    if not journey.conditions.supposed or journey.route is None:
        return None
    year = (journey.conditions.year.id,) if journey.conditions.year else ()
    before = planner.journey(journey.atlas, journey.route.id, year)
    found = [*_changes(before, journey)]
    return numbers.listed(found) if found else gettext("no change on this route")


def _changes(before: Journey, after: Journey) -> Iterator[str]:
    if numbers.rounded(before.passable_km) != numbers.rounded(after.passable_km):
        now, then = numbers.km(after.passable_km), numbers.km(before.passable_km)
        yield gettext("%(now)s usable instead of %(then)s", now=now, then=then)
    for old, new in zip(before.crossings, after.crossings, strict=True):
        if old.status != new.status:
            place = place_names.short_name(new.post)
            yield gettext("%(border_crossing)s %(state)s", border_crossing=place, state=stops.crossing_now(new))
