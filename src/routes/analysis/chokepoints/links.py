"""Links that are planned or being built: legs not open, joined from one open place to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from routes.model import Id, Leg, LegStatus, Mode
from routes.network.scenarios import Conditions

PLANNED = (LegStatus.PLANNED, LegStatus.UNDER_CONSTRUCTION)
Node = tuple[Id, Mode]


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
    """Yield places where goods can come from an open leg onto one of a mode."""
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
