"""What the ranges given for the parameters of the estimate do to a comparison: which matters most, and combinations.

Hours are a straight line in the factor of the hours of each parameter (see `turning_points`), so every combination of
values is a sum, and all of them are counted, not drawn by chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from routes.analysis.turning_points import comparable, hours_by_parameter, is_speed, used
from routes.model import Id, Parameter
from routes.network import estimate
from routes.network.estimate import Estimate
from routes.network.journey import Journey
from routes.network.parameters import ReaderValues, parameters

# Parameters whose values are combined at most: three values each make 6,561 combinations.
MOST_COMBINED = 8


@dataclass(frozen=True, slots=True)
class Lead:
    """By how many hours the fastest route leads the next over what is given for one parameter, all else typical.

    `least` and `most` are the ends of what is given, in the parameter's unit; `at_least` and `at_most` the hours there,
    below zero where another route is faster.
    """

    parameter: Parameter
    least: float
    most: float
    at_least: float
    at_most: float

    @property
    def low(self) -> float:
        """The smaller lead of both ends, in hours."""
        return min(self.at_least, self.at_most)

    @property
    def high(self) -> float:
        """The larger lead of both ends, in hours."""
        return max(self.at_least, self.at_most)

    @property
    def open(self) -> bool:
        """Whether another route is faster at one end."""
        return self.low < 0


@dataclass(frozen=True, slots=True)
class Combinations:
    """In how many combinations of the values given each route is the fastest; `fastest` is in the order of the routes.

    `combined` are the parameters whose values are combined, those that matter most first; `left` is how many others
    differ between the routes and keep their typical value.
    """

    fastest: tuple[int, ...]
    combined: tuple[Parameter, ...]
    left: int

    @property
    def total(self) -> int:
        """All combinations."""
        return sum(self.fastest)


@dataclass(frozen=True, slots=True)
class Ranges:
    """The routes compared, the fastest of them, its typical lead in hours, and what the ranges do to it."""

    ways: tuple[Journey, ...]
    best: Journey
    lead: float
    leads: tuple[Lead, ...]
    combinations: Combinations


def ranges(ways: Sequence[Journey], given: ReaderValues = ()) -> Ranges | None:
    """Return what the ranges do to a comparison, the parameters that matter most first.

    None where there is nothing to compare: fewer than two routes, or routes between different cities. A parameter for
    which a reader gives a value of his own keeps that value.
    """
    if not comparable(ways):
        return None
    found = [estimate.of(way, given) for way in ways]
    typical = np.array([one.hours.typical for one in found])
    best = int(typical.argmin())
    shares = [hours_by_parameter(one) for one in found]
    differing = _differing(found, shares, given)
    values = parameters(ways[0].atlas, given)
    hours = {p.id: np.array([share.get(p.id, 0.0) for share in shares]) for p in differing}
    leads = [_lead(p, values.value(p).typical, typical, hours[p.id], best) for p in differing]
    leads.sort(key=lambda one: one.low - one.high)
    combined = [one.parameter for one in leads[:MOST_COMBINED]]
    fastest = _count(typical, [(hours[p.id], _factors(p, values.value(p).typical)) for p in combined])
    lead = _ahead(typical, best)
    return Ranges(
        tuple(ways),
        ways[best],
        lead,
        tuple(leads),
        Combinations(fastest, tuple(combined), len(leads) - len(combined)),
    )


def _differing(
    found: Sequence[Estimate], shares: Sequence[Mapping[Id, float]], given: ReaderValues
) -> Sequence[Parameter]:
    """Return the parameters with a range that account for different hours on the routes."""
    own = {id for id, _ in given}
    return [
        p
        for p in used(found)
        if p.id not in own and len(_values(p)) > 1 and len({share.get(p.id, 0.0) for share in shares}) > 1
    ]


def _values(parameter: Parameter) -> Sequence[float]:
    """Return the different values given for a parameter, the smallest first."""
    return sorted({value.value for _, value in parameter.values})


def _factors(parameter: Parameter, now: float) -> Sequence[float]:
    """Return the factors of its hours at the values given for a parameter, in their order."""
    return [now / value if is_speed(parameter) else value / now for value in _values(parameter)]


def _lead(parameter: Parameter, now: float, typical: np.ndarray, hours: np.ndarray, best: int) -> Lead:
    values, factors = _values(parameter), _factors(parameter, now)
    at = [_ahead(typical + hours * (factor - 1), best) for factor in (factors[0], factors[-1])]
    return Lead(parameter, values[0], values[-1], *at)


def _ahead(hours: np.ndarray, best: int) -> float:
    return float(np.delete(hours, best).min() - hours[best])


def _count(typical: np.ndarray, parts: Sequence[tuple[np.ndarray, Sequence[float]]]) -> tuple[int, ...]:
    """Return for each route in how many combinations of the factors it is the fastest; of equals the first."""
    totals = typical[np.newaxis]
    for hours, factors in parts:
        changes = np.outer(np.array(factors) - 1, hours)
        totals = (totals[:, np.newaxis] + changes).reshape(-1, len(typical))
    assert len(totals) == math.prod(len(factors) for _, factors in parts)
    return tuple(np.bincount(totals.argmin(axis=1), minlength=len(typical)).tolist())
