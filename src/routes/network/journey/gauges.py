"""Breaks of gauge along a journey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routes.model import Mode, Place, PlaceKind
from routes.network.journey.events import GaugeBreak, Section


def changes_gauge(place: Place) -> bool:
    """Return whether wagons or goods can change gauge at a place."""
    return place.kind is PlaceKind.GAUGE_CHANGE or Mode.RAIL in place.transfer


def gauge_breaks(sections: Sequence[Section]) -> Iterator[GaugeBreak]:
    """Yield where the tracks before and after have no gauge in common, also across a ship or lorry."""
    common: tuple[int, ...] = ()
    for n, s in enumerate(sections):
        if s.leg.mode is not Mode.RAIL:
            continue
        still = tuple(g for g in common if g in s.leg.gauges_mm)
        if common and not still:
            place, at_km, after = _where_gauge_changes(sections, n)
            yield GaugeBreak(place, common[0], after[0], at_km)
            common = after
        else:
            common = still or s.leg.gauges_mm


def _where_gauge_changes(sections: Sequence[Section], n: int) -> tuple[Place, float, tuple[int, ...]]:
    """Return where the gauge changes before section `n`, and the gauges in common after it.

    On tracks of both gauges before it the change may happen at any joint: one that can change gauge comes first, then
    one that is no border crossing, so that the return journey changes at the same place. Across a ship or lorry it is
    where the railway goes on.
    """
    gauges = sections[n].leg.gauges_mm
    joints = [(sections[n].start, sections[n].from_km)]
    common = gauges
    for before in reversed(sections[:n]):
        shared = tuple(g for g in common if g in before.leg.gauges_mm)
        if not shared:
            break
        common = shared
        joints.append((before.start, before.from_km))
    place, at_km = min(joints, key=lambda j: (not changes_gauge(j[0]), len(j[0].countries), j[0].id))
    return place, at_km, common
