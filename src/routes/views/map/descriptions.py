"""Descriptions of a leg or a place on the map, line by line."""

from __future__ import annotations

from routes.data.atlas import Atlas
from routes.data.years import YearState
from routes.model import Leg, LegStatus, Place
from routes.network.journey import SEA
from routes.text import assumptions, dates, numbers, terms


def place_says(
    atlas: Atlas, place: Place, status: str | None, stale_since: str | None, year_state: YearState | None = None
) -> list[str]:
    """Describe a place: what it is, its state and its date, line by line."""
    where = " / ".join(
        terms.country(atlas, c, place.part) for c in (place.countries[:1] if place.part else place.countries)
    )
    lines = [
        place.name,
        f"{terms.KIND_WORDS[place.kind]}, {where}",
    ]
    if year_state:
        lines.append(_then_line(year_state))
    elif place.status and status:
        reported = terms.gate_state(str(place.status.value))
        lines.append(_state_line(terms.gate_state(status), reported, place.status.as_of, stale_since))
    if place.approximate:
        lines.append(f"position within about {numbers.whole(place.precision_m / 1000)} km")
    return lines


def leg_says(
    atlas: Atlas,
    leg: Leg,
    start: Place,
    end: Place,
    status: str,
    stale_since: str | None,
    year_state: YearState | None = None,
) -> list[str]:
    """Describe a leg: what it is, its length, its state and its date, line by line."""
    where = terms.country(atlas, leg.country or SEA, leg.part)
    lines = [
        f"{start.name} to {end.name}",
        f"{terms.MODE_WORDS[leg.mode].capitalize()}, {where}, {numbers.km(leg.length.km, approximate=leg.approximate)}",
        _then_line(year_state) if year_state else _leg_state_line(leg, status, stale_since),
    ]
    return [*lines, "approximate course"] if leg.approximate else lines


def _leg_state_line(leg: Leg, status: str, stale_since: str | None) -> str:
    """Return a leg's state and its date; one in use by general knowledge or an undated report is assumed so."""
    report = leg.status
    if status == LegStatus.OPEN == report.value and (report.general_knowledge or report.as_of is None):
        return "assumed in use; no dated report"
    return _state_line(terms.LEG_WORDS.get(status, status), terms.LEG_WORDS[report.value], report.as_of, stale_since)


def _then_line(year_state: YearState) -> str:
    """Return a state in a chosen year, and what it is based on."""
    return f"{assumptions.in_year(year_state)}; {assumptions.why_in_year(year_state)}"


def _state_line(state: str, reported: str, as_of: str | None, stale_since: str | None) -> str:
    """Return a state and its date; one that a scenario assumes is followed by the one reported."""
    if state != reported:
        return f"{state} by a scenario; {_state_line(reported, reported, as_of, stale_since)}"
    return f"{state} ({dates.reported(as_of, stale_since)})"
