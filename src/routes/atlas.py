"""What does geodata/ hold, or everything that is wrong with it?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from routes.checks import disagreements
from routes.errors import GeodataError, Problem, UnknownIdError
from routes.model import (
    Argument,
    Entry,
    Event,
    Figure,
    FigureKind,
    History,
    Id,
    Leg,
    LegStatus,
    Parameter,
    Place,
    Question,
    Route,
    Run,
    Scenario,
    Source,
    Stance,
    Theme,
    Topic,
    Year,
)
from routes.reading import Raw, ReadError, geojson_entries, outlines, parse, undisturbed, yaml_entries

GEODATA = Path(__file__).resolve().parents[2] / "geodata"
# kind: (files, model). Kinds in ALONE have one entry a file, named after it.
KINDS: Mapping[str, tuple[str, type[Entry]]] = {
    "places": ("places.geojson", Place),
    "legs": ("legs/*.geojson", Leg),
    "figures": ("figures/*.yaml", Figure),
    "events": ("events.yaml", Event),
    "history": ("history.yaml", History),
    "questions": ("questions.yaml", Question),
    "topics": ("topics.yaml", Topic),
    "parameters": ("estimate.yaml", Parameter),
    "runs": ("runs.yaml", Run),
    "routes": ("routes/*.yaml", Route),
    "scenarios": ("scenarios/*.yaml", Scenario),
    "sources": ("sources/*.yaml", Source),
}
ALONE = ("routes", "scenarios", "sources")
# What the base map is drawn of and countries are read from, by role; an atlas may do without the last two.
OUTLINES = {"land": "countries.geojson", "detail": "countries-detail.geojson", "water": "water.geojson"}
# Days after which a report is shown as not confirmed since its date, unless the entry sets its own limit.
GATE_DAYS, WORKS_DAYS, LINE_DAYS = 180, 365, 1095
# The first year a reader can choose, when all of the region's present borders but a few lay inside the Soviet Union.
FIRST_YEAR = 1988
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Cited:
    """An argument as it bears on one route: its source, its stance, and whether the source itself names the way."""

    argument: Argument
    source: Source
    stance: Stance
    link: Literal["direct", "inferred"]


@dataclass(frozen=True, eq=False)
class Atlas:
    """Everything geodata/ holds, checked and frozen; two atlases are the same only if they are one object.

    `on` is the day on which the age of reports is counted; `where` tells the file and line of a table's entry by
    (table, id).
    """

    folder: Path
    version: str
    on: date
    places: Mapping[Id, Place]
    legs: Mapping[Id, Leg]
    figures: Mapping[Id, Figure]
    events: Mapping[Id, Event]
    history: Mapping[Id, History]
    questions: Mapping[Id, Question]
    topics: Mapping[Id, Topic]
    parameters: Mapping[Id, Parameter]
    runs: Mapping[Id, Run]
    routes: Mapping[Id, Route]
    scenarios: Mapping[Id, Scenario]
    sources: Mapping[Id, Source]
    where: Mapping[tuple[str, Id], tuple[str, int]]

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
        """Everything that has a reported status: legs, border posts and ports."""
        return (*self.legs.values(), *(p for p in self.places.values() if p.status))

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The map layers there is something to show of."""
        used = {theme for leg in self.legs.values() for theme in leg.themes} | {Theme.BORDER_POSTS}
        return tuple(theme for theme in Theme if theme in used)

    @cached_property
    def last_year(self) -> int:
        """The year of the newest status report: up to it years are told, after it only what is announced."""
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
        """The ids of the computed scenarios that close (`without-`) or open (`with-`) one leg, post or port."""
        return frozenset(f"{word}-{entry.id}" for entry in self.reported for word in ("without", "with"))

    @cached_property
    def history_of(self) -> Mapping[Id, History]:
        """The history of every leg, post and port that has one, by its id."""
        return {id: h for h in self.history.values() for id in (*h.legs, *h.places)}

    def route(self, id: Id) -> Route:
        """Return a route, or raise UnknownIdError."""
        return _find(self.routes, "route", id)

    def question(self, id: Id) -> Question:
        """Return a question, or raise UnknownIdError."""
        return _find(self.questions, "question", id)

    def scenario(self, id: Id) -> Scenario:
        """Return a scenario, or a computed one: a year (`in-2005`), or one thing closed or open (`without-baku-port`).

        Raises
        ------
        UnknownIdError
            If it is neither.
        """
        if id in self.year_ids:
            return _year(int(id.removeprefix("in-")), self.last_year)
        if id in self.supposable:
            return _supposed(self, *id.split("-", 1))
        return _find(self.scenarios, "scenario", id)

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

    def events_on(self, route: Route) -> tuple[Event, ...]:
        """Return the events that touch a route, its legs or their ends, latest first."""
        legs = [self.legs[id] for id in route.legs]
        touched = {route.id, *route.legs, *(end for leg in legs for end in (leg.start, leg.end))}
        on_it = (e for e in self.events.values() if touched.intersection((*e.routes, *e.legs, *e.places)))
        return tuple(sorted(on_it, key=lambda e: e.date, reverse=True))


def load(folder: Path = GEODATA, on: date | None = None) -> Atlas:
    """Read and check geodata/.

    Parameters
    ----------
    folder
        The folder that holds `places.geojson`, `legs/` and the rest.
    on
        The day on which the age of reports is counted; the present day (UTC) if absent.

    Raises
    ------
    GeodataError
        With every problem found.
    """
    entries, found = _read(folder)
    if found:
        raise GeodataError(sorted(found))
    tables: dict[str, Any] = {kind: {e.id: e for _, e in pairs} for kind, pairs in entries.items()}
    where = {(kind, e.id): (raw.path, raw.line()) for kind, pairs in entries.items() for raw, e in pairs}
    day = on or datetime.now(UTC).date()
    return Atlas(folder, version(folder, tables["routes"].values()), day, where=where, **tables)


def problems(folder: Path = GEODATA) -> tuple[Problem, ...]:
    """Return everything wrong with geodata/ that can be told without measuring where lines lie."""
    return tuple(sorted(_read(folder)[1]))


def outline_problems(folder: Path = GEODATA) -> Iterator[Problem]:
    """Yield what is wrong with the files of outlines; the atlas can be read without them, and says what is missing."""
    for role, name in OUTLINES.items():
        if role == "land" or (folder / name).exists():
            try:
                outlines(folder, folder / name)
            except ReadError as error:
                yield error.problem


def version(folder: Path, routes: Collection[Route]) -> str:
    """Return the data version: the day the routes were last checked, and 7 hex digits of the sha256 over geodata/."""
    digest = hashlib.sha256()
    files = (f for pattern in ("*.geojson", "*.yaml", "*/*.geojson", "*/*.yaml") for f in folder.glob(pattern))
    for file in sorted(f for f in files if f.parent.name != "build"):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{max(r.checked for r in routes)}-{digest.hexdigest()[:7]}"


def first_day(partial: str) -> date:
    """Return the first day a partial date may mean, so that nothing looks fresher than it is."""
    year, month, day = (*map(int, partial.split("-")), 1, 1)[:3]
    return date(year, month, day)


@undisturbed()
def _read(folder: Path) -> tuple[dict[str, list[tuple[Raw, Any]]], list[Problem]]:
    found: list[Problem] = []
    entries: dict[str, list[tuple[Raw, Any]]] = {}
    for kind, (pattern, model) in KINDS.items():
        entries[kind] = list(_entries(folder, kind, pattern, model, found))
        if not entries[kind]:
            found.append(Problem(f"{folder.name}/{pattern}", 1, "-", f"no {kind} found", "restore the file"))
    if not found:
        found += disagreements(entries)
    return entries, found


def _entries(folder: Path, kind: str, pattern: str, model: type[E], found: list[Problem]) -> Iterator[tuple[Raw, E]]:
    seen: dict[str, Raw] = {}
    for file in sorted(folder.glob(pattern)):
        reader = geojson_entries if file.suffix == ".geojson" else yaml_entries
        try:
            for raw in reader(folder, file):
                if (entry := parse(raw, model, found)) is None:
                    continue
                id = str(getattr(entry, "id", ""))
                if id in seen:
                    first = f"{seen[id].path}:{seen[id].line()}"
                    found.append(raw.problem("id", f"{id!r} stands twice, first at {first}", "give one another id"))
                elif kind in ALONE and id != file.stem:
                    found.append(raw.problem("id", f"{id!r} in a file named {file.name}", "make them the same"))
                seen[id] = raw
                yield raw, entry
        except ReadError as error:
            found.append(error.problem)


def _year(year: int, last: int) -> Year:
    ahead = year > last
    told = "Opening and closing dates as far as the atlas knows them; where it knows none, the state is not known."
    announced = "As last reported, with what was announced to open by then, by whoever announced it."
    return Year(
        id=f"in-{year}",
        title=f"The network as announced for {year}" if ahead else f"The network at the end of {year}",
        short=f"as announced for {year}" if ahead else f"in {year}",
        because=announced if ahead else told,
        as_of=str(last),
        reported="the other states shown are those of the latest reports.",
        general_knowledge=True,
        year=year,
        ahead=ahead,
    )


def _supposed(atlas: Atlas, word: str, id: Id) -> Scenario:
    if leg := atlas.legs.get(id):
        ends = " - ".join(atlas.places[end].name for end in (leg.start, leg.end))
        name = f"{ends}, {leg.mode.value}"
    else:
        name = atlas.places[id].name
    said = "closed" if word == "without" else "open"
    return Scenario(
        id=f"{word}-{id}",
        title=f"{name} is {said}",
        short=f"{name} {said}",
        closes=(id,) if word == "without" else (),
        opens=(id,) if word == "with" else (),
        because="Shows what hangs on it." if word == "without" else "Shows what it would give.",
        as_of=str(atlas.last_year),
        reported="its state is that of the latest report.",
        hypothetical=True,
        general_knowledge=True,
    )


def _find(table: Mapping[Id, E], kind: str, id: Id) -> E:
    if id not in table:
        raise UnknownIdError(kind, id, table)
    return table[id]
