"""Wording of what happens at a stop: border, break of gauge, transshipment."""

from __future__ import annotations

from routes.data.atlas import Atlas
from routes.network.journey import Crossing, Stop
from routes.text.assumptions import in_year
from routes.text.numbers import NBSP, listed
from routes.text.terms import MODE_WORDS, country, gate_state


def stop_title(stop: Stop) -> str:
    """Return what happens at a stop: `Border`, `Border and gauge 1,520 to 1,435 mm`, `Change from rail to sea`."""
    parts = []
    if stop.crossing:
        parts.append("border")
    if gauge := stop.gauge_break:
        parts.append(f"gauge {gauge.from_mm:,} to {gauge.to_mm:,}{NBSP}mm")
    if change := stop.transshipment:
        parts.append(f"change from {MODE_WORDS[change.from_mode]} to {MODE_WORDS[change.to_mode]}")
    return listed(parts).capitalize() if parts else ""


def crossing_state(crossing: Crossing) -> str:
    """Return `Closed`, or `Opened by a scenario`."""
    if crossing.year_state:
        return in_year(crossing.year_state).capitalize()
    if crossing.change:
        return f"{crossing.change.capitalize()} by the scenario"
    return gate_state(crossing.status).capitalize()


def crossing_way(atlas: Atlas, crossing: Crossing) -> str:
    """Return the direction of a crossing: `Azerbaijan to Armenia`."""
    return f"{country(atlas, crossing.leaves)} to {country(atlas, crossing.enters)}"
