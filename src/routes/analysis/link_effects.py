"""What a link that a reader supposes changes: the shortest open way of every pair, before and with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from routes.analysis.chokepoints.flows import pairs
from routes.data import link_ids
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Id
from routes.network.graph import ROUNDING_KM, network
from routes.network.journey import Journey


@dataclass(frozen=True, slots=True)
class PairChange:
    """The shortest open way between two places without the links and with them; None where there is none."""

    start: Id
    end: Id
    before: Journey | None
    after: Journey | None

    @property
    def saved_km(self) -> float | None:
        """Kilometres saved; None where there was no way before."""
        return self.before.length_km - self.after.length_km if self.before and self.after else None

    @property
    def changed(self) -> bool:
        """Whether the links shorten the way, or make one."""
        return bool(self.after) and (self.saved_km is None or self.saved_km > ROUNDING_KM)


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
    return tuple(sorted(found, key=lambda c: (not c.changed, c.saved_km is not None, -(c.saved_km or 0.0))))


def _changes(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> Iterator[PairChange]:
    without = network(atlas, tuple(id for id in scenario_ids if not link_ids.is_link(id)))
    linked = network(atlas, scenario_ids)
    for pair in pairs(atlas):
        yield PairChange(
            pair.start, pair.end, without.around(pair.start, pair.end), linked.around(pair.start, pair.end)
        )
