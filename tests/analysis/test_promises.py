"""What came of an announcement follows from its date, the day it was done, and what was said after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from routes.analysis import promise_records, promises
from routes.analysis.promises import Came, Promise, Series, last_day
from routes.data.atlas import Atlas
from routes.model import Figure, History, PromiseKind

OPENED = {"opened": "2020-05-10", "sources": ["daily"]}


def announced(opens: str, said: str | None = None, holder: str = "Minister of Works") -> dict[str, Any]:
    return {"opens": opens, "holder": holder, "said": said, "source": "daily"}


def series_of(toy: Atlas, leg: str, *said: dict[str, Any], periods: tuple[dict[str, Any], ...] = ()) -> Series:
    history = History.model_validate({"id": "line", "legs": [leg], "periods": periods, "announced": said})
    atlas = replace(toy, history={"line": history}, figures={})
    return promises.all_series(atlas)[0]


def came(series: Series) -> list[tuple[Came, int | None]]:
    return [(p.came, p.late_months) for p in series.promises]


@pytest.mark.parametrize(
    ("partial", "day"), [("2024", date(2024, 12, 31)), ("2024-02", date(2024, 2, 29)), ("2024-02-03", date(2024, 2, 3))]
)
def test_a_date_known_to_the_year_means_any_day_of_it(partial: str, day: date) -> None:
    assert last_day(partial) == day


def test_an_opening_by_the_last_day_meant_is_kept_and_one_after_it_late_by_months(toy: Atlas) -> None:
    said = [announced("2019", "2018"), announced("2020-04", "2019"), announced("2020", "2020-01")]
    found = series_of(toy, "amber--amber-birch", *said, periods=(OPENED,))
    assert came(found) == [(Came.LATE, 5), (Came.LATE, 1), (Came.KEPT, None)]
    assert found.moved == 2
    assert found.promises[0].proof is not None


def test_an_opening_before_it_was_announced_is_another_one(toy: Atlas) -> None:
    found = series_of(toy, "bay--bramble", announced("2022", "2021"), periods=(OPENED,))
    assert came(found) == [(Came.OVERDUE, None)]


def test_what_has_not_come_was_moved_if_a_later_date_was_named_and_else_is_overdue_or_not_yet_due(toy: Atlas) -> None:
    overdue = series_of(toy, "bay--bramble", announced("2023", "2020"), announced("2025", "2022"))
    assert [c for c, _ in came(overdue)] == [Came.MOVED, Came.OVERDUE]
    ahead = series_of(toy, "bay--bramble", announced("2023", "2020"), announced("2030", "2024"))
    assert [c for c, _ in came(ahead)] == [Came.MOVED, Came.AHEAD]


def planned(toy: Atlas, values: list[dict[str, Any]], traffic: list[dict[str, Any]] | None = None) -> list[Promise]:
    usual = {"unit": "Mt a year", "kind": "press", "source": "daily", "as_of": "2023"}
    plan = {
        "id": "plan-bay",
        "what": "capacity",
        "title": "Plan",
        "place": "bay",
        "values": [usual | v for v in values],
    }
    figures = {"plan-bay": Figure.model_validate(plan)}
    if traffic:
        load = [usual | {"unit": "Mt", "kind": "owner"} | t for t in traffic]
        given = {"id": "load", "what": "traffic", "title": "Load", "place": "bay", "values": load}
        figures["load"] = Figure.model_validate(given)
    return list(promises.all_series(replace(toy, history={}, figures=figures))[0].promises)


def load(number: float, target: str | None, scope: str = "load; for 2024") -> dict[str, Any]:
    return {"value": number, "scope": scope, "promise": {"what": "load", "target": target}}


def test_a_load_is_kept_if_the_traffic_of_its_year_reached_it_and_missed_otherwise(toy: Atlas) -> None:
    passed = [{"value": 8, "period": "2024"}, {"value": 20, "period": "2024", "cargo": "transit"}]
    found = planned(toy, [load(8, "2024"), load(10, "2024"), load(5, "2023")], passed)
    assert [(p.came, p.reached) for p in found] == [(Came.KEPT, 1.0), (Came.MISSED, 0.8), (Came.UNKNOWN, None)]


def test_a_load_of_a_part_is_not_held_against_the_whole(toy: Atlas) -> None:
    passed = [{"value": 8, "period": "2024"}]
    (found,) = planned(toy, [load(10, "2024", "load of dry cargo; for 2024")], passed)
    assert found.came is Came.UNKNOWN


def test_what_has_no_date_is_not_judged_and_what_came_of_the_rest_may_stand_in_the_data(toy: Atlas) -> None:
    outcome = {"done": "2025-02-01", "source": "gazetteer"}
    opening = {"text": "Soon.", "promise": {"what": "opening", "target": "2024-11", "outcome": outcome}}
    first, second = planned(toy, [load(3, None), opening])
    assert (first.came, second.came, second.late_months) == (Came.UNDATED, Came.LATE, 3)
    assert second.proof is not None
    assert second.proof.id == "gazetteer"


def test_a_report_after_the_date_it_tells_of_does_not_say_when_it_was_announced(toy: Atlas) -> None:
    (found,) = planned(toy, [load(3, "2019")])
    assert found.said is None


def test_a_record_has_its_sample_size(toy: Atlas) -> None:
    said = [announced("2019", "2018"), announced("2020", "2020-01"), announced("2021", "2020-02", "Bay Railways")]
    found = series_of(toy, "amber--amber-birch", *said, periods=(OPENED,))
    minister = next(r for r in promise_records.of_holders([found]) if r.name == "Minister of Works")
    assert (minister.made, minister.judged, minister.kept, minister.late) == (2, 2, 1, 1)
    types = {r.name: r.made for r in promise_records.of_types(toy, [found])}
    assert types == {"government": 2, "operator": 1}


@pytest.mark.parametrize(
    ("holder", "kind"),
    [
        ("Ministry of Transport", "government"),
        ("Charlie", "government"),
        ("Charlie Railways", "operator"),
        ("Kuryk port, director Akhmetov", "operator"),
        ("Airport Railway Journal, without naming who said so", "press"),
        ("Airports", "press"),
        (None, "press"),
    ],
)
def test_the_type_of_a_holder_is_read_from_the_words_of_the_name(toy: Atlas, holder: str | None, kind: str) -> None:
    found = series_of(toy, "bay--bramble", announced("2030"))
    assert promise_records.holder_type(toy, replace(found.promises[0], holder=holder)).id == kind


def test_the_series_of_a_route_are_those_of_its_legs_places_and_itself(toy: Atlas) -> None:
    history = History.model_validate({"id": "line", "legs": ["birch--bay"], "announced": [announced("2030")]})
    atlas = replace(toy, history={"line": history}, figures={})
    assert [s.id for s in promises.of_route(atlas, "amber-cedar-ship")] == ["line"]
    assert promises.of_route(atlas, "amber-birch-road") == ()
    assert promises.all_series(atlas)[0].promises[0].what is PromiseKind.OPENING
