"""What is said of a leg or a place on the map, line by line?"""

from __future__ import annotations

from routes import phrase
from routes.journey import SEA
from routes.model import Leg, Place
from routes.years import State


def place_says(place: Place, status: str | None, stale_since: str | None, told: State | None = None) -> list[str]:
    """What a place is, its state and its date, line by line."""
    where = " / ".join(phrase.country(c) for c in place.countries)
    lines = [
        place.name,
        f"{phrase.KIND_WORDS[place.kind]}, {phrase.country(place.countries[0], place.part) if place.part else where}",
    ]
    if told:
        lines.append(_then_line(told))
    elif place.status and status:
        reported = phrase.gate_state(str(place.status.value))
        lines.append(_state_line(phrase.gate_state(status), reported, place.status.as_of, stale_since))
    if place.approximate:
        lines.append(f"position within about {phrase.whole(place.precision_m / 1000)} km")
    return lines


def leg_says(
    leg: Leg, start: Place, end: Place, status: str, stale_since: str | None, told: State | None = None
) -> list[str]:
    """What a leg is, its length, its state and its date, line by line."""
    where = phrase.country(leg.country or SEA, leg.part)
    lines = [
        f"{start.name} to {end.name}",
        f"{phrase.MODE_WORDS[leg.mode].capitalize()}, {where}, {phrase.km(leg.length.km, approximate=leg.approximate)}",
        _then_line(told)
        if told
        else _state_line(
            phrase.LEG_WORDS.get(status, status), phrase.LEG_WORDS[leg.status.value], leg.status.as_of, stale_since
        ),
    ]
    return [*lines, "approximate course"] if leg.approximate else lines


def _then_line(told: State) -> str:
    """A state in a chosen year, and on what it rests."""
    return f"{phrase.in_year(told)}; {phrase.told(told)}"


def _state_line(state: str, reported: str, as_of: str | None, stale_since: str | None) -> str:
    """A state and its date; one that a scenario assumes is followed by the one reported."""
    if state != reported:
        return f"{state} by a scenario; {_state_line(reported, reported, as_of, stale_since)}"
    return f"{state}; {phrase.reported(as_of, stale_since)}"
