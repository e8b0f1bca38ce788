"""Decimals of the numbers in JSON."""

from __future__ import annotations

from collections.abc import Mapping

from routes.network.parameters import Spread
from routes.views.json_data.shapes.common import Amount, Hours


def km(value: float) -> float:
    """Round kilometres to the metre."""
    return round(value, 3)


def rounded(table: Mapping[str, float]) -> dict[str, float]:
    """Round a table of kilometres, each to the metre."""
    return {key: km(value) for key, value in table.items()}


def spread(hours: Spread) -> Hours:
    """Return a time as fast, typical and slow."""
    return {"fast": round(hours.low, 3), "typical": round(hours.typical, 3), "slow": round(hours.high, 3)}


def ends(value: Spread, decimals: int = 3) -> Amount:
    """Return an amount: the lowest, the typical and the highest."""
    low, typical, high = (round(number, decimals) for number in (value.low, value.typical, value.high))
    return {"low": low, "typical": typical, "high": high}
