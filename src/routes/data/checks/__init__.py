"""Checks of whether the entries of geodata/ fit together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from routes.data.checks.figures import of_figure
from routes.data.checks.legs import of_leg
from routes.data.checks.names import of_names
from routes.data.checks.parameters import gaps
from routes.data.checks.references import missing
from routes.data.checks.routes import of_history, of_route
from routes.data.checks.wording import NON_NEUTRAL_PATTERN, non_neutral_words
from routes.data.files import Raw
from routes.errors import Problem

__all__ = ["NON_NEUTRAL_PATTERN", "disagreements"]


def disagreements(entries: Mapping[str, Sequence[tuple[Raw, Any]]]) -> list[Problem]:
    """Return what does not fit: references, routes that do not join, impossible lengths, words that take a side."""
    tables = {kind: {e.id: e for _, e in pairs} for kind, pairs in entries.items()}
    tables["arguments"] = {a.id: a for s in tables["sources"].values() for a in s.arguments}
    tables["holders (by name)"] = {h.name: h for h in tables["holders"].values()}
    found: list[Problem] = []
    for kind, pairs in entries.items():
        for raw, entry in pairs:
            found += missing(raw, kind, entry, tables)
            found += non_neutral_words(raw, entry)
    if found:
        return found  # what follows looks entries up by the references just refused
    found += of_names(entries)
    found += gaps(entries["parameters"])
    for raw, leg in entries["legs"]:
        found += of_leg(raw, leg, tables)
    for raw, route in entries["routes"]:
        found += of_route(raw, route, tables)
    for raw, figure in entries["figures"]:
        found += of_figure(raw, figure)
    histories: dict[str, str] = {}
    for raw, history in entries["history"]:
        found += of_history(raw, history, tables, histories)
    return found
