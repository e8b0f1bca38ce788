"""JSON of a verdict."""

from __future__ import annotations

from routes.analysis import argument_sentences
from routes.analysis.argument_tests import ClaimTest
from routes.analysis.argument_verdicts import Finding
from routes.data.atlas import Atlas
from routes.views.json_data.shapes.entries import FindingJson, TrialJson


def of_finding(finding: Finding, atlas: Atlas) -> FindingJson:
    """Return a verdict as plain data. The numbers at the top are those of the first test; `trials` has them all."""
    check, first = finding.check, next(iter(finding.tests), None)
    row = _test(first, atlas) if first else None
    return {
        "argument": finding.argument.id,
        "metric": check.metric.value if check else None,
        "of": row["of"] if row else None,
        "is": check.is_ if check else None,
        "threshold": row["threshold"] if row else None,
        "threshold_set_by": check.threshold_set_by if check else None,
        "measured": row["measured"] if row else None,
        "verdict": finding.verdict.value,
        "reason": finding.reason,
        "because": finding.because,
        "rests_on_approximate": finding.rests_on_approximate,
        "part": check.part if check else None,
        "note": check.note if check else None,
        "trials": [_test(t, atlas) for t in finding.tests],
        "related": check.related if check else None,
        "happened": first.measured.moment if first else None,
        "claimed_date": first.threshold.moment if first else None,
    }


def _test(t: ClaimTest, atlas: Atlas) -> TrialJson:
    return {
        "frame": t.frame,
        "of": argument_sentences.name(atlas, t.of),
        "than": argument_sentences.name(atlas, t.than) if t.than else None,
        "measured": _number(t.measured.value),
        "threshold": _number(t.threshold.value),
        "ratio": round(t.ratio, 4) if t.ratio else None,
        "outcome": t.outcome.value,
        "holds": t.holds,
        "rests_on_approximate": t.approximate,
    }


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 3)
