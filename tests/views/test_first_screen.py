"""The first screen answers: facts, crossings by name, and the arguments that the rule puts first."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise

import atlases
import pytest
from lxml import html

from routes.analysis.argument_sentences import CITED, WITHOUT_FRAMES
from routes.data.atlas import Atlas
from routes.model import Stance
from routes.network.journey import of_route
from routes.text import headlines, route_facts
from routes.views import overview, scenario_effect, summary
from routes.views.arguments import for_route, leading, wording
from routes.views.arguments.leading import leading_arguments

ROUTES = sorted(atlases.real().routes)


@pytest.mark.parametrize("route", ROUTES)
def test_both_sides_are_shown_or_said_to_have_no_argument(real: Atlas, route: str) -> None:
    found = leading_arguments(of_route(real, route))
    cited = real.arguments_of(route)
    assert [one.kind for one in found.shown][:2] == ["for", "against"]
    for one, stance in zip(found.shown, (Stance.FOR, Stance.AGAINST), strict=False):
        assert (one.statement is not None) == any(c.stance is stance for c in cited)
    page = summary.first_screen(of_route(real, route))
    assert page.count("No argument found on this side.") == sum(one.statement is None for one in found.shown)


@pytest.mark.parametrize("route", ROUTES)
def test_no_argument_of_its_side_stands_before_the_one_shown(real: Atlas, route: str) -> None:
    def rank(argument_id: str) -> tuple[bool, bool, bool, bool]:
        cited = next(c for c in real.arguments_of(route) if c.argument.id == argument_id)
        inferred = cited.link != "direct"
        own = not inferred and cited.stance in cited.argument.takes_side
        party = real.holder_named[cited.argument.holder].kind in ("government", "company")
        return inferred, bool(cited.argument.overtaken), not own, not party

    shown = {one.kind: one.statement for one in leading_arguments(of_route(real, route)).shown}
    for stance in (Stance.FOR, Stance.AGAINST):
        others = [rank(c.argument.id) for c in real.arguments_of(route) if c.stance is stance]
        if statement := shown[stance.value]:
            assert rank(statement.id) == min(others)


@pytest.mark.parametrize("route", ROUTES)
def test_the_tested_argument_has_a_verdict_and_is_no_other(real: Atlas, route: str) -> None:
    shown = [one.statement.id for one in leading_arguments(of_route(real, route)).shown if one.statement]
    assert len(shown) == len(set(shown))
    for one in leading_arguments(of_route(real, route)).shown[2:]:
        assert one.statement is not None
        assert one.statement.verdict_text.verdict in leading.TESTED


@pytest.mark.parametrize("route", ROUTES)
def test_crossings_are_listed_in_order_with_the_numbers_of_the_map(real: Atlas, route: str) -> None:
    journey = of_route(real, route)
    lines = summary.crossing_lines(journey)
    assert [line.number for line in lines] == [stop.number for stop in journey.stops if stop.crossing]
    assert all(a.number < b.number for a, b in pairwise(lines))
    html = summary.first_screen(journey)
    assert html.count('class="ca-crossing"') == min(len(lines), summary.CROSSINGS_SHOWN)
    more = len(lines) - summary.CROSSINGS_SHOWN
    assert (f"and {more} more" in html) == (more > 0)


def test_a_long_argument_is_shown_by_its_first_sentence() -> None:
    long = "One sentence that stands alone. " + "More words follow here. " * 12
    assert wording.short(long) == "One sentence that stands alone."
    assert wording.short("Short.") == "Short."
    assert wording.short("One part, " + "and more words " * 20) == "One part …"


@pytest.mark.parametrize("route", ROUTES)
def test_both_sides_have_the_same_room(real: Atlas, route: str) -> None:
    for one in leading_arguments(of_route(real, route)).shown:
        assert len(one.short.words) <= wording.MOST_CHARACTERS


def test_a_scenario_says_what_it_changes_or_that_it_changes_nothing(real: Atlas) -> None:
    route = "nakhchivan-syunik-rail"
    assert scenario_effect.effect(of_route(real, route)) is None
    assert scenario_effect.effect(of_route(real, route, (real.year_ids[-1],))) is None
    unchanged = [
        effect
        for id in real.scenarios
        if (effect := scenario_effect.effect(of_route(real, route, (id,)))) and "no change" in effect
    ]
    changed = [id for id in scenario_effect.bearing_on(real, route) if id in real.scenarios]
    assert unchanged
    assert changed
    assert len(unchanged) < len(real.scenarios)


def test_a_bar_keeps_headline_and_effect_in_sight_while_something_is_supposed(real: Atlas) -> None:
    route = "nakhchivan-syunik-rail"
    assert summary.effect_bar(of_route(real, route)) == ""
    for id in (*scenario_effect.bearing_on(real, route), "trans-afghan-finished", "in-2005"):
        journey = of_route(real, route, (id,))
        bar = summary.effect_bar(journey)
        assert headlines.headline(journey) in bar
        assert (scenario_effect.changes(journey) or "") in bar
    assert "no change on this route" in summary.effect_bar(of_route(real, route, ("trans-afghan-finished",)))


def test_the_front_page_links_every_route_and_question(real: Atlas) -> None:
    html = overview.html(real)
    linked = set(re.findall(r'href="\./\?route=([^"&]+)', html))
    assert linked == set(real.routes)
    assert all(question.title in html for question in real.questions.values())
    assert html.count("<path") > len(real.routes)


def test_the_map_of_the_front_page_names_countries_and_capitals(real: Atlas) -> None:
    html = overview.html(real)
    for name in ("KAZAKHSTAN", "IRAN", "RUSSIA", "UZBEKISTAN", "Tehran", "Baku", "Moscow"):
        assert html.count(f">{name}</text>") == 1


@pytest.mark.parametrize("scenarios", [(), ("in-1988",)])
def test_the_first_screen_counts_borders_as_the_headline_does(real: Atlas, scenarios: tuple[str, ...]) -> None:
    for route in ROUTES:
        journey = of_route(real, route, scenarios)
        assert summary.facts(journey)[1] == route_facts.facts(journey)[2]


def test_a_planned_route_has_the_arguments_of_the_routes_it_shares_most_with(toy: Atlas) -> None:
    route = next(r for r in toy.routes.values() if toy.arguments_of(r.id))
    part = dataclasses.replace(of_route(toy, route.id), route=None, sections=of_route(toy, route.id).sections[:1])
    shared = {
        c.argument.id for r in toy.routes.values() if part.sections[0].leg.id in r.legs for c in toy.arguments_of(r.id)
    }
    found = for_route.cited(part)
    assert found
    assert {c.argument.id for c in found} <= shared
    whole = dataclasses.replace(of_route(toy, route.id), route=None)
    assert for_route.cited(whole) == toy.arguments_of(route.id)


def test_a_planned_route_says_its_arguments_are_inferred(toy: Atlas) -> None:
    route = next(r for r in toy.routes.values() if len(r.legs) > 1 and toy.arguments_of(r.id))
    journey = of_route(toy, route.id)
    part = dataclasses.replace(journey, route=None, sections=journey.sections[1:])
    assert {c.link for c in for_route.cited(part)} <= {"inferred"}


@pytest.mark.parametrize("route", ROUTES)
def test_what_is_shown_as_tested_on_the_map_rests_on_the_map_and_names_the_part(real: Atlas, route: str) -> None:
    for one in leading_arguments(of_route(real, route)).shown[2:]:
        assert one.statement
        check = real.arguments[one.statement.id].check
        assert check
        assert check.metric not in (*CITED, *WITHOUT_FRAMES)
        text = html.fromstring(summary.first_screen(of_route(real, route))).text_content()
        assert check.part[1:] in text


@pytest.mark.parametrize("route", ROUTES)
def test_each_leading_argument_is_whole_and_leads_to_its_source(real: Atlas, route: str) -> None:
    page = html.fromstring(summary.first_screen(of_route(real, route)))
    for one in leading_arguments(of_route(real, route)).shown:
        if one.statement:
            assert "…" not in one.short.words
            links = page.xpath(f'//ul[@class="ca-leading"]//a[contains(@href, "{one.statement.source.id}")]')
            assert links[0].text_content() == f"{one.statement.holder} · {one.statement.dated}"


def test_a_stub_between_border_and_station_is_not_the_country_named_beside_the_length(real: Atlas) -> None:
    assert "353 in Georgia" in summary.first_screen(of_route(real, "middle-khorgos-poti"))
    assert "42 in Armenia" in summary.first_screen(of_route(real, "nakhchivan-syunik-rail"))
