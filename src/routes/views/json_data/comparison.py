"""JSON of routes side by side, and of what would make another of them the fastest."""

from __future__ import annotations

from collections.abc import Sequence

from routes.analysis.parameter_ranges import ranges
from routes.analysis.turning_points import turning_points
from routes.network.journey import Journey
from routes.views import comparison, parameter_ranges
from routes.views.json_data.journey import of_journey
from routes.views.json_data.shapes.journey import ComparisonJson, RangesJson, TurningPointJson


def of_comparison(ways: Sequence[Journey], keys: Sequence[str]) -> ComparisonJson:
    """Return routes side by side, each under its key, and what the comparison finds."""
    return {
        "finding": comparison.headline(ways),
        "sentence": comparison.sentence(ways),
        "turning_points": _turning_points(ways),
        "ranges": _ranges(ways),
        "ways": [{"key": key, **of_journey(way)} for key, way in zip(keys, ways, strict=True)],
    }


def _turning_points(ways: Sequence[Journey]) -> list[TurningPointJson]:
    """Return the changes of one parameter that make another of some routes the fastest, the smallest first."""
    return [
        {
            "parameter": turn.parameter.id,
            "unit": turn.parameter.unit,
            "now": turn.now,
            "turned": round(turn.turned, 4),
            "within_given": turn.within,
            "faster": next(n for n, way in enumerate(ways) if way is turn.other),
        }
        for turn in turning_points(ways)
    ]


def _ranges(ways: Sequence[Journey]) -> RangesJson | None:
    """Return what the ranges given for parameters do to a comparison of times; None where nothing is compared."""
    found = ranges(ways)
    if found is None or not found.leads:
        return None
    return {
        "says": parameter_ranges.sentence(found),
        "fastest": next(n for n, way in enumerate(ways) if way is found.best),
        "lead_h": round(found.lead, 2),
        "leads": [
            {
                "parameter": lead.parameter.id,
                "unit": lead.parameter.unit,
                "given": [lead.least, lead.most],
                "lead_h": [round(lead.at_least, 2), round(lead.at_most, 2)],
                "open": lead.open,
            }
            for lead in found.leads
        ],
        "combinations": {
            "total": found.combinations.total,
            "fastest_in": list(found.combinations.fastest),
            "parameters": [parameter.id for parameter in found.combinations.combined],
            "left": found.combinations.left,
        },
    }
