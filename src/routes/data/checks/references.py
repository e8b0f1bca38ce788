"""Checks that every id an entry names is in its table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from routes.data.files import Raw
from routes.errors import Problem
from routes.model import Argument, Entry, Scenario, Sourced, Way

Tables = Mapping[str, Mapping[str, Any]]


def _maybe(id: str | None) -> tuple[str, ...]:
    return (id,) if id else ()


def _ways(argument: Argument) -> tuple[Way, ...]:
    """Return what the check of an argument measures and compares with."""
    check = argument.check
    return (*check.of, *(check.than if isinstance(check.than, tuple) else ())) if check else ()


# For each kind of entry, the ids it names beside its sources: (field, table they must be in, ids).
NAMED: Mapping[str, Callable[[Any], list[tuple[str, str, Iterable[str]]]]] = {
    "places": lambda p: [
        ("of", "places", _maybe(p.of)),
        ("countries", "countries", p.countries),
        ("names", "languages", p.names),
        ("themes", "layers", p.themes),
    ],
    "legs": lambda leg: [
        ("from", "places", (leg.start, leg.end)),
        ("length.figure", "figures", _maybe(leg.length.figure)),
        ("country", "countries", _maybe(leg.country)),
        ("themes", "layers", leg.themes),
    ],
    "figures": lambda f: [
        ("legs", "legs", f.legs),
        ("place", "places", _maybe(f.place)),
        ("route", "routes", _maybe(f.route)),
        ("values", "sources", [v.source for v in f.values]),
        ("values", "sources", [v.promise.outcome.source for v in f.values if v.promise and v.promise.outcome]),
    ],
    "events": lambda e: [
        *((table, table, getattr(e, table)) for table in ("legs", "places", "routes")),
        ("azerbaijan_with", "sides", e.azerbaijan_with),
    ],
    "history": lambda h: [
        ("legs", "legs", h.legs),
        ("places", "places", h.places),
        ("periods", "sources", [id for p in h.periods for id in p.sources]),
        ("announced", "sources", [a.source for a in h.announced]),
        ("sources", "sources", h.sources),
    ],
    "countries": lambda _: [],
    "disputed": lambda d: [
        ("outline", "countries", (d.outline, *filter(None, [d.held_by]))),
        ("claimed_by", "countries", d.claimed_by),
        ("names", "countries", [name.country for name in d.names]),
    ],
    "languages": lambda _: [],
    "stories": lambda _: [],
    "layers": lambda _: [],
    "sides": lambda s: [("countries", "countries", s.countries)],
    "holders": lambda h: [("sides", "sides", h.sides)],
    "holder_types": lambda _: [],
    "questions": lambda q: [
        ("layers", "layers", q.layers),
        ("first_pair", "places", q.first_pair or ()),
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
            (f"arguments.{n}.check", "figures", [w.figure for w in _ways(a) if w.figure]),
            (f"arguments.{n}.check", "history", [w.history for w in _ways(a) if w.history]),
            (f"arguments.{n}.check", "events", [w.event for w in _ways(a) if w.event]),
            (f"arguments.{n}.direct", "routes", a.direct),
            (f"arguments.{n}.overtaken_by", "arguments", a.overtaken_by),
            (f"arguments.{n}.holder", "holders (by name)", (a.holder,)),
        )
    ],
}


def missing(raw: Raw, kind: str, entry: Entry, tables: Tables) -> Iterator[Problem]:
    """Yield every id that is not in its table, and every target of a scenario that means nothing."""
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
    """Yield every id an entry names: the field, the table it must be in, the ids."""
    if isinstance(entry, Sourced):
        yield "sources", "sources", entry.sources
        yield "status", "sources", getattr(getattr(entry, "status", None), "sources", ())
    yield from NAMED[kind](entry)


def _is_selector(target: str) -> bool:
    return bool(re.fullmatch(r"country:[A-Z]{2}|pair:[A-Z]{2}-[A-Z]{2}|mode:(rail|road|sea)", target))
