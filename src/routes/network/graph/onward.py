"""How may a path go on from a state, as far as the next state where it has a choice, and at what least cost?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from routes.network.graph.bounds import Bounds
from routes.network.graph.table import Table


class Stretch(NamedTuple):
    """Steps one after the other between which a path has no choice.

    `places` are those it comes to, as bits, `before_last` the last but one of them, `first` the first. `changes`
    is whether the first step changes the mode. `back` are the steps from its last state straight back, to change the
    mode, by number and head.
    """

    edges: Sequence[int]
    node: int
    places: int
    first: int
    before_last: int
    changes: bool
    weight: float
    km: float
    marks: int
    back: Sequence[tuple[int, int]]


@dataclass
class Stretches:
    """The stretches from every state that the paths of one question may take, found when first asked for.

    Parameters
    ----------
    weights
        What each step weighs; a step of infinite weight is not taken.
    ends, closed
        The states a path ends at; places, as bits, that it comes to there alone.
    """

    table: Table
    weights: Sequence[float]
    ends: Set[int]
    closed: int
    _steps: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _known: dict[int, Sequence[Stretch]] = field(default_factory=dict)

    def of(self, here: int) -> Sequence[Stretch]:
        """Return the stretches from a state."""
        if (found := self._known.get(here)) is None:
            chains = [self._until_choice(here, edge) for edge, _ in self._from(here)]
            found = self._known[here] = [self._stretch(here, edges) for edges in chains if edges]
        return found

    def _from(self, here: int) -> list[tuple[int, int]]:
        """Return the steps from a state, without those that no path of the question takes."""
        if (found := self._steps.get(here)) is None:
            bits, weights, ends, closed = self.table.bits, self.weights, self.ends, self.closed
            found = self._steps[here] = [
                (edge, node)
                for edge, node in self.table.leaving[here]
                if weights[edge] < math.inf and (not bits[node] & closed or node in ends)
            ]
        return found

    def _until_choice(self, here: int, edge: int) -> list[int]:
        """Return a step and those after it that a path has to take; none where it would come to a dead end."""
        bits, modes, heads = self.table.bits, self.table.modes, self.table.heads
        edges, node, come = [edge], heads[edge], bits[here]
        passed = come | bits[node]
        while node not in self.ends:
            mode = modes[node]
            # Not back where it came from, but to change its mode.
            on = [step for step in self._from(node) if bits[step[1]] != come or modes[step[1]] is not mode]
            if not on:
                return []
            if len(on) > 1 or bits[on[0][1]] & passed:
                break
            come, (edge, node) = bits[node], on[0]
            edges.append(edge)
            passed |= bits[node]
        return edges

    def _stretch(self, here: int, edges: list[int]) -> Stretch:
        bits, modes, kms = self.table.bits, self.table.modes, self.table.kms
        nodes = [here, *(self.table.heads[edge] for edge in edges)]
        node, come = nodes[-1], bits[nodes[-2]]
        places = marks = 0
        weight = km = 0.0
        for edge, after in zip(edges, nodes[1:], strict=True):
            places |= bits[after]
            marks |= self.table.marks[edge]
            weight += self.weights[edge]
            km += kms[edge]
        changes = modes[here] is not modes[nodes[1]]
        mode, ends_here = modes[node], node in self.ends
        back = [] if ends_here else [s for s in self._from(node) if bits[s[1]] == come and modes[s[1]] is not mode]
        return Stretch(edges, node, places, bits[nodes[1]], come, changes, weight, km, marks, back)


class On(NamedTuple):
    """A stretch, its kilometres with the least to the end, and what it adds to each excess.

    `priced` is what it adds to the priced excess; `least` and `least_priced` its cost and the least to the end without
    and with the price.
    """

    stretch: Stretch
    to_end_km: float
    excess: tuple[float, ...]
    priced: float
    least: float
    least_priced: float


@dataclass
class Onward:
    """The stretches from every state in one search, with what depends on the paths found before.

    Parameters
    ----------
    least_km
        The least kilometres to the end from every state.
    excess, price
        What each step adds to the excess over each better path, and the price of it.
    least, least_priced
        The least costs to the end; the same with a price on sharing, if there is one.
    """

    stretches: Stretches
    least_km: Sequence[float]
    excess: Sequence[Sequence[float]]
    price: float
    least: Bounds
    least_priced: Bounds | None
    _known: dict[tuple[int, int], Sequence[On]] = field(default_factory=dict)

    def of(self, here: int, passed: int) -> Sequence[On]:
        """Return the stretches from a state once some of the critical places have been passed."""
        if (found := self._known.get((here, passed))) is None:
            found = self._known[here, passed] = [*self._from(here, passed)]
        return found

    def _from(self, here: int, passed: int) -> Iterator[On]:
        critical = self.least.critical
        for on in self.stretches.of(here):
            node, now = on.node, passed | (on.places & critical)
            back = on.back if on.before_last & critical else ()
            least = self.least.least(now, node, back)
            if least < math.inf:
                further = self.least_priced.least(now, node, back) if self.least_priced else least
                excess = tuple(sum(map(more.__getitem__, on.edges)) for more in self.excess)
                priced = self.price * sum(excess)
                cost = on.weight
                yield On(on, on.km + self.least_km[node], excess, priced, cost + least, cost + priced + further)
