"""What does a journey say in words? Plain sentences, figures and dates; no markup."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from routes.conditions import PASSABLE_POST, Blocker
from routes.journey import SEA, Crossing, Journey, Stop
from routes.model import (
    Announcement,
    Drawn,
    Id,
    LegStatus,
    LengthMethod,
    Mode,
    Place,
    PlaceKind,
    PostStatus,
    Scenario,
    Theme,
    Year,
)
from routes.years import State

NBSP = "\u00a0"
APPROXIMATELY = "≈"
MONTHS = "January February March April May June July August September October November December".split()
# Short names in English by ISO 3166-1 alpha-2 code. https://www.iso.org/obp/ui/#search
COUNTRIES = {
    "AE": "United Arab Emirates", "AF": "Afghanistan", "AM": "Armenia", "AZ": "Azerbaijan", "BG": "Bulgaria",
    "BY": "Belarus", "CN": "China", "GE": "Georgia", "IN": "India", "IQ": "Iraq", "IR": "Iran", "KG": "Kyrgyzstan",
    "KZ": "Kazakhstan", "OM": "Oman", "PK": "Pakistan", "RO": "Romania", "RU": "Russia", "SY": "Syria",
    "TJ": "Tajikistan", "TM": "Turkmenistan", "TR": "Turkey", "UA": "Ukraine", "UZ": "Uzbekistan", SEA: "at sea",
}  # fmt: skip
# What a scenario closes, or a year does not have; no report says it of a leg.
CLOSED = "closed"
# On what the state of a leg in a year rests.
GROUND_WORDS = {
    "cited": "cited dates",
    "general-knowledge": "general knowledge",
    "announced": "an announcement",
    "none": "nothing",
    "reported": "the latest report",
}
LEG_WORDS = {
    LegStatus.OPEN: "open",
    LegStatus.UNDER_CONSTRUCTION: "under construction",
    LegStatus.PLANNED: "planned",
    LegStatus.DISUSED: "disused",
    LegStatus.DISMANTLED: "without track",
    LegStatus.UNKNOWN: "of unknown state",
    CLOSED: "closed",
}
METHOD_WORDS = {
    LengthMethod.OSM_TRACK: "measured along the track (OpenStreetMap)",
    LengthMethod.PUBLISHED: "published",
    LengthMethod.DRAWN: "measured along the drawn course",
    LengthMethod.COMPUTED_SEA: "computed sea lane",
}
DRAWN_WORDS = {
    Drawn.OSM: "course from OpenStreetMap",
    Drawn.DIGITISED: "course drawn through its stations",
    Drawn.SEA_LANE: "computed lane around land",
    Drawn.APPROXIMATE: "approximate course",
}
KIND_WORDS = {
    PlaceKind.STATION: "Station",
    PlaceKind.JUNCTION: "Railway junction",
    PlaceKind.GAUGE_CHANGE: "Change of gauge",
    PlaceKind.TERMINAL: "Terminal",
    PlaceKind.PORT: "Port",
    PlaceKind.BORDER_POST: "Border post",
    PlaceKind.CITY: "City",
    PlaceKind.VILLAGE: "Village",
}
GATE_STATES = {PostStatus.LIMITED: "open with limits", PostStatus.UNKNOWN: "state not known"}
GATE_WORDS = {"post": "border post", "port": "port"}
MODE_WORDS = {Mode.RAIL: "rail", Mode.ROAD: "road", Mode.SEA: "sea"}
THEME_WORDS = {
    Theme.ZANGEZUR_SYUNIK: "Zangezur / Syunik",
    Theme.IRAN_TRANSIT: "Iranian transit",
    Theme.NORTH_SOUTH: "North-south line",
    Theme.BAKU_TBILISI_KARS: "Baku-Tbilisi-Kars",
    Theme.ARMENIA_GEORGIA: "Armenia-Georgia-Iran",
    Theme.CASPIAN: "Caspian ports and lanes",
    Theme.CENTRAL_ASIA_RAIL: "Central Asian rail",
    Theme.ROADS: "Trunk roads",
    Theme.BORDER_POSTS: "Border posts",
}
# What a place is, at the end of its name or in brackets, goes without saying on a drawing.
KINDS = re.compile(
    r" \([^)]*\)|(?: (?:gauge-change|freight|railway|rail|road|border|post|bridge|tunnel|station|junction|terminal))+$"
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the four figures: a value, its unit, and what it counts."""

    value: str
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class StatusLine:
    """Whether freight can use the way: the finding, what lies behind it, and a sentence on passengers."""

    lead: str
    detail: str
    freight: str


def rounded(value: float) -> int:
    """A number as shown: to the nearest whole one, halves up."""
    return int(Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP))


def whole(value: float) -> str:
    """A number without decimals, halves rounded up, thousands set off by a comma."""
    return f"{rounded(value):,}"


def whole_parts(values: Sequence[float]) -> list[int]:
    """Whole numbers that add up to the rounded total: the largest remainders are rounded up."""
    parts = [int(value) for value in values]
    missing = rounded(sum(values)) - sum(parts)
    for n in sorted(range(len(values)), key=lambda n: parts[n] - values[n])[:missing]:
        parts[n] += 1
    return parts


def km(value: float, *, approximate: bool = False) -> str:
    """Kilometres as text that never breaks before its unit."""
    return f"{APPROXIMATELY if approximate else ''}{whole(value)}{NBSP}km"


def exact_km(value: float) -> str:
    """Kilometres with the one decimal the data has, for the ledger."""
    return f"{value:,.1f}".removesuffix(".0")


def day(partial: str) -> str:
    """A date as known: `12 March 2026`, `March 2026` or `2026`."""
    year, *rest = partial.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    number = [str(int(rest[1]))] if len(rest) > 1 else []
    return NBSP.join((*number, *month, year))


def span(dates: Sequence[str]) -> str:
    """The oldest and the newest of some sorted dates: `2024 to 2026`, or the one there is."""
    if not dates:
        return "undated reports"
    oldest, newest = dates[0][:4], dates[-1][:4]
    return oldest if oldest == newest else f"{oldest}{NBSP}to{NBSP}{newest}"


def full_span(dates: Sequence[str]) -> str:
    """As `span`, with days and months where they are known."""
    if not dates:
        return "No report is dated."
    if dates[0] == dates[-1]:
        return f"Reports of {day(dates[0])}."
    return f"Oldest report {day(dates[0])}, latest {day(dates[-1])}."


def country(code: str, part: str | None = None) -> str:
    """A country's name; a part of it stands first: `Nakhchivan (Azerbaijan)`."""
    name = COUNTRIES.get(code, code)
    return f"{part} ({name})" if part else name


def number(n: int) -> str:
    """Small numbers as words."""
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def counted(n: int, one: str, many: str | None = None) -> str:
    """`1 border`, `3 borders`, `no border`."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def listed(items: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def by_modes(journey: Journey) -> str:
    """`by rail`, `by rail and sea`."""
    return f"by {listed(MODE_WORDS[Mode(m)] for m in journey.km_by_mode)}"


def when(journey: Journey) -> str:
    """On what the state rests: `when last reported (2024 to 2026)`, `in 2005`, or the scenarios' names."""
    if scenarios := journey.conditions.scenarios:
        return supposed(scenarios)
    return f"when last reported ({span(journey.report_dates)})"


def supposed(scenarios: Sequence[Scenario]) -> str:
    """`if “A” and “B”`, `in 2005`, `in 2005 if “A”`, `as announced for 2029`; nothing for none."""
    year = [s.short for s in scenarios if isinstance(s, Year)]
    tried = [f"“{s.short}”" for s in scenarios if not isinstance(s, Year)]
    return " ".join((*year, *((f"if {listed(tried)}",) if tried else ())))


def past(journey: Journey) -> bool:
    """Whether what is said is over: the last reports, or a year that is not ahead of them, without any scenario."""
    year = journey.conditions.year
    return not journey.conditions.supposed and (year is None or not year.ahead)


def headline(journey: Journey) -> str:
    """The finding: how long, and how much of it freight could use."""
    length, passable = journey.length_km, journey.passable_km
    total = f"{km(length)} {by_modes(journey)}"
    if journey.passable:
        return _throughout(journey, total)
    if journey.unknown_km == length:
        return f"{total}, not known to be open to freight {when(journey)}"
    trains = set(journey.km_by_mode) == {Mode.RAIL} and passable == journey.km_by_status.get(LegStatus.OPEN, 0.0)
    if passable == 0:
        verb = "carries trains" if trains else "is open to freight"
        return f"{total}, none of which {_past(journey, verb)} {when(journey)}"
    verb = "carries trains" if trains else "is open to freight"
    return f"{total}, of which {km(passable)} {_past(journey, verb)} {when(journey)}"


def _past(journey: Journey, verb: str) -> str:
    if not past(journey):
        return verb
    return verb.replace("carries", "carried").replace("is ", "was ")


def _throughout(journey: Journey, total: str) -> str:
    borders = counted(len(journey.crossings), "border")
    if sea := journey.km_by_mode.get(Mode.SEA):
        if sea == journey.length_km:
            return f"{km(sea)} by ship, open {when(journey)}"
        changes = counted(len(journey.transshipments), "change of mode", "changes of mode")
        return f"{km(journey.length_km)}, of which {km(sea)} by ship, with {changes}, open {when(journey)}"
    return f"{total}, open throughout over {borders} {when(journey)}"


def facts(journey: Journey) -> tuple[Fact, Fact, Fact, Fact]:
    """The four figures: length; share passable; borders; gauge breaks and changes of mode."""
    approximate = journey.approximate_km > 0
    year = journey.conditions.year
    told = year.short if year else "as last reported"
    state = "if so" if journey.conditions.supposed else told
    unknown = journey.unknown_km
    passable = f"passable, {state}" + (f"; {km(unknown)} not reported" if unknown else "")
    breaks, changes = len(journey.gauge_breaks), len(journey.transshipments)
    return (
        Fact((APPROXIMATELY if approximate else "") + whole(journey.length_km), "km", by_modes(journey)),
        Fact(percent(journey.share_passable), "%", passable),
        Fact(str(len(journey.crossings)), "", _borders(journey)),
        Fact(
            str(breaks),
            "",
            f"gauge break{'' if breaks == 1 else 's'}, {counted(changes, 'change of mode', 'changes of mode')}",
        ),
    )


def percent(share: float) -> str:
    """Whole per cent; only what is wholly passable says 100, only what is not at all says 0."""
    if 0 < share < 1:
        return whole(min(99.0, max(1.0, share * 100)))
    return whole(share * 100)


def _borders(journey: Journey) -> str:
    states = Counter("not reported" if c.status == PostStatus.UNKNOWN else c.status for c in journey.crossings)
    total = len(journey.crossings)
    noun = "border" if total == 1 else "borders"
    if total == 0:
        return "borders"
    if len(states) == 1:
        every = "" if total == 1 else "both " if total == 2 else "all "
        return f"{noun}, {every}{next(iter(states))}"
    return f"{noun}: " + ", ".join(f"{n} {state}" for state, n in states.items())


def status_line(journey: Journey) -> StatusLine:
    """Whether the way can be used from end to end, what stands in its way, and how old the reports are."""
    dates = full_span(journey.report_dates)
    passengers = journey.route.passengers if journey.route else "not recorded here."
    freight = f"Freight. Passengers: {_sentence(passengers, capital=False)}"
    limited = [c for c in journey.crossings if c.status == PostStatus.LIMITED]
    was = "Was n" if journey.conditions.year and past(journey) else "N"
    if journey.conditions.year:
        dates, freight = "", "Freight."
    if journey.passable and limited:
        where = listed(c.post.name for c in limited)
        return StatusLine("Open, with limits.", f"Limited at {where}. {dates}", freight)
    if journey.passable:
        lead = "Was usable from end to end." if was != "N" else "Usable from end to end."
        return StatusLine(lead, dates, freight)
    known = any(b.status != PostStatus.UNKNOWN for b in journey.blocked_by)
    lead = f"{was}ot usable from end to end." if known else f"{was}ot known to be usable from end to end."
    return StatusLine(lead, " ".join(filter(None, (_gaps(journey), dates))), freight)


def _gaps(journey: Journey) -> str:
    """`167 km under construction, 42 km without track; borders closed at A and B.`"""
    stretches = [
        f"{km(length)} {leg_state(journey, state)}"
        for state, length in journey.km_by_status.items()
        if state != LegStatus.OPEN
    ]
    gates = Counter((GATE_WORDS[b.kind], _gate_state(b)) for b in journey.blocked_by if b.kind != "leg")
    posts = [f"{counted(n, gate)} {state}" for (gate, state), n in gates.items()]
    text = "; ".join(filter(None, (", ".join(stretches), ", ".join(posts))))
    return _sentence(text) if text else ""


def leg_state(journey: Journey, state: str) -> str:
    """The state of a leg in words; what a year has not or no longer open is `not in use`."""
    if state == CLOSED:
        return "not in use" if journey.conditions.year else LEG_WORDS[CLOSED]
    return LEG_WORDS[LegStatus(state)]


def _gate_state(blocker: Blocker) -> str:
    if blocker.status in PASSABLE_POST:
        return "not open to freight this way"
    return "with nothing reported" if blocker.status == PostStatus.UNKNOWN else blocker.status


def _sentence(text: str, *, capital: bool = True) -> str:
    text = text[:1].upper() + text[1:] if capital else text
    return text if text.endswith((".", "!", "?")) else f"{text}."


def told(state: State) -> str:
    """Why something was in some state in a year: `not open until 3 December 2014`, and whether no source was cited."""
    why = state.why.format(*map(day, state.dates))
    if state.announced:
        said = state.announced.said
        return f"{why} by {state.announced.holder}, {day(said) if said else 'undated'}"
    return f"{why} (general knowledge)" if state.ground == "general-knowledge" else why


def in_year(state: State) -> str:
    """The state of a leg, post or port in a year: `open`, `not in use`, `state not known`."""
    return {"open": "open", "closed": "not in use", "unknown": "state not known"}[state.value]


def not_confirmed(stale_since: str | None) -> str | None:
    """`not confirmed since March 2024` for a report past its age limit."""
    if stale_since is None:
        return None
    return "report undated" if stale_since == "undated" else f"not confirmed since {day(stale_since)}"


def stop_title(stop: Stop) -> str:
    """What happens at a stop: `Border`, `Border and gauge break`, `Change from rail to sea`."""
    parts = []
    if stop.crossing:
        parts.append("border")
    if gauge := stop.gauge_break:
        parts.append(f"gauge {gauge.from_mm:,} to {gauge.to_mm:,}{NBSP}mm")
    if change := stop.transshipment:
        parts.append(f"change from {MODE_WORDS[change.from_mode]} to {MODE_WORDS[change.to_mode]}")
    return listed(parts).capitalize() if parts else ""


def crossing_state(crossing: Crossing) -> str:
    """`Closed`, or `Opened by a scenario`."""
    if crossing.told:
        return in_year(crossing.told).capitalize()
    if crossing.change:
        return f"{crossing.change.capitalize()} by the scenario"
    return gate_state(crossing.status).capitalize()


def gate_state(status: str) -> str:
    """The state of a post or port: `open with limits`, `state not known`."""
    return GATE_STATES.get(PostStatus(status), status)


def crossing_way(crossing: Crossing) -> str:
    """`Azerbaijan to Armenia`."""
    return f"{country(crossing.leaves)} to {country(crossing.enters)}"


def names(place: Place) -> tuple[str, ...]:
    """Every name of a place that is not its first, for a reader who knows it by another."""
    return tuple(dict.fromkeys(n for n in place.names.values() if n != place.name))


def assumptions(journey: Journey) -> tuple[str, ...]:
    """What each scenario assumes, what was reported instead, and where two of them disagree."""
    scenario = journey.atlas.scenario
    lines = [
        f"{'Hypothetical: ' if s.hypothetical else ''}“{s.title}”: {_sentence(s.because)} "
        f"As last reported ({day(s.as_of)}): {_sentence(s.reported, capital=False)}"
        for s in journey.conditions.supposed
    ]
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
    """How much of a way in a year rests on what, and each announcement with who made it and when."""
    year = journey.conditions.year
    assert year is not None
    by_ground: dict[str, float] = defaultdict(float)
    for s in journey.sections:
        by_ground[s.told.ground if s.told else "reported"] += s.km
    unknown = by_ground.pop("none", 0.0)
    parts = [f"{km(length)} by {GROUND_WORDS[g]}" for g, length in by_ground.items()]
    told = f"known for {listed(parts)}" if parts else ""
    rest = f"not known for {km(unknown)}" if unknown else ""
    state = f"The state {'announced for' if year.ahead else 'at the end of'} {year.year} is"
    yield f"{state} {listed(filter(None, (told, rest)))}."
    gates = {p.id: journey.conditions.then.get(p.id) for s in journey.sections for p in (s.start, s.end)}
    said = [t.announced for t in (*(s.told for s in journey.sections), *gates.values()) if t and t.announced]
    for one in dict.fromkeys(said):
        yield announced(one)


def announced(one: Announcement) -> str:
    """Who announced an opening, when, and for when; never a forecast of ours."""
    when = f"on {day(one.said)}" if one.said else "on a day not known"
    return f"Announced for {day(one.opens)} by {one.holder} {when}, not reported open."


def city_of(places: Mapping[Id, Place], place: Place) -> Place:
    """The city a terminal serves; a port goes by its own name."""
    return places[place.of] if place.of and place.kind is not PlaceKind.PORT else place


def short_name(place: Place) -> str:
    """A place's name without what it is: `Horadiz` for `Horadiz station`."""
    name = place.name.removesuffix(f", {place.part}")
    return KINDS.sub("", KINDS.sub("", name)) or name
