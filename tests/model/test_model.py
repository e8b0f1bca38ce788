"""Entries are frozen, refuse what they do not know, and say what is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from routes.model import Argument, Entry, Figure, Id, Leg, PartialDate, Place, Scenario, Source, Value

STATUS = {"value": "open", "as_of": "2026-03-12", "sources": ["s"]}
PLACE: dict[str, Any] = {
    "id": "baku",
    "name": "Baku",
    "kind": "city",
    "countries": ["AZ"],
    "lon": 49.86,
    "lat": 40.37,
    "precision_m": 500,
    "sources": ["s"],
}
LEG: dict[str, Any] = {
    "id": "a--b",
    "from": "a",
    "to": "b",
    "mode": "rail",
    "country": "AZ",
    "gauges_mm": [1520],
    "status": STATUS,
    "length": {"km": 10, "method": "osm-track"},
    "drawn": "osm",
    "accuracy_m": 200,
    "themes": ["north-south"],
    "sources": ["s"],
    "line": [[49, 40], [50, 40]],
}
VALUE: dict[str, Any] = {"value": 1, "unit": "km", "kind": "owner", "source": "s", "as_of": "2020"}


@pytest.mark.parametrize("id", ["baku", "a--b", "sea--alat--aktau", "road--a--b", "1a"])
def test_ids_are_lower_case_with_hyphens(id: str) -> None:
    assert TypeAdapter(Id).validate_python(id) == id


@pytest.mark.parametrize("id", ["Baku", "a_b", "a---b", "-a", "a-", "", "a b", "ä", "a" * 81])
def test_other_ids_are_refused(id: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(id)


@pytest.mark.parametrize("date", ["2024", "2024-09", "2024-02-29"])
def test_dates_may_be_partial(date: str) -> None:
    assert TypeAdapter(PartialDate).validate_python(date) == date


@pytest.mark.parametrize("date", ["2023-02-29", "2024-13", "24", "2024-9", "12 March 2026", "2024-00"])
def test_dates_that_never_were_are_refused(date: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(date)


@given(st.dates())
def test_every_day_is_a_date(day: Any) -> None:
    assert TypeAdapter(PartialDate).validate_python(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(("kind", "data"), [(Place, PLACE), (Leg, LEG), (Value, VALUE)])
def test_unknown_fields_are_refused(kind: type[Entry], data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="colour"):
        kind.model_validate({**data, "colour": "red"})


@pytest.mark.parametrize(("kind", "data"), [(Place, PLACE), (Leg, LEG), (Value, VALUE)])
def test_entries_are_frozen(kind: type[Entry], data: dict[str, Any]) -> None:
    entry = kind.model_validate(data)
    with pytest.raises(ValidationError, match="frozen"):
        entry.id = "other"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"sources": []}, "names no source"),
        ({"countries": ["AZ", "IR"]}, "border post has two"),
        ({"kind": "border-post"}, "border post has two"),
        ({"kind": "port"}, "needs a `status`"),
        ({"kind": "border-post", "countries": ["AZ", "IR"], "status": STATUS}, "needs `modes`"),
        ({"lat": 95}, "less than or equal to 90"),
        ({"lon": float("nan")}, "lon"),
        ({"countries": ["AZE"]}, "pattern"),
        ({"unlocode": "AZ BAK"}, "pattern"),
        ({"name": "  "}, "at least 1 character"),
    ],
)
def test_places_that_cannot_be_are_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Place.model_validate({**PLACE, **changes})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"gauges_mm": []}, "needs `gauges_mm`"),
        ({"mode": "road"}, "no other leg has it"),
        ({"gauges_mm": [1524]}, "1520"),
        ({"country": None}, "needs its `country`"),
        ({"accuracy_m": 501}, "over the 500"),
        ({"drawn": "digitised", "accuracy_m": 3001}, "over the 3000"),
        ({"drawn": "approximate", "accuracy_m": 100_001}, "over the 100000"),
        ({"length": {"km": 0, "method": "drawn"}}, "greater than 0"),
        ({"length": {"km": 5, "method": "published"}}, "needs the id of its `figure`"),
        ({"length": {"km": 5, "method": "drawn", "figure": "f"}}, "only that method has one"),
        ({"themes": []}, "at least 1 item"),
        ({"line": [[49, 40]]}, "at least 2 items"),
        ({"status": {"value": "operational", "sources": ["s"]}}, "open"),
    ],
)
def test_legs_that_cannot_be_are_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Leg.model_validate({**LEG, **changes})


def test_a_point_known_only_roughly_is_approximate() -> None:
    assert not Place.model_validate(PLACE).approximate
    assert Place.model_validate({**PLACE, "precision_m": 2001}).approximate
    assert Place.model_validate({**PLACE, "sources": [], "general_knowledge": True}).approximate


def test_general_knowledge_is_a_ground_when_it_says_so() -> None:
    assert Place.model_validate({**PLACE, "sources": [], "general_knowledge": True}).general_knowledge


@pytest.mark.parametrize(
    ("values", "preferred"),
    [
        ([("press", 1, "2026"), ("owner", 2, "2010")], 2),
        ([("owner", 1, "2010"), ("owner", 2, "2020")], 2),
        ([("derived", 1, "2026"), ("press", 2, None)], 2),
        ([("owner", 1, "2026"), ("line-posts", 2, None)], 2),
    ],
)
def test_the_preferred_figure_is_chosen_by_rule(values: list[tuple[str, float, str | None]], preferred: float) -> None:
    entries = [{**VALUE, "kind": kind, "value": value, "as_of": as_of} for kind, value, as_of in values]
    figure = Figure.model_validate({"id": "f", "what": "length", "title": "F", "values": entries})
    assert figure.preferred.value == preferred


def test_a_value_says_something() -> None:
    with pytest.raises(ValidationError, match="needs `value`"):
        Value.model_validate({**VALUE, "value": None})


def test_a_source_has_a_web_address_or_none() -> None:
    data = {"id": "s", "title": "S", "publisher": "P", "kind": "press"}
    assert Source.model_validate(data).url is None
    with pytest.raises(ValidationError, match="https://"):
        Source.model_validate({**data, "url": "javascript:alert(1)"})


def test_an_argument_keeps_who_claims_and_who_reports_apart() -> None:
    data = {"id": "a", "says": "S.", "holder": "H", "about": "distance", "topics": {"t": "for"}}
    assert Argument.model_validate(data).reported_by is None
    with pytest.raises(ValidationError, match="holder"):
        Argument.model_validate({key: value for key, value in data.items() if key != "holder"})


def test_a_scenario_says_on_what_it_rests() -> None:
    data = {"id": "s", "title": "S", "short": "S", "because": "B.", "as_of": "2026", "reported": "R."}
    with pytest.raises(ValidationError, match="names no source"):
        Scenario.model_validate(data)
    assert Scenario.model_validate({**data, "general_knowledge": True}).frame is None
