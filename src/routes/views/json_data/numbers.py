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


def ends(value: Spread, decimals: int = 3) -> dict[str, float]:
    """Return an amount: the lowest, the typical and the highest."""
    numbers = {"low": value.low, "typical": value.typical, "high": value.high}
    return {name: round(number, decimals) for name, number in numbers.items()}
