"""The ground along a journey: where it is highest, how much it climbs, and where nothing is known of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routes.data.atlas import Atlas, Heights
from routes.network.journey import Journey, ground, of_route
from routes.network.journey.ground import Ground

RAIL = "amber--amber-birch", "amber-birch--birch"


def along(toy: Atlas, heights: dict[str, Heights]) -> tuple[Journey, Ground]:
    """The toy's first route with these heights along its legs."""
    journey = of_route(replace(toy, heights=heights), next(iter(toy.routes)))
    found = ground.of(journey)
    assert found is not None
    return journey, found


def test_an_even_slope_is_climbed_once_and_from_one_side_only(toy: Atlas) -> None:
    up = tuple(range(0, 1010, 10))
    _, found = along(toy, {RAIL[0]: up})
    assert found.climb == pytest.approx(1000, abs=15)
    assert found.highest.metres == pytest.approx(1000, abs=15)
    _, found = along(toy, {RAIL[0]: up[::-1]})
    assert found.climb == 0


def test_climbs_are_told_by_the_country_they_lie_in(toy: Atlas) -> None:
    _, found = along(toy, {RAIL[0]: tuple(range(0, 1010, 10)), RAIL[1]: tuple(range(1000, 1505, 5))})
    assert found.climb_by_country["AA"] == pytest.approx(1000, abs=15)
    assert found.climb_by_country["BB"] == pytest.approx(500, abs=15)


def test_small_ups_and_downs_are_no_climb(toy: Atlas) -> None:
    _, found = along(toy, {RAIL[0]: (100, 100, 100, 110, 110, 110, 100, 100, 100) * 10})
    assert found.climb == 0


def test_a_gap_in_the_heights_is_not_bridged(toy: Atlas) -> None:
    journey, found = along(toy, {RAIL[0]: (0, 0, 0, 0, 0, None, None, None, 900, 900, 900, 900, 900)})
    assert found.climb == 0
    assert len(found.stretches) == 2
    assert found.known_km == pytest.approx(journey.sections[0].km * 8 / 12)
    assert found.at(journey.sections[0].km / 2) is None
    assert found.at(0) == 0


def test_a_leg_travelled_backwards_is_read_backwards(toy: Atlas) -> None:
    atlas = replace(toy, heights={RAIL[0]: tuple(range(0, 1010, 10))})
    forward = of_route(atlas, next(iter(toy.routes)))
    section = forward.sections[0]
    back = replace(forward, sections=(replace(section, start=section.end, end=section.start),))
    found = ground.of(back)
    assert found
    assert found.at(0) == pytest.approx(1000, abs=15)
    assert found.climb == 0


def test_without_heights_there_is_no_ground(toy: Atlas) -> None:
    assert ground.of(of_route(toy, next(iter(toy.routes)))) is None
