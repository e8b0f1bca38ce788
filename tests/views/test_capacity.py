"""The tab Capacity: finding, one bar for each link or run of links, table with sources, conversions."""

from __future__ import annotations

import re
from dataclasses import replace

from routes.analysis import capacity
from routes.data.atlas import Atlas
from routes.model import Figure
from routes.network.journey import of_route
from routes.views import sections
from routes.views.capacity import drawing, page, rows, sentences, series
from routes.views.json_data import capacity as json_capacity

SHIP = "amber-cedar-ship"


def figure(id: str, what: str, values: list[dict[str, object]], **of: object) -> Figure:
    usual = {"unit": "Mt a year", "scope": "all", "kind": "owner", "source": "daily", "as_of": "2025"}
    return Figure.model_validate(
        {"id": id, "what": what, "title": f"Of {id}", "values": [usual | v for v in values], **of}
    )


def toy_with(toy: Atlas, *figures: Figure) -> Atlas:
    return replace(toy, figures={f.id: f for f in figures})


def present(number: float, **others: object) -> dict[str, object]:
    return {"value": number, "stage": "present", **others}


def test_the_finding_names_the_link_that_carries_least_and_counts_the_holes(toy: Atlas) -> None:
    line = figure("line", "capacity", [present(4)], legs=["birch--bay"])
    port = figure("port", "capacity", [present(3, kind="press"), present(2)], place="bay")
    found = capacity.of(of_route(toy_with(toy, line, port), SHIP))
    assert sentences.finding(found) == "Lowest cited capacity: 2 to 3\u00a0Mt a year, Port of Bay."
    assert sentences.known(found) == "Capacity is known for 2 of 9 links."


def test_a_route_without_figures_says_so(toy: Atlas) -> None:
    found = capacity.of(of_route(toy_with(toy), SHIP))
    assert sentences.finding(found) == "No capacity is cited for any of its nine links."
    assert sections.narrowest(found.journey) is None


def test_links_with_the_same_figure_or_with_none_share_a_row(toy: Atlas) -> None:
    line = figure("line", "capacity", [present(4)], legs=["amber--amber-birch"])
    shown = rows.rows(capacity.of(of_route(toy_with(toy, line), SHIP)))
    assert [(len(row.links), row.least) for row in shown] == [(1, True), (8, False)]
    assert shown[1].capacity is None


def test_the_chart_marks_the_narrowest_hatches_the_unknown_and_draws_the_range(toy: Atlas) -> None:
    line = figure("line", "capacity", [present(4), present(2, kind="press")], legs=["birch--bay"])
    load = figure("load", "traffic", [{"value": 1, "unit": "Mt", "period": "2024"}], legs=["birch--bay"])
    shown = rows.rows(capacity.of(of_route(toy_with(toy, line, load), SHIP)))
    for size in drawing.SIZES:
        drawn = drawing.Chart(shown, "label", size, drawing.right_edge(shown)).svg()
        assert drawn.count('class="ca-room ca-least"') == 1
        assert drawn.count(f"url(#ca-hatch-{size})") == 2
        assert drawn.count('class="ca-whisker"') == 1
        assert drawn.count('class="ca-load"') == 1
        assert "traffic 1\u00a0Mt a year (2024), 25 to 50\u00a0% of it" in drawn


def test_the_table_has_every_value_with_its_source_also_those_not_counted(toy: Atlas) -> None:
    values = [present(4), {"value": 9, "stage": "planned", "holder": "A minister"}]
    html = page.html(of_route(toy_with(toy, figure("line", "capacity", values, legs=["birch--bay"])), SHIP))
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    assert "4 Mt a year, all (" in text
    assert "Of line: 9 Mt a year, all: planned (A minister, 2025;" in text
    assert html.count("<tr>") == len(rows.rows(capacity.of(of_route(toy_with(toy), SHIP)))) + 3


def test_text_from_the_data_is_escaped_in_chart_and_table(toy: Atlas) -> None:
    values = [present(4, holder="<b>Bravo</b>", scope="<i>all</i>")]
    line = figure("line", "capacity", values, legs=["birch--bay"]).model_copy(update={"title": "<script>"})
    html = page.html(of_route(toy_with(toy, line), SHIP))
    assert "<script>" not in html
    assert "&lt;b&gt;Bravo" in html


def test_a_series_of_traffic_has_a_dot_for_each_value_and_tells_parts_of_a_year(toy: Atlas) -> None:
    values = [
        {"value": 1, "unit": "Mt", "period": "2023"},
        {"value": 2, "unit": "Mt", "period": "2024"},
        {"value": 3, "unit": "Mt", "period": "2025-01/2025-09"},
        {"value": 4, "unit": "Mt"},
    ]
    (found,) = series.of_place(toy_with(toy, figure("load", "traffic", values, place="bay")), "bay")
    assert [given.whole for given in found.given] == [True, True, False]
    assert found.chart.count("<circle") == 3
    assert found.chart.count("ca-part") == 1
    assert found.given[2].period == "January\u00a02025 to September\u00a02025"


def test_depth_tracks_clearance_and_storm_stand_beside_the_link_they_limit(toy: Atlas) -> None:
    depth = figure("deep", "depth", [{"value": 4.5, "unit": "m"}], place="bay")
    tracks = figure(
        "tracks-of-line", "capacity", [{"value": 1, "unit": "tracks"}], legs=["birch--bay", "amber--amber-birch"]
    )
    storm = figure("weather-bay", "capacity", [{"value": 50, "unit": "% of the time"}], place="bay")
    atlas = toy_with(toy, depth, tracks, storm)
    journey = of_route(atlas, SHIP)
    found = {one.id: [limit.figure.id for limit in capacity.limits(atlas, one)] for one in capacity.of(journey).links}
    assert found["bay"] == ["deep", "weather-bay"]
    assert found["birch--bay"] == ["tracks-of-line"]
    shown = page.html(journey)
    assert shown.count("Of deep: ") == shown.count("Of weather-bay: ") == shown.count("Of tracks-of-line: ") == 1
    assert json_capacity.of_capacity(journey)["links"][-1]["limits"] == []
