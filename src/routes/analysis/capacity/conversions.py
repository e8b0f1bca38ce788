"""Conversion of published capacities and traffic to million tonnes a year, both directions together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.model import Id, Value
from routes.network.parameters import Spread, parameters

TRAIN, WAGON, LORRY, TEU = "convert-train", "convert-wagon", "convert-lorry", "convert-teu"
SHARE, DAYS, BOTH_WAYS = "convert-vehicle", "convert-days", "convert-both-ways"
CONVERSIONS = (TRAIN, WAGON, SHARE, LORRY, TEU, DAYS, BOTH_WAYS)
TONNES = 1e-6


@dataclass(frozen=True, slots=True)
class Unit:
    """What one of a published unit is in million tonnes: a factor, times the conversions named."""

    factor: float
    by: tuple[Id, ...] = ()


# Units of a year's capacity or traffic; those of a period are converted only where the period is a year.
UNITS: Mapping[str, Unit] = {
    **dict.fromkeys(("Mt a year", "Mt/year", "Mt"), Unit(1.0)),
    **dict.fromkeys(("t a year", "t"), Unit(TONNES)),
    "t a day": Unit(TONNES, (DAYS,)),
    "trains a day": Unit(TONNES, (TRAIN, DAYS)),
    "pairs of trains a day": Unit(2 * TONNES, (TRAIN, DAYS)),
    "wagons a day": Unit(TONNES, (WAGON, DAYS)),
    **dict.fromkeys(("lorries a day", "lorries/day"), Unit(TONNES, (LORRY, DAYS))),
    # Of a road; `vehicles/day` at a border post is not converted, as the share of lorries there is another.
    "vehicles a day": Unit(TONNES, (SHARE, LORRY, DAYS)),
    **dict.fromkeys(("TEU a year", "TEU"), Unit(TONNES, (TEU,))),
    **dict.fromkeys(("wagons", "wagons a year"), Unit(TONNES, (WAGON,))),
    "lorries": Unit(TONNES, (LORRY,)),
}


@dataclass(frozen=True, slots=True)
class Converted:
    """A value in million tonnes a year with its range, the conversions it took, and what it was `before` them."""

    amount: Spread
    by: tuple[Id, ...]
    before: Spread


def converted(atlas: Atlas, value: Value) -> Converted | None:
    """Return a value in million tonnes a year, both directions; None where no stated conversion leads there."""
    unit, numbers = UNITS.get(value.unit), given(value)
    if unit is None or numbers is None:
        return None
    one_way = value.direction not in (None, "both")
    by = (*unit.by, BOTH_WAYS) if one_way else unit.by
    if any(id not in atlas.parameters for id in by):
        return None
    amount = before = numbers * unit.factor
    for id in by:
        amount = amount.times(parameters(atlas).value(atlas.parameters[id]))
    return Converted(amount, by, before)


def without_year(unit: str) -> str:
    """Return a unit without the year it is counted over: `TEU` of `TEU a year`."""
    return unit.removesuffix(" a year").removesuffix("/year")


def given(value: Value) -> Spread | None:
    """Return the numbers of a value as published: lowest, the value or else the middle, highest; None without any."""
    ends = [n for n in (value.low, value.value, value.high) if n is not None]
    if not ends:
        return None
    middle = value.value if value.value is not None else sum(ends) / len(ends)
    return Spread(min(ends), middle, max(ends))
