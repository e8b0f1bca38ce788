"""Does the map bear the claim out?"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from routes.atlas import Atlas
from routes.conditions import Conditions, under
from routes.journey import SEA, Journey, along, of_route
from routes.model import Argument, Check, Id, Metric, Way
from routes.network import Network, NoWayError

AS_LAST_REPORTED = "as-last-reported"


class Verdict(StrEnum):
    """What the map says of a claim."""

    BORNE_OUT = "borne-out"
    NOT_BORNE_OUT = "not-borne-out"
    DEPENDS = "depends"
    NOT_MEASURABLE = "not-measurable"


@dataclass(frozen=True, slots=True)
class Trial:
    """One comparison: under which state of the world, of what, both numbers (None: no way), and whether it holds."""

    frame: str
    of: str
    measured: float | None
    threshold: float | None
    holds: bool | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on one argument, with every trial it rests on and one sentence why."""

    argument: Argument
    check: Check | None
    verdict: Verdict
    reason: str | None
    because: str
    trials: tuple[Trial, ...]

    @property
    def rests_on_approximate(self) -> bool:
        """Whether any way measured has an approximate course."""
        return any(t.approximate for t in self.trials)


def weigh(atlas: Atlas, argument: Argument, scenario_ids: tuple[Id, ...] = ()) -> Finding:
    """Hold an argument against the map.

    Parameters
    ----------
    atlas, argument
        The argument need not be one of the atlas's own.
    scenario_ids
        Try it under these scenarios together instead of under the frames the check names.
    """
    check = argument.check
    if check is None:
        return Finding(argument, None, Verdict.NOT_MEASURABLE, "no-measure", "A map cannot judge this.", ())
    if check.circular:
        return Finding(argument, check, Verdict.NOT_MEASURABLE, "circular", check.circular, ())
    frames = ("+".join(scenario_ids),) if scenario_ids else check.frames
    trials = tuple(_trial(atlas, check, n, frame) for frame in frames for n in range(len(check.of)))
    held = {t.holds for t in trials}
    if held == {True}:
        return Finding(argument, check, Verdict.BORNE_OUT, None, _because(check, trials), trials)
    if held == {False}:
        return Finding(argument, check, Verdict.NOT_BORNE_OUT, None, _because(check, trials), trials)
    if held == {None}:
        sentence = f"No way to measure: {_said(check, trials[0])}."
        return Finding(argument, check, Verdict.NOT_MEASURABLE, "no-way", sentence, trials)
    return Finding(argument, check, Verdict.DEPENDS, _on_what(trials), _because(check, trials), trials)


def _trial(atlas: Atlas, check: Check, n: int, frame: str) -> Trial:
    conditions = _conditions(atlas, frame)
    measured, approximate = _measure(conditions, check.metric, check.of[n])
    if isinstance(check.than, tuple):
        threshold, other = _measure(conditions, check.metric, check.than[n])
        approximate = approximate or other
    else:
        threshold = check.than
    holds = None
    if measured is not None and threshold is not None:
        holds = _holds(check, measured, threshold)
    return Trial(frame, _name(atlas, check.of[n]), measured, threshold, holds, approximate)


def _holds(check: Check, measured: float, threshold: float) -> bool:
    if check.is_ == "about":
        return abs(measured - threshold) <= check.tolerance * abs(threshold)
    return COMPARE[check.is_](round(measured, 3), round(threshold, 3))


def _measure(conditions: Conditions, metric: Metric, way: Way) -> tuple[float | None, bool]:
    """Return a metric of a way (None where there is no way) and whether its course is approximate anywhere."""
    try:
        journey = _journey(conditions, way)
    except NoWayError:
        return (0.0, False) if metric is Metric.EXISTS else (None, False)
    value = (
        journey.km_by_country.get(way.country or "", 0.0) if metric is Metric.IN_COUNTRY else METRICS[metric](journey)
    )
    return value, journey.approximate_km > 0


def _journey(conditions: Conditions, way: Way) -> Journey:
    if way.route:
        return of_route(conditions.atlas, way.route, tuple(s.id for s in conditions.scenarios))
    if way.legs:
        return along(conditions, _first_place(conditions.atlas, way.legs), way.legs)
    return Network(conditions, frozenset(way.avoid)).way(str(way.start), str(way.end))


def _first_place(atlas: Atlas, legs: tuple[Id, ...]) -> Id:
    first = atlas.legs[legs[0]]
    if len(legs) == 1:
        return first.start
    second = atlas.legs[legs[1]]
    return first.end if first.start in (second.start, second.end) else first.start


def _conditions(atlas: Atlas, frame: str) -> Conditions:
    return under(atlas, () if frame == AS_LAST_REPORTED else tuple(frame.split("+")))


def _name(atlas: Atlas, way: Way) -> str:
    if way.route:
        return atlas.route(way.route).title
    if way.legs:
        return " + ".join(way.legs)
    without = f" without {', '.join(way.avoid)}" if way.avoid else ""
    return f"{atlas.place(str(way.start)).name} - {atlas.place(str(way.end)).name}{without}"


def _because(check: Check, trials: tuple[Trial, ...]) -> str:
    return "; ".join(_said(check, t) for t in trials) + "."


def _said(check: Check, trial: Trial) -> str:
    words = {AS_LAST_REPORTED: "as last reported", "on-paper": "on paper"}.get(trial.frame, trial.frame)
    ours, other = _number(check.metric, trial.measured), _number(check.metric, trial.threshold)
    ratio = ""
    if check.metric is Metric.LENGTH and trial.measured and trial.threshold:
        ratio = f" (ratio {trial.measured / trial.threshold:.2f})"
    return f"{trial.of}, {words}: {ours} against {other}{ratio}"


def _number(metric: Metric, value: float | None) -> str:
    if value is None:
        return "no way"
    if metric in (Metric.LENGTH, Metric.SEA, Metric.IN_COUNTRY):
        return f"{value:,.0f} km"
    if metric is Metric.EXISTS:
        return "a way" if value else "no way"
    return f"{value:.0%}" if metric is Metric.SHARE_PASSABLE else f"{value:.0f}"


def _on_what(trials: tuple[Trial, ...]) -> str:
    frames = {t.frame: {u.holds for u in trials if u.frame == t.frame} for t in trials}
    if any(t.holds is None for t in trials):
        return "on whether there is a way"
    if all(len(held) == 1 for held in frames.values()):
        return "on the state of the world"
    return "on origin and destination"


COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "less-than": operator.lt,
    "more-than": operator.gt,
    "at-most": operator.le,
    "at-least": operator.ge,
    "equal-to": operator.eq,
}
METRICS: Mapping[Metric, Callable[[Journey], float]] = {
    Metric.LENGTH: lambda j: j.length_km,
    Metric.CROSSINGS: lambda j: len(j.crossings),
    Metric.GAUGE_BREAKS: lambda j: len(j.gauge_breaks),
    Metric.TRANSSHIPMENTS: lambda j: len(j.transshipments),
    Metric.HANDLINGS: lambda j: len(j.handlings),
    Metric.SEA: lambda j: j.km_by_country.get(SEA, 0.0),
    Metric.SHARE_PASSABLE: lambda j: j.share_passable,
    Metric.EXISTS: lambda j: float(j.passable),
}
