"""The page of announcements: counts, a mark for each with both dates, every series with its sources."""

from __future__ import annotations

from dataclasses import replace

from routes.analysis import promises
from routes.data.atlas import Atlas
from routes.model import History
from routes.views.promises import chart, page


def toy_with(toy: Atlas) -> Atlas:
    said = [
        {"opens": "2019", "holder": "<b>Minister</b>", "said": "2018-03", "source": "daily"},
        {"opens": "2021", "holder": "Bay Railways", "said": "2020-01", "source": "gazetteer"},
        {"opens": "2030", "holder": "Bay Railways", "source": "gazetteer"},
    ]
    periods = [{"opened": "2020-05-10", "sources": ["daily"]}]
    history = {"id": "line", "legs": ["amber--amber-birch"], "periods": periods, "announced": said}
    return replace(toy, history={"line": History.model_validate(history)}, figures={})


def test_the_headline_counts_what_was_kept_of_what_is_known(toy: Atlas) -> None:
    made = [p for s in promises.all_series(toy_with(toy)) for p in s.promises]
    assert page.headline(made) == "2 of 3 announcements with a known outcome were kept"


def test_each_announcement_with_both_dates_has_a_mark_of_what_came_of_it(toy: Atlas) -> None:
    (series,) = promises.all_series(toy_with(toy))
    drawn = chart.svg_of(series.promises, {series.id: series.title})
    assert drawn.count("<title>") == 2
    assert drawn.count('class="ca-late"') == 1
    assert drawn.count('class="ca-kept"') == 1


def test_the_page_has_every_announcement_escaped_with_its_source_and_outcome(toy: Atlas) -> None:
    html = page.html(toy_with(toy))
    assert "&lt;b&gt;Minister" in html
    assert "late by five months (10\u00a0May\u00a02020)" in html
    assert "three announcements; date moved later two times; 2 kept, 1 late" in html
