"""Rankings of legs, posts and ports by what their removal changes, and of planned links by what they would add."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from routes.analysis.chokepoints.effects import Change, Effect, Ends, Pair, Ranking
from routes.analysis.chokepoints.flows import pairs
from routes.analysis.chokepoints.links import planned
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Id
from routes.network import estimate
from routes.network.graph import ROUNDING_KM, Variants
from routes.network.journey import Journey
from routes.network.parameters import HOURS_PER_DAY, ReaderValues
from routes.network.scenarios import apply_scenarios

KEPT = 16


@kept(KEPT)
def ranking(
    atlas: Atlas, scenario_ids: tuple[Id, ...] = (), question_id: Id | None = None, given: ReaderValues = ()
) -> Ranking:
    """Take out each leg and gate in turn, add each planned link in turn, and return what becomes of the pairs.

    Raises
    ------
    UnknownIdError
        If a scenario or the question is not in the atlas.
    """
    return among(atlas, pairs(atlas, question_id), scenario_ids, question_id, given)


def among(
    atlas: Atlas,
    chosen: tuple[Pair, ...],
    scenario_ids: tuple[Id, ...] = (),
    question_id: Id | None = None,
    given: ReaderValues = (),
) -> Ranking:
    """Do the same for pairs of one's own."""
    conditions = apply_scenarios(atlas, scenario_ids)
    links = [*planned(conditions)]
    opened = [apply_scenarios(atlas, (*scenario_ids, *(f"with-{id}" for id in link))) for link in links]
    trips = _PlannedPairs(Variants(conditions, opened), chosen, given)
    before = trips.ways
    days = {ends: trips.days(way) for ends, way in before.items() if way}
    removals = sorted(trips.removals(), key=lambda e: e.order)
    added = sorted(trips.links(links), key=lambda e: e.order)
    return Ranking(conditions, question_id, chosen, before, days, tuple(removals), tuple(added))


def elements(way: Journey) -> Iterator[Id]:
    """Yield the legs, border crossings and ports of a route, in order: all that can change it if taken out."""
    for section in way.sections:
        yield from (p.id for p in (section.start,) if p.status)
        yield section.leg.id
    yield from (p.id for p in (way.sections[-1].end,) if p.status)


@dataclass
class _PlannedPairs:
    """The pairs under some conditions, and what of their ways is known already."""

    network: Variants
    pairs: tuple[Pair, ...]
    given: ReaderValues
    ways: Mapping[Ends, Journey | None] = field(init=False)
    known: dict[tuple[tuple[Id, bool], ...], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ways = {(p.start, p.end): self.network.around(p.start, p.end) for p in self.pairs}

    def removals(self) -> Iterator[Effect]:
        """Take out everything on any pair's route; what has the same effect, and is an end alike, stands together."""
        touched: dict[Id, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            if way := self.ways[pair.start, pair.end]:
                for id in dict.fromkeys(elements(way)):
                    touched[id].append(pair)
        found: dict[tuple[object, ...], list[tuple[Id, list[Change]]]] = defaultdict(list)
        around: dict[tuple[Pair, Id], Journey | None] = {}
        legs = self.network.conditions.atlas.legs
        for id in sorted(touched, key=lambda id: id not in legs):
            changes = [self._change(p, self._around(p, id, around)) for p in touched[id]]
            key = tuple(
                (c.pair, c.after and tuple(s.leg.id for s in c.after.sections), self._ends_at(c.pair, (id,)))
                for c in changes
            )
            found[key].append((id, changes))
        for alike in found.values():
            ids = tuple(sorted((id for id, _ in alike), key=lambda id: id in legs))
            changes = alike[0][1]
            yield Effect(
                ids, tuple(changes), tuple(c.pair for c in changes if c.after is None and self._ends_at(c.pair, ids))
            )

    def links(self, links: Sequence[tuple[Id, ...]]) -> Iterator[Effect]:
        """Open each planned link by itself and plan the pairs that it helps."""
        for number, link in enumerate(links):
            changes = []
            for pair in self.pairs:
                before = self.ways[pair.start, pair.end]
                most_km = before.length_km - ROUNDING_KM if before else math.inf
                if self.network.least_km(number, pair.start, pair.end) < most_km:
                    changes.append(self._change(pair, self.network.under(number, pair.start, pair.end)))
            if changes:
                yield Effect(link, tuple(changes))

    def days(self, way: Journey) -> float:
        """Return the typical days of a route."""
        key = tuple((s.leg.id, s.start.id == s.leg.start) for s in way.sections)
        if key not in self.known:
            self.known[key] = estimate.of(way, self.given).hours.typical / HOURS_PER_DAY
        return self.known[key]

    def _change(self, pair: Pair, after: Journey | None) -> Change:
        before = self.ways[pair.start, pair.end]
        return Change(pair, before, after, self.days(after) - self.days(before) if before and after else None)

    def _around(self, pair: Pair, id: Id, known: dict[tuple[Pair, Id], Journey | None]) -> Journey | None:
        """Return the best route without something; one found without one of a gate's legs may avoid the gate too."""
        without = self._legs_of(id)
        for leg in without:
            way = known.get((pair, leg))
            if (pair, leg) in known and (way is None or without.isdisjoint(s.leg.id for s in way.sections)):
                return way
        known[pair, id] = self.network.around(pair.start, pair.end, without)
        return known[pair, id]

    def _legs_of(self, id: Id) -> frozenset[Id]:
        """Return the legs that freight cannot travel when something is closed: the leg, or all that meet at a gate."""
        legs = self.network.conditions.atlas.legs
        return frozenset([id] if id in legs else (g.id for g in legs.values() if id in (g.start, g.end)))

    def _ends_at(self, pair: Pair, ids: Collection[Id]) -> bool:
        places = self.network.conditions.atlas.places
        stands_for = {end for id in ids if id in places for end in (id, places[id].of)}
        return not stands_for.isdisjoint((pair.start, pair.end))
