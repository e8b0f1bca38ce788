"""Wording of what a scenario or a year assumes, and on whose word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from routes.data.atlas import Atlas
from routes.data.years import YearState
from routes.model import Announcement, Scenario, Year
from routes.network.journey import Evidence, Journey, recent_since
from routes.text import data_texts, local_formats
from routes.text.dates import dated, day, span
from routes.text.language import gettext
from routes.text.numbers import NBSP, capital, ended, km, listed, rounded, whole_parts
from routes.text.place_names import short_name
from routes.text.terms import GROUND_WORDS


def when(journey: Journey) -> str:
    """Return what the state rests on: `(reports of 2024 to 2026)`, `in 2005`, or the scenarios' names.

    The dates are those of what decides the state.
    """
    if scenarios := journey.conditions.scenarios:
        return under_scenarios(journey.atlas, scenarios)
    dates = journey.deciding_dates
    return f"({'report' if len(dates) == 1 else 'reports'} of {span(dates)})" if dates else "(no dated report)"


def evidence(journey: Journey) -> str:
    """Return what a route's use rests on: `Of ≈4,763 km, 1,120 km reported in use since 2025, ...`."""
    by_kind = journey.km_by_evidence
    words = {
        Evidence.RECENT: f"reported in use since {recent_since(journey.atlas)}",
        Evidence.OLDER: "by cited dates" if journey.conditions.year else "by older reports",
        Evidence.ASSUMED: "assumed in use, by general knowledge or an undated report",
    }
    if alone := next((kind for kind, length in by_kind.items() if length == journey.length_km), None):
        return f"All of it {words[alone]}."
    parts = zip(_whole(by_kind), by_kind, strict=True)
    told = [f"{number:,}{NBSP}km {words[kind]}" for number, kind in parts if number]
    return f"Of {km(journey.length_km, approximate=journey.approximate_km > 0)}, {listed(told)}." if told else ""


def _whole(by_kind: Mapping[Evidence, float]) -> list[int]:
    """Return whole kilometres that add up to the rounded total; what is assumed is rounded as everywhere else."""
    lengths = [*by_kind.values()]
    parts = whole_parts(lengths)
    if Evidence.ASSUMED not in by_kind or len(lengths) == 1:
        return parts
    assumed = [*by_kind].index(Evidence.ASSUMED)
    parts[assumed] = rounded(lengths[assumed])
    return _made_up(parts, lengths, assumed)


def _made_up(parts: list[int], lengths: Sequence[float], fixed: int | None) -> list[int]:
    """Return whole parts of lengths of which the longest that is not `fixed` makes up the rounded total."""
    longest = max((n for n in range(len(parts)) if n != fixed), key=lambda n: lengths[n])
    parts[longest if lengths[longest] else fixed or 0] += rounded(sum(lengths)) - sum(parts)
    return parts


def past_year(journey: Journey) -> int | None:
    """Return the year whose network is shown if it is over; None for the last reports and years ahead."""
    year = journey.conditions.year
    return None if year is None or year.ahead else year.year


def of_today(journey: Journey, text: str, as_of: str | None = None) -> str:
    """Return a text on the network as last reported; in a past year with its date, and that it is not of the year.

    Without `as_of` the date is that of the latest report on the route.
    """
    year = past_year(journey)
    if year is None or not text or (as_of and int(as_of[:4]) <= year):
        return text
    latest = as_of or next(reversed(journey.report_dates), None)
    return f"Not of {year} but as last reported{f' ({day(latest)})' if latest else ''}: {text}"


def capacity_of_today(journey: Journey) -> str:
    """Say that capacity and traffic are not of the year shown; nothing for the network as last reported."""
    year = journey.conditions.year
    return f"Capacity, traffic and announcements are as last published, not of {year.year}." if year else ""


def arguments_of_all_years(journey: Journey, made: Iterable[str]) -> str:
    """Say that arguments are not only of the year shown, and from when they are; nothing without a year or arguments.

    Parameters
    ----------
    made
        When the arguments were made, as ISO dates or the beginning of one.
    """
    year, years = journey.conditions.year, sorted({date[:4] for date in made if date})
    if year is None or not years:
        return ""
    first, last, this = (local_formats.plain(text) for text in (years[0], years[-1], str(year.year)))
    span = first if first == last else gettext("%(first)s to %(last)s", first=first, last=last)
    return gettext(
        "The arguments are all that are known, of %(years)s, not only those of %(year)s.", years=span, year=this
    )


def under_scenarios(atlas: Atlas, scenarios: Sequence[Scenario]) -> str:
    """Name the scenarios assumed: `with “A” and “B”`, `in 2005`, `in 2005, with “A”`; nothing for none."""
    if not scenarios:
        return ""
    year = next((_in_year(s) for s in scenarios if isinstance(s, Year)), "")
    tried = listed_scenarios(atlas, [s for s in scenarios if not isinstance(s, Year)])
    if year and tried:
        return gettext("%(in_year)s, with %(scenarios)s", in_year=year, scenarios=tried)
    return gettext("with %(scenarios)s", scenarios=tried) if tried else year


def listed_scenarios(atlas: Atlas, scenarios: Sequence[Scenario]) -> str:
    """Return the names of scenarios in quotation marks; nothing for none."""
    names = [gettext("“%(name)s”", name=data_texts.told(atlas, s, "short")) for s in scenarios]
    return listed(names) if names else ""


def _in_year(year: Year) -> str:
    written = local_formats.plain(str(year.year))
    return gettext("as announced for %(year)s", year=written) if year.ahead else gettext("in %(year)s", year=written)


def why_in_year(state: YearState) -> str:
    """Explain a state in a year: `not open until 3 December 2014`, and whether no source was cited."""
    why = state.why.format(*map(day, state.dates))
    if state.announced:
        return f"{why} by {state.announced.holder}, {dated(state.announced.said)}"
    return f"{why} (general knowledge)" if state.ground == "general-knowledge" else why


def in_year(state: YearState) -> str:
    """Return the state of a leg, border crossing or port in a year: `open`, `not in use`, `status unknown`."""
    return {"open": "open", "closed": "not in use", "unknown": "status unknown"}[state.value]


def assumptions(journey: Journey) -> tuple[str, ...]:
    """Return what each scenario assumes, what was reported instead, and where two of them disagree."""
    scenario = journey.atlas.scenario
    lines = [
        f"{'Hypothetical: ' if s.hypothetical else ''}“{s.title}”: {capital(ended(s.because))} "
        f"As last reported ({day(s.as_of)}): {ended(s.reported)}"
        for s in journey.conditions.supposed
    ]
    if inner := journey.inner_crossings:
        posts = listed(dict.fromkeys(short_name(c.post) for c in inner))
        lines.append(f"Map and sections show the borders of today; {posts} lay inside the Soviet Union until 1991.")
    lines += [] if journey.conditions.year is None else [*_year_lines(journey)]
    on_way = {id for s in journey.sections for id in (s.leg.id, s.start.id, s.end.id)}
    lines += [
        f"“{scenario(c.opened_by).short}” opens {c.id}, “{scenario(c.closed_by).short}” closes it; "
        f"it is shown {c.holds}."
        for c in journey.conditions.conflicts
        if c.id in on_way
    ]
    return tuple(lines)


def _year_lines(journey: Journey) -> Iterator[str]:
    """Yield how much of a route in a year rests on what, and each announcement with who made it and when."""
    year = journey.conditions.year
    assert year is not None
    by_ground: dict[str, float] = defaultdict(float)
    for s in journey.sections:
        by_ground[s.year_state.ground if s.year_state else "reported"] += s.km
    unknown = by_ground.pop("none", 0.0)
    general = [*by_ground].index("general-knowledge") if "general-knowledge" in by_ground else None
    lengths = [*by_ground.values(), unknown]
    whole = _made_up([rounded(length) for length in lengths], lengths, general)
    parts = [f"{n:,}{NBSP}km by {GROUND_WORDS[g]}" for g, n in zip(by_ground, whole, strict=False)]
    why_in_year = f"known for {listed(parts)}" if parts else ""
    rest = f"not known for {whole[-1]:,}{NBSP}km" if unknown else ""
    state = f"The status {'announced for' if year.ahead else 'at the end of'} {year.year} is"
    yield f"{state} {listed(filter(None, (why_in_year, rest)))}."
    gates = {p.id: journey.conditions.year_states.get(p.id) for s in journey.sections for p in (s.start, s.end)}
    said = [t.announced for t in (*(s.year_state for s in journey.sections), *gates.values()) if t and t.announced]
    for one in dict.fromkeys(said):
        yield announced(one)


def announced(one: Announcement) -> str:
    """Return who announced an opening, when, and for when; never a forecast of ours."""
    when = f"on {day(one.said)}" if one.said else "on an unknown date"
    return f"Announced for {day(one.opens)} by {one.holder} {when}, not reported open."
