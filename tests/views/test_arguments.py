"""Every argument stands on the page with its verdict, and what disagrees stands side by side."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from routes.analysis import argument_verdicts
from routes.analysis.argument_verdicts import Verdict
from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.network.journey import of_route
from routes.text import holder_names
from routes.views import conflicting_figures, selections
from routes.views.arguments import for_route, page, verdict_text
from routes.views.selections import Selection

SYUNIK = "nakhchivan-syunik-rail"


def ids(html: str) -> list[str]:
    return re.findall(r'id="argument-([^"]+)"', html)


def signs(html: str) -> Counter[str]:
    listed = html.partition("</nav>")[2]
    return Counter(re.findall(r'ca-sign ca-([a-z-]+)"', listed))


def test_every_argument_is_listed_once_with_its_verdict(real: Atlas) -> None:
    html = page.html(real, page.ALL, selections.default(real))
    assert sorted(ids(html)) == sorted(real.arguments)
    assert f"<b>{len(real.arguments)} of {len(real.arguments)}</b>" in html
    assert signs(html) == Counter(argument_verdicts.assess(real, a).verdict.value for a in real.arguments.values())


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_narrows_the_list_and_the_counts_stay(real: Atlas, verdict: Verdict) -> None:
    chosen = replace(selections.default(real), verdict=verdict)
    html = page.html(real, page.ALL, chosen)
    expected = [a.id for a in real.arguments.values() if argument_verdicts.assess(real, a).verdict is verdict]
    assert sorted(ids(html)) == sorted(expected)
    assert f"<b>{len(expected)} of {len(real.arguments)}</b>" in html
    for other in Verdict:
        assert re.search(rf"ca-{other.value}\".*?<b>\d+</b>", html)


def test_a_route_a_holder_and_a_source_narrow_the_list(real: Atlas) -> None:
    usual = selections.default(real)
    cited = {c.argument.id for c in real.arguments_of(SYUNIK)}
    assert set(ids(page.html(real, SYUNIK, usual))) == cited
    goble = ids(page.html(real, page.ALL, replace(usual, holder="paul-goble")))
    assert goble
    assert all(real.arguments[id].holder.startswith("Paul Goble") for id in goble)
    source = real.argument_sources[goble[0]]
    both = ids(page.html(real, page.ALL, replace(usual, source=source.id)))
    assert sorted(both) == sorted(a.id for a in source.arguments)


def test_where_nothing_matches_the_filters_can_be_taken_away(real: Atlas) -> None:
    html = page.html(real, "alat-aktau", Selection("alat-aktau", holder="paul-goble", verdict=Verdict.DEPENDS))
    assert "No argument matches. Remove a filter." in html
    assert not ids(html)
    removals = re.findall(r'href="([^"]+)" title="Remove this filter"', html)
    assert len(removals) == 3
    assert all(address.startswith("./arguments") for address in removals)


def test_an_unknown_scope_is_refused(real: Atlas) -> None:
    with pytest.raises(UnknownIdError):
        page.html(real, "nowhere", selections.default(real))


def test_a_reason_has_both_numbers_and_says_what_it_rests_on(real: Atlas) -> None:
    html = page.html(real, page.ALL, selections.default(real))
    tested = [a for a in real.arguments.values() if a.check]
    for argument in tested:
        found = verdict_text.verdict_text(real, argument)
        assert found.because == argument_verdicts.assess(real, argument).because
        assert found.tested
        assert len(found.tests) >= 1
        if found.rests_on_approximate and not argument.check.circular:  # type: ignore[union-attr]
            assert "approximate course" in found.because
    assert html.count("Tested:") == sum(a.tested for a in tested)
    assert html.count("Compared:") == sum(not a.tested for a in tested)


def test_a_verdict_stands_with_each_argument_of_a_way(real: Atlas) -> None:
    journey = of_route(real, SYUNIK)
    sides = for_route.sides(journey)
    said = [s for side in sides for s in side.statements]
    assert len(said) == len(real.arguments_of(SYUNIK))
    for statement in said:
        argument = real.arguments[statement.id]
        assert statement.verdict_text.verdict is argument_verdicts.assess(real, argument).verdict
    assert for_route.html(journey).count('class="ca-sign') == len(said)


def test_under_a_scenario_the_verdicts_are_those_of_the_terminal(real: Atlas) -> None:
    html = page.html(real, page.ALL, replace(selections.default(real), scenarios=("iran-suspended",)))
    expected = Counter(
        argument_verdicts.assess(real, a, ("iran-suspended",)).verdict.value for a in real.arguments.values()
    )
    assert signs(html) == expected
    assert "Tested with “Iran closed”." in html


def test_figures_that_disagree_are_a_range_with_who_says_which_and_when(real: Atlas) -> None:
    found = {r.id: r for r in conflicting_figures.all_of(real)}
    armenian = found["length-armenian-section"]
    low, high = real.figures["length-armenian-section"].range or (0, 0)
    assert armenian.range.startswith(f"{low:g} to {high:g}")
    assert {"39", "42", "43", "45"} <= {one.value.split("\u00a0")[0] for one in armenian.given}
    assert all(one.holder and one.dated for r in found.values() for one in r.given)
    assert "days" in found["time-altynkol-poti"].range
    assert {r.id for r in conflicting_figures.all_of(real, SYUNIK)} < set(found)


def test_holders_are_named_without_who_spoke_for_them() -> None:
    assert holder_names.whose("Iranian government (Ambassador Sobhani)") == "Iranian government"
    assert holder_names.whose("Rauf Agamirzayev, Azerbaijani expert") == "Rauf Agamirzayev"
    assert holder_names.whose("World Bank") == "World Bank"
