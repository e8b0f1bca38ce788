"""Which leg, post or port does most hang on, and which single planned link would help most?

Each pair of places takes its shortest open way. A pair's answer can change only where something on that way is taken
out, so only those pairs are planned anew. What is taken out is one leg, post or port at a time, exactly as the
computed scenario `without-<id>` closes it; a link is opened as `with-<id>` opens each of its legs.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from routes import estimate
from routes.atlas import Atlas
from routes.conditions import Conditions, under
from routes.journey import SEA, Journey
from routes.measure import apart_km
from routes.model import Figure, FigureKind, Id, Leg, LegStatus, Mode
from routes.network import Network, network
from routes.parameters import HOURS_PER_DAY, Given

PLANNED = (LegStatus.PLANNED, LegStatus.UNDER_CONSTRUCTION)
# Units of a yearly flow, in million tonnes.
YEARLY_MT: Mapping[str, float] = {"Mt a year": 1.0, "Mt/year": 1.0, "t a year": 1e-6}
# Ends of a route no farther from a pair's ends are the same ends.
SAME_KM = 10.0
KEPT = 60
Ends = tuple[Id, Id]
Node = tuple[Id, Mode]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places goods go between, how much the pair counts beside the others, and the cited flows that say so."""

    start: Id
    end: Id
    weight: float
    flows: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A pair's way before and after something is taken out or added; None where freight has no way.

    `days` are typical days, after less before; None unless there is a way both times.
    """

    pair: Pair
    before: Journey | None
    after: Journey | None
    days: float | None

    @property
    def km(self) -> float:
        """Kilometres after, less those before; 0 unless there is a way both times."""
        return self.after.length_km - self.before.length_km if self.before and self.after else 0.0

    @property
    def crossings(self) -> int:
        """Border crossings after, less those before; 0 unless there is a way both times."""
        return len(self.after.crossings) - len(self.before.crossings) if self.before and self.after else 0

    @property
    def through(self) -> tuple[str, ...]:
        """Codes of the countries that the way after runs through and the one before does not."""
        if not self.before or not self.after:
            return ()
        return tuple(c for c in self.after.km_by_country if c not in self.before.km_by_country and c != SEA)


@dataclass(frozen=True, slots=True)
class Effect:
    """What each of some legs, posts and ports alone does when it is taken out, or all legs of a link when built.

    `own` are those of the pairs of which a port taken out is itself an end, or serves the city that is.
    """

    ids: tuple[Id, ...]
    changes: tuple[Change, ...]
    own: tuple[Pair, ...] = ()

    @property
    def cut(self) -> tuple[Change, ...]:
        """The pairs that have no way any more."""
        return tuple(c for c in self.changes if c.after is None)

    @property
    def joined(self) -> tuple[Change, ...]:
        """The pairs that had no way before."""
        return tuple(c for c in self.changes if c.before is None)

    @property
    def both(self) -> tuple[Change, ...]:
        """The pairs with a way both times, the greatest difference in kilometres first."""
        found = (c for c in self.changes if c.before and c.after)
        return tuple(sorted(found, key=lambda c: -round(abs(c.km), 3)))

    @property
    def weight(self) -> float:
        """Weight of the pairs cut off or joined; not of those whose own end is taken out, which says nothing."""
        return total(c.pair for c in self.changes if not (c.before and c.after) and c.pair not in self.own)

    @property
    def weighted_km(self) -> float:
        """Sum of kilometres more (or fewer, for a link) times the weight of each pair."""
        return sum(c.km * c.pair.weight for c in self.changes)

    @property
    def order(self) -> tuple[float, float, Ends]:
        """Those that cut off or join most weight first, then those that add or save most kilometres."""
        return (-round(self.weight, 6), -round(abs(self.weighted_km), 6), (self.ids[0], self.ids[-1]))


@dataclass(frozen=True, slots=True)
class Ranking:
    """The pairs as they are, what each removal would change, and what each planned link would, worst and best first."""

    conditions: Conditions
    question: Id | None
    pairs: tuple[Pair, ...]
    ways: Mapping[Ends, Journey | None]
    days: Mapping[Ends, float]
    removals: tuple[Effect, ...]
    links: tuple[Effect, ...]


def pairs(atlas: Atlas, question_id: Id | None = None) -> tuple[Pair, ...]:
    """Return the pairs a question, or every question, tries its scenarios on, each once, with their weights.

    A pair with a cited yearly flow counts by its tonnes, in proportion to the mean of those cited; every other
    counts one.

    Raises
    ------
    UnknownIdError
        If the question is not in the atlas.
    """
    questions = [atlas.question(question_id)] if question_id else [*atlas.questions.values()]
    ends = {frozenset(pair): pair for q in reversed(questions) for pair in reversed(q.pairs)}
    ordered = [ends.pop(frozenset(p)) for q in questions for p in q.pairs if frozenset(p) in ends]
    cited = {pair: tuple(_flows(atlas, pair)) for pair in ordered}
    tonnes = {pair: sum(map(megatonnes, flows)) for pair, flows in cited.items() if flows}
    mean = sum(tonnes.values()) / len(tonnes) if tonnes else 1.0
    return tuple(Pair(*p, tonnes[p] / mean if p in tonnes else 1.0, cited[p]) for p in ordered)


def megatonnes(flow: Figure) -> float:
    """Return a yearly flow in million tonnes: the figure's preferred value."""
    return (flow.preferred.value or 0.0) * YEARLY_MT[flow.preferred.unit]


@lru_cache(maxsize=KEPT)
def ranking(
    atlas: Atlas, scenario_ids: tuple[Id, ...] = (), question_id: Id | None = None, given: Given = ()
) -> Ranking:
    """Take out each leg, post and port in turn, add each planned link in turn, and say what becomes of the pairs.

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
    given: Given = (),
) -> Ranking:
    """Do the same for pairs of one's own."""
    trial = _Trial(network(atlas, scenario_ids), chosen, given)
    before = trial.ways
    days = {ends: trial.days(way) for ends, way in before.items() if way}
    removals = sorted(trial.removals(), key=lambda e: e.order)
    links = sorted(trial.links(scenario_ids), key=lambda e: e.order)
    return Ranking(trial.network.conditions, question_id, chosen, before, days, tuple(removals), tuple(links))


def elements(way: Journey) -> Iterator[Id]:
    """Yield the legs of a way and the posts and ports it passes, in order: all that can change it if taken out."""
    for section in way.sections:
        yield from (p.id for p in (section.start,) if p.status)
        yield section.leg.id
    yield from (p.id for p in (way.sections[-1].end,) if p.status)


def planned(conditions: Conditions) -> Iterator[tuple[Id, ...]]:
    """Yield each link that is planned or being built: legs not open, in order, from one open place to the next.

    A link may hold stretches without track, out of use or of unknown state beside the planned ones; links of such
    alone are left out.
    """
    legs = conditions.atlas.legs.values()
    shut = [g for g in legs if LegStatus.OPEN not in (g.status.value, conditions.leg_status(g))]
    at: dict[Node, list[Leg]] = defaultdict(list)
    for leg in shut:
        at[leg.start, leg.mode].append(leg)
        at[leg.end, leg.mode].append(leg)
    joints = {*_joints(conditions)} | {node for node, there in at.items() if len(there) != 2}
    done: set[Id] = set()
    # Legs that begin or end at a joint first, so that a chain is found from its end.
    for leg in sorted(shut, key=lambda g: joints.isdisjoint(((g.start, g.mode), (g.end, g.mode)))):
        if leg.id not in done:
            chain = _chain(leg, at, joints)
            done.update(g.id for g in chain)
            if any(g.status.value in PLANNED for g in chain):
                yield tuple(g.id for g in chain)


def _joints(conditions: Conditions) -> Iterator[Node]:
    """Places where goods can come from an open leg onto one of a mode."""
    places = conditions.atlas.places
    for leg in conditions.atlas.legs.values():
        if conditions.leg_status(leg) == LegStatus.OPEN:
            for end in (leg.start, leg.end):
                yield end, leg.mode
                if leg.mode in places[end].transfer:
                    yield from ((end, mode) for mode in places[end].transfer)


def _chain(first: Leg, at: Mapping[Node, list[Leg]], joints: Collection[Node]) -> list[Leg]:
    chain = [first]
    place = first.end if (first.start, first.mode) in joints else first.start
    while (place, first.mode) not in joints:
        following = next((g for g in at[place, first.mode] if g not in chain), None)
        if following is None:
            break
        chain.append(following)
        place = following.end if place == following.start else following.start
    return chain


@dataclass
class _Trial:
    """The pairs under some conditions, and what of their ways is known already."""

    network: Network
    pairs: tuple[Pair, ...]
    given: Given
    ways: Mapping[Ends, Journey | None] = field(init=False)
    known: dict[tuple[tuple[Id, bool], ...], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ways = {(p.start, p.end): self.network.around(p.start, p.end) for p in self.pairs}

    def removals(self) -> Iterator[Effect]:
        """Take out everything on any pair's way; what has the same effect, and is an end alike, stands together."""
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

    def links(self, scenario_ids: tuple[Id, ...]) -> Iterator[Effect]:
        """Open each planned link by itself and plan the pairs that it may help."""
        conditions = self.network.conditions
        places = dict.fromkeys(p for pair in self.pairs for p in (pair.start, pair.end))
        for chain in planned(conditions):
            opened = Network(under(conditions.atlas, (*scenario_ids, *(f"with-{id}" for id in chain))))
            lengths = opened.lengths([*places])
            changes = []
            for pair in self.pairs:
                before = self.ways[pair.start, pair.end]
                length = lengths.get((pair.start, pair.end), math.inf)
                if length < (before.length_km if before else math.inf) - 1e-6:
                    changes.append(self._change(pair, opened.around(pair.start, pair.end)))
            if changes:
                yield Effect(chain, tuple(changes))

    def days(self, way: Journey) -> float:
        """Typical days of a way."""
        key = tuple((s.leg.id, s.start.id == s.leg.start) for s in way.sections)
        if key not in self.known:
            self.known[key] = estimate.of(way, self.given).hours.typical / HOURS_PER_DAY
        return self.known[key]

    def _change(self, pair: Pair, after: Journey | None) -> Change:
        before = self.ways[pair.start, pair.end]
        return Change(pair, before, after, self.days(after) - self.days(before) if before and after else None)

    def _around(self, pair: Pair, id: Id, known: dict[tuple[Pair, Id], Journey | None]) -> Journey | None:
        """The best way without something; a way found without one of a gate's legs may do without the gate too."""
        without = self._legs_of(id)
        for leg in without:
            way = known.get((pair, leg))
            if (pair, leg) in known and (way is None or without.isdisjoint(s.leg.id for s in way.sections)):
                return way
        known[pair, id] = self.network.around(pair.start, pair.end, without)
        return known[pair, id]

    def _legs_of(self, id: Id) -> frozenset[Id]:
        """The legs that freight cannot travel when something is closed: the leg, or all that meet at a gate."""
        legs = self.network.conditions.atlas.legs
        return frozenset([id] if id in legs else (g.id for g in legs.values() if id in (g.start, g.end)))

    def _ends_at(self, pair: Pair, ids: Collection[Id]) -> bool:
        places = self.network.conditions.atlas.places
        stands_for = {end for id in ids if id in places for end in (id, places[id].of)}
        return not stands_for.isdisjoint((pair.start, pair.end))


def _flows(atlas: Atlas, ends: Ends) -> Iterator[Figure]:
    """The cited yearly flows of goods along routes between two places."""

    def same(a: Id, b: Id) -> bool:
        one, other = atlas.places[a], atlas.places[b]
        near = apart_km((one.lon, one.lat), (other.lon, other.lat)) <= SAME_KM
        return (one.of or a) == (other.of or b) or near

    for figure in atlas.figures.values():
        if figure.what is FigureKind.TRAFFIC and figure.route and figure.preferred.unit in YEARLY_MT:
            route = atlas.routes[figure.route]
            a, b = ends
            there, back = (same(route.start, x) and same(route.end, y) for x, y in ((a, b), (b, a)))
            if (there or back) and figure.preferred.value:
                yield figure


def total(of: Iterable[Pair]) -> float:
    """Return the weight of some pairs."""
    return sum(p.weight for p in of)
