"""In which states do goods begin and end that go from one place to another?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.model import Id
from routes.network.graph.states import State, begin


@dataclass(frozen=True, slots=True)
class Question:
    """Two places as states: where a route begins and ends, and the terminals they stand for."""

    starts: Sequence[int]
    ends: frozenset[int]
    terminals: frozenset[Id]
    separate: bool


def question(atlas: Atlas, index: Mapping[State, int], origin: Id, destination: Id) -> Question:
    """Return two places as states; without a start where both stand for the same terminals."""
    mine, theirs = (frozenset(terminals_of(atlas, id)) for id in (origin, destination))
    starts = [] if mine == theirs else starts_of(atlas, index, mine - theirs or mine)
    return Question(starts, ends_of(index, theirs - mine or theirs), mine | theirs, mine.isdisjoint(theirs))


def terminals_of(atlas: Atlas, id: Id) -> list[Id]:
    """Return the places that a place stands for: itself, and those that serve it."""
    return [atlas.place(id).id, *(p.id for p in atlas.places.values() if p.of == id)]


def starts_of(atlas: Atlas, index: Mapping[State, int], terminals: Iterable[Id]) -> list[int]:
    """Return the states of goods that begin at some places."""
    states = (begin(atlas.places[t]) for t in sorted(terminals))
    return [index[s] for s in states if s in index]


def ends_of(index: Mapping[State, int], terminals: Collection[Id]) -> frozenset[int]:
    """Return the states of goods that have come to some places."""
    return frozenset(n for s, n in index.items() if s.place in terminals)
