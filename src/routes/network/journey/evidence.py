"""On what it rests that a section is in use: a recent report, an older one, or general knowledge alone."""

from __future__ import annotations

from enum import StrEnum

from routes.data.atlas import Atlas
from routes.data.years import YearState
from routes.model import Leg, LegStatus
from routes.network.scenarios import Conditions


class Evidence(StrEnum):
    """How well it is known that a section is in use.

    `recent` is a dated, sourced report since `recent_since`, `older` one before; in a chosen year, cited dates.
    `assumed` is general knowledge, or a report without a date: nobody is known to have reported it in use.
    """

    RECENT = "recent"
    OLDER = "older"
    ASSUMED = "assumed"


def recent_since(atlas: Atlas) -> int:
    """Return the year from which a report is recent: the one before the newest report."""
    return atlas.last_year - 1


def assumed_in_use(conditions: Conditions, leg: Leg) -> bool:
    """Return whether a leg counts as open though no dated report and no scenario says so."""
    year_state = conditions.year_states.get(leg.id)
    changed = leg.id in conditions.changed
    is_open = conditions.leg_status(leg) == LegStatus.OPEN
    return is_open and not changed and of_leg(conditions.atlas, leg, year_state) is Evidence.ASSUMED


def of_leg(atlas: Atlas, leg: Leg, year_state: YearState | None) -> Evidence:
    """Return what the state of a leg rests on; `told` is its state in a chosen year."""
    if year_state:
        return Evidence.ASSUMED if year_state.ground in ("general-knowledge", "none") else Evidence.OLDER
    report = leg.status
    if report.as_of is None or report.general_knowledge:
        return Evidence.ASSUMED
    return Evidence.RECENT if int(report.as_of[:4]) >= recent_since(atlas) else Evidence.OLDER
