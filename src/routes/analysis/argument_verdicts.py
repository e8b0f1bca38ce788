"""Verdicts on arguments: whether the claim holds on the map.

A claim holds if it holds in every test, does not hold if it holds in none and fails in at least one, and depends if
it holds in some. Nothing here changes the data, and only what can be measured is tested: the ratio is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from routes.analysis.argument_tests import AS_LAST_REPORTED, IN_KM, ClaimTest, Measured, Outcome, run_test
from routes.data.atlas import Atlas
from routes.model import Argument, Check, Id, Metric, Mode, Untested, Way
from routes.network.scenarios import Blocker
from routes.text import assumptions, numbers, scenario_summary, terms

# Why the atlas holds nothing against an argument.
WHY_UNTESTED: Mapping[Untested | None, str] = {
    None: "A map cannot judge this.",
    Untested.MOTIVES: "It is about what somebody wants, fears or thinks; no measure of the atlas tells that.",
    Untested.FUTURE: "It is about what is to come; nothing measured can bear it out yet.",
    Untested.LAW: "It is about law, control or the words of an agreement; no measure of the atlas tells that.",
    Untested.EVENT: "It reports an event or a statement; the atlas lists events and does not test them.",
    Untested.DANGER: "It is about danger and dependence; the atlas has no measure of either.",
    Untested.NO_FIGURE: "It could be tested, but no figure of another source or line of the map was found for it.",
}
# What is published and not measured, and what no scenario changes.
CITED = (Metric.CAPACITY, Metric.PUBLISHED)
WITHOUT_FRAMES = (Metric.PUBLISHED, Metric.SLIPPED)
# How many tests of one outcome a sentence shows in full; of more it shows the first and counts the rest.
IN_FULL = 2
TERMINAL_WORDS = re.compile(r" (rail terminal|station|port|junction)\b( and bogie yard)?(?! of)")


class Verdict(StrEnum):
    """What the map says of a claim."""

    BORNE_OUT = "borne-out"
    NOT_BORNE_OUT = "not-borne-out"
    DEPENDS = "depends"
    NOT_MEASURABLE = "not-measurable"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on one argument, with every trial it rests on and why in plain words.

    `reason` tells on what a `depends` turns, or why nothing is measurable: `no-measure`, `no-way`, `no-figure`,
    `related` or `circular`.
    """

    argument: Argument
    check: Check | None
    verdict: Verdict
    reason: str | None
    because: str
    trials: tuple[ClaimTest, ...]

    @property
    def rests_on_approximate(self) -> bool:
        """Whether any kilometres measured follow an approximate course."""
        return any(t.approximate for t in self.trials)


def assess(atlas: Atlas, argument: Argument, scenario_ids: tuple[Id, ...] = ()) -> Finding:
    """Hold an argument against the map.

    Parameters
    ----------
    atlas, argument
        The argument need not be one of the atlas's own.
    scenario_ids
        Try it under these scenarios together instead of under the frames the check names.

    Raises
    ------
    UnknownIdError
        If a scenario, or a route or place of the check, is not in the atlas.
    """
    check = argument.check
    if check is None:
        why = WHY_UNTESTED[argument.untested]
        return Finding(argument, None, Verdict.NOT_MEASURABLE, "no-measure", why, ())
    frames = ("+".join(scenario_ids),) if scenario_ids else check.frames
    source = atlas.argument_sources.get(argument.id)
    frames = frames if check.metric not in WITHOUT_FRAMES else (AS_LAST_REPORTED,)
    trials = tuple(
        run_test(atlas, check, n, frame, source.id if source else None)
        for frame in frames
        for n in range(len(check.of))
    )
    verdict, reason = _verdict(check, trials)
    return Finding(argument, check, verdict, reason, check.circular or _said(atlas, check, trials), trials)


def _said(atlas: Atlas, check: Check, trials: Sequence[ClaimTest]) -> str:
    """Return the tests in words; of figures that only bear on the claim first why they are no test of it."""
    words = _because(atlas, check, trials)
    return f"{check.related} {words}" if check.related else words


def _verdict(check: Check, trials: Sequence[ClaimTest]) -> tuple[Verdict, str | None]:
    if check.circular:
        return Verdict.NOT_MEASURABLE, "circular"
    if check.related:
        return Verdict.NOT_MEASURABLE, "related"
    outcomes = {t.outcome for t in trials}
    if outcomes == {Outcome.HOLDS}:
        return Verdict.BORNE_OUT, None
    if outcomes == {Outcome.NO_WAY}:
        return Verdict.NOT_MEASURABLE, "no-figure" if check.metric in CITED else "no-way"
    if Outcome.FAILS in outcomes and Outcome.HOLDS not in outcomes:
        return Verdict.NOT_BORNE_OUT, None
    return Verdict.DEPENDS, _on_what(trials)


def _on_what(trials: Sequence[ClaimTest]) -> str:
    """Return what sets the tests that hold apart from the others."""
    if any(t.outcome is Outcome.DISAGREE for t in trials):
        return "on which figure is taken"
    if all(t.holds is not False for t in trials):
        closed = any(t.outcome is Outcome.NO_WAY for t in trials)
        return "on whether there is a way" if closed else "on less than one per cent of the length"
    for words, key in DEPENDS_ON.items():
        groups: dict[object, set[bool]] = {}
        for t in trials:
            if t.holds is not None:
                groups.setdefault(key(t), set()).add(t.holds)
        if all(len(held) == 1 for held in groups.values()):
            return words
    return "on the way compared"


def name(atlas: Atlas, way: Way, beside: Way | None = None) -> str:
    """Name a route in a sentence; beside one between the same places, only by what sets it apart."""
    if way.start and way.end:
        called = way.called or (f"without {numbers.listed(_avoided(atlas, a) for a in way.avoid)}" if way.avoid else "")
        if beside and called and (beside.start, beside.end) == (way.start, way.end):
            return called
        return f"{_short(atlas, way.start)} to {_short(atlas, way.end)} {called}".strip()
    if way.called:
        return way.called
    if way.figure:
        return atlas.figure(way.figure).title
    if way.history:
        history = atlas.history_entry(way.history)
        return scenario_summary.name(atlas, (*history.legs, *history.places)[0])
    return atlas.route(way.route).title if way.route else numbers.listed(way.legs)


def _short(atlas: Atlas, place_id: Id) -> str:
    """Return a place's name without the word for what stands there."""
    return TERMINAL_WORDS.sub("", atlas.place(place_id).name)


def _avoided(atlas: Atlas, id: str) -> str:
    return terms.MODE_WORDS[Mode(id)] if id in set(Mode) else atlas.country_name(id)


def _because(atlas: Atlas, check: Check, trials: Sequence[ClaimTest]) -> str:
    """Return what holds and what does not: up to two tests of each in full, and how many more are like them."""
    cases: dict[tuple[Outcome, str], list[str]] = {}
    for t in trials:
        cases.setdefault((t.outcome, _in_words(atlas, check, t)), []).append(t.frame)
    frames = list(dict.fromkeys(t.frame for t in trials))
    alike = all(tried == frames for tried in cases.values())
    ended = [outcome for outcome in Outcome if any(outcome is o for o, _ in cases)]
    parts = []
    for outcome in ended:
        lines = [
            words if alike else f"{words}, {_frames(atlas, tried)}"
            for (o, words), tried in cases.items()
            if o is outcome
        ]
        ratios = [t.ratio for t in trials if t.outcome is outcome and t.than and t.ratio]
        parts.append((f"{outcome}: " if len(ended) > 1 else "") + _few(lines, ratios))
    text = "; ".join(parts)
    if alike and check.metric not in WITHOUT_FRAMES:
        text += f"; {_frames(atlas, frames)}{' alike' if len(frames) > 1 else ''}"
    rests = " Some of these kilometres follow an approximate course." if any(t.approximate for t in trials) else ""
    return f"{numbers.capital(text)}.{rests}"


def _few(cases: Sequence[str], ratios: Sequence[float]) -> str:
    if len(cases) <= IN_FULL:
        return "; ".join(cases)
    span = f", ratios {min(ratios):.2f} to {max(ratios):.2f}" if len(set(ratios)) > 1 else ""
    return f"{cases[0]}, and {numbers.number(len(cases) - 1)} more{span}"


def _frames(atlas: Atlas, frames: Sequence[str]) -> str:
    return numbers.listed(_frame(atlas, f) for f in frames)


def _frame(atlas: Atlas, frame: str) -> str:
    if frame == AS_LAST_REPORTED:
        return "as last reported"
    if frame == "on-paper":
        return "with all plans built"
    return assumptions.under_scenarios([atlas.scenario(id) for id in frame.split("+")])


def _in_words(atlas: Atlas, check: Check, t: ClaimTest) -> str:
    """Write one test: `A is 10 km, B 12 km (ratio 0.83)`."""
    verb = "has" if t.measured.value is None else VERBS[check.metric]
    joint = ": " if check.metric in CITED else f" {verb} "
    ours = f"{name(atlas, t.of)}{joint}{_number(atlas, check.metric, t.of, t.measured)}"
    if check.metric is Metric.EXISTS and t.than is None:
        return f"{ours}, and the claim needs {'one' if t.threshold.value else 'none'}"
    notes = [f"ratio {t.ratio:.2f}"] if t.ratio else []
    if check.is_ == "about":
        notes.append(f"within {numbers.percent(check.tolerance)}{numbers.NBSP}% counts as about")
    remark = f" ({'; '.join(notes)})" if notes else ""
    if t.than:
        joint = ": " if check.metric in CITED else " "
        return f"{ours}, {name(atlas, t.than, t.of)}{joint}{_number(atlas, check.metric, t.than, t.threshold)}{remark}"
    return f"{ours}, {_asked(atlas, check, t.threshold.value or 0.0, t.measured.unit)}{remark}"


def _asked(atlas: Atlas, check: Check, value: float, unit: str) -> str:
    """Return the number the claim is compared with, and whose it is."""
    whose = "the source says" if check.threshold_set_by == "source" else "tested against"
    word = "" if check.is_ == "equal-to" else f"{check.is_.replace('-', ' ')} "
    if check.metric in CITED:
        return f"{whose} {word}{value:,g}{numbers.NBSP}{unit}".rstrip()
    number = numbers.km(value) if check.metric in IN_KM else _with_unit(atlas, check.metric, value, check.of[0])
    return f"{whose} {word}{number}"


def _number(atlas: Atlas, metric: Metric, way: Way, measured: Measured) -> str:
    value = measured.value
    if metric in CITED:
        return _cited(measured)
    if value is None or (metric is Metric.EXISTS and not value):
        return "no open route" + (f" ({_state(atlas, measured.blocker)})" if measured.blocker else "")
    if metric is Metric.EXISTS and measured.length_km:
        return f"an open route of {numbers.km(measured.length_km)}"
    return _with_unit(atlas, metric, value, way)


def _cited(measured: Measured) -> str:
    """Write what is published, with its range and unit."""
    if measured.value is None:
        return "no figure from another source"
    unit = f"{numbers.NBSP}{measured.unit}"
    if measured.low is not None and measured.high is not None and measured.low < measured.high:
        return f"{measured.low:,g} to {measured.high:,g}{unit}"
    return f"{measured.value:,g}{unit}"


def _with_unit(atlas: Atlas, metric: Metric, value: float, way: Way) -> str:
    if metric is Metric.IN_COUNTRY:
        return f"{numbers.km(value)} in {atlas.country_name(way.country or '')}"
    return NUMBERS[metric](value)


def _state(atlas: Atlas, blocker: Blocker) -> str:
    state = {"unknown": "not reported"}.get(blocker.status, blocker.status.replace("-", " "))
    if leg := atlas.legs.get(blocker.id):
        return f"{state}: {_short(atlas, leg.start)} to {_short(atlas, leg.end)}"
    return f"{state}: {_short(atlas, blocker.id)}"


VERBS: Mapping[Metric, str] = dict.fromkeys(Metric, "has") | {
    Metric.LENGTH: "is",
    Metric.SEA: "is",
    Metric.DRAWN: "is",
    Metric.SLIPPED: "is",
    Metric.SHARE_PASSABLE: "is",
}
NUMBERS: Mapping[Metric, Callable[[float], str]] = {
    Metric.LENGTH: lambda v: numbers.km(v),
    Metric.CROSSINGS: lambda v: numbers.counted(int(v), "border"),
    Metric.GAUGE_BREAKS: lambda v: numbers.counted(int(v), "break of gauge", "breaks of gauge"),
    Metric.TRANSSHIPMENTS: lambda v: numbers.counted(int(v), "transshipment"),
    Metric.HANDLINGS: lambda v: numbers.counted(int(v), "handling"),
    Metric.SEA: lambda v: f"{numbers.km(v)} by sea",
    Metric.SHARE_PASSABLE: lambda v: f"{numbers.percent(v)}{numbers.NBSP}% usable",
    Metric.EXISTS: lambda v: "an open route" if v else "no open route",
    Metric.DRAWN: lambda v: f"{numbers.km(v)} along the drawn course",
    Metric.SLIPPED: lambda v: f"{int(v)} months past its first announced date",
}
DEPENDS_ON: Mapping[str, Callable[[ClaimTest], object]] = {
    "on the state of the world": lambda t: t.frame,
    "on the origin": lambda t: t.of.start,
    "on the destination": lambda t: t.of.end,
}
