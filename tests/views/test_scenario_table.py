"""The matrix says of every way and scenario what measuring it says, and names what is different."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.network.graph import Network, NoWayError
from routes.network.journey import of_route
from routes.network.scenarios import apply_scenarios
from routes.text import numbers, terms
from routes.text.scenario_summary import conflicts, name, summaries
from routes.views import scenario_table


def query(href: str) -> dict[str, str]:
    return {key: value[0] for key, value in parse_qs(href.partition("?")[2]).items()}


@pytest.mark.parametrize("question", ["nakhchivan", "russia-iran", "china-black-sea", "caspian", "armenia"])
def test_every_cell_of_a_route_is_what_measuring_it_gives(real: Atlas, question: str) -> None:
    found = scenario_table.of_question(real, question)
    routes = [r.id for r in real.routes.values() if r.question == question]
    assert len(found.routes) == len(routes)
    for row in found.routes:
        for column, cell in zip(found.columns, row.cells, strict=True):
            asked = query(cell.href)
            assert asked.get("scenario", "") == ",".join(column.scenarios)
            journey = of_route(real, asked["route"], column.scenarios)
            assert cell.passable == journey.passable
            assert cell.length_km == (journey.length_km if journey.passable else None)


def test_every_cell_of_a_pair_is_the_best_open_way(real: Atlas) -> None:
    found = scenario_table.of_question(real, "russia-iran")
    for row in found.pairs:
        for column, cell in zip(found.columns, row.cells, strict=True):
            asked = query(cell.href)
            try:
                best = Network(apply_scenarios(real, column.scenarios)).way(asked["from"], asked["to"])
            except NoWayError:
                assert (cell.passable, cell.length_km, cell.lead) == (False, None, "No route")
            else:
                assert cell.length_km == pytest.approx(best.length_km, abs=1e-6)


def test_columns_begin_with_the_reports_then_paper_then_the_questions_own(real: Atlas) -> None:
    columns = scenario_table.of_question(real, "nakhchivan").columns
    own = {s.id for s in real.scenarios.values() if "nakhchivan" in s.questions}
    assert [c.scenarios for c in columns[:2]] == [(), ("on-paper",)]
    assert {id for c in columns for id in c.scenarios} == own | {"on-paper"}
    assert [c.chosen for c in columns] == [True, *[False] * (len(columns) - 1)]


def test_scenarios_chosen_together_get_a_column_and_their_conflicts_are_named(real: Atlas) -> None:
    chosen = ("zangezur-open", "arm-aze-border-closed")
    column = scenario_table.of_question(real, "nakhchivan", chosen).columns[1]
    assert (column.scenarios, column.chosen) == (chosen, True)
    said = list(conflicts(apply_scenarios(real, chosen)))
    assert said
    assert all("opens it" in line and "closes it" in line for line in said)
    assert all(conflict.id not in line for conflict in apply_scenarios(real, chosen).conflicts for line in said)
    assert said[0].split(":")[0] in scenario_table.html(real, "nakhchivan", chosen).replace("&#39;", "'")


def test_what_is_the_same_says_no_change_and_what_differs_says_how(real: Atlas) -> None:
    found = scenario_table.of_question(real, "nakhchivan")
    iran = next(n for n, c in enumerate(found.columns) if c.scenarios == ("iran-suspended",))
    bilasuvar = next(row for row in found.routes if "Bilasuvar" in row.title).cells
    assumed = of_route(real, "nakhchivan-bilasuvar-road").assumed_km
    assert bilasuvar[0].detail == f"usable, {numbers.km(assumed)} assumed in use"
    assert (bilasuvar[0].assumed_km, bilasuvar[1].detail) == (assumed, "no change")
    assert (bilasuvar[iran].lead, bilasuvar[iran].changed) == ("Not usable", True)
    assert "closed" in bilasuvar[iran].detail
    pair = found.pairs[0].cells
    more = numbers.rounded(pair[iran].length_km or 0) - numbers.rounded(pair[0].length_km or 0)
    assert pair[iran].detail.startswith(f"+{numbers.km(more)}")


def test_a_scenario_of_words_alone_changes_no_kilometre(real: Atlas) -> None:
    found = scenario_table.of_question(real, "russia-iran")
    at = next(n for n, c in enumerate(found.columns) if c.scenarios == ("iran-sanctions",))
    cells = [row.cells[at] for row in (*found.routes, *found.pairs)]
    assert all(not cell.changed for cell in cells)
    assert {"Sanctions"} == {badge for cell in cells for badge in cell.badges}


def test_the_headline_counts_the_rows(real: Atlas) -> None:
    found = scenario_table.of_question(real, "nakhchivan")
    open_now = sum(row.cells[0].passable for row in found.routes)
    assert scenario_table.headline(found).startswith(f"{open_now} of {len(found.routes)} routes usable")
    part = sum(row.cells[0].assumed_km > 0 for row in found.routes)
    assert f"{part} of the usable ones in part by assumption" in scenario_table.html(real, "nakhchivan")


def test_the_headline_of_every_question_is_short(real: Atlas) -> None:
    for question in real.questions:
        assert len(scenario_table.headline(scenario_table.of_question(real, question))) <= 60


def test_every_scenario_says_what_it_opens_and_closes_by_name(real: Atlas) -> None:
    for premise in summaries(real, tuple(real.scenarios)):
        assert premise.sources or premise.scenario.general_knowledge
        assert premise.effects or premise.scenario.badges
        for effect in premise.effects:
            assert effect.summary
            assert not {*effect.names} & {*real.legs, *real.places}


def test_a_leg_is_named_by_its_ends_and_a_post_by_its_name(real: Atlas) -> None:
    leg = next(iter(real.legs.values()))
    assert name(real, leg.id).endswith(terms.MODE_WORDS[leg.mode])
    assert name(real, "amirabad") == real.place("amirabad").name


def test_an_unknown_question_or_scenario_is_refused(real: Atlas) -> None:
    with pytest.raises(UnknownIdError):
        scenario_table.of_question(real, "nowhere")
    with pytest.raises(UnknownIdError):
        scenario_table.of_question(real, "caspian", ("nothing",))


def test_where_nothing_leads_even_over_what_is_closed_the_cell_says_so(
    real: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenario_table, "best", lambda *_: None)
    question = next(q for q in real.questions.values() if q.pairs)
    cell = scenario_table.of_question(real, question.id).pairs[0].cells[0]
    assert (cell.lead, cell.detail) == ("No route", "none even over what is closed")
