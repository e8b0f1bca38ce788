"""What is the finding: how long a way is, and how much of it freight could use?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from routes.model import LegStatus, Mode, PostStatus
from routes.network.journey import Journey
from routes.text.assumptions import when
from routes.text.dates import full_span
from routes.text.numbers import APPROXIMATELY, capital, counted, ended, km, listed, percent, whole
from routes.text.obstacles import blocker_state
from routes.text.terms import CLOSED, GATE_WORDS, LEG_WORDS, MODE_WORDS


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


def by_modes(journey: Journey) -> str:
    """`by rail`, `by rail and sea`."""
    return f"by {listed(MODE_WORDS[Mode(m)] for m in journey.km_by_mode)}"


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
        changes = counted(len(journey.transshipments), "transshipment")
        return f"{km(journey.length_km)}, of which {km(sea)} by ship, with {changes}, open {when(journey)}"
    return f"{total}, open throughout over {borders} {when(journey)}"


def facts(journey: Journey) -> tuple[Fact, Fact, Fact, Fact]:
    """The four figures: length; share passable; borders; gauge breaks and changes of mode."""
    approximate = journey.approximate_km > 0
    year = journey.conditions.year
    told = year.short if year else "as last reported"
    state = "if so" if journey.conditions.supposed else told
    unknown = journey.unknown_km
    passable = f"usable, {state}" + (f"; {km(unknown)} not reported" if unknown else "")
    breaks, changes = len(journey.gauge_breaks), len(journey.transshipments)
    return (
        Fact((APPROXIMATELY if approximate else "") + whole(journey.length_km), "km", by_modes(journey)),
        Fact(percent(journey.share_passable), "%", passable),
        Fact(str(len(journey.crossings)), "", _borders(journey)),
        Fact(
            str(breaks),
            "",
            f"break{'' if breaks == 1 else 's'} of gauge, {counted(changes, 'transshipment')}",
        ),
    )


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
    freight = f"Freight. Passengers: {ended(passengers)}"
    limited = [c for c in journey.crossings if c.status == PostStatus.LIMITED]
    was = "Was n" if journey.conditions.year and past(journey) else "N"
    if journey.conditions.year:
        dates, freight = "", "Freight; passenger services are not followed through the years."
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
    gates = Counter((GATE_WORDS[b.kind], blocker_state(b)) for b in journey.blocked_by if b.kind != "leg")
    posts = [f"{counted(n, gate)} {state}" for (gate, state), n in gates.items()]
    text = "; ".join(filter(None, (", ".join(not_open(journey)), ", ".join(posts))))
    return capital(ended(text)) if text else ""


def not_open(journey: Journey) -> list[str]:
    """The kilometres that are not open, by state: `42 km without track`."""
    return [
        f"{km(length)} {leg_state(journey, state)}"
        for state, length in journey.km_by_status.items()
        if state != LegStatus.OPEN
    ]


def leg_state(journey: Journey, state: str) -> str:
    """The state of a leg in words; what a year has not or no longer open is `not in use`."""
    if state == CLOSED:
        return "not in use" if journey.conditions.year else LEG_WORDS[CLOSED]
    return LEG_WORDS[LegStatus(state)]
