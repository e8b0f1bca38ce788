"""The smallest change of one parameter of the estimate that makes another route the fastest.

All hours that a parameter accounts for grow and shrink together, so a route's typical hours are a straight line in
their common factor: two routes are equally fast at one factor at most, which is computed and not searched for.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from routes.model import Id, Parameter, ParameterKind
from routes.network import estimate
from routes.network.estimate import Estimate
from routes.network.journey import Journey
from routes.network.parameters import BOUNDS, ReaderValues, parameters
from routes.text import place_names


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """At `turned` instead of `now`, in the parameter's unit, `other` is as fast as the fastest route `best`.

    `least` and `most` are the ends of what is given for the parameter.
    """

    parameter: Parameter
    now: float
    turned: float
    best: Journey
    other: Journey
    least: float
    most: float

    @property
    def within(self) -> bool:
        """Whether the turning value lies inside what is given for the parameter, so that the answer is open."""
        return self.least <= self.turned <= self.most

    @property
    def change(self) -> float:
        """How large the change is: the logarithm of its factor."""
        return abs(math.log(self.turned / self.now))


def turning_points(ways: Sequence[Journey], given: ReaderValues = ()) -> tuple[TurningPoint, ...]:
    """Return the changes that make another of some routes the fastest by typical hours, the smallest first.

    A value that a reader could not give (`parameters.BOUNDS`) is left out. Routes between different cities are not
    compared: there is nothing to turn.
    """
    if not comparable(ways):
        return ()
    found = sorted((estimate.of(way, given) for way in ways), key=lambda e: e.hours.typical)
    return tuple(sorted(_all(found, given), key=lambda t: t.change))


def comparable(ways: Sequence[Journey]) -> bool:
    """Return whether there are two routes or more, all between the same cities."""
    ends = {(place_names.city(w.atlas, w.start), place_names.city(w.atlas, w.end)) for w in ways}
    return len(ends) == 1 and len(ways) > 1


def _all(found: Sequence[Estimate], given: ReaderValues) -> Iterator[TurningPoint]:
    """Yield for each parameter the nearest turn above and the nearest below, if there are such."""
    best, *others = found
    hours = {id(one): hours_by_parameter(one) for one in found}
    in_use = parameters(best.journey.atlas, given)
    for parameter in used(found):
        if parameter.typical is None:
            continue
        turns = [
            (factor, other)
            for other in others
            if (factor := _factor(best, other, hours[id(best)][parameter.id], hours[id(other)][parameter.id]))
        ]
        now = in_use.value(parameter).typical
        ends = [value.value for _, value in parameter.values]
        for side in ([t for t in turns if t[0] > 1], [t for t in turns if t[0] < 1]):
            if side:
                factor, other = min(side, key=lambda t: abs(math.log(t[0])))
                turned = now / factor if is_speed(parameter) else now * factor
                least, most = BOUNDS[parameter.unit]
                if least <= turned <= most:
                    yield TurningPoint(parameter, now, turned, best.journey, other.journey, min(ends), max(ends))


def used(found: Sequence[Estimate]) -> Sequence[Parameter]:
    """Return the parameters that some estimates use, each once."""
    return [*{part.parameter.id: part.parameter for one in found for part in one.parts}.values()]


def hours_by_parameter(found: Estimate) -> Mapping[Id, float]:
    """Return the typical hours that each parameter accounts for."""
    hours: dict[Id, float] = defaultdict(float)
    for part in found.parts:
        hours[part.parameter.id] += part.hours.typical
    return hours


def _factor(best: Estimate, other: Estimate, mine: float, its: float) -> float | None:
    """Return the factor of the hours of a parameter at which both routes are equally fast; None if there is none."""
    gap = other.hours.typical - best.hours.typical
    if mine == its or gap <= 0:
        return None
    factor = 1 + gap / (mine - its)
    return factor if factor > 0 else None


def is_speed(parameter: Parameter) -> bool:
    """Return whether hours shrink as the parameter grows."""
    return parameter.what is ParameterKind.SPEED and parameter.unit != "h"
