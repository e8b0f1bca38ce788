"""A verdict in words: the mark, what was tested, and why."""

from __future__ import annotations

from dataclasses import dataclass

from routes.analysis import argument_verdicts
from routes.analysis.argument_tests import ClaimTest, Outcome
from routes.analysis.argument_verdicts import Finding, Verdict
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Argument, Id
from routes.text import language
from routes.text.language import marked, pgettext

WORDS = {
    Verdict.BORNE_OUT: marked("verdict", "Holds"),
    Verdict.DEPENDS: marked("verdict", "Depends"),
    Verdict.NOT_BORNE_OUT: marked("verdict", "Does not hold"),
    Verdict.NOT_MEASURABLE: marked("verdict", "Cannot be measured"),
}
# Reasons whose name in the data is not their wording.
REASONS = {
    "no-way": "no open route",
    "no-figure": "no figure from another source",
    "circular": "the figure rests on the claim’s own source",
    "on whether there is a way": "on whether there is an open route",
    "on the way compared": "on the route compared",
}
RELATED = marked("verdict", "Related figures, no verdict")
# Every verdict with its reason, as the catalogues have them.
WITH_REASONS = (
    marked("verdict", "Depends on which figure is taken"),
    marked("verdict", "Depends on a date that is not known closely enough"),
    marked("verdict", "Depends on whether there is an open route"),
    marked("verdict", "Depends on less than one per cent of the length"),
    marked("verdict", "Depends on the state of the world"),
    marked("verdict", "Depends on the origin"),
    marked("verdict", "Depends on the destination"),
    marked("verdict", "Depends on the route compared"),
    marked("verdict", "Cannot be measured: no open route"),
    marked("verdict", "Cannot be measured: no figure from another source"),
    marked("verdict", "Cannot be measured: the figure rests on the claim’s own source"),
)
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
    with language.in_english():
        return argument_verdicts.assess(atlas, atlas.arguments[argument_id], scenario_ids)


def verdict_text(atlas: Atlas, argument: Argument, scenario_ids: tuple[Id, ...] = ()) -> VerdictText:
    """Return the verdict on an argument in words."""
    found = finding(atlas, argument.id, scenario_ids)
    why = REASONS.get(found.reason or "", found.reason or "") if found.check else ""
    words = pgettext("verdict", WORDS[found.verdict])
    if found.check and found.check.related:
        words = pgettext("verdict", RELATED)
    elif why:
        english = WORDS[found.verdict] + (f" {why}" if why.startswith("on ") else f": {why}")
        words = pgettext("verdict", english)
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
