"""Two routes count as equally long below one per cent, and a claim of `about` has its own tolerance."""

from __future__ import annotations

import pytest

from routes.analysis.argument_tests import Outcome, _outcome
from routes.model import Check, Metric, Way

ONE, OTHER = Way(route="one"), Way(route="other")


def check(metric: Metric = Metric.LENGTH, is_: str = "less-than", **fields: object) -> Check:
    return Check.model_validate(
        {"part": "it", "metric": metric, "of": (ONE,), "is": is_, "than": (OTHER,), "threshold_set_by": "source"}
        | fields
    )


@pytest.mark.parametrize(
    ("measured", "outcome"),
    [
        (984.0, Outcome.HOLDS),
        (990.0, Outcome.HOLDS),
        (990.1, Outcome.TOO_CLOSE),
        (1010.0, Outcome.TOO_CLOSE),
        (1010.2, Outcome.FAILS),
    ],
)
def test_lengths_less_than_one_per_cent_apart_are_too_close(measured: float, outcome: Outcome) -> None:
    assert _outcome(check(), measured, 1000.0) is outcome


def test_counts_are_never_too_close() -> None:
    assert _outcome(check(Metric.CROSSINGS), 999.0, 1000.0) is Outcome.HOLDS


def test_where_no_open_route_leads_nothing_is_compared() -> None:
    assert _outcome(check(), None, 1000.0) is Outcome.NO_WAY
