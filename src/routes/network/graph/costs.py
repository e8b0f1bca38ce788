"""What does a step weigh: kilometres and what stands beside them, or typical hours, dollars or CO2e?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cached_property

from routes.data.atlas import Atlas
from routes.model import Leg
from routes.network.estimate import PER_TONNE, waits
from routes.network.graph.states import Step
from routes.network.parameters import parameters

# Kilometres that one crossing and one handling weigh in the blend; ours, stated on the page.
CROSSING_KM, HANDLING_KM = 300.0, 300.0
# Longer than any route in the atlas, so that counts come before kilometres.
BEFORE_KM = 1e6
# And so that what is closed comes before those.
BLOCKED_KM = BEFORE_KM * BEFORE_KM


class By(StrEnum):
    """What the best way has least of."""

    KM = "km"
    CROSSINGS = "crossings"
    BREAKS = "breaks"
    BLEND = "blend"
    TIME = "time"
    COST = "cost"
    CARBON = "carbon"


# What a crossing and a handling weigh beside the kilometres.
BESIDE_KM: Mapping[By, tuple[float, float]] = {
    By.KM: (0.0, 0.0),
    By.CROSSINGS: (BEFORE_KM, 0.0),
    By.BREAKS: (0.0, BEFORE_KM),
    By.BLEND: (CROSSING_KM, HANDLING_KM),
}


# Orders by a count, before kilometres.
COUNTED = (By.CROSSINGS, By.BREAKS)


class Scales:
    """Weighs steps, and keeps what it has weighed."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas, self.values = atlas, parameters(atlas)
        self.spent: dict[tuple[By, Step], float] = {}

    def weight(self, by: By) -> Callable[[Step], float]:
        """Return what a step weighs: kilometres and what stands beside them, or typical hours, dollars or CO2e."""
        if by not in BESIDE_KM:
            return lambda s: self._spent(by, s) + BLOCKED_KM * s.blockers
        crossing, handling = BESIDE_KM[by]
        return lambda s: s.km + crossing * s.crossings + handling * s.handlings + BLOCKED_KM * s.blockers

    def _spent(self, by: By, step: Step) -> float:
        """Return the typical hours of a step with its waits, or the price or CO2e of a tonne carried along it."""
        if (found := self.spent.get((by, step))) is None:
            leg, values = self.atlas.legs[step.leg], self.values
            if by is By.TIME:
                found = values.hours(values.speed(leg), step.km).typical + self._waiting(leg, step)
            elif by is By.CARBON:
                found = values.carbon(leg)[0].typical * step.km
            else:
                rate = next((r for unit in PER_TONNE if (r := values.tariff(leg, unit, frozenset()))), None)
                found = step.km * (values.value(rate).typical if rate else self._dearest)
            self.spent[by, step] = found
        return found

    @cached_property
    def _dearest(self) -> float:
        """US dollars a tonne-kilometre of the dearest cited tariff: what a kilometre without a tariff weighs."""
        rates = (p for p in self.atlas.parameters.values() if p.unit in PER_TONNE)
        return max((self.values.value(p).typical for p in rates), default=1.0)

    def _waiting(self, leg: Leg, step: Step) -> float:
        places, state = self.atlas.places, step.state
        here, there = places[state.place], places[step.there]
        found = waits(
            self.values, leg, here, there, before=state.mode, land=state.land, leaves=state.country, breaks=step.breaks
        )
        return sum(self.values.hours(wait.parameter).typical for wait in found)
