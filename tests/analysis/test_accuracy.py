"""Measured lengths agree with published ones within the stated bounds."""

from __future__ import annotations

from statistics import median

from routes.analysis.accuracy import comparisons, table
from routes.data.atlas import Atlas
from routes.data.locations import GEODATA

MEDIAN_MAX, NEAR, NEAR_SHARE, APART_SHARE = 0.02, 0.05, 0.9, 0.2


def test_a_figure_over_several_legs_is_compared_with_their_sum(toy: Atlas) -> None:
    (row,) = [c for c in comparisons(toy) if c.figure.id == "amber-birch-line"]
    assert (row.part, row.ours_km, row.published_km) == ("measured", 220, 221)


def test_a_published_leg_is_not_measured_against_itself(toy: Atlas) -> None:
    assert [c.part for c in comparisons(toy) if c.figure.id == "birch-bay-line"] == ["not-measured"]


def test_half_of_the_measured_lengths_are_within_two_per_cent(real: Atlas) -> None:
    assert median(abs(c.difference) for c in comparisons(real) if c.part == "measured") <= MEDIAN_MAX


def test_nine_in_ten_measured_lengths_are_within_five_per_cent(real: Atlas) -> None:
    measured = [abs(c.difference) for c in comparisons(real) if c.part == "measured"]
    assert sum(d <= NEAR for d in measured) >= NEAR_SHARE * len(measured)


def test_what_cannot_be_compared_is_few_and_explained(real: Atlas) -> None:
    rows = comparisons(real)
    apart = [c for c in rows if c.part == "not-comparable"]
    assert len(apart) <= APART_SHARE * len([c for c in rows if c.part != "not-measured"])
    assert all(c.figure.not_comparable for c in apart)


def test_the_committed_table_is_the_one_the_command_prints(real: Atlas) -> None:
    committed = (GEODATA / "accuracy.md").read_text(encoding="utf-8")
    assert committed == table(real), "run `routes renew`"
