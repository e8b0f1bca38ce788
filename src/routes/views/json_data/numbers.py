"""Decimals of the numbers in JSON."""

from __future__ import annotations

from collections.abc import Mapping

from routes.network.parameters import Spread


def km(value: float) -> float:
    """Round kilometres to the metre."""
    return round(value, 3)


def rounded(table: Mapping[str, float]) -> dict[str, float]:
    """Round a table of kilometres, each to the metre."""
    return {key: km(value) for key, value in table.items()}


def spread(hours: Spread) -> dict[str, float]:
    """Return a time as fast, typical and slow."""
    return {"fast": round(hours.low, 3), "typical": round(hours.typical, 3), "slow": round(hours.high, 3)}


def ends(value: Spread) -> dict[str, float]:
    """Return an amount: the lowest, the typical and the highest."""
    return {"low": round(value.low, 3), "typical": round(value.typical, 3), "high": round(value.high, 3)}
