"""Table of the numbers that would turn a comparison of times, and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.analysis.turning_points import TurningPoint, turning_points
from routes.network.journey import Journey
from routes.network.parameters import ReaderValues
from routes.text import numbers, route_names

# Changes shown, the smallest first; those within what is given are always shown.
MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter, its typical value, the value that turns the answer, what is given, and which route then leads."""

    what: str
    now: str
    turned: str
    given: str
    open: bool
    faster: str


def rows(ways: Sequence[Journey], given: ReaderValues = ()) -> tuple[Row, ...]:
    """Return the smallest changes that make another route the fastest."""
    found = turning_points(ways, given)
    shown = [t for n, t in enumerate(found) if n < MOST_SHOWN or t.within]
    return tuple(_row(t) for t in shown)


def _row(turn: TurningPoint) -> Row:
    unit = turn.parameter.unit
    side = "above" if turn.turned > turn.now else "below"
    return Row(
        turn.parameter.title,
        _value(turn.now, unit),
        f"{side} {_value(turn.turned, unit)}",
        f"{_number(turn.least)} to {_value(turn.most, unit)}" if turn.least < turn.most else "one value",
        turn.within,
        numbers.capital(route_names.label(turn.other)),
    )


def sentence(ways: Sequence[Journey], given: ReaderValues = ()) -> str | None:
    """Say whether the fastest route hangs on a number within what is given; None where no change turns it."""
    found = turning_points(ways, given)
    if not found:
        return None
    best = numbers.capital(route_names.label(found[0].best))
    near = [t for t in found if t.within]
    if not near:
        return f"{best} stays the fastest over all that is given for any one number."
    first = near[0]
    side = "above" if first.turned > first.now else "below"
    unit = first.parameter.unit
    return (
        f"{best} is the fastest, but not for certain: with “{first.parameter.title}” {side} "
        f"{_value(first.turned, unit)} instead of {_value(first.now, unit)}, {route_names.label(first.other)} would be."
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _value(value: float, unit: str) -> str:
    return f"{_number(value)}{numbers.NBSP}{unit}"
