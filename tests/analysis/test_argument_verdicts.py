"""A claim is held against the map; the map's numbers and the claim's stay apart."""

from __future__ import annotations

from typing import Any

import pytest

from routes.analysis.argument_tests import Outcome
from routes.analysis.argument_verdicts import Finding, Verdict, assess
from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.model import Argument, Check, Metric
from routes.network.graph import Network, NoWayError
from routes.network.journey import SEA, of_route
from routes.network.scenarios import apply_scenarios

RAIL = {"from": "amber", "to": "birch"}
SHIP = {"from": "amber", "to": "cedar"}
OLD = {"route": "amber-bay-old"}
ROAD = {"route": "amber-birch-road"}


def claim(toy: Atlas, **check: Any) -> Argument:
    """An argument of the toy with a check."""
    wanted = {"frames": ("as-last-reported", "all-built"), "threshold_set_by": "atlas", "part": "All of it."} | check
    return toy.arguments["d1"].model_copy(update={"check": Check.model_validate(wanted)})


def found(toy: Atlas, metric: str, of: Any, is_: str, than: Any, **check: Any) -> Finding:
    """What the map says of a check in the toy."""
    ways = of if isinstance(of, list) else [of]
    return assess(toy, claim(toy, **{"metric": metric, "of": ways, "is": is_, "than": than, **check}))


@pytest.mark.parametrize(
    ("metric", "of", "is_", "than", "holds"),
    [
        ("length-km", RAIL, "equal-to", 220, True),
        ("length-km", RAIL, "less-than", 220, False),
        ("length-km", RAIL, "more-than", 219, True),
        ("length-km", RAIL, "at-least", 220, True),
        ("length-km", RAIL, "at-most", 219.9, False),
        ("length-km", RAIL, "about", 230, True),
        ("length-km", RAIL, "about", 240, False),
        ("crossings", SHIP, "equal-to", 2, True),
        ("gauge-breaks", SHIP, "equal-to", 1, True),
        ("transshipments", SHIP, "equal-to", 2, True),
        ("handlings", SHIP, "equal-to", 3, True),
        ("sea-km", SHIP, "about", 84, True),
        ("km-in-country", RAIL | {"country": "AA"}, "equal-to", 130, True),
        ("exists", RAIL | {"avoid": ["rail"]}, "equal-to", 0, True),
        ("drawn-km", {"legs": ["birch--bramble"]}, "about", 69.6, True),
    ],
)
def test_each_metric_and_comparison_has_its_known_answer(
    toy: Atlas, metric: str, of: Any, is_: str, than: float, holds: bool
) -> None:
    finding = found(toy, metric, of, is_, than, frames=["as-last-reported"])
    assert finding.verdict is (Verdict.BORNE_OUT if holds else Verdict.NOT_BORNE_OUT)
    assert finding.reason is None


def test_a_comparison_turned_round_turns_the_verdict(toy: Atlas) -> None:
    ways = {"length-km": (RAIL, SHIP)}
    for metric, (short, long) in ways.items():
        assert found(toy, metric, short, "less-than", [long]).verdict is Verdict.BORNE_OUT
        assert found(toy, metric, long, "less-than", [short]).verdict is Verdict.NOT_BORNE_OUT
        assert found(toy, metric, long, "more-than", [short]).verdict is Verdict.BORNE_OUT


def test_what_changes_with_the_state_of_the_world_depends_on_it(toy: Atlas) -> None:
    finding = found(toy, "share-passable", OLD, "at-least", 1)
    assert (finding.verdict, finding.reason) == (Verdict.DEPENDS, "on the state of the world")
    assert [t.holds for t in finding.tests] == [False, True]
    assert "as last reported" in finding.because
    assert "with all plans built" not in finding.because
    assert "with “All built”" in finding.because


def test_what_changes_with_the_origin_depends_on_it(toy: Atlas) -> None:
    ways = [{"from": "amber", "to": "cedar"}, {"from": "birch", "to": "cedar"}]
    finding = found(toy, "crossings", ways, "more-than", 1)
    assert (finding.verdict, finding.reason) == (Verdict.DEPENDS, "on the origin")


def test_what_changes_with_the_destination_depends_on_it(toy: Atlas) -> None:
    ways = [{"from": "amber", "to": "cedar"}, {"from": "amber", "to": "bay"}]
    finding = found(toy, "sea-km", ways, "more-than", 1)
    assert (finding.verdict, finding.reason) == (Verdict.DEPENDS, "on the destination")


def test_what_changes_with_the_way_depends_on_it(toy: Atlas) -> None:
    finding = found(toy, "share-passable", [OLD, {"route": "amber-cedar-ship"}], "at-least", 1, frames=["no-ships"])
    assert finding.verdict is Verdict.NOT_BORNE_OUT
    finding = found(toy, "crossings", [{"route": "amber-cedar-ship"}, ROAD], "at-least", 2)
    assert (finding.verdict, finding.reason) == (Verdict.DEPENDS, "on the way compared")


def test_a_way_open_in_one_frame_only_depends_on_there_being_one(toy: Atlas) -> None:
    finding = found(toy, "length-km", RAIL | {"avoid": ["rail"]}, "about", 239)
    assert (finding.verdict, finding.reason) == (Verdict.DEPENDS, "on whether there is a way")
    assert [t.outcome for t in finding.tests] == [Outcome.NO_WAY, Outcome.HOLDS]
    assert "no open route (closed: Aster / Bryony)" in finding.because


def test_where_no_way_leads_nothing_is_measurable(toy: Atlas) -> None:
    finding = found(toy, "length-km", SHIP | {"avoid": ["sea"]}, "about", 400)
    assert (finding.verdict, finding.reason) == (Verdict.NOT_MEASURABLE, "no-way")


def test_lengths_within_one_per_cent_are_too_close_to_call(toy: Atlas) -> None:
    twins = {"legs": ["birch--bramble"]}, {"legs": ["bay--bramble"]}
    finding = found(toy, "length-km", twins[0], "less-than", [twins[1]])
    assert (finding.verdict, finding.reason) == (Verdict.DEPENDS, "on less than one per cent of the length")
    assert {t.outcome for t in finding.tests} == {Outcome.TOO_CLOSE}


def test_a_claim_tested_by_its_own_figure_is_circular(toy: Atlas) -> None:
    finding = found(toy, "length-km", RAIL, "equal-to", 220, circular="The map holds the claim's own figure.")
    assert (finding.verdict, finding.reason) == (Verdict.NOT_MEASURABLE, "circular")
    assert finding.because == "The map holds the claim's own figure."


def test_what_a_map_cannot_judge_is_not_judged(toy: Atlas) -> None:
    finding = assess(toy, toy.arguments["d2"])
    assert (finding.verdict, finding.reason, finding.tests) == (Verdict.NOT_MEASURABLE, "no-measure", ())


def test_an_approximate_course_is_owned_up_to_where_kilometres_rest_on_it(toy: Atlas) -> None:
    assert found(toy, "length-km", OLD, "more-than", 1).rests_on_approximate
    assert "approximate" in found(toy, "length-km", OLD, "more-than", 1).because
    assert not found(toy, "crossings", OLD, "equal-to", 1).rests_on_approximate
    assert not found(toy, "length-km", RAIL, "more-than", 1).rests_on_approximate


def test_scenarios_of_the_reader_replace_the_frames(toy: Atlas) -> None:
    argument = claim(toy, **{"metric": "exists", "of": [SHIP], "is": "equal-to", "than": 1})
    assert assess(toy, argument).verdict is Verdict.BORNE_OUT
    finding = assess(toy, argument, ("no-ships",))
    assert finding.verdict is Verdict.NOT_BORNE_OUT
    assert {t.frame for t in finding.tests} == {"no-ships"}
    assert finding.because == (
        "Amber to Cedar has no open route (closed: Port of Bay to Port of Cove), and the claim needs one; "
        "with “No ships”."
    )


def test_an_unknown_scenario_is_refused(toy: Atlas) -> None:
    argument = claim(toy, **{"metric": "exists", "of": [SHIP], "is": "equal-to", "than": 1})
    with pytest.raises(UnknownIdError):
        assess(toy, argument, ("snow",))


def test_the_sentence_gives_both_numbers_and_their_ratio(toy: Atlas) -> None:
    finding = found(toy, "length-km", RAIL | {"called": "by rail"}, "less-than", [RAIL | {"avoid": ["rail"]}])
    words = "Amber to Birch by rail is 220\u00a0km, without rail 239\u00a0km (ratio 0.92), with “All built”"
    assert words in finding.because


def test_the_claim_does_not_change_the_data(toy: Atlas) -> None:
    before = of_route(toy, "amber-cedar-ship").length_km
    for than in (1, 476.27, 1_000_000):
        found(toy, "length-km", {"route": "amber-cedar-ship"}, "equal-to", than)
    assert of_route(toy, "amber-cedar-ship").length_km == before


def weighed(real: Atlas) -> list[Argument]:
    """The real arguments that have a check."""
    return [a for a in real.arguments.values() if a.check]


def test_at_least_seventy_arguments_have_a_direct_test(real: Atlas) -> None:
    assert sum(a.tested and not a.check.circular for a in weighed(real) if a.check) >= 70
    assert {assess(real, a).verdict for a in weighed(real)} == set(Verdict)


def test_every_check_is_answered_under_every_scenario_alone(real: Atlas) -> None:
    for scenario in ((), *((id,) for id in real.scenarios)):
        for argument in weighed(real):
            finding = assess(real, argument, scenario)
            assert finding.because.endswith(".")
            assert len(finding.because) < 1200


def test_the_numbers_are_those_of_the_route_and_of_the_way(real: Atlas) -> None:
    seen = 0
    for argument in weighed(real):
        check = argument.check
        assert check
        for t in assess(real, argument).tests:
            scenarios = () if t.frame == "as-last-reported" else (t.frame,)
            if check.metric is not Metric.LENGTH or t.measured.value is None or t.of.legs:
                continue
            if t.of.route:
                expected = of_route(real, t.of.route, scenarios).length_km
            elif argument.id in ("e74", "e69"):
                network = Network(apply_scenarios(real, scenarios), frozenset(t.of.avoid))
                expected = network.way(str(t.of.start), str(t.of.end)).length_km
            else:
                continue
            assert t.measured.value == pytest.approx(expected, abs=1e-9)
            seen += 1
    assert seen > 10


def test_goble_is_weighed_in_both_readings_from_two_origins_to_two_destinations(real: Atlas) -> None:
    for id in ("g23", "g23-caspian", "g28"):
        finding = assess(real, real.arguments[id])
        assert len({t.of.start for t in finding.tests}) >= 2, id
        assert len({t.of.end for t in finding.tests}) >= 2, id
        assert {t.frame for t in finding.tests} == {"as-last-reported", "on-paper"}, id
    assert real.arguments["g23-caspian"].check.metric is Metric.LENGTH  # type: ignore[union-attr]
    assert real.arguments["g28"].check.metric is Metric.TRANSSHIPMENTS  # type: ignore[union-attr]


def test_a_length_that_rests_on_the_claims_own_figure_says_so(real: Atlas) -> None:
    for argument in weighed(real):
        check = argument.check
        assert check
        if check.metric is not Metric.LENGTH or isinstance(check.than, tuple) or check.is_ not in ("about", "equal-to"):
            continue
        lengths = [real.legs[id].length for way in check.of for id in way.legs]
        published = lengths and all(length.method == "published" for length in lengths)
        assert bool(check.circular) == bool(published), argument.id


def test_every_check_says_which_part_of_the_claim_it_tests(real: Atlas) -> None:
    for argument in weighed(real):
        assert argument.check
        assert argument.check.part.endswith("."), argument.id
        assert argument.checkable, argument.id


def test_rival_figures_are_a_range_with_who_says_which_and_when(real: Atlas) -> None:
    section = real.figures["length-armenian-section"]
    assert section.range == (32, 45)
    assert {39, 42, 43, 45} <= {v.value for v in section.values}
    times = real.figures["time-altynkol-poti"]
    assert times.range == (12, 53)
    assert all(v.holder and v.as_of for v in times.values)


def test_a_way_called_over_a_country_or_the_sea_passes_it(real: Atlas) -> None:
    over = {
        "over Azerbaijan": {"AZ"},
        "over Central Asia": {"KZ", "TM", "UZ"},
        "over Turkmenistan": {"TM"},
        "over Georgia": {"GE"},
        "over the Caspian": {SEA},
        "rail and ship": {SEA},
    }
    seen = 0
    for argument in weighed(real):
        for t in assess(real, argument).tests:
            for way in filter(None, (t.of, t.than)):
                named = [countries for words, countries in over.items() if words in (way.called or "")]
                if not named or not way.start:
                    continue
                scenarios = () if t.frame == "as-last-reported" else (t.frame,)
                try:
                    journey = Network(apply_scenarios(real, scenarios), frozenset(way.avoid)).way(
                        way.start, str(way.end)
                    )
                except NoWayError:
                    continue
                assert all(countries & set(journey.km_by_country) for countries in named), (argument.id, way.called)
                seen += 1
    assert seen > 50
