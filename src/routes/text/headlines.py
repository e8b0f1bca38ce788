"""The finding on a route: how long it is, how much of it freight could use, and on what that rests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.model import LegStatus, Mode, PostStatus
from routes.network.journey import Journey
from routes.text.assumptions import evidence, under_scenarios
from routes.text.dates import full_span
from routes.text.numbers import APPROXIMATELY, capital, counted, ended, km, listed, percent, whole
from routes.text.obstacles import blocker_state
from routes.text.place_names import city
from routes.text.terms import CLOSED, GATE_WORDS, LEG_WORDS, MODE_WORDS

# A headline of more characters takes more than two lines on the first screen.
MOST_CHARACTERS = 60
SHORTER = {"not usable": "unusable"}
MODE = re.compile(r" by (?:rail|road|sea)$")
PORT = re.compile(r"(?: ferry)? port$")


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the four figures: a value, its unit, and what it counts."""

    value: str
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class StatusLine:
    """Whether freight can use the route: the finding, what lies behind it, and a sentence on passengers."""

    lead: str
    detail: str
    freight: str


def by_modes(journey: Journey) -> str:
    """Return the modes in words: `by rail`, `by rail and sea`."""
    return f"by {listed(MODE_WORDS[Mode(m)] for m in journey.km_by_mode)}"


def past(journey: Journey) -> bool:
    """Return whether the text is about the past: last reports, or a year that is over, without any scenario."""
    year = journey.conditions.year
    return not journey.conditions.supposed and (year is None or not year.ahead)


def headline(journey: Journey) -> str:
    """Return the finding: `Zangezur / Syunik railway: 531 km, 212 km of it not usable`; its dates stand beside it.

    It is the fullest wording that has at most `MOST_CHARACTERS`, or else the shortest.
    """
    assumed = under_scenarios(journey.conditions.scenarios)
    return fitting(
        [f"{subject(journey)}: {finding}{' ' if assumed else ''}{assumed}" for finding in _findings(journey)]
    )


def fitting(wordings: Sequence[str]) -> str:
    """Return the first wording that has at most `MOST_CHARACTERS`, or else the shortest."""
    return next((text for text in wordings if len(text) <= MOST_CHARACTERS), min(wordings, key=len))


def subject(journey: Journey) -> str:
    """Return the name people use for a route, or its ends: `Middle Corridor`, `Aktau - Amirabad`, `Baku to Poti`."""
    if journey.route is None:
        return " to ".join(PORT.sub("", city(journey.atlas, place)) for place in (journey.start, journey.end))
    name, _, course = journey.route.title.partition(":")
    if course:
        return name
    places = MODE.sub("", name).split(" - ")
    return " - ".join((places[0], *places[1:][-1:]))


def _findings(journey: Journey) -> Iterator[str]:
    """Yield the finding in ever fewer words: how long the route is, and how much of it freight could use."""
    length = km(journey.length_km, approximate=journey.approximate_km > 0)
    # A name like `Zangezur / Syunik railway` says the mode.
    named = journey.route is not None and ":" in journey.route.title
    modes = "" if named else f" {by_modes(journey)}"
    if journey.passable:
        yield from _usable(journey, length, modes)
    else:
        yield from _blocked(journey, length, modes)


def _blocked(journey: Journey, length: str, modes: str) -> Iterator[str]:
    """Yield the finding on a route that freight cannot use: what is known to be closed counts before what is unknown.

    A section that nobody reported is not called not usable, even where the border or port at its end is closed.
    """
    stopped = [(s, [b.status for b in s.blockers if b.kind == "leg"]) for s in journey.sections]
    closed = [s.km for s, states in stopped if any(state != LegStatus.UNKNOWN for state in states)]
    gates = [b.status for b in journey.blocked_by if b.kind != "leg"]
    shut = [state for state in gates if state != PostStatus.UNKNOWN] or gates
    unknown = sum(s.km for s, states in stopped if states)
    if journey.unknown_km == journey.length_km:
        yield from _whole(length, modes, "not known to be usable")
    elif len(closed) == len(stopped):
        yield from _whole(length, modes, "none of it usable")
    elif closed:
        yield from _of_it(length, modes, max(sum(closed), 1.0), "not usable")
    elif unknown and _known(journey):
        yield from _of_it(length, modes, max(unknown, 1.0), "not known to be usable")
    else:
        words = counted(len(shut), "border crossing or port", "border crossings or ports")
        yield from _whole(length, modes, f"no through service: {words} not {_known(journey)}open")
        yield from _whole(length, modes, "no through service")


def _whole(length: str, modes: str, what: str) -> Iterator[str]:
    yield from (f"{length}{modes}, {what}", f"{length}, {what}")


def _of_it(length: str, modes: str, part: float, what: str) -> Iterator[str]:
    for mode in (modes, ""):
        yield f"{length}{mode}, {km(part)} of it {what}"
        yield f"{whole(part)} of {length}{mode} {what}"
    yield f"{length}, {whole(part)} {SHORTER.get(what, what)}"


def _usable(journey: Journey, length: str, modes: str) -> Iterator[str]:
    """Yield the finding on a route that freight can use, with what of it is only assumed in use."""
    sea, assumed = journey.km_by_mode.get(Mode.SEA), journey.assumed_km
    if assumed == journey.length_km:
        yield from _whole(length, modes, "assumed in use")
        return
    if assumed:
        yield from _of_it(length, modes, assumed, "assumed in use")
        return
    if sea and sea != journey.length_km:
        changes = counted(len(journey.transshipments), "transshipment")
        yield f"{length}, {km(sea)} by sea, usable throughout, with {changes}"
        yield f"{length}, {km(sea)} by sea, usable throughout"
        yield f"{length}, {km(sea)} by sea, usable"
    elif not sea:
        yield f"{length}{modes}, usable throughout, over {_crossings(journey)}"
    yield from _whole(length, modes, "usable throughout")
    yield f"{length}, usable"


def _crossings(journey: Journey) -> str:
    """Count the borders: `two border crossings`; before 1991 inner lines of the Soviet Union are no borders."""
    inner = len(journey.inner_crossings)
    borders = counted(len(journey.crossings) - inner, "border crossing")
    if not inner:
        return borders
    lines = f"{counted(inner, 'inner line')} of the Soviet Union"
    return f"{borders} and {lines}" if inner < len(journey.crossings) else lines


def facts(journey: Journey) -> tuple[Fact, Fact, Fact, Fact]:
    """Return the four figures: length; share usable; borders; breaks of gauge and transshipments."""
    approximate = journey.approximate_km > 0
    year = journey.conditions.year
    told = year.short if year else "as last reported"
    state = "under the scenario" if journey.conditions.supposed else told
    more = [
        f"{km(n)} {what}" for n, what in ((journey.unknown_km, "not reported"), (journey.assumed_km, "assumed")) if n
    ]
    passable = "; ".join((f"usable, {state}", *more))
    breaks, changes = len(journey.gauge_breaks), len(journey.transshipments)
    return (
        Fact((APPROXIMATELY if approximate else "") + whole(journey.length_km), "km", by_modes(journey)),
        Fact(percent(journey.share_passable), "%", passable),
        borders_fact(journey),
        Fact(
            str(breaks),
            "",
            f"break{'' if breaks == 1 else 's'} of gauge, {counted(changes, 'transshipment')}",
        ),
    )


def borders_fact(journey: Journey) -> Fact:
    """Return how many borders a route crosses, and their states; inner lines of the Soviet Union are none."""
    return Fact(str(len(journey.crossings) - len(journey.inner_crossings)), "", _borders(journey))


def _borders(journey: Journey) -> str:
    """Return the noun and the states of the borders: `borders: 2 open, 1 closed`."""
    inner = journey.inner_crossings
    crossings = [c for c in journey.crossings if c not in inner]
    states = Counter("not reported" if c.status == PostStatus.UNKNOWN else c.status for c in crossings)
    told = _states(states)
    if not inner:
        return told
    lines = "an inner line" if len(inner) == 1 else "inner lines"
    return f"{told}; {counted(len(inner), 'border')} of today {lines} of the Soviet Union"


def _states(states: Counter[str]) -> str:
    """Return the noun for so many borders and their states: `border, open`, `borders, both open`."""
    total = states.total()
    noun = "border" if total == 1 else "borders"
    if len(states) == 1:
        every = "" if total == 1 else "both " if total == 2 else "all "
        return f"{noun}, {every}{next(iter(states))}"
    return f"{noun}: " + ", ".join(f"{n} {state}" for state, n in states.items()) if total else noun


def status_line(journey: Journey) -> StatusLine:
    """Return whether the route has a through service, what blocks it, and how old the reports are."""
    year = journey.conditions.year
    dates = "" if year else full_span(journey.deciding_dates)
    if dates and journey.blocked_by:
        dates = f"What blocks it: {dates[0].lower()}{dates[1:]}"
    detail = " ".join(filter(None, (dates, "" if journey.conditions.supposed else evidence(journey))))
    was = "was " if year and past(journey) else ""
    if journey.passable:
        known = ", as far as known" if journey.assumed_km else ""
        limited = [c for c in journey.crossings if c.status == PostStatus.LIMITED]
        if limited:
            where = listed(c.post.name for c in limited)
            return StatusLine(
                capital(f"{was}open, with limits{known}."), f"Limited at {where}. {detail}", _traffic(journey)
            )
        return StatusLine(capital(f"{was}usable throughout{known}."), detail, _traffic(journey))
    return StatusLine(_closed(journey, was), " ".join(filter(None, (_gaps(journey), detail))), _traffic(journey))


def _closed(journey: Journey, was: str) -> str:
    """Return that freight cannot go through, or that it is not known to."""
    return capital(f"{was}not known to be usable throughout.") if _known(journey) else "No through service."


def _known(journey: Journey) -> str:
    """Return `known to be ` where the state of all that blocks a route is unknown."""
    return "" if any(b.status != PostStatus.UNKNOWN for b in journey.blocked_by) else "known to be "


def _traffic(journey: Journey) -> str:
    """Return which traffic the state is about: passenger services are described as of today only."""
    if journey.conditions.year:
        return "Freight; passenger services are not followed through the years."
    passengers = journey.route.passengers if journey.route else "not recorded here."
    return f"Freight. Passengers: {ended(passengers)}"


def _gaps(journey: Journey) -> str:
    """Return what is not usable: `167 km under construction, 42 km without track; borders closed at A and B.`"""
    gates = Counter((GATE_WORDS[b.kind], blocker_state(b)) for b in journey.blocked_by if b.kind != "leg")
    posts = [f"{counted(n, gate)} {state}" for (gate, state), n in gates.items()]
    text = "; ".join(filter(None, (", ".join(not_open(journey)), ", ".join(posts))))
    return capital(ended(text)) if text else ""


def not_open(journey: Journey) -> list[str]:
    """Return the kilometres that are not open, by state: `42 km without track`."""
    return [
        f"{km(length)} {leg_state(journey, state)}"
        for state, length in journey.km_by_status.items()
        if state != LegStatus.OPEN
    ]


def leg_state(journey: Journey, state: str) -> str:
    """Return the state of a leg in words; what is not yet or no longer open in a year is `not in use`."""
    if state == CLOSED:
        return "not in use" if journey.conditions.year else LEG_WORDS[CLOSED]
    return LEG_WORDS[LegStatus(state)]
