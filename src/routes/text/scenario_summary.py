"""A scenario in words: what it opens and closes, why, on whose word, and what was reported instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routes.data import years
from routes.data.atlas import Atlas
from routes.model import Id, Leg, LegStatus, Scenario, Source, Year
from routes.network.scenarios import PASSABLE_POST, Change, Conditions, apply_scenarios
from routes.text import assumptions, dates, local_formats, numbers, place_names, terms
from routes.text.language import gettext

OPEN = (LegStatus.OPEN, *PASSABLE_POST)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a scenario opens, closes, or keeps as it is: a summary, and the names."""

    verb: str
    summary: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioSummary:
    """A scenario in words."""

    id: Id
    scenario: Scenario
    effects: tuple[Effect, ...]
    sources: tuple[Source, ...]


def summaries(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> Iterator[ScenarioSummary]:
    """Yield what each scenario assumes, taken alone.

    Raises
    ------
    UnknownIdError
        If a scenario is not in the atlas.
    """
    for id in scenario_ids:
        scenario, conditions = atlas.scenario(id), apply_scenarios(atlas, (id,))
        found = _of_year(conditions) if isinstance(scenario, Year) else _changes(conditions)
        effects = tuple(found) or tuple(_kept(conditions))
        cited = dict.fromkeys((*scenario.sources, *(s for badge in scenario.badges for s in badge.sources)))
        yield ScenarioSummary(id, scenario, effects, tuple(atlas.sources[s] for s in cited))


def conflicts(conditions: Conditions) -> Iterator[str]:
    """Yield a sentence for each leg, border crossing or port that two scenarios set to opposite states."""
    atlas = conditions.atlas
    for c in conditions.conflicts:
        opener, closer = atlas.scenario(c.opened_by).short, atlas.scenario(c.closed_by).short
        yield f"{name(atlas, c.id)}: “{opener}” opens it, “{closer}” closes it; it is shown {c.holds}."


def name(atlas: Atlas, id: Id) -> str:
    """Name a leg by its ends and mode, a border crossing or port by its name."""
    if leg := atlas.legs.get(id):
        ends = (place_names.short_name(atlas.place(end)) for end in (leg.start, leg.end))
        return f"{' - '.join(ends)}, {terms.MODE_WORDS[leg.mode]}"
    return atlas.place(id).name


def year_label(atlas: Atlas, year: int) -> str:
    """Return a year as a list of years has it: `2014 •` with a dot where the atlas knows something of it."""
    if year == atlas.last_year:
        return gettext("As last reported")
    shown = local_formats.plain(str(year))
    text = gettext("%(year)s, as announced", year=shown) if year > atlas.last_year else shown
    return f"{text} •" if year in years.marked(atlas) else text


def of_year(atlas: Atlas, year: int) -> tuple[str, ...]:
    """Return what the atlas knows of a year: its events, and what opened, closed or is announced to open then."""
    events = years.events_of(atlas, year)
    lines = [f"{dates.day(e.date)}: {e.what}" for e in events]
    by_date: dict[tuple[str, str], list[Id]] = defaultdict(list)
    for change, on, ids in years.changes_of(atlas, year):
        if not any(e.date[: len(on)] == on[: len(e.date)] for e in events):
            by_date[on, change] += ids
    for (on, change), opened in sorted(by_date.items()):
        first, *rest = dict.fromkeys(name(atlas, id) for id in opened)
        more = f" and {numbers.number(len(rest))} more" if rest else ""
        verb = f"{change} to open" if change == "announced" else change
        lines.append(f"{dates.day(on)}: {first}{more}, {verb}.")
    return tuple(lines)


def _changes(conditions: Conditions) -> Iterator[Effect]:
    verbs: Mapping[Change, str] = {"opened": "Opens", "closed": "Closes"}
    for change, verb in verbs.items():
        if ids := [id for id, made in conditions.changed.items() if made == change]:
            yield _effect(conditions.atlas, verb, ids)


def _of_year(conditions: Conditions) -> Iterator[Effect]:
    """Yield what a year has in use, what not, and what is unknown, set apart by what that rests on."""
    by_kind: dict[tuple[str, str], list[Id]] = defaultdict(list)
    for id, state in conditions.year_states.items():
        by_kind[assumptions.in_year(state), state.ground].append(id)
    for (words, ground), ids in by_kind.items():
        yield _effect(conditions.atlas, f"{words.capitalize()}, by {terms.GROUND_WORDS[ground]}", ids)


def _kept(conditions: Conditions) -> Iterator[Effect]:
    """Yield what a scenario names and leaves as reported."""
    atlas = conditions.atlas
    reported = {entry.id: entry.status.value for entry in atlas.reported if entry.status}
    for verb, is_open in (("Keeps open", True), ("Keeps closed", False)):
        if ids := [id for id in conditions.changed_by if (reported[id] in OPEN) == is_open]:
            yield _effect(atlas, verb, ids)


def _effect(atlas: Atlas, verb: str, ids: list[Id]) -> Effect:
    legs = [atlas.legs[id] for id in ids if id in atlas.legs]
    gates = [atlas.place(id) for id in ids if id not in atlas.legs]
    posts = sum(len(p.countries) == 2 for p in gates)
    parts = [_sections(legs)] if legs else []
    if posts:
        parts.append(numbers.counted(posts, "border crossing"))
    if len(gates) > posts:
        parts.append(numbers.counted(len(gates) - posts, "port"))
    return Effect(verb, numbers.listed(parts), tuple(dict.fromkeys(name(atlas, id) for id in ids)))


def _sections(legs: list[Leg]) -> str:
    approximate = any(leg.approximate for leg in legs)
    length = numbers.km(sum(leg.length.km for leg in legs), approximate=approximate)
    return f"{numbers.counted(len(legs), 'section')} ({length})"
