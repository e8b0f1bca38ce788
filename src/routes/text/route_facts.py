"""The figures of a route, each with what it counts, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from routes.model import PostStatus
from routes.network.journey import Journey
from routes.text import language
from routes.text.headlines import by_modes
from routes.text.language import gettext, ngettext, npgettext, pgettext
from routes.text.numbers import APPROXIMATELY, counted, km, listed, number, percent, whole


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the four figures: a value, its unit, and what it counts."""

    value: str
    unit: str
    label: str


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
    return Fact(whole(len(journey.crossings) - len(journey.inner_crossings)), "", _borders(journey))


def _borders(journey: Journey) -> str:
    """Return the noun and the states of the borders: `borders: 2 open, 1 closed`."""
    inner = journey.inner_crossings
    told = _states(Counter(c.status for c in journey.crossings if c not in inner))
    if not inner:
        return told
    n = len(inner)
    return ngettext(
        "%(borders)s; %(count)s border of today an inner line of the Soviet Union",
        "%(borders)s; %(count)s borders of today inner lines of the Soviet Union",
        n,
        borders=told,
        count=number(n),
    )


def _states(states: Counter[str]) -> str:
    """Return the noun for so many borders and their states: `border, open`, `borders, both open`."""
    total = states.total()
    if not total:
        return pgettext("no border crossed", "borders")
    if len(states) == 1:
        state = _state_of(total, next(iter(states)))
        if total == 1:
            return gettext("border, %(state)s", state=state)
        if total == 2:
            return gettext("borders, both %(state)s", state=state)
        return ngettext("borders, all %(state)s", "borders, all %(state)s", total, state=state)
    parts = (
        pgettext("borders", "%(count)s %(state)s", count=whole(n), state=_state_of(n, state))
        for state, n in states.items()
    )
    return gettext("borders: %(states)s", states=", ".join(parts) if language.is_english() else listed(parts))


def _state_of(n: int, status: str) -> str:
    """Return the state of so many borders, as it follows their number."""
    words = {
        PostStatus.OPEN: npgettext("borders", "open", "open", n),
        PostStatus.LIMITED: npgettext("borders", "limited", "limited", n),
        PostStatus.CLOSED: npgettext("borders", "closed", "closed", n),
        PostStatus.PLANNED: npgettext("borders", "planned", "planned", n),
        PostStatus.UNKNOWN: npgettext("borders", "not reported", "not reported", n),
    }
    return words[PostStatus(status)]
