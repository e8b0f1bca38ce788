"""The finding on a route: how long it is, how much of it freight could use, and on what that rests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.model import LegStatus, Mode, PostStatus
from routes.network.journey import Journey
from routes.text import data_texts, language
from routes.text.assumptions import evidence, under_scenarios
from routes.text.dates import full_span
from routes.text.language import gettext, ngettext, pgettext
from routes.text.numbers import capital, counted, ended, km, listed, number, whole
from routes.text.obstacles import blocker_state
from routes.text.place_names import city
from routes.text.terms import CLOSED, GATE_WORDS, LEG_WORDS, MODE_WORDS

# A headline of more characters takes more than two lines on the first screen.
MOST_CHARACTERS = 60
MODE = re.compile(r" by (?:rail|road|sea)$")
PORT = re.compile(r"(?: ferry)? port$")


@dataclass(frozen=True, slots=True)
class StatusLine:
    """Whether freight can use the route: the finding, what lies behind it, and a sentence on passengers."""

    lead: str
    detail: str
    freight: str


def by_modes(journey: Journey) -> str:
    """Return the modes in words: `by rail`, `by rail and sea`."""
    modes = listed(pgettext("by", MODE_WORDS[Mode(m)]) for m in journey.km_by_mode)
    return gettext("by %(modes)s", modes=modes)


def past(journey: Journey) -> bool:
    """Return whether the text is about the past: last reports, or a year that is over, without any scenario."""
    year = journey.conditions.year
    return not journey.conditions.supposed and (year is None or not year.ahead)


def headline(journey: Journey) -> str:
    """Return the finding: `Zangezur / Syunik railway: 531 km, 212 km of it not usable`; its dates stand beside it.

    It is the fullest wording that has at most `MOST_CHARACTERS`, or else the shortest.
    """
    assumed = under_scenarios(journey.atlas, journey.conditions.scenarios)
    about = subject(journey)
    wordings = [
        gettext("%(route)s: %(finding)s %(assumed)s", route=about, finding=finding, assumed=assumed)
        if assumed
        else gettext("%(route)s: %(finding)s", route=about, finding=finding)
        for finding in _findings(journey)
    ]
    return fitting(wordings)


def fitting(wordings: Sequence[str]) -> str:
    """Return the first wording that has at most `MOST_CHARACTERS`, or else the shortest."""
    return next((text for text in wordings if len(text) <= MOST_CHARACTERS), min(wordings, key=len))


def subject(journey: Journey) -> str:
    """Return the name people use for a route, or its ends: `Middle Corridor`, `Aktau - Amirabad`, `Baku to Poti`."""
    if journey.route is None:
        ends = [PORT.sub("", city(journey.atlas, place)) for place in (journey.start, journey.end)]
        return gettext("%(start)s to %(end)s", start=ends[0], end=ends[1])
    title = data_texts.told(journey.atlas, journey.route, "title")
    name, _, course = title.words.partition(":")
    if course:
        return name
    if not language.is_english():
        return " – ".join(language.isolated(city(journey.atlas, place)) for place in (journey.start, journey.end))
    places = MODE.sub("", name).split(" - ")
    return " - ".join((places[0], *places[1:][-1:]))


def _findings(journey: Journey) -> Iterator[str]:
    """Yield the finding in ever fewer words: how long the route is, and how much of it freight could use."""
    length = km(journey.length_km, approximate=journey.approximate_km > 0)
    # A name like `Zangezur / Syunik railway` says the mode.
    named = journey.route is not None and ":" in journey.route.title
    modes = "" if named else by_modes(journey)
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
    unknown = sum(s.km for s, states in stopped if states)
    if journey.unknown_km == journey.length_km:
        yield from _whole(length, modes, pgettext("route", "not known to be usable"))
    elif len(closed) == len(stopped):
        yield from _whole(length, modes, pgettext("route", "none of it usable"))
    elif closed:
        part = max(sum(closed), 1.0)
        yield from _of_it(length, modes, part, pgettext("kilometres", "not usable"), pgettext("kilometres", "unusable"))
    elif unknown and _known(journey):
        yield from _of_it(length, modes, max(unknown, 1.0), pgettext("kilometres", "not known to be usable"))
    else:
        yield from _whole(length, modes, _gates_shut(journey))
        yield from _whole(length, modes, pgettext("route", "no through service"))


def _gates_shut(journey: Journey) -> str:
    """Return how many border crossings and ports stop a route of which every section is usable."""
    gates = [b.status for b in journey.blocked_by if b.kind != "leg"]
    n = len([state for state in gates if state != PostStatus.UNKNOWN] or gates)
    if _known(journey):
        return ngettext(
            "no through service: %(count)s border crossing or port not known to be open",
            "no through service: %(count)s border crossings or ports not known to be open",
            n,
            count=number(n),
        )
    return ngettext(
        "no through service: %(count)s border crossing or port not open",
        "no through service: %(count)s border crossings or ports not open",
        n,
        count=number(n),
    )


def _whole(length: str, modes: str, state: str) -> Iterator[str]:
    """Yield how long the route is and the state of all of it, with the modes and without."""
    if modes:
        yield gettext("%(length)s %(modes)s, %(state)s", length=length, modes=modes, state=state)
    yield gettext("%(length)s, %(state)s", length=length, state=state)


def _of_it(length: str, modes: str, part_km: float, state: str, short: str = "") -> Iterator[str]:
    """Yield how long the route is and the state of some of its kilometres."""
    part, digits = km(part_km), whole(part_km)
    if modes:
        yield gettext(
            "%(length)s %(modes)s, %(part)s of it %(state)s", length=length, modes=modes, part=part, state=state
        )
        yield gettext(
            "%(digits)s of %(length)s %(modes)s %(state)s", digits=digits, length=length, modes=modes, state=state
        )
    yield gettext("%(length)s, %(part)s of it %(state)s", length=length, part=part, state=state)
    yield gettext("%(digits)s of %(length)s %(state)s", digits=digits, length=length, state=state)
    yield gettext("%(length)s, %(digits)s %(state)s", length=length, digits=digits, state=short or state)


def _usable(journey: Journey, length: str, modes: str) -> Iterator[str]:
    """Yield the finding on a route that freight can use, with what of it is only assumed in use."""
    sea, assumed = journey.km_by_mode.get(Mode.SEA), journey.assumed_km
    if assumed == journey.length_km:
        yield from _whole(length, modes, pgettext("route", "assumed in use"))
        return
    if assumed:
        yield from _of_it(length, modes, assumed, pgettext("kilometres", "assumed in use"))
        return
    if sea and sea != journey.length_km:
        yield from _partly_by_sea(length, km(sea), len(journey.transshipments))
    elif not sea:
        over = pgettext("route", "usable throughout, over %(crossings)s", crossings=_crossings(journey))
        yield next(_whole(length, modes, over))
    yield from _whole(length, modes, pgettext("route", "usable throughout"))
    yield from _whole(length, "", pgettext("route", "usable"))


def _partly_by_sea(length: str, sea: str, changes: int) -> Iterator[str]:
    yield ngettext(
        "%(length)s, %(sea)s by sea, usable throughout, with %(count)s transshipment",
        "%(length)s, %(sea)s by sea, usable throughout, with %(count)s transshipments",
        changes,
        length=length,
        sea=sea,
        count=number(changes),
    )
    yield gettext("%(length)s, %(sea)s by sea, usable throughout", length=length, sea=sea)
    yield gettext("%(length)s, %(sea)s by sea, usable", length=length, sea=sea)


def _crossings(journey: Journey) -> str:
    """Count the borders: `two border crossings`; before 1991 inner lines of the Soviet Union are no borders."""
    inner = len(journey.inner_crossings)
    n = len(journey.crossings) - inner
    borders = ngettext("%(count)s border crossing", "%(count)s border crossings", n, count=number(n))
    if not inner:
        return borders
    lines = ngettext(
        "%(count)s inner line of the Soviet Union",
        "%(count)s inner lines of the Soviet Union",
        inner,
        count=number(inner),
    )
    return gettext("%(borders)s and %(lines)s", borders=borders, lines=lines) if n else lines


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
