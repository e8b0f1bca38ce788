"""Lengths on the ellipsoid have known answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.geo.geodesy import apart_km, length_km, lengths_km, point_at

POINTS = st.tuples(st.floats(-179, 179), st.floats(-85, 85))
LINES = st.lists(POINTS, min_size=2, max_size=8)
# One degree on the equator of WGS 84: 2 pi 6378.137 km / 360.
DEGREE_KM = 111.31949


def test_a_degree_on_the_equator() -> None:
    assert apart_km((0, 0), (1, 0)) == pytest.approx(DEGREE_KM, abs=1e-4)


def test_a_quarter_meridian() -> None:
    # The WGS 84 meridian quadrant, 10,001.9657 km.
    assert apart_km((50, 0), (50, 90)) == pytest.approx(10_001.9657, abs=1e-3)


def test_longitude_comes_first() -> None:
    assert apart_km((50, 40), (51, 40)) == pytest.approx(85.394, abs=1e-3)
    assert apart_km((50, 40), (50, 41)) == pytest.approx(111.044, abs=1e-3)


def test_a_line_is_as_long_as_its_edges() -> None:
    assert length_km([(0, 0), (1, 0), (2, 0)]) == pytest.approx(2 * DEGREE_KM, abs=1e-4)


@pytest.mark.parametrize("line", [[], [(10, 10)]])
def test_fewer_than_two_points_measure_nothing(line: list[tuple[float, float]]) -> None:
    assert length_km(line) == 0


def test_an_edge_takes_the_shorter_way_over_the_antimeridian() -> None:
    assert length_km([(179.5, 0), (-179.5, 0)]) == pytest.approx(DEGREE_KM, abs=1e-4)


@given(LINES)
def test_a_line_is_as_long_backwards(line: list[tuple[float, float]]) -> None:
    assert length_km(line[::-1]) == pytest.approx(length_km(line), abs=1e-6)


@given(LINES)
def test_a_line_is_no_shorter_than_straight(line: list[tuple[float, float]]) -> None:
    assert length_km(line) >= apart_km(line[0], line[-1]) - 1e-6


@given(LINES, st.floats(0, 1))
def test_a_point_at_a_share_lies_on_the_way(line: list[tuple[float, float]], share: float) -> None:
    assert apart_km(line[0], point_at(line, share)) <= share * length_km(line) + 1e-6


def test_points_along_a_line() -> None:
    line = [(0.0, 0.0), (1.0, 0.0), (3.0, 0.0)]
    assert point_at(line, 0) == (0, 0)
    assert point_at(line, 0.5) == pytest.approx((1.5, 0))
    assert point_at(line, 1) == pytest.approx((3, 0))
    assert point_at(line, 7) == pytest.approx((3, 0))
    assert point_at(line, -1) == (0, 0)


def test_a_line_that_stands_still_has_one_point() -> None:
    assert point_at([(4, 4), (4, 4)], 0.5) == (4, 4)


def test_a_line_without_points_has_no_point() -> None:
    with pytest.raises(ValueError, match="without points"):
        point_at([], 0.5)


def test_many_lines_measured_at_once_are_as_long_as_each_alone() -> None:
    lines = [
        [],
        [(44.0, 41.0)],
        [(44.0, 41.0), (45.0, 41.0)],
        [],
        [(10.0, 0.0), (10.0, 1.0), (11.0, 1.0)],
        [(3.0, 3.0)],
    ]
    assert lengths_km(lines) == pytest.approx([length_km(line) for line in lines])
    assert lengths_km([]) == []
