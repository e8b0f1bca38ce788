"""Routes with legs taken out or opened, the plain way: a network and a search of its own for every question."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from routes.model import Id
from routes.network.graph import Network
from routes.network.journey import Journey
from routes.network.scenarios import Conditions


class PlainVariants:
    """Answers the questions that `Variants` answers."""

    def __init__(self, conditions: Conditions, others: Sequence[Conditions] = ()) -> None:
        self.conditions = conditions
        self._base, self._others = Network(conditions), [Network(other) for other in others]

    def around(self, origin: Id, destination: Id, without: Collection[Id] = ()) -> Journey | None:
        """Return the shortest route that uses none of some legs; None where there is none."""
        return self._base.around(origin, destination, without)

    def least_km(self, other: int, origin: Id, destination: Id) -> float:
        """Return the least kilometres under the other conditions of a number, even if they pass a place twice."""
        lengths = self._others[other].lengths([origin, destination])
        return lengths.get((origin, destination), math.inf)

    def under(self, other: int, origin: Id, destination: Id) -> Journey | None:
        """Return the shortest route under the other conditions of a number; None where there is none."""
        return self._others[other].around(origin, destination)
