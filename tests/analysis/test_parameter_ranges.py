"""What ranges do to a comparison is what the estimate itself gives with those values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import pytest
from atlases import alike
from lxml import html as parsed

from routes.analysis import parameter_ranges
from routes.analysis.parameter_ranges import MOST_COMBINED, Ranges, ranges
from routes.analysis.turning_points import turning_points
from routes.data import loader
from routes.model import Parameter
from routes.network import estimate
from routes.network.journey import Journey, of_route
from routes.network.parameters import ReaderValues
from routes.views import comparison, json_data
from routes.views import parameter_ranges as view

KNOWN = loader.load()
COMPARED = [ways[:4] for question in KNOWN.questions for ways in alike(KNOWN, question)]
AKTAU, KURYK = "middle-khorgos-poti", "middle-khorgos-kuryk-poti"


def of(ways: Sequence[Journey], given: ReaderValues = ()) -> Ranges:
    found = ranges(ways, given)
    assert found
    return found


def hours(ways: Sequence[Journey], given: ReaderValues) -> list[float]:
    return [estimate.of(way, given).hours.typical for way in ways]


@pytest.mark.parametrize("ways", COMPARED, ids=lambda ways: "-".join(way.route.id for way in ways))
def test_the_lead_at_both_ends_of_a_range_is_that_of_the_estimate_with_that_value(ways: Sequence[Journey]) -> None:
    found = of(ways)
    n = next(n for n, way in enumerate(ways) if way is found.best)
    for lead in found.leads:
        for value, ahead in ((lead.least, lead.at_least), (lead.most, lead.at_most)):
            times = hours(ways, ((lead.parameter.id, value),))
            assert min(t for m, t in enumerate(times) if m != n) - times[n] == pytest.approx(ahead, abs=1e-6)


@pytest.mark.parametrize("ways", COMPARED, ids=lambda ways: "-".join(way.route.id for way in ways))
def test_the_answer_is_open_for_the_parameters_whose_turning_value_is_within_the_range(ways: Sequence[Journey]) -> None:
    turned = {turn.parameter.id for turn in turning_points(ways) if turn.within}
    assert {lead.parameter.id for lead in of(ways).leads if lead.open} == turned


def values(parameter: Parameter) -> list[float]:
    return sorted({value.value for _, value in parameter.values})


@pytest.mark.parametrize("most", [1, 2, 3])
def test_combinations_are_those_that_the_estimate_counts_one_by_one(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parameter_ranges, "MOST_COMBINED", most)
    for ways in COMPARED:
        found = of(ways).combinations
        counts = [0] * len(ways)
        for picked in product(*map(values, found.combined)):
            given = tuple(sorted((p.id, value) for p, value in zip(found.combined, picked, strict=True)))
            times = hours(ways, given)
            counts[times.index(min(times))] += 1
        assert found.fastest == tuple(counts)
        assert len(found.combined) <= most


@pytest.mark.parametrize("ways", COMPARED, ids=lambda ways: "-".join(way.route.id for way in ways))
def test_no_more_combinations_are_counted_than_are_bounded(ways: Sequence[Journey]) -> None:
    found = of(ways)
    assert found.combinations.total <= 3**MOST_COMBINED
    assert len(found.combinations.combined) + found.combinations.left == len(found.leads)
    widths = [lead.high - lead.low for lead in found.leads]
    assert widths == sorted(widths, reverse=True)


def test_a_value_of_ones_own_is_kept_and_not_combined() -> None:
    ways = [of_route(KNOWN, id) for id in (AKTAU, KURYK)]
    first = of(ways).leads[0].parameter
    assert first not in [lead.parameter for lead in of(ways, ((first.id, first.typical.value),)).leads]


def test_routes_between_different_cities_have_no_ranges() -> None:
    ways = [of_route(KNOWN, id) for id in ("nakhchivan-syunik-rail", "russia-iran-west-rail")]
    assert ranges(ways) is None
    assert json_data.of_comparison(ways, ["a", "b"])["ranges"] is None
    assert "combinations" not in comparison.html(ways)


def test_the_sentence_has_the_numbers_of_the_json_and_calls_nothing_probable() -> None:
    ways = [of_route(KNOWN, id) for id in (AKTAU, KURYK)]
    answer = json_data.of_comparison(ways, [AKTAU, KURYK])["ranges"]
    assert answer
    counted = answer["combinations"]
    assert sum(counted["fastest_in"]) == counted["total"]
    assert f"in {max(counted['fastest_in'])} of {counted['total']} combinations" in answer["says"]
    assert "no probability" in answer["says"]
    assert answer["says"] in comparison.html(ways)


def test_a_route_that_is_the_fastest_in_every_combination_is_said_to_be() -> None:
    ways = [of_route(KNOWN, id) for id in ("nakhchivan-syunik-rail", "nakhchivan-iran-rail", "nakhchivan-kars-rail")]
    combinations = of(ways).combinations
    assert max(combinations.fastest) == combinations.total
    assert f"By Syunik (rail) is the fastest in all {combinations.total:,} combinations" in view.sentence(of(ways))


@pytest.mark.parametrize("ways", COMPARED, ids=lambda ways: "-".join(way.route.id for way in ways))
def test_the_chart_names_every_bar_and_says_which_answers_are_open(ways: Sequence[Journey]) -> None:
    found = of(ways)
    for size in view.SIZES:
        drawn = parsed.fromstring(view.Chart(found, size).svg())
        assert drawn.get("role") == "img"
        titles = [title.text for title in drawn.iter("title")]
        assert titles == [view.said(found, lead) for lead in view.shown(found)]
        words = [text.text_content() for text in drawn.iter("text")]
        assert sum("open" in word for word in words) == sum(lead.open for lead in found.leads)
        wide = float(drawn.get("viewbox").split()[2])
        for bar in drawn.iter("rect"):
            assert float(bar.get("x")) >= 0
            assert float(bar.get("x")) + float(bar.get("width")) <= wide + 0.2
        assert re.search(r"\d+\W*h now", " ".join(words))
