"""What a reader's changes do: links that do not exist, parts closed or opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.analysis import argument_verdicts
from routes.analysis.argument_tests import AS_LAST_REPORTED
from routes.analysis.argument_verdicts import Finding
from routes.analysis.chokepoints.flows import pairs
from routes.analysis.chokepoints.removal import elements
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Id
from routes.network.graph import ROUNDING_KM, network
from routes.network.journey import Journey
from routes.network.scenarios import is_supposed


@dataclass(frozen=True, slots=True)
class PairChange:
    """The shortest open way between two places without the changes and with them; None where there is none."""

    start: Id
    end: Id
    before: Journey | None
    after: Journey | None

    @property
    def saved_km(self) -> float | None:
        """Kilometres saved, below zero where the way becomes longer; None where one of the two is missing."""
        return self.before.length_km - self.after.length_km if self.before and self.after else None

    @property
    def gained(self) -> bool:
        """Whether the way becomes possible or shorter."""
        return bool(self.after) and (self.before is None or (self.saved_km or 0.0) > ROUNDING_KM)

    @property
    def lost(self) -> bool:
        """Whether the way becomes impossible or longer."""
        return bool(self.before) and (self.after is None or (self.saved_km or 0.0) < -ROUNDING_KM)

    @property
    def changed(self) -> bool:
        """Whether the way becomes another in length, possible or impossible."""
        return self.gained or self.lost


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """An argument whose test comes out otherwise with the changes."""

    before: Finding
    after: Finding


def base(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> tuple[Id, ...]:
    """Return the scenarios without the reader's changes: what these are compared with."""
    return tuple(id for id in scenario_ids if not is_supposed(atlas, id))


@kept(16)
def effects(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> tuple[PairChange, ...]:
    """Return what becomes of all pairs that the questions try their scenarios on, those that change most first.

    Raises
    ------
    UnknownIdError
        If a scenario is not known.
    RequestError
        If a link cannot be.
    """
    found = _changes(atlas, scenario_ids)
    return tuple(sorted(found, key=lambda c: (not c.changed, c.saved_km is not None, -abs(c.saved_km or 0.0))))


def _changes(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> Iterator[PairChange]:
    before = network(atlas, base(atlas, scenario_ids))
    after = network(atlas, scenario_ids)
    for pair in pairs(atlas):
        yield PairChange(pair.start, pair.end, before.around(pair.start, pair.end), after.around(pair.start, pair.end))


def redundant(changes: Sequence[PairChange]) -> tuple[Id, ...]:
    """Return legs, border crossings and ports on the way of some pair without the changes and of none with them.

    What the changes close themselves is not among them, and nothing is if a pair loses its way.
    """
    if any(change.lost for change in changes):
        return ()
    used = {id for c in changes if c.after for id in elements(c.after)}
    shut = {id for c in changes if c.after for id, state in c.after.conditions.changed.items() if state == "closed"}
    before = (id for c in changes if c.before for id in elements(c.before))
    return tuple(dict.fromkeys(id for id in before if id not in used and id not in shut))


@kept(16)
def verdicts(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> tuple[VerdictChange, ...]:
    """Return the tested arguments whose verdict under the scenarios is another with the reader's changes."""
    frame = base(atlas, scenario_ids) or (AS_LAST_REPORTED,)
    found = (
        VerdictChange(
            argument_verdicts.assess(atlas, argument, frame), argument_verdicts.assess(atlas, argument, scenario_ids)
        )
        for argument in atlas.arguments.values()
        if argument.tested
    )
    return tuple(change for change in found if change.before.verdict is not change.after.verdict)
