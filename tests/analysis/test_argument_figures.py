"""A claim is held against what others publish, never against its own source; a related reading has no verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from routes.analysis.argument_tests import Outcome
from routes.analysis.argument_verdicts import Finding, Verdict, assess
from routes.data.atlas import Atlas
from routes.model import Argument, Check, Figure, History

LOAD = {"figure": "load"}


def value(number: float, source: str = "gazetteer", **others: Any) -> dict[str, Any]:
    return {"value": number, "unit": "Mt a year", "kind": "press", "source": source, **others}


def atlas_with(toy: Atlas, *values: dict[str, Any], what: str = "traffic", **of: Any) -> Atlas:
    figure = Figure.model_validate({"id": "load", "what": what, "title": "Load at Bay", "values": values, **of})
    return replace(toy, figures={"load": figure})


def found(atlas: Atlas, metric: str, of: dict[str, Any], is_: str, than: object, **check: Any) -> Finding:
    wanted = {
        "frames": ["as-last-reported"],
        "metric": metric,
        "of": [of],
        "is": is_,
        "than": than,
        "threshold_set_by": "source",
        "part": "It.",
        **check,
    }
    return assess(atlas, atlas.arguments["d1"].model_copy(update={"check": Check.model_validate(wanted)}))


def with_event(toy: Atlas, **changes: Any) -> Atlas:
    return replace(toy, events={**toy.events, "cove-ramp": toy.events["cove-ramp"].model_copy(update=changes)})


def own_source(toy: Atlas) -> str:
    return toy.argument_sources["d1"].id


def test_a_published_value_holds_or_fails_by_the_bound_of_the_claim(toy: Atlas) -> None:
    atlas = atlas_with(toy, value(7), place="bay")
    assert found(atlas, "published", LOAD, "at-least", 6).verdict is Verdict.BORNE_OUT
    assert found(atlas, "published", LOAD, "at-least", 8).verdict is Verdict.NOT_BORNE_OUT


def test_values_on_both_sides_of_the_bound_disagree(toy: Atlas) -> None:
    finding = found(atlas_with(toy, value(7), value(9), place="bay"), "published", LOAD, "at-least", 8)
    assert finding.tests[0].outcome is Outcome.DISAGREE
    assert (finding.verdict, finding.reason) == (Verdict.DEPENDS, "on which figure is taken")
    assert finding.because == "Load at Bay: 7 to 9\u00a0Mt a year, the source says at least 8\u00a0Mt a year."


def test_the_claims_own_source_is_no_test_of_it(toy: Atlas) -> None:
    mine = own_source(toy)
    other = next(id for id in toy.sources if id != mine)
    finding = found(atlas_with(toy, value(8, mine), place="bay"), "published", LOAD, "at-least", 8)
    assert (finding.verdict, finding.reason) == (Verdict.NOT_MEASURABLE, "no-figure")
    assert "no figure from another source" in finding.because
    both = found(atlas_with(toy, value(8, mine), value(5, other), place="bay"), "published", LOAD, "at-least", 8)
    assert both.verdict is Verdict.NOT_BORNE_OUT


@pytest.mark.parametrize(
    ("narrowed", "measured"),
    [({"period": "2024"}, 2), ({"stage": "past"}, 3), ({"scope": "at first"}, 4), ({"since": "2025"}, 5)],
)
def test_a_figure_is_narrowed_to_a_period_a_stage_the_beginning_of_its_scope_or_a_time(
    toy: Atlas, narrowed: dict[str, str], measured: float
) -> None:
    values = [value(2, period="2024"), value(3, stage="past"), value(4, scope="at first; in 2020"), value(9)]
    values += [value(5, as_of="2025-03"), value(8, as_of="2024-12")]
    finding = found(atlas_with(toy, *values, place="bay"), "published", LOAD | narrowed, "equal-to", measured)
    assert finding.verdict is Verdict.BORNE_OUT


def test_the_capacity_of_a_route_is_that_of_its_narrowest_cited_link(toy: Atlas) -> None:
    line = {"what": "capacity", "legs": ["birch--bay"]}
    atlas = atlas_with(toy, value(4, stage="present", scope="all", as_of="2025"), **line)
    ship = {"route": "amber-cedar-ship"}
    assert found(atlas, "capacity-mt", ship, "less-than", 5).verdict is Verdict.BORNE_OUT
    assert found(atlas_with(toy, value(4), place="bay"), "capacity-mt", ship, "less-than", 5).reason == "no-figure"


def test_months_slipped_run_from_the_first_announced_date_to_the_opening_or_the_last_report(toy: Atlas) -> None:
    said = [{"opens": "2019", "holder": "Minister", "said": "2018", "source": "daily"}]
    opened = {
        "id": "line",
        "legs": ["bay--bramble"],
        "announced": said,
        "periods": [{"opened": "2020-05", "sources": ["daily"]}],
    }
    for history, months in ((opened, 5), ({**opened, "periods": []}, 77)):
        atlas = replace(toy, history={"line": History.model_validate(history)})
        finding = found(atlas, "slipped-months", {"history": "line"}, "equal-to", months)
        assert finding.verdict is Verdict.BORNE_OUT, finding.because
        assert len(finding.tests) == 1


def test_a_related_reading_carries_its_figures_and_no_verdict(toy: Atlas) -> None:
    atlas = atlas_with(toy, value(7), place="bay")
    finding = found(atlas, "published", LOAD, "at-least", 6, related="A reading of ours.")
    assert (finding.verdict, finding.reason) == (Verdict.NOT_MEASURABLE, "related")
    assert finding.because.startswith("A reading of ours. Load at Bay: 7")
    argument = finding.argument
    assert not argument.tested
    assert argument.model_copy(update={"check": argument.check.model_copy(update={"related": None})}).tested  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("metric", "of"), [("published", {"route": "x"}), ("length-km", LOAD), ("length-km", {"history": "x"})]
)
def test_figures_and_histories_have_their_own_metrics(metric: str, of: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Check.model_validate(
            {"metric": metric, "of": [of], "is": "at-least", "than": 1, "threshold_set_by": "source", "part": "It."}
        )


def test_every_argument_without_a_check_says_why(real: Atlas) -> None:
    for argument in real.arguments.values():
        assert (argument.check is None) == (argument.untested is not None), argument.id
    without = [a for a in real.arguments.values() if a.check is None]
    reasons = [assess(real, a).because for a in without]
    assert "A map cannot judge this." not in reasons
    assert len(set(reasons)) == len(reasons)


def test_an_argument_is_tested_or_says_why_not(toy: Atlas) -> None:
    check = {
        "metric": "published",
        "of": [LOAD],
        "is": "at-least",
        "than": 1,
        "threshold_set_by": "source",
        "part": "It.",
    }
    fields = toy.arguments["d1"].model_dump(by_alias=True, exclude={"check"})
    Argument.model_validate(fields | {"untested": "law", "why_untested": "It is about a treaty."})
    with pytest.raises(ValidationError, match="give both or neither"):
        Argument.model_validate(fields | {"untested": "law"})
    with pytest.raises(ValidationError, match="leave `untested` out"):
        Argument.model_validate(fields | {"check": check, "untested": "law"})


def test_what_another_source_reports_of_a_date_bears_it_out_or_not(toy: Atlas) -> None:
    ramp = {"event": "cove-ramp", "called": "The ramp at Cove"}
    atlas = with_event(toy, sources=("daily", "gazetteer"))
    assert found(atlas, "dated", ramp, "equal-to", "2026-10").verdict is Verdict.BORNE_OUT
    assert found(atlas, "dated", ramp, "less-than", "2026-11").verdict is Verdict.BORNE_OUT
    finding = found(atlas, "dated", ramp, "more-than", "2026-10-02")
    assert finding.verdict is Verdict.NOT_BORNE_OUT
    assert (
        finding.because == "The ramp at Cove: 1\u00a0October\u00a02026, the source says after 2\u00a0October\u00a02026."
    )


def test_an_event_that_only_the_claims_own_source_reports_is_no_test_of_it(toy: Atlas) -> None:
    finding = found(with_event(toy, sources=(own_source(toy),)), "dated", {"event": "cove-ramp"}, "equal-to", "2026-10")
    assert (finding.verdict, finding.reason) == (Verdict.NOT_MEASURABLE, "no-figure")


def test_a_date_known_less_closely_than_it_is_claimed_decides_nothing(toy: Atlas) -> None:
    atlas = with_event(toy, date="2026-10", sources=("gazetteer",))
    finding = found(atlas, "dated", {"event": "cove-ramp"}, "equal-to", "2026-10-01")
    assert (finding.verdict, finding.reason) == (Verdict.DEPENDS, "on a date that is not known closely enough")


@pytest.mark.parametrize(
    ("claimed", "holds"),
    [("2026-10-01/2026-10-04", True), ("2026-10/2026-10", True), ("2026-10-01/2026-10-05", False)],
)
def test_of_a_claimed_time_both_ends_are_compared(toy: Atlas, claimed: str, holds: bool) -> None:
    atlas = with_event(toy, until="2026-10-04", sources=("gazetteer",))
    assert found(atlas, "dated", {"event": "cove-ramp"}, "equal-to", claimed).tests[0].holds is holds


def test_two_events_are_compared_with_each_other(toy: Atlas) -> None:
    atlas = with_event(toy, sources=("gazetteer",))
    lifted = toy.events["bramble-lifted"].model_copy(update={"sources": ("gazetteer",)})
    atlas = replace(atlas, events={**atlas.events, lifted.id: lifted})
    finding = found(atlas, "dated", {"event": "cove-ramp"}, "more-than", [{"event": "bramble-lifted"}])
    assert finding.verdict is Verdict.BORNE_OUT


@pytest.mark.parametrize(
    "check",
    [
        {"metric": "dated", "of": [{"event": "cove-ramp"}], "is": "about", "than": "2026"},
        {"metric": "dated", "of": [{"event": "cove-ramp"}], "is": "equal-to", "than": 2026},
        {"metric": "dated", "of": [{"route": "amber-cedar-ship"}], "is": "equal-to", "than": "2026"},
        {"metric": "exists", "of": [{"route": "amber-cedar-ship"}], "is": "equal-to", "than": "2026"},
    ],
)
def test_a_date_is_compared_with_a_date_alone(check: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Check.model_validate({**check, "threshold_set_by": "source", "part": "It."})


def test_the_unit_is_that_of_the_values_the_claim_is_about(toy: Atlas) -> None:
    euro = {**value(1600), "unit": "million EUR", "scope": "cost", "as_of": "2023"}
    loan = {**value(1300), "unit": "million USD", "scope": "loan", "as_of": "2025"}
    finding = found(
        atlas_with(toy, euro, loan, what="cost", place="bay"), "published", {**LOAD, "scope": "cost"}, "about", 1600
    )
    assert finding.because.startswith("Load at Bay: 1,600\u00a0million EUR")
