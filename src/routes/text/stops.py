"""Wording of what happens at a stop: border, break of gauge, transshipment."""

from __future__ import annotations

from routes.data.atlas import Atlas
from routes.network.journey import Crossing, Stop
from routes.text.assumptions import in_year
from routes.text.language import marked, pgettext
from routes.text.numbers import NBSP, capital, listed
from routes.text.terms import MODE_WORDS, country, gate_state

# Of a border crossing: what a scenario does to it, and every other state it may be in.
BY_SCENARIO = {
    "opened": marked("border crossing", "opened by the scenario"),
    "closed": marked("border crossing", "closed by the scenario"),
}
STATES = (
    marked("border crossing", "open"),
    marked("border crossing", "open with limits"),
    marked("border crossing", "closed"),
    marked("border crossing", "opened"),
    marked("border crossing", "planned"),
    marked("border crossing", "not in use"),
    marked("border crossing", "status unknown"),
)


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
    """Return `Closed`, or `Opened by the scenario`."""
    return capital(crossing_words(crossing))


def crossing_words(crossing: Crossing) -> str:
    """Return the state of a border crossing as it follows its name: `closed`, `opened by the scenario`."""
    if crossing.change and not crossing.year_state:
        return pgettext("border crossing", BY_SCENARIO[crossing.change])
    return crossing_now(crossing)


def crossing_now(crossing: Crossing) -> str:
    """Return the same without who changes it: `opened`."""
    words = in_year(crossing.year_state) if crossing.year_state else crossing.change or gate_state(crossing.status)
    return pgettext("border crossing", words)


def crossing_way(atlas: Atlas, crossing: Crossing) -> str:
    """Return the direction of a crossing: `Azerbaijan to Armenia`."""
    return f"{country(atlas, crossing.leaves)} to {country(atlas, crossing.enters)}"
