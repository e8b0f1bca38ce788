"""Sentences on what stops freight on a route: sections, border posts and ports, with place and status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from routes.data.atlas import Atlas
from routes.model import LegStatus
from routes.network.journey import Journey, Section
from routes.network.scenarios import PASSABLE_POST, Blocker
from routes.text.assumptions import when
from routes.text.dates import reports
from routes.text.numbers import km, listed
from routes.text.place_names import short_name
from routes.text.terms import GATE_WORDS, LEG_WORDS, country


def blocked(way: Journey) -> str:
    """Return one sentence on exactly which stretches, border crossings and ports freight cannot pass."""
    state = when(way) if way.conditions.scenarios else f"({reports(way.deciding_dates)})"
    return f"Not usable {state}: {'; '.join(blocks(way))}."


def blocks(way: Journey, number: str = "({})") -> tuple[str, ...]:
    """Return what freight cannot pass: stretches by state and country, then gates, with the numbers of the map."""
    stretches = [_stretch(way.atlas, list(run)) for stopped, run in groupby(way.sections, _why) if stopped]
    gates: dict[tuple[str, str], list[str]] = defaultdict(list)
    numbers = {s.place.id: f" {number.format(s.number)}" for s in way.stops}
    for blocker in way.blocked_by:
        if blocker.kind != "leg":
            title = short_name(way.atlas.places[blocker.id]) + numbers.get(blocker.id, "")
            gates[blocker.kind, blocker_state(blocker)].append(title)
    posts = [
        f"{GATE_WORDS[kind]}{'s' if len(names) > 1 else ''} {listed(names)} {state}"
        for (kind, state), names in gates.items()
    ]
    return (*stretches, *posts)


def _why(section: Section) -> tuple[str, str, str | None] | None:
    found = next((b for b in section.blockers if b.kind == "leg"), None)
    return (blocker_state(found), section.territory, section.leg.part) if found else None


def _stretch(atlas: Atlas, run: Sequence[Section]) -> str:
    first = run[0]
    state, territory, part = _why(first) or ("", "", None)
    total = sum(s.km for s in run)
    length = km(max(total, 1.0), approximate=any(s.leg.approximate for s in run))
    if total < 1:
        length = f"under {length}"
    ends = f"{short_name(first.start)} to {short_name(run[-1].end)}"
    where = "at sea" if first.leg.country is None else f"in {country(atlas, territory, part)}"
    return f"{length} {where} {state} ({ends})"


def blocker_state(blocker: Blocker) -> str:
    """Return the state of a leg, border crossing or port that freight cannot pass."""
    if blocker.status in (*PASSABLE_POST, LegStatus.OPEN):
        return "not open to freight on this route"
    if blocker.status == "unknown":
        return "of unknown status" if blocker.kind == "leg" else "with nothing reported"
    return LEG_WORDS.get(blocker.status, blocker.status)
