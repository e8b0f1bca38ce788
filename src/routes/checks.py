"""Do the entries of geodata/ fit together?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from routes.errors import Problem
from routes.measure import apart_km, length_km
from routes.model import (
    Entry,
    History,
    Leg,
    LengthMethod,
    Mode,
    Parameter,
    ParameterKind,
    Place,
    PlaceKind,
    Route,
    Scenario,
    Source,
    Sourced,
)
from routes.reading import Raw

Entries = Mapping[str, Sequence[tuple[Raw, Any]]]
Tables = Mapping[str, Mapping[str, Any]]
# Words the atlas does not use in its own voice, with what to write instead.
LOADED = {
    r"exclaves?|enclaves?": "name the territory",
    r"strip of (?:land|territory)|land strip": "say section",
    r"occupied|liberated": "name who held or holds it, and when",
    r"missing links?": "say which line is not built",
    r"regimes?": "say government, or rules",
}
LOADED_PATTERN = re.compile(r"\b(?:" + "|".join(f"({p})" for p in LOADED) + r")\b", re.IGNORECASE)
OWN_TEXT = (
    "title",
    "summary",
    "short",
    "says",
    "note",
    "because",
    "reported",
    "what",
    "passengers",
    "asks",
    "overtaken",
    "why",
)
# Parameters of the estimate that must hold wherever no narrower one does, by mode where that matters.
EVERYWHERE: Mapping[ParameterKind, tuple[Mode | None, ...]] = {
    ParameterKind.SPEED: tuple(Mode),
    ParameterKind.BORDER: (Mode.RAIL, Mode.ROAD),
    ParameterKind.GAUGE: (None,),
    ParameterKind.PORT: (None,),
    ParameterKind.TRANSFER: (None,),
    ParameterKind.CARBON: tuple(Mode),
    ParameterKind.ENERGY: (Mode.RAIL,),
    ParameterKind.GRID: (None,),
    ParameterKind.LOAD: (None,),
}
# A line drawn from a track's vertices may exceed the track's own length by rounding to 3 decimals, but not by more.
ROUNDING = 1.01


def _maybe(id: str | None) -> tuple[str, ...]:
    return (id,) if id else ()


# For each kind of entry, the ids it names beside its sources: (field, table they must be in, ids).
NAMED: Mapping[str, Callable[[Any], list[tuple[str, str, Iterable[str]]]]] = {
    "places": lambda p: [("of", "places", _maybe(p.of))],
    "legs": lambda leg: [
        ("from", "places", (leg.start, leg.end)),
        ("length.figure", "figures", _maybe(leg.length.figure)),
    ],
    "figures": lambda f: [
        ("legs", "legs", f.legs),
        ("place", "places", _maybe(f.place)),
        ("route", "routes", _maybe(f.route)),
        ("values", "sources", [v.source for v in f.values]),
    ],
    "events": lambda e: [(table, table, getattr(e, table)) for table in ("legs", "places", "routes")],
    "history": lambda h: [
        ("legs", "legs", h.legs),
        ("places", "places", h.places),
        ("periods", "sources", [id for p in h.periods for id in p.sources]),
        ("announced", "sources", [a.source for a in h.announced]),
        ("sources", "sources", h.sources),
    ],
    "questions": lambda q: [
        ("start", "routes", (q.start,)),
        ("pairs", "places", [id for pair in q.pairs for id in pair]),
    ],
    "topics": lambda t: [("routes", "routes", t.routes)],
    "parameters": lambda p: [
        ("places", "places", (*p.places, *_maybe(p.passes))),
        ("counted_in", "parameters", _maybe(p.counted_in)),
        *((f"{name}.sources", "sources", value.sources) for name, value in p.values),
    ],
    "runs": lambda r: [
        ("route", "routes", (*_maybe(r.route), *r.routes)),
        ("legs", "legs", r.legs),
        ("from", "places", (*_maybe(r.start), *_maybe(r.end))),
        ("beyond", "parameters", [stage.parameter for stage in r.beyond]),
        ("by_hand", "parameters", [stage.parameter for stage in r.by_hand]),
        ("figures", "figures", r.figures),
    ],
    "routes": lambda r: [
        ("from", "places", (r.start, r.end)),
        ("legs", "legs", r.legs),
        ("question", "questions", (r.question,)),
        ("figures", "figures", r.figures),
        ("sources", "sources", (*r.sources, *(s for n in r.names for s in n.sources))),
    ],
    "scenarios": lambda s: [
        ("questions", "questions", s.questions),
        ("badges", "sources", [id for b in s.badges for id in b.sources]),
    ],
    "sources": lambda s: [
        row
        for n, a in enumerate(s.arguments)
        for row in (
            (f"arguments.{n}.topics", "topics", a.topics),
            (f"arguments.{n}.direct", "routes", a.direct),
            (f"arguments.{n}.overtaken_by", "arguments", a.overtaken_by),
        )
    ],
}


def disagreements(entries: Entries) -> list[Problem]:
    """Return everything that does not fit: references, ways that do not chain, lengths that cannot be, loaded words."""
    tables = {kind: {e.id: e for _, e in pairs} for kind, pairs in entries.items()}
    tables["arguments"] = {a.id: a for s in tables["sources"].values() for a in s.arguments}
    found: list[Problem] = []
    for kind, pairs in entries.items():
        for raw, entry in pairs:
            found += _references(raw, kind, entry, tables)
            found += _loaded_words(raw, entry)
    if found:
        return found  # what follows looks entries up by the references just refused
    found += _gaps(entries["parameters"])
    for raw, leg in entries["legs"]:
        found += _leg(raw, leg, tables)
    for raw, route in entries["routes"]:
        found += _route(raw, route, tables)
    told: dict[str, str] = {}
    for raw, history in entries["history"]:
        found += _history(raw, history, tables, told)
    return found


def _references(raw: Raw, kind: str, entry: Entry, tables: Tables) -> Iterator[Problem]:
    for field, table, ids in _named(kind, entry):
        for id in ids:
            if id not in tables[table]:
                remedy = f"correct it, or add it to {table}"
                yield raw.problem(field, f"{id!r} is not in {table}", remedy)
    if isinstance(entry, Scenario):
        targets = (*entry.opens, *entry.closes, *(t for b in entry.badges for t in b.on))
        for target in targets:
            if not _is_selector(target) and target not in tables["legs"] and target not in tables["places"]:
                found = f"{target!r} is no leg, no place and no selector"
                yield raw.problem("opens", found, "write an id, or country:XX, pair:XX-YY, mode:rail|road|sea")


def _named(kind: str, entry: Any) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Every id an entry names: the field, the table it must be in, the ids."""
    if isinstance(entry, Sourced):
        yield "sources", "sources", entry.sources
        yield "status", "sources", getattr(getattr(entry, "status", None), "sources", ())
    yield from NAMED[kind](entry)


def _loaded_words(raw: Raw, entry: Entry) -> Iterator[Problem]:
    for field, text in _own_texts(entry):
        if match := LOADED_PATTERN.search(text):
            remedy = list(LOADED.values())[(match.lastindex or 1) - 1]
            yield raw.problem(field, f"{match[0]!r} is not a neutral word", remedy)


def _own_texts(entry: Entry, before: str = "") -> Iterator[tuple[str, str]]:
    titled = isinstance(entry, Source)  # a source's title and publisher are quoted, not ours
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if isinstance(value, str) and name in OWN_TEXT and not (titled and name == "title"):
            yield before + name, value
        elif isinstance(value, Entry):
            yield from _own_texts(value, f"{before}{name}.")
        elif isinstance(value, tuple) and value and isinstance(value[0], Entry):
            for n, item in enumerate(value):
                yield from _own_texts(item, f"{before}{name}.{n}.")


def _gaps(parameters: Sequence[tuple[Raw, Any]]) -> Iterator[Problem]:
    """Every leg, border, port and change needs a parameter: one of each kind holds where no narrower one does."""
    for what, modes in EVERYWHERE.items():
        for mode in modes:
            if not any(_holds_everywhere(p, what, mode) for _, p in parameters):
                found = f"no {what} parameter holds everywhere" + (f" for {mode}" if mode else "")
                yield parameters[0][0].problem("what", found, "add one without countries and places")


def _holds_everywhere(p: Parameter, what: ParameterKind, mode: Mode | None) -> bool:
    narrow = p.countries or p.places or p.direction or p.doing or p.passes or p.beyond or p.counted_in
    return p.what is what and p.mode in (None, mode) and not narrow


def _leg(raw: Raw, leg: Leg, tables: Tables) -> Iterator[Problem]:
    start, end = tables["places"][leg.start], tables["places"][leg.end]
    for place, point in ((start, leg.line[0]), (end, leg.line[-1])):
        gap_m = apart_km(point, (place.lon, place.lat)) * 1000
        if gap_m > place.precision_m + leg.accuracy_m:
            found = f"the line is {gap_m:,.0f} m from {place.id}, more than both may be off"
            yield raw.problem("geometry", found, "draw the line to the place, or correct the place")
        if leg.country and leg.country not in place.countries:
            found = f"{place.id} is in {'/'.join(place.countries)}, the leg in {leg.country}"
            yield raw.problem("country", found, "split the leg at a border post")
    if leg.mode is Mode.SEA and not start.kind == end.kind == PlaceKind.PORT:
        yield raw.problem("from", "a sea leg runs between ports", "end it at ports")
    yield from _leg_length(raw, leg, start, end, tables)
    yield from _leg_use(raw, leg)


def _leg_use(raw: Raw, leg: Leg) -> Iterator[Problem]:
    """A leg's own opening and closing dates fit its reported status; whatever is more tangled has a history."""
    if leg.opened and (leg.status.value == "open") == (leg.closed is not None):
        found = f"opened {leg.opened}" + (f", closed {leg.closed}" if leg.closed else "") + f", yet {leg.status.value}"
        yield raw.problem("opened", found, "tell it in history.yaml")
    if leg.opened and leg.closed and leg.closed[: len(leg.opened)] < leg.opened[: len(leg.closed)]:
        yield raw.problem("closed", f"{leg.closed} comes before {leg.opened}", "correct one of them")


def _leg_length(raw: Raw, leg: Leg, start: Place, end: Place, tables: Tables) -> Iterator[Problem]:
    km, drawn = leg.length.km, length_km(leg.line)
    slack = (start.precision_m + end.precision_m) / 1000
    straight = apart_km((start.lon, start.lat), (end.lon, end.lat))
    if km < straight - slack:
        yield raw.problem(
            "length.km", f"{km} km is shorter than the {straight:.1f} km straight between its ends", "correct it"
        )
    if leg.length.method in (LengthMethod.DRAWN, LengthMethod.COMPUTED_SEA) and abs(km - drawn) > 0.1 + drawn / 500:
        yield raw.problem("length.km", f"{km} km, but the drawn line measures {drawn:.1f}", "run make geodata")
    if leg.length.method is LengthMethod.OSM_TRACK and km * ROUNDING + 0.2 < drawn:
        yield raw.problem("length.km", f"{km} km of track is less than the {drawn:.1f} km drawn", "run make geodata")
    if leg.length.method is LengthMethod.PUBLISHED:
        figure = tables["figures"][str(leg.length.figure)]
        if figure.legs != (leg.id,):
            yield raw.problem("length.figure", f"{figure.id} is not the length of this leg alone", "name one that is")
        elif figure.preferred.value != km:
            found = f"{km} km, but {figure.id} prefers {figure.preferred.value}"
            yield raw.problem("length.km", found, "write the preferred value")


def _route(raw: Raw, route: Route, tables: Tables) -> Iterator[Problem]:
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


def _history(raw: Raw, history: History, tables: Tables, told: dict[str, str]) -> Iterator[Problem]:
    """A history agrees with what is last reported of its legs, posts and ports, and is the only one of each."""
    last = history.periods[-1] if history.periods else None
    lasts = last is not None and last.closed is None and last.known_until is None
    for id in (*history.legs, *history.places):
        if id in told:
            yield raw.problem("id", f"{id} has another history in {told[id]}", "write one history of each")
        told[id] = history.id
        entry = tables["legs"].get(id) or tables["places"][id]
        if getattr(entry, "opened", None) or getattr(entry, "closed", None):
            yield raw.problem("legs", f"{id} has `opened` or `closed` of its own", "leave them out of the leg")
        if entry.status is None:
            yield raw.problem("places", f"{id} is no border post and no port", "leave it out")
        elif (entry.status.value in ("open", "limited")) != lasts:
            found = f"{id} is reported {entry.status.value}, but its history {'goes on' if lasts else 'has ended'}"
            yield raw.problem("periods", found, "end the last period, or begin another")


def _joint(raw: Raw, a: Leg, b: Leg, places: Mapping[str, Place]) -> Iterator[Problem]:
    place = places[({a.start, a.end} & {b.start, b.end}).pop()]
    if a.country and b.country and a.country != b.country and place.kind is not PlaceKind.BORDER_POST:
        yield raw.problem(
            "legs", f"{a.id} and {b.id} change country at {place.id}, no border post", "end both at a post"
        )
    if a.mode is not b.mode and not {a.mode, b.mode} <= set(place.transfer):
        found = f"{a.id} and {b.id} change from {a.mode} to {b.mode} at {place.id}, which does not offer it"
        yield raw.problem("legs", found, "add both to the place's `transfer` if goods really change there")


def _is_selector(target: str) -> bool:
    return bool(re.fullmatch(r"country:[A-Z]{2}|pair:[A-Z]{2}-[A-Z]{2}|mode:(rail|road|sea)", target))
