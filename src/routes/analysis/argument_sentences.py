"""The tests of a claim in a sentence: what was measured or cited, and what it was held against."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from routes.analysis.argument_tests import AS_LAST_REPORTED, IN_KM, ClaimTest, Measured, Outcome
from routes.data.atlas import Atlas
from routes.model import Check, Id, Metric, Mode, Way
from routes.network.scenarios import Blocker
from routes.text import assumptions, dates, numbers, scenario_summary, terms

# What is published and not measured, and what no scenario changes.
CITED = (Metric.CAPACITY, Metric.PUBLISHED, Metric.DATED)
WITHOUT_FRAMES = (Metric.PUBLISHED, Metric.SLIPPED, Metric.DATED)
# How many tests of one outcome a sentence shows in full; of more it shows the first and counts the rest.
IN_FULL = 2
TERMINAL_WORDS = re.compile(r" (rail terminal|station|port|junction)\b( and bogie yard)?(?! of)")


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
    if way.event:
        return atlas.event(way.event).what.rstrip(".")
    if way.history:
        history = atlas.history_entry(way.history)
        return scenario_summary.name(atlas, (*history.legs, *history.places)[0])
    return atlas.route(way.route).title if way.route else numbers.listed(way.legs)


def _short(atlas: Atlas, place_id: Id) -> str:
    """Return a place's name without the word for what stands there."""
    return TERMINAL_WORDS.sub("", atlas.place(place_id).name)


def _avoided(atlas: Atlas, id: str) -> str:
    return terms.MODE_WORDS[Mode(id)] if id in set(Mode) else atlas.country_name(id)


def because(atlas: Atlas, check: Check, tests: Sequence[ClaimTest]) -> str:
    """Return what holds and what does not: up to two tests of each in full, and how many more are like them."""
    cases: dict[tuple[Outcome, str], list[str]] = {}
    for t in tests:
        cases.setdefault((t.outcome, _in_words(atlas, check, t)), []).append(t.frame)
    frames = list(dict.fromkeys(t.frame for t in tests))
    alike = all(tried == frames for tried in cases.values())
    ended = [outcome for outcome in Outcome if any(outcome is o for o, _ in cases)]
    parts = []
    for outcome in ended:
        lines = [
            words if alike else f"{words}, {_frames(atlas, tried)}"
            for (o, words), tried in cases.items()
            if o is outcome
        ]
        ratios = [t.ratio for t in tests if t.outcome is outcome and t.than and t.ratio]
        parts.append((f"{outcome}: " if len(ended) > 1 else "") + _few(lines, ratios))
    text = "; ".join(parts)
    if alike and check.metric not in WITHOUT_FRAMES:
        text += f"; {_frames(atlas, frames)}{' alike' if len(frames) > 1 else ''}"
    rests = " Some of these kilometres follow an approximate course." if any(t.approximate for t in tests) else ""
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
    return assumptions.under_scenarios(atlas, [atlas.scenario(id) for id in frame.split("+")])


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
    return f"{ours}, {_asked(atlas, check, t.threshold, t.measured.unit)}{remark}"


def _asked(atlas: Atlas, check: Check, threshold: Measured, unit: str) -> str:
    """Return the number or the date the claim is compared with, and whose it is."""
    value = threshold.value or 0.0
    whose = "the source says" if check.threshold_set_by == "source" else "tested against"
    word = "" if check.is_ == "equal-to" else f"{check.is_.replace('-', ' ')} "
    if threshold.moment:
        return f"{whose} {BESIDE_A_DATE.get(check.is_, '')}{dates.moment(threshold.moment)}"
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
    if measured.moment:
        return dates.moment(measured.moment)
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


BESIDE_A_DATE = {"less-than": "before ", "more-than": "after "}
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
