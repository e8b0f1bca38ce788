"""Checks that the legs of a route join from end to end, and that a history ends as last reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from routes.data.checks.references import Tables
from routes.data.files import Raw
from routes.errors import Problem
from routes.model import History, Leg, Place, PlaceKind, Route


def of_route(raw: Raw, route: Route, tables: Tables) -> Iterator[Problem]:
    """Yield where the legs of a route do not join from its first place to its last."""
    here = route.start
    for id in route.legs:
        leg = tables["legs"][id]
        if here not in (leg.start, leg.end):
            found = f"{id} joins {leg.start} and {leg.end}, but the way has come to {here}"
            yield raw.problem("legs", found, "name the legs in order, each from where the one before ends")
            return
        here = leg.end if here == leg.start else leg.start
    if here != route.end:
        yield raw.problem("to", f"the legs end at {here}, not at {route.end}", "correct `to` or the legs")
    for a, b in pairwise(route.legs):
        yield from _joint(raw, tables["legs"][a], tables["legs"][b], tables["places"])


def _joint(raw: Raw, a: Leg, b: Leg, places: Mapping[str, Place]) -> Iterator[Problem]:
    place = places[({a.start, a.end} & {b.start, b.end}).pop()]
    if a.country and b.country and a.country != b.country and place.kind is not PlaceKind.BORDER_POST:
        yield raw.problem(
            "legs", f"{a.id} and {b.id} change country at {place.id}, no border post", "end both at a post"
        )
    if a.mode is not b.mode and not {a.mode, b.mode} <= set(place.transfer):
        found = f"{a.id} and {b.id} change from {a.mode} to {b.mode} at {place.id}, which does not offer it"
        yield raw.problem("legs", found, "add both to the place's `transfer` if goods really change there")


def of_history(raw: Raw, history: History, tables: Tables, histories: dict[str, str]) -> Iterator[Problem]:
    """Yield where a history disagrees with the last reports of its legs and gates, or is not the only one of each."""
    last = history.periods[-1] if history.periods else None
    lasts = last is not None and last.closed is None and last.known_until is None
    for id in (*history.legs, *history.places):
        if id in histories:
            yield raw.problem("id", f"{id} has another history in {histories[id]}", "write one history of each")
        histories[id] = history.id
        entry = tables["legs"].get(id) or tables["places"][id]
        if getattr(entry, "opened", None) or getattr(entry, "closed", None):
            yield raw.problem("legs", f"{id} has `opened` or `closed` of its own", "leave them out of the leg")
        if entry.status is None:
            yield raw.problem("places", f"{id} is no border post and no port", "leave it out")
        elif (entry.status.value in ("open", "limited")) != lasts:
            found = f"{id} is reported {entry.status.value}, but its history {'goes on' if lasts else 'has ended'}"
            yield raw.problem("periods", found, "end the last period, or begin another")
