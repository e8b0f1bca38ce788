"""The atlas: all checked entries of geodata/, and the lookups that every package needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from routes.data import link_ids
from routes.data.hypothetical_scenarios import supposed, year_of
from routes.errors import UnknownIdError
from routes.model import (
    Argument,
    Country,
    DisputedArea,
    Entry,
    Event,
    Figure,
    FigureKind,
    History,
    Holder,
    HolderType,
    Id,
    Language,
    Layer,
    Leg,
    LegStatus,
    Parameter,
    Place,
    Question,
    Route,
    Run,
    Scenario,
    Side,
    Source,
    Stance,
    Story,
    Topic,
    Value,
)

# Days after which a report is shown as not confirmed since its date, unless the entry sets its own limit.
GATE_DAYS, WORKS_DAYS, LINE_DAYS = 180, 365, 1095
# The first year a reader can choose, when all of the region's present borders but a few lay inside the Soviet Union.
FIRST_YEAR = 1988
E = TypeVar("E", bound=Entry)
# A leg's heights in metres at points equally far apart, from its `from` to its `to`; None where they are not known.
Heights = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """An argument as it bears on one route: its source, its stance, and whether the source itself names the route."""

    argument: Argument
    source: Source
    stance: Stance
    link: Literal["direct", "inferred"]


@dataclass(frozen=True, eq=False)
class Atlas:
    """Everything geodata/ holds, checked and frozen; two atlases are the same only if they are one object.

    `on` is the day on which the age of reports is counted; `where` tells the file and line of a table's entry by
    (table, id). `heights` are those of the ground along the legs for which they are known. `present` is, of an earlier
    release, the atlas of the data as they are now (`data.releases`). `caches` holds what has been computed from this
    atlas (`data.cache`).
    """

    folder: Path
    version: str
    on: date
    places: Mapping[Id, Place]
    legs: Mapping[Id, Leg]
    figures: Mapping[Id, Figure]
    events: Mapping[Id, Event]
    history: Mapping[Id, History]
    countries: Mapping[str, Country]
    languages: Mapping[str, Language]
    layers: Mapping[Id, Layer]
    sides: Mapping[Id, Side]
    holders: Mapping[Id, Holder]
    holder_types: Mapping[Id, HolderType]
    questions: Mapping[Id, Question]
    topics: Mapping[Id, Topic]
    parameters: Mapping[Id, Parameter]
    runs: Mapping[Id, Run]
    routes: Mapping[Id, Route]
    scenarios: Mapping[Id, Scenario]
    sources: Mapping[Id, Source]
    where: Mapping[tuple[str, Id], tuple[str, int]]
    disputed: Mapping[Id, DisputedArea] = field(default_factory=dict)
    stories: Mapping[Id, Story] = field(default_factory=dict)
    heights: Mapping[Id, Heights] = field(default_factory=dict)
    present: Atlas | None = None
    caches: dict[str, Callable[..., Any]] = field(default_factory=dict, init=False)

    def __repr__(self) -> str:
        return f"<Atlas {self.version}: {len(self.legs)} legs, {len(self.places)} places, {len(self.routes)} routes>"

    @cached_property
    def arguments(self) -> Mapping[Id, Argument]:
        """Every argument by id."""
        return {a.id: a for s in self.sources.values() for a in s.arguments}

    @cached_property
    def argument_sources(self) -> Mapping[Id, Source]:
        """The source of every argument, by the argument's id."""
        return {a.id: s for s in self.sources.values() for a in s.arguments}

    @property
    def reported(self) -> tuple[Leg | Place, ...]:
        """Everything that has a reported status: legs, border crossings and ports."""
        return (*self.legs.values(), *(p for p in self.places.values() if p.status))

    @cached_property
    def themes(self) -> tuple[Id, ...]:
        """The ids of the map layers there is something to show of, in the order of `layers.yaml`."""
        used = {theme for leg in self.legs.values() for theme in leg.themes}
        return tuple(id for id, layer in self.layers.items() if id in used or layer.shows or layer.by)

    @cached_property
    def first_pair(self) -> tuple[Id, Id]:
        """The ends of the route the planner shows before a reader has chosen any."""
        return next(q.first_pair for q in self.questions.values() if q.first_pair)

    @cached_property
    def holder_named(self) -> Mapping[str, Holder]:
        """Each holder of a view by the name that arguments give."""
        return {h.name: h for h in self.holders.values()}

    @cached_property
    def sides_of_holder(self) -> Mapping[str, tuple[Side, ...]]:
        """The sides each holder of a view speaks for, by the holder's name, in the order of `holders.yaml`."""
        return {h.name: tuple(self.sides[id] for id in h.sides) for h in self.holders.values()}

    @cached_property
    def last_year(self) -> int:
        """The year of the newest status report: states by year go up to it, after it only announcements do."""
        return max(int(e.status.as_of[:4]) for e in self.reported if e.status and e.status.as_of)

    @cached_property
    def years(self) -> range:
        """The years a reader can choose, to the last for which an opening is announced."""
        announced = [int(a.opens[:4]) for h in self.history.values() for a in h.announced]
        return range(min(FIRST_YEAR, self.last_year), max((self.last_year, *announced)) + 1)

    @cached_property
    def year_ids(self) -> tuple[Id, ...]:
        """The ids of the computed scenarios that show the network of a year."""
        return tuple(f"in-{year}" for year in self.years)

    @cached_property
    def supposable(self) -> frozenset[Id]:
        """Ids of the computed scenarios that close (`without-`) or open (`with-`) a leg, border crossing or port."""
        return frozenset(f"{word}-{entry.id}" for entry in self.reported for word in ("without", "with"))

    @cached_property
    def history_of(self) -> Mapping[Id, History]:
        """The history of every leg, border crossing and port that has one, by its id."""
        return {id: h for h in self.history.values() for id in (*h.legs, *h.places)}

    def route(self, id: Id) -> Route:
        """Return a route, or raise UnknownIdError."""
        return _find(self.routes, "route", id)

    def question(self, id: Id) -> Question:
        """Return a question, or raise UnknownIdError."""
        return _find(self.questions, "question", id)

    def scenario(self, id: Id) -> Scenario:
        """Return a scenario, or a computed one: a year (`in-2005`), one thing closed or open, a link drawn by a reader.

        Raises
        ------
        UnknownIdError
            If it is neither.
        """
        if id in self.year_ids:
            return year_of(int(id.removeprefix("in-")), self.last_year)
        if id in self.supposable:
            word, _, rest = id.partition("-")
            return supposed(word, self.legs.get(rest) or self.places[rest], self.places, self.last_year)
        if link := link_ids.read(id, self.places):
            legs = [leg for leg in self.legs if leg.startswith(link.prefix)]
            return link_ids.scenario(link, self.places, legs, self.last_year)
        return _find(self.scenarios, "scenario", id)

    def figure(self, id: Id) -> Figure:
        """Return a published figure, or raise UnknownIdError."""
        return _find(self.figures, "figure", id)

    def history_entry(self, id: Id) -> History:
        """Return a history, or raise UnknownIdError."""
        return _find(self.history, "history", id)

    def event(self, id: Id) -> Event:
        """Return something that happened, or raise UnknownIdError."""
        return _find(self.events, "event", id)

    def layer(self, id: Id) -> Layer:
        """Return a layer of the map, or raise UnknownIdError."""
        return _find(self.layers, "layer", id)

    def source(self, id: Id) -> Source:
        """Return a source, or raise UnknownIdError."""
        return _find(self.sources, "source", id)

    def place(self, id: Id) -> Place:
        """Return a place, or raise UnknownIdError."""
        return _find(self.places, "place", id)

    def stale_since(self, entry: Leg | Place) -> str | None:
        """Return the report's date if it is past its limit (`undated` if it has none), else None."""
        report = entry.status
        if report is None:
            return None
        if report.as_of is None:
            return "undated"
        works = (LegStatus.UNDER_CONSTRUCTION, LegStatus.PLANNED)
        usual = GATE_DAYS if isinstance(entry, Place) else WORKS_DAYS if report.value in works else LINE_DAYS
        age = self.on - first_day(report.as_of)
        return report.as_of if age.days > (report.limit_days or usual) else None

    def routes_of(self, question: Question) -> tuple[Route, ...]:
        """Return the routes of a question, the one it starts with first."""
        mine = (r for r in self.routes.values() if r.question == question.id)
        return tuple(sorted(mine, key=lambda r: r.id != question.start))

    def arguments_of(self, route_id: Id) -> tuple[Cited, ...]:
        """Return the arguments that bear on a route: direct ones first, then those the atlas connects."""
        direct, inferred = [], []
        topics = [t.id for t in self.topics.values() if route_id in t.routes]
        for argument in self.arguments.values():
            source = self.argument_sources[argument.id]
            if stance := argument.direct.get(route_id):
                direct.append(Cited(argument, source, stance, "direct"))
            elif stance := next((argument.topics[t] for t in topics if t in argument.topics), None):
                inferred.append(Cited(argument, source, stance, "inferred"))
        return (*direct, *inferred)

    def argument_date(self, argument_id: Id) -> str | None:
        """Return the date of an argument, or else of its source."""
        return self.arguments[argument_id].as_of or self.argument_sources[argument_id].published

    def figures_of(self, *ids: Id, what: FigureKind | None = None) -> tuple[Figure, ...]:
        """Return the published figures of exactly this place, this route, or this chain of legs in any order."""
        return tuple(f for f in self._figures_by_what.get(frozenset(ids), ()) if what is None or f.what is what)

    @cached_property
    def _figures_by_what(self) -> Mapping[frozenset[Id | None], Sequence[Figure]]:
        """The figures of a place, a route or some legs."""
        found: dict[frozenset[Id | None], list[Figure]] = {}
        for figure in self.figures.values():
            for ids in {frozenset(figure.legs), frozenset({figure.place}), frozenset({figure.route})}:
                found.setdefault(ids, []).append(figure)
        return found

    def country_name(self, code: str) -> str:
        """Return a country's short English name by its ISO 3166-1 alpha-2 code, or the code of one the atlas lacks."""
        return self.countries[code].name if code in self.countries else code

    def holder(self, value: Value) -> str:
        """Return who gives a published value, or else who publishes it."""
        return value.holder or self.sources[value.source].publisher

    def events_on(self, route: Route) -> tuple[Event, ...]:
        """Return the events that touch a route, its legs or their ends, latest first."""
        return self.events_touching([self.legs[id] for id in route.legs], route.id)

    def events_touching(self, legs: Sequence[Leg], *ids: Id) -> tuple[Event, ...]:
        """Return the events that touch legs, their ends or other entries, latest first."""
        touched = {*ids, *(id for leg in legs for id in (leg.id, leg.start, leg.end))}
        on_it = (e for e in self.events.values() if touched.intersection((*e.routes, *e.legs, *e.places)))
        return tuple(sorted(on_it, key=lambda e: e.date, reverse=True))


def first_day(partial: str) -> date:
    """Return the first day a partial date may mean, so that nothing looks fresher than it is."""
    year, month, day = (*map(int, partial.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _find(table: Mapping[Id, E], kind: str, id: Id) -> E:
    if id not in table:
        raise UnknownIdError(kind, id, table)
    return table[id]
