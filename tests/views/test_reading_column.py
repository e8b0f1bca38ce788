"""The reading column's lists and pills lead where they say, with what stays and what is fetched ahead."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html as lxml_html

from routes.data.atlas import Atlas
from routes.views import reading_column, selections
from routes.views.reading_column import Parts
from routes.views.selections import Selection

OWN = Parts("line:own", "own", "profile:own")


def find(selection: Selection) -> str:
    return f"column:{'+'.join((selection.route, *selection.scenarios))}"


def column(atlas: Atlas, selection: Selection) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(reading_column.html(atlas, selection, find, OWN))


def target(atlas: Atlas, href: str) -> Selection:
    return selections.from_query(atlas, parse_qs(urlsplit(href).query))[0]


@pytest.fixture
def chosen(toy: Atlas) -> Selection:
    return Selection("amber-birch-road", ("all-built",), show="sections")


def test_the_list_of_routes_names_those_of_the_question_and_marks_the_one_shown(toy: Atlas, chosen: Selection) -> None:
    options = column(toy, chosen).xpath(".//select[@name='route']/option")
    question = toy.routes[chosen.route].question
    assert {one.get("value") for one in options} == {r.id for r in toy.routes.values() if r.question == question}
    assert options[0].get("value") == toy.questions[question].start
    assert [one.get("value") for one in options if one.get("selected") is not None] == [chosen.route]


def test_another_route_keeps_scenarios_and_tab(toy: Atlas, chosen: Selection) -> None:
    for option in column(toy, chosen).xpath(".//select[@name='route']/option"):
        found = target(toy, option.get("data-href"))
        assert (found.route, found.scenarios, found.show) == (option.get("value"), chosen.scenarios, chosen.show)
        assert option.get("data-column") == f"column:{option.get('value')}+all-built"


def test_a_pressed_pill_takes_its_scenario_away_and_the_others_add_theirs(toy: Atlas, chosen: Selection) -> None:
    pills = column(toy, chosen).xpath(".//a[@class='ca-pill']")
    assert {one.get("data-focus") for one in pills} == set(toy.scenarios)
    for pill in pills:
        id, pressed = pill.get("data-focus"), pill.get("aria-pressed") == "true"
        assert pressed == (id in chosen.scenarios)
        left = target(toy, pill.get("href")).scenarios
        assert left == (() if pressed else (*chosen.scenarios, id))


def test_a_year_keeps_the_scenarios_and_the_last_is_no_choice(toy: Atlas, chosen: Selection) -> None:
    options = column(toy, chosen).xpath(".//select[@name='scenario']/option")
    assert len(options) == len(toy.years)
    for option, year in zip(options, toy.years, strict=True):
        found = target(toy, option.get("data-href")).scenarios
        assert found == (chosen.scenarios if year == toy.last_year else (f"in-{year}", *chosen.scenarios))


def test_without_a_script_a_form_asks_for_the_same(toy: Atlas, chosen: Selection) -> None:
    for form in column(toy, chosen).xpath(".//form"):
        sent = dict(form.form_values())
        name = form.xpath(".//select")[0].get("name")
        for option in form.xpath(".//option"):
            query = {key: [value] for key, value in (sent | {name: option.get("value")}).items() if value}
            assert selections.from_query(toy, query)[0] == target(toy, option.get("data-href"))


def test_it_names_its_own_line_and_profile(toy: Atlas, chosen: Selection) -> None:
    data = column(toy, chosen).attrib
    assert (data["data-line"], data["data-key"], data["data-profile"]) == (OWN.line, OWN.key, OWN.profile)


def test_where_files_have_no_lasting_address_nothing_is_fetched_ahead(toy: Atlas, chosen: Selection) -> None:
    text = reading_column.html(toy, chosen, lambda _: None, None)
    assert "data-column" not in text
    assert "data-line" not in text


def test_what_the_column_does_not_depend_on_is_not_in_its_address(toy: Atlas, chosen: Selection) -> None:
    more = selections.from_query(toy, {"route": chosen.route, "scenario": "all-built", "show": "sections", "n": "2"})[0]
    assert reading_column.of_selection(more) == chosen


def test_a_chosen_scenario_stands_among_those_shown_unasked(toy: Atlas) -> None:
    for id in toy.scenarios:
        chosen = Selection(next(iter(toy.routes)), (id,))
        html = reading_column.html(toy, chosen, lambda _: None, None)
        shown = html.partition('class="ca-what-if"')[2].partition("<details")[0]
        assert f'aria-pressed="true" data-focus="{id}"' in shown
