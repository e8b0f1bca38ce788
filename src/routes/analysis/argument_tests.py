"""Tests of claims: one route measured against another, or against a number."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from routes.analysis import argument_dates, capacity
from routes.analysis.argument_figures import published, slipped
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.geo.geodesy import length_km
from routes.model import Check, Id, Metric, Way
from routes.network.graph import NoWayError, network
from routes.network.journey import SEA, Journey, along
from routes.network.scenarios import Blocker, Conditions, apply_scenarios

AS_LAST_REPORTED = "as-last-reported"
# Two routes whose lengths differ by less than this share are called equally long: no map of ours is surer than that.
TOO_CLOSE = 0.01
IN_KM = (Metric.LENGTH, Metric.SEA, Metric.IN_COUNTRY, Metric.DRAWN)


class Outcome(StrEnum):
    """How a test ends, in words."""

    HOLDS = "holds"
    FAILS = "does not hold"
    TOO_CLOSE = "too close to call"
    DISAGREE = "cited figures disagree"
    NO_WAY = "no open route"


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric of a way; no value where no open way leads, and then `blocker` closes the nearest thing to one.

    What is published and not measured has a range, `low` to `high`, and a `unit`; what happened has a `moment`.
    """

    value: float | None
    approximate: bool = False
    length_km: float | None = None
    blocker: Blocker | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    moment: str | None = None

    @property
    def ends(self) -> tuple[float | None, ...]:
        """The lowest and the highest of what is published, or the one value."""
        return (self.low, self.high) if self.low is not None and self.high is not None else (self.value,)


@dataclass(frozen=True, slots=True)
class ClaimTest:
    """One comparison of a check under one state of the world: `than` is the other way, or None for a number."""

    frame: str
    of: Way
    than: Way | None
    measured: Measured
    threshold: Measured
    outcome: Outcome
    in_km: bool

    @property
    def holds(self) -> bool | None:
        """Whether the claim holds here; None where there is no open route, or the lengths are too close to call."""
        return {Outcome.HOLDS: True, Outcome.FAILS: False}.get(self.outcome)

    @property
    def ratio(self) -> float | None:
        """Kilometres measured over kilometres compared with, where both are above zero."""
        ours, theirs = self.measured.value, self.threshold.value
        return ours / theirs if self.in_km and ours and theirs else None

    @property
    def approximate(self) -> bool:
        """Whether any of the kilometres follow an approximate course."""
        return self.measured.approximate or self.threshold.approximate


def run_test(atlas: Atlas, check: Check, n: int, frame: str, source_id: Id | None = None) -> ClaimTest:
    """Measure the n-th route of a check under a frame (`as-last-reported`, or scenario ids joined by `+`).

    Parameters
    ----------
    source_id
        The claim's own source, whose figures are no test of it.

    Raises
    ------
    UnknownIdError
        If a scenario, or a route or place of the check, is not in the atlas.
    """
    than = check.than[n] if isinstance(check.than, tuple) else None
    measured = _measure(atlas, check.metric, check.of[n], frame, source_id)
    threshold = _measure(atlas, check.metric, than, frame, source_id) if than else _bound(check)
    outcome = (_outcome_of_dates if check.metric is Metric.DATED else _outcome_of_range)(check, measured, threshold)
    return ClaimTest(frame, check.of[n], than, measured, threshold, outcome, check.metric in IN_KM)


def _bound(check: Check) -> Measured:
    """Return the number or the date a claim is held against."""
    if isinstance(check.than, str):
        return Measured(None, moment=check.than)
    return Measured(None if isinstance(check.than, tuple) else check.than)


def _outcome_of_dates(check: Check, measured: Measured, threshold: Measured) -> Outcome:
    """Return how an event and a date, or two events, stand to each other."""
    if measured.moment is None or threshold.moment is None:
        return Outcome.NO_WAY
    holds = argument_dates.holds(check.is_, measured.moment, threshold.moment)
    return Outcome.TOO_CLOSE if holds is None else Outcome.HOLDS if holds else Outcome.FAILS


def _outcome_of_range(check: Check, measured: Measured, threshold: Measured) -> Outcome:
    """Return the outcome at both ends of what is published; where they differ, the figures disagree."""
    outcomes = {_outcome(check, a, b) for a in measured.ends for b in threshold.ends}
    return outcomes.pop() if len(outcomes) == 1 else Outcome.DISAGREE


def _outcome(check: Check, measured: float | None, threshold: float | None) -> Outcome:
    if measured is None or threshold is None:
        return Outcome.NO_WAY
    apart = abs(measured - threshold)
    if check.is_ == "about":
        return Outcome.HOLDS if apart <= check.tolerance * abs(threshold) else Outcome.FAILS
    between_ways = isinstance(check.than, tuple) and check.metric in IN_KM
    if between_ways and apart < TOO_CLOSE * max(measured, threshold):
        return Outcome.TOO_CLOSE
    holds = COMPARE[check.is_](round(measured, 3), round(threshold, 3))
    return Outcome.HOLDS if holds else Outcome.FAILS


def _measure(atlas: Atlas, metric: Metric, way: Way, frame: str, source_id: Id | None = None) -> Measured:
    if metric is Metric.PUBLISHED:
        found_figures = published(atlas, way, source_id)
        numbers = found_figures.numbers
        middle, low, high = (numbers.typical, numbers.low, numbers.high) if numbers else (None, None, None)
        return Measured(middle, low=low, high=high, unit=found_figures.unit)
    if metric is Metric.DATED:
        return Measured(None, moment=argument_dates.happened(atlas, way, source_id))
    if metric is Metric.SLIPPED:
        return Measured(slipped(atlas, way))
    found = _found(atlas, way, frame)
    if isinstance(found, Journey) and metric is Metric.CAPACITY:
        room = capacity.of(found).carries
        return Measured(room.typical, low=room.low, high=room.high, unit="Mt a year") if room else Measured(None)
    if isinstance(found, Journey):
        value, approximate = METRICS[metric](found, way)
        return Measured(value, approximate, found.length_km)
    blocker = found.blocked_by[0] if found.blocked_by else None
    return Measured(0.0 if metric is Metric.EXISTS else None, blocker=blocker)


@kept(512)
def _found(atlas: Atlas, way: Way, frame: str) -> Journey | NoWayError:
    """Return the journey along a route or legs, open or not, or by the shortest open route between two places."""
    conditions = _conditions(atlas, frame)
    if way.route:
        route = atlas.route(way.route)
        return along(conditions, route.start, route.legs, route)
    if way.legs:
        return along(conditions, _first_place(atlas, way.legs), way.legs)
    try:
        return network(atlas, _scenarios(frame), frozenset(way.avoid)).way(str(way.start), str(way.end))
    except NoWayError as error:
        return error.with_traceback(None)


@kept(32)
def _conditions(atlas: Atlas, frame: str) -> Conditions:
    return apply_scenarios(atlas, _scenarios(frame))


def _scenarios(frame: str) -> tuple[Id, ...]:
    return () if frame == AS_LAST_REPORTED else tuple(frame.split("+"))


def _first_place(atlas: Atlas, legs: tuple[Id, ...]) -> Id:
    first = atlas.legs[legs[0]]
    if len(legs) == 1:
        return first.start
    second = atlas.legs[legs[1]]
    return first.end if first.start in (second.start, second.end) else first.start


def _in_country(journey: Journey, way: Way) -> tuple[float, bool]:
    sections = [s for s in journey.sections if s.leg.country == way.country]
    return sum(s.km for s in sections), any(s.leg.approximate for s in sections)


def _drawn(journey: Journey, way: Way) -> tuple[float, bool]:  # noqa: ARG001
    return sum(length_km(s.line) for s in journey.sections), journey.approximate_km > 0


COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "less-than": operator.lt,
    "more-than": operator.gt,
    "at-most": operator.le,
    "at-least": operator.ge,
    "equal-to": operator.eq,
}
# Each metric of a journey, and whether it rests on an approximate course; counts do not.
METRICS: Mapping[Metric, Callable[[Journey, Way], tuple[float, bool]]] = {
    Metric.LENGTH: lambda j, _: (j.length_km, j.approximate_km > 0),
    Metric.CROSSINGS: lambda j, _: (len(j.crossings), False),
    Metric.GAUGE_BREAKS: lambda j, _: (len(j.gauge_breaks), False),
    Metric.TRANSSHIPMENTS: lambda j, _: (len(j.transshipments), False),
    Metric.HANDLINGS: lambda j, _: (len(j.handlings), False),
    Metric.SEA: lambda j, _: (j.km_by_country.get(SEA, 0.0), False),
    Metric.IN_COUNTRY: _in_country,
    Metric.SHARE_PASSABLE: lambda j, _: (j.share_passable, j.approximate_km > 0),
    Metric.EXISTS: lambda j, _: (float(j.passable), False),
    Metric.DRAWN: _drawn,
}
