"""A verdict in words: the mark, what was tested, and why."""

from __future__ import annotations

from dataclasses import dataclass

from routes.analysis import argument_verdicts
from routes.analysis.argument_tests import ClaimTest, Outcome
from routes.analysis.argument_verdicts import Finding, Verdict
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Argument, Id

WORDS = {
    Verdict.BORNE_OUT: "Holds",
    Verdict.DEPENDS: "Depends",
    Verdict.NOT_BORNE_OUT: "Does not hold",
    Verdict.NOT_MEASURABLE: "Cannot be measured",
}
# Reasons whose name in the data is not their wording.
REASONS = {
    "no-way": "no open route",
    "no-figure": "no figure from another source",
    "circular": "the figure rests on the claim’s own source",
    "on whether there is a way": "on whether there is an open route",
    "on the way compared": "on the route compared",
}
RELATED = "Related figures, no verdict"
KEPT = 4_000


@dataclass(frozen=True, slots=True)
class VerdictText:
    """A verdict as the page shows it; `tested` is empty where nothing is held against it."""

    verdict: Verdict
    words: str
    tested: str
    because: str
    note: str
    tests: tuple[ClaimTest, ...]
    rests_on_approximate: bool
    related: bool = False


def outcome(test: ClaimTest) -> str:
    """Return how a test ended, in words."""
    return REASONS["no-way"] if test.outcome is Outcome.NO_WAY else test.outcome.value


@kept(KEPT)
def finding(atlas: Atlas, argument_id: Id, scenario_ids: tuple[Id, ...]) -> Finding:
    """Test one of the atlas's arguments, once for each set of scenarios."""
    return argument_verdicts.assess(atlas, atlas.arguments[argument_id], scenario_ids)


def verdict_text(atlas: Atlas, argument: Argument, scenario_ids: tuple[Id, ...] = ()) -> VerdictText:
    """Return the verdict on an argument in words."""
    found = finding(atlas, argument.id, scenario_ids)
    why = REASONS.get(found.reason or "", found.reason or "") if found.check else ""
    words = WORDS[found.verdict]
    if found.check and found.check.related:
        words = RELATED
    elif why:
        words = f"{words} {why}" if why.startswith("on ") else f"{words}: {why}"
    return VerdictText(
        verdict=found.verdict,
        words=words,
        tested=found.check.part if found.check else "",
        because=found.because,
        note=(found.check.note or "") if found.check else "",
        tests=found.tests,
        rests_on_approximate=found.rests_on_approximate,
        related=bool(found.check and found.check.related),
    )
