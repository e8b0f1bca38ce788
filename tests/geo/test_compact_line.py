"""A compact line is read as a list of pairs is."""

from __future__ import annotations

import numpy as np
import pytest

from routes.geo.compact_line import CompactLine
from routes.geo.geodesy import length_km

POINTS = [(44.0, 40.0), (45.5, 40.25), (46.0, 41.0)]


def test_it_holds_the_same_pairs_of_plain_numbers() -> None:
    line = CompactLine(POINTS)
    assert [*line] == [line[0], line[1], line[-1]] == POINTS
    assert {type(number) for point in line for number in point} == {float}
    assert line[1:] == POINTS[1:]
    assert line[::-1] == POINTS[::-1]
    assert (len(line), line == POINTS, line == CompactLine(POINTS), line == POINTS[1:]) == (3, True, True, False)
    with pytest.raises(IndexError):
        line[3]


def test_it_is_measured_and_turned_into_an_array_as_a_list_is() -> None:
    line = CompactLine(POINTS)
    assert length_km(line) == length_km(POINTS)
    assert np.array_equal(np.array(line), np.array(POINTS))
    assert not CompactLine([])
