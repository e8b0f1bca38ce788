"""Turns between countries are listed and counted by year, and shown beside the routes that pass both."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from pydantic import ValidationError

from routes.analysis import turns
from routes.data.atlas import Atlas
from routes.model import Event, Turn
from routes.network.journey import of_route
from routes.views import sections


def event(id: str, date: str, turn: str, *partners: str) -> Event:
    return Event.model_validate(
        {
            "id": id,
            "date": date,
            "what": f"{id}.",
            "sources": ["gazetteer"],
            "turn": turn,
            "azerbaijan_with": partners,
        }
    )


def with_turns(toy: Atlas) -> Atlas:
    made = (
        event("second", "2024-05", "agreement", "alpha"),
        event("first", "2023-01-27", "rupture", "alpha", "charlie"),
        event("third", "2024-07-15", "agreement", "alpha"),
    )
    return replace(toy, events={**toy.events, **{e.id: e for e in made}})


def test_a_pair_holds_its_turns_oldest_first_and_counts_them_by_year(toy: Atlas) -> None:
    alpha, charlie = turns.pairs(with_turns(toy))
    assert [e.id for e in alpha.events] == ["first", "second", "third"]
    assert alpha.by_year == {2023: Counter({Turn.RUPTURE: 1}), 2024: Counter({Turn.AGREEMENT: 2})}
    assert (charlie.side.id, len(charlie.events)) == ("charlie", 1)


@pytest.mark.parametrize("part", [{"turn": "rupture"}, {"azerbaijan_with": ["iran"]}])
def test_a_turn_names_with_whom(part: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="give both or neither"):
        Event.model_validate({"id": "e", "date": "2024", "what": "E.", "sources": ["s"], **part})


def test_a_route_depends_on_a_pair_if_it_passes_both_countries(real: Atlas) -> None:
    for id in real.routes:
        journey = of_route(real, id)
        shown = {p.side.id for p in turns.of_journey(journey) if p.side.countries}
        with_countries = (p.side for p in turns.pairs(real) if p.side.countries)
        passed = {s.id for s in with_countries if journey.km_by_country.keys() & s.countries}
        assert shown == (passed if "AZ" in journey.km_by_country else set()), id


def test_in_a_past_year_later_turns_are_left_out(real: Atlas) -> None:
    journey = of_route(real, "russia-iran-west-rail")
    assert all(e.date < "2024" for pair in turns.of_journey(journey, 2023) for e in pair.events)


def test_every_turn_stands_below_the_events_with_its_source(real: Atlas) -> None:
    journey = of_route(real, "russia-iran-west-rail")
    page = html.fromstring(sections.history(journey))
    for pair in turns.of_journey(journey):
        (shown,) = (d for d in page.iter("details") if f"events, {pair.events[0].date[:4]}" in d.text_content())
        assert len(shown.findall(".//li")) == len(pair.events)
        counted = [int(cell.text) for cell in shown.iter("td") if cell.text]
        assert sum(counted) == len(pair.events)
        assert all(
            item.find(".//small/a") is not None or item.find(".//small") is not None for item in shown.iter("li")
        )


def test_every_turn_of_the_atlas_has_a_source(real: Atlas) -> None:
    assert all(e.sources for pair in turns.pairs(real) for e in pair.events)
