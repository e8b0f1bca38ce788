"""What the page says of an estimate: every number opens what it rests on, and a reader's own numbers count."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import hostile
import pytest

from routes.data.atlas import Atlas
from routes.network import estimate, parameters, planner
from routes.network.journey import of_route
from routes.text import units
from routes.views import comparison_rows, scenario_table, selections
from routes.views.estimate import page as estimate_page
from routes.views.selections import Selection

SHIP = "amber-cedar-ship"
KARS = "middle-khorgos-kars"


def page(atlas: Atlas, key: str, *own: str) -> str:
    given = parameters.ordered(parameters.read(atlas, text) for text in own)
    return unescape(estimate_page.html(atlas, key, Selection(selections.default(atlas).route, given=given)))


@pytest.mark.parametrize(
    ("hours", "words"), [(0, "0 h"), (0.2, "1 h"), (71.4, "71 h"), (72, "3 days"), (371, "15½ days"), (385, "16 days")]
)
def test_times_are_told_no_closer_than_they_are_known(hours: float, words: str) -> None:
    assert units.duration(hours).replace("\u00a0", " ") == words


def test_every_number_opens_its_parameter_and_its_source(real: Atlas) -> None:
    text = page(real, KARS)
    for part in estimate.of(of_route(real, KARS)).parts:
        for _, value in part.parameter.values:
            assert value.because in text
            for id in value.sources:
                assert (real.sources[id].url or "") in text
    assert "Typically" in text
    assert "assumed" in text


def test_the_claim_that_leaves_no_hour_for_the_border_is_shown_with_its_reason(real: Atlas) -> None:
    text = page(real, KARS)
    assert "Alat - Mersin" in text
    assert "leaves no hour beside typical moving" in text
    assert "below the fast sum" in text
    assert not re.search(r"\bprobab(?!ility\.)", text)


def test_where_no_tariff_is_cited_the_page_says_so(real: Atlas) -> None:
    text = page(real, "nakhchivan-syunik-rail")
    assert text.count("no cited tariff on this route") == 2
    assert "if all of it were open" in text


def test_own_numbers_are_marked_and_taken_back(toy: Atlas) -> None:
    text = page(toy, SHIP, "rail-other:480", "sea-other:20")
    assert text.count("your value") == 2
    links = dict(re.findall(r'<a href="(\./[^"]*)"[^>]*>([^<]*)', text))
    back = next(href for href, words in links.items() if "Back to" in words)
    assert back.endswith("&set=")
    less = next(href for href, words in links.items() if words.startswith("Trains"))
    query = parse_qs(urlsplit(less).query)
    assert selections.from_query(toy, query) == (
        Selection(selections.default(toy).route, given=(("sea-other", 20.0),)),
        (),
    )


def test_the_form_of_a_number_keeps_the_others(toy: Atlas) -> None:
    text = page(toy, SHIP, "sea-other:20")
    go = next(go for go in re.findall(r'data-go="([^"]*)"', text) if go.endswith("rail-other:"))
    selection, notices = selections.from_query(toy, parse_qs(urlsplit(go + "480").query))
    assert selection.given == (("rail-other", 480.0), ("sea-other", 20.0))
    assert notices == ()


def test_a_way_planned_keeps_to_its_page(toy: Atlas) -> None:
    text = page(toy, planner.Ask("amber", "cedar").key(), "sea-other:20")
    assert "./plan?" in text
    assert '"./?' not in text


def test_hostile_words_stay_words(toy: Atlas) -> None:
    worse = hostile.made(toy)
    named = {id: p.model_copy(update={"title": hostile.NAME, "note": hostile.NAME}) for id, p in toy.parameters.items()}
    object.__setattr__(worse, "parameters", named)
    assert "<script" not in estimate_page.html(worse, SHIP, Selection(SHIP))


def test_compare_and_matrix_show_the_same_time(real: Atlas) -> None:
    way = of_route(real, KARS)
    typical = units.duration(estimate.of(way).hours.typical)
    rows = {row.label: row.cells for row in comparison_rows.rows([way])}
    assert rows["Time (estimated)"][0][0] == f"typically {typical}"
    notes = [
        row.note for row in scenario_table.of_question(real, "china-black-sea").routes if row.title == way.route.title
    ]  # type: ignore[union-attr]
    assert f"typically {typical}" in notes[0]
    own = comparison_rows.rows([way], (("rail-kz", 300.0),))
    assert {row.label: row.cells for row in own}["Time (estimated)"] != rows["Time (estimated)"]
