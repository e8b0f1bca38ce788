"""How do hours, dollars and CO2 read in words?"""

from __future__ import annotations

from routes.network import estimate
from routes.network.estimate import Cost
from routes.network.journey import Journey
from routes.network.parameters import HOURS_PER_DAY, ReaderValues, Spread
from routes.text import language, local_formats, numbers

# Shorter times are shown in hours.
DAYS_FROM_H = 72.0


def duration(hours: float) -> str:
    """Write a time: `33 h`, or from three days on `15½ days`; no closer than half a day is known."""
    if not language.is_english():
        return _local_duration(hours)
    if hours < DAYS_FROM_H:
        return f"{max(1, round(hours)) if hours else 0}{numbers.NBSP}h"
    halves = round(hours / HOURS_PER_DAY * 2)
    return f"{halves // 2}{'½' if halves % 2 else ''}{numbers.NBSP}days"


def _local_duration(hours: float) -> str:
    if hours < DAYS_FROM_H:
        return local_formats.unit(max(1, round(hours)) if hours else 0, "duration-hour")
    return local_formats.unit(round(hours / HOURS_PER_DAY * 2) / 2, "duration-day", "long")


def span(hours: Spread) -> str:
    """Write a range of times: `7 days to 35½ days`."""
    return _range(duration(hours.low), duration(hours.high))


def typically(journey: Journey, given: ReaderValues = ()) -> str:
    """Write the typical time: `typically 15 days`."""
    return f"typically {duration(estimate.of(journey, given).hours.typical)}"


def cost(spent: Cost) -> str:
    """Write `200 to 276 USD for 71 % of the route`, or that no tariff is cited; of one figure, that no range is."""
    if not spent.priced:
        return "no cited tariff on this route"
    usd = spent.usd
    low, high = f"{usd.low:,.0f}", f"{usd.high:,.0f}"
    amount = f"{low} to {high}{numbers.NBSP}USD" if low != high else f"{low}{numbers.NBSP}USD (no range cited)"
    return f"{amount} for {numbers.percent(spent.share)}{numbers.NBSP}% of the route"


def weight(kg: Spread) -> str:
    """Write a weight with its range: `123 kg (89 to 145)`."""
    typical, low, high = (f"{n:,.0f}" for n in (kg.typical, kg.low, kg.high))
    return f"{typical}{numbers.NBSP}kg" + (f" ({low} to {high})" if low != high else "")


def megatonnes(amount: Spread) -> str:
    """Write million tonnes a year with their range: `1.1 to 2.1 Mt a year`."""
    return f"{_range(_million(amount.low), _million(amount.high))}{numbers.NBSP}Mt a year"


def share(part: Spread) -> str:
    """Write a share with its range: `45 %`, `25 to 35 %`; it may exceed 100."""
    low, high = (f"{end * 100:.0f}" for end in (part.low, part.high))
    return f"{_range(low, high)}{numbers.NBSP}%"


def _range(low: str, high: str) -> str:
    """Return two numbers as a range, or the one there is."""
    return low if low == high else f"{low} to {high}"


def _million(value: float) -> str:
    return f"{value:.2g}" if value < 10 else f"{value:,.0f}"
