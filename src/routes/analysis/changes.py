"""Changes since a data version.

Each published version leaves a small record in `geodata/releases/`: of every leg its status, date and length, of every
post and port its status and date, of every route its legs and arguments. The records are no part of the version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from routes.data.atlas import Atlas
from routes.errors import RoutesError
from routes.model import Id, Leg, Place
from routes.network.journey import Journey
from routes.text import dates, numbers, terms

FOLDER = "releases"
VERSION = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{7}")
QUOTED_LENGTH = 40
# Versions named where one is not on record, and changes shown one by one.
NAMED, CHANGES_NAMED = 5, 60


class _Part(BaseModel):
    """Frozen, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LegThen(_Part):
    """A leg as it was reported then."""

    status: str
    as_of: str | None
    km: float


class GateThen(_Part):
    """A border post or port as it was reported then."""

    status: str
    as_of: str | None


class RouteThen(_Part):
    """A route's legs and the arguments that bore on it."""

    legs: tuple[Id, ...]
    arguments: tuple[Id, ...]


class Release(_Part):
    """The record of one published data version."""

    version: str
    legs: Mapping[Id, LegThen]
    gates: Mapping[Id, GateThen]
    routes: Mapping[Id, RouteThen]
    arguments: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """What is to be said to who comes with another version: a sentence, and what changed one by one."""

    sentence: str
    changes: tuple[str, ...]


def record(atlas: Atlas) -> Release:
    """Return the record of the atlas as it is."""
    return Release(
        version=atlas.version,
        legs={
            leg.id: LegThen(status=str(leg.status.value), as_of=leg.status.as_of, km=round(leg.length.km, 3))
            for leg in atlas.legs.values()
        },
        gates={
            p.id: GateThen(status=str(p.status.value), as_of=p.status.as_of) for p in atlas.places.values() if p.status
        },
        routes={
            r.id: RouteThen(legs=r.legs, arguments=tuple(sorted(c.argument.id for c in atlas.arguments_of(r.id))))
            for r in atlas.routes.values()
        },
        arguments=tuple(sorted(atlas.arguments)),
    )


def write(atlas: Atlas) -> Path:
    """Write the record of the atlas as it is into its own folder, and return where."""
    file = atlas.folder / FOLDER / f"{atlas.version}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(record(atlas).model_dump_json(indent=1) + "\n", encoding="utf-8")
    return file


def recorded(atlas: Atlas) -> tuple[str, ...]:
    """Return the versions on record, oldest first."""
    names = (file.stem for file in (atlas.folder / FOLDER).glob("*.json"))
    return tuple(sorted(name for name in names if VERSION.fullmatch(name)))


def read(atlas: Atlas, version: str) -> Release | None:
    """Return the record of a version, or None if there is none.

    Raises
    ------
    RoutesError
        If the record is not one.
    """
    if version not in recorded(atlas):
        return None
    file = atlas.folder / FOLDER / f"{version}.json"
    try:
        return Release.model_validate_json(file.read_bytes())
    except ValidationError as error:
        raise RoutesError(f"{FOLDER}/{file.name}: {error.errors()[0]['msg']}; write it anew") from error


def changes_since(atlas: Atlas, version: str, ways: Sequence[Journey] = ()) -> ChangeSummary:
    """Say what has changed since a version, of the routes on screen, or of everything where there are none."""
    made = f"This link was made with data version {version[:QUOTED_LENGTH]}"
    then = read(atlas, version)
    if then is None:
        names = recorded(atlas)
        known = f"On record: {', '.join(names[-NAMED:])}" if names else "None is on record"
        return ChangeSummary(f"{made}, which is not on record. {known}. The figures below are of {atlas.version}.", ())
    changes = tuple(_changes(atlas, then, ways))
    what = "" if not ways else " this route" if len(ways) == 1 else " these routes"
    if not changes:
        same = f"Nothing recorded{what and f' of{what}'} has changed since"
        return ChangeSummary(f"{made}. {same}; the data version is now {atlas.version}.", ())
    counted = numbers.counted(len(changes), "change")
    more = (f"And {len(changes) - CHANGES_NAMED} more.",) if len(changes) > CHANGES_NAMED else ()
    sentence = f"{made}. {counted.capitalize()}{what and f' to{what}'} since, up to version {atlas.version}."
    return ChangeSummary(sentence, (*changes[:CHANGES_NAMED], *more))


def _changes(atlas: Atlas, then: Release, ways: Sequence[Journey]) -> Iterator[str]:
    routes = [way.route.id for way in ways if way.route] if ways else [*dict.fromkeys((*then.routes, *atlas.routes))]
    for id in routes:
        yield from _route(atlas, then, id)
    before = {leg for id in routes if id in then.routes for leg in then.routes[id].legs}
    legs = {s.leg.id for way in ways for s in way.sections} | before if ways else {*then.legs, *atlas.legs}
    yield from _legs(atlas, then, sorted(legs))
    on_way = {end for way in ways for s in way.sections for end in (s.start.id, s.end.id)}
    gates = on_way if ways else {*then.gates, *(p.id for p in atlas.places.values() if p.status)}
    yield from _gates(atlas, then, sorted(gates))
    yield from _renewed(atlas, then, legs, gates)
    yield from _arguments(atlas, then, routes if ways else None)


def _route(atlas: Atlas, then: Release, id: Id) -> Iterator[str]:
    was, route = then.routes.get(id), atlas.routes.get(id)
    if route is None:
        yield f"Route {id} is no longer in the atlas."
    elif was is None:
        yield f"{route.title}: added."
    else:
        if was.legs != route.legs:
            added, gone = len({*route.legs} - {*was.legs}), len({*was.legs} - {*route.legs})
            yield f"{route.title}: another course, {_sections(added)} added, {_sections(gone)} taken out."
        old = sum(then.legs[leg].km for leg in was.legs if leg in then.legs)
        new = sum(atlas.legs[leg].length.km for leg in route.legs)
        if numbers.rounded(old) != numbers.rounded(new):
            yield f"{route.title}: length {numbers.km(old)} → {numbers.km(new)}."


def _sections(count: int) -> str:
    return numbers.counted(count, "section") if count else "none"


def _legs(atlas: Atlas, then: Release, ids: Iterable[Id]) -> Iterator[str]:
    for id in ids:
        was, leg = then.legs.get(id), atlas.legs.get(id)
        if leg is None:
            yield f"Section {id}: no longer in the atlas."
            continue
        name = f"Section {atlas.places[leg.start].name} - {atlas.places[leg.end].name}"
        if was is None:
            yield f"{name}: added."
            continue
        if was.status != leg.status.value:
            yield f"{name}: {_state(was.status, was.as_of)} → {_state(str(leg.status.value), leg.status.as_of)}."
        if numbers.rounded(was.km) != numbers.rounded(leg.length.km):
            yield f"{name}: {numbers.km(was.km)} → {numbers.km(leg.length.km)}."


def _gates(atlas: Atlas, then: Release, ids: Iterable[Id]) -> Iterator[str]:
    for id in ids:
        was, place = then.gates.get(id), atlas.places.get(id)
        report = place.status if place else None
        if place is None or report is None:
            if was:
                yield f"{place.name if place else id}: its state is no longer in the atlas."
        elif was is None:
            yield f"{place.name}: added, {_gate(str(report.value), report.as_of)}."
        elif was.status != report.value.value:
            yield f"{place.name}: {_gate(was.status, was.as_of)} → {_gate(str(report.value), report.as_of)}."


def _renewed(atlas: Atlas, then: Release, legs: Iterable[Id], gates: Iterable[Id]) -> Iterator[str]:
    """Yield how many states are as they were, but reported at another date."""
    pairs: list[tuple[LegThen | GateThen | None, Leg | Place | None]] = []
    pairs += ((then.legs.get(id), atlas.legs.get(id)) for id in legs)
    pairs += ((then.gates.get(id), atlas.places.get(id)) for id in gates)
    now = [(was, entry.status) for was, entry in pairs if was and entry and entry.status]
    same = sum(was.status == report.value and was.as_of != report.as_of for was, report in now)
    if same:
        yield f"{numbers.counted(same, 'state').capitalize()} confirmed as before by another report."


def _arguments(atlas: Atlas, then: Release, routes: Sequence[Id] | None) -> Iterator[str]:
    if routes is None:
        was, now = {*then.arguments}, {*atlas.arguments}
    else:
        was = {a for id in routes if id in then.routes for a in then.routes[id].arguments}
        now = {c.argument.id for id in routes if id in atlas.routes for c in atlas.arguments_of(id)}
    for count, verb in ((len(now - was), "added"), (len(was - now), "taken out")):
        if count:
            yield f"{numbers.counted(count, 'argument').capitalize()} {verb}."


def _state(status: str, as_of: str | None) -> str:
    return f"{terms.LEG_WORDS.get(status, status)} ({dates.dated(as_of)})"


def _gate(status: str, as_of: str | None) -> str:
    return f"{terms.gate_state(status)} ({dates.dated(as_of)})"
