"""Verdicts on arguments: whether the claim holds on the map.

A claim holds if it holds in every test, does not hold if it holds in none and fails in at least one, and depends if
it holds in some. Nothing here changes the data, and only what can be measured is tested: the ratio is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from routes.analysis import argument_sentences as sentences
from routes.analysis.argument_sentences import CITED, WITHOUT_FRAMES
from routes.analysis.argument_tests import AS_LAST_REPORTED, ClaimTest, Outcome, run_test
from routes.data.atlas import Atlas
from routes.model import Argument, Check, Id, Untested

# Why the atlas holds nothing against an argument, in general; the argument's own reason follows.
WHY_UNTESTED: Mapping[Untested | None, str] = {
    None: "A map cannot judge this.",
    Untested.MOTIVES: "About motives.",
    Untested.FUTURE: "About the future.",
    Untested.LAW: "About law and the words of agreements.",
    Untested.EVENT: "An event or a statement known from one source.",
    Untested.DANGER: "About danger and dependence.",
    Untested.NO_FIGURE: "No figure of another source found.",
    Untested.JUDGEMENT: "A judgement.",
}


class Verdict(StrEnum):
    """What the map says of a claim."""

    BORNE_OUT = "borne-out"
    NOT_BORNE_OUT = "not-borne-out"
    DEPENDS = "depends"
    NOT_MEASURABLE = "not-measurable"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on one argument, with every test it rests on and why in plain words.

    `reason` tells on what a `depends` turns, or why nothing is measurable: `no-measure`, `no-way`, `no-figure`,
    `related` or `circular`.
    """

    argument: Argument
    check: Check | None
    verdict: Verdict
    reason: str | None
    because: str
    tests: tuple[ClaimTest, ...]

    @property
    def rests_on_approximate(self) -> bool:
        """Whether any kilometres measured follow an approximate course."""
        return any(t.approximate for t in self.tests)


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
        why = " ".join(filter(None, (WHY_UNTESTED[argument.untested], argument.why_untested)))
        return Finding(argument, None, Verdict.NOT_MEASURABLE, "no-measure", why, ())
    frames = ("+".join(scenario_ids),) if scenario_ids else check.frames
    source = atlas.argument_sources.get(argument.id)
    frames = frames if check.metric not in WITHOUT_FRAMES else (AS_LAST_REPORTED,)
    tests = tuple(
        run_test(atlas, check, n, frame, source.id if source else None)
        for frame in frames
        for n in range(len(check.of))
    )
    verdict, reason = _verdict(check, tests)
    return Finding(argument, check, verdict, reason, check.circular or _words(atlas, check, tests), tests)


def _words(atlas: Atlas, check: Check, tests: Sequence[ClaimTest]) -> str:
    """Return the tests in words; of figures that only bear on the claim first why they are no test of it."""
    words = sentences.because(atlas, check, tests)
    return f"{check.related} {words}" if check.related else words


def _verdict(check: Check, tests: Sequence[ClaimTest]) -> tuple[Verdict, str | None]:
    if check.circular:
        return Verdict.NOT_MEASURABLE, "circular"
    if check.related:
        return Verdict.NOT_MEASURABLE, "related"
    outcomes = {t.outcome for t in tests}
    if outcomes == {Outcome.HOLDS}:
        return Verdict.BORNE_OUT, None
    if outcomes == {Outcome.NO_WAY}:
        return Verdict.NOT_MEASURABLE, "no-figure" if check.metric in CITED else "no-way"
    if Outcome.FAILS in outcomes and Outcome.HOLDS not in outcomes:
        return Verdict.NOT_BORNE_OUT, None
    return Verdict.DEPENDS, _on_what(tests)


def _on_what(tests: Sequence[ClaimTest]) -> str:
    """Return what sets the tests that hold apart from the others."""
    if any(t.outcome is Outcome.DISAGREE for t in tests):
        return "on which figure is taken"
    if all(t.measured.moment for t in tests) and not any(t.holds is False for t in tests):
        return "on a date that is not known closely enough"
    if all(t.holds is not False for t in tests):
        closed = any(t.outcome is Outcome.NO_WAY for t in tests)
        return "on whether there is a way" if closed else "on less than one per cent of the length"
    for words, key in DEPENDS_ON.items():
        groups: dict[object, set[bool]] = {}
        for t in tests:
            if t.holds is not None:
                groups.setdefault(key(t), set()).add(t.holds)
        if all(len(outcomes) == 1 for outcomes in groups.values()):
            return words
    return "on the way compared"


DEPENDS_ON: Mapping[str, Callable[[ClaimTest], object]] = {
    "on the state of the world": lambda t: t.frame,
    "on the origin": lambda t: t.of.start,
    "on the destination": lambda t: t.of.end,
}
