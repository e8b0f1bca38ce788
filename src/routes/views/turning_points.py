"""Table of the numbers that would turn a comparison of times, and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.analysis.turning_points import TurningPoint
from routes.model import Parameter
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


def rows(found: Sequence[TurningPoint]) -> tuple[Row, ...]:
    """Return the smallest of the changes that make another route the fastest, as lines of a table."""
    shown = [t for n, t in enumerate(found) if n < MOST_SHOWN or t.within]
    return tuple(_row(t) for t in shown)


def _row(turn: TurningPoint) -> Row:
    unit = turn.parameter.unit
    return Row(
        turn.parameter.title,
        _value(turn.now, unit),
        _turned(turn),
        span(turn.parameter, turn.least, turn.most) if turn.least < turn.most else "one value",
        turn.within,
        numbers.capital(route_names.label(turn.other)),
    )


def span(parameter: Parameter, least: float, most: float) -> str:
    """Return what is given for a parameter: `24 to 96 h`."""
    return f"{_number(least)} to {_value(most, parameter.unit)}"


def sentence(found: Sequence[TurningPoint]) -> str | None:
    """Say whether the fastest route hangs on a number within what is given; None where no change turns it."""
    if not found:
        return None
    best = numbers.capital(route_names.label(found[0].best))
    near = [t for t in found if t.within]
    if not near:
        return f"{best} stays the fastest over all that is given for any one number."
    first = near[0]
    return (
        f"{best} is the fastest, but not for certain: with “{first.parameter.title}” {_turned(first)} "
        f"instead of {_value(first.now, first.parameter.unit)}, {route_names.label(first.other)} would be."
    )


def _turned(turn: TurningPoint) -> str:
    return f"{'above' if turn.turned > turn.now else 'below'} {_value(turn.turned, turn.parameter.unit)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _value(value: float, unit: str) -> str:
    return f"{_number(value)}{numbers.NBSP}{unit}"
