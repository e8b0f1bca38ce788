"""A view of a release says what has changed since, of what it shows, with old and new figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from routes.analysis import changes
from routes.data.atlas import Atlas
from routes.model import LegStatus
from routes.network import planner
from routes.network.journey import of_route
from routes.text import numbers
from routes.views import published_band
from routes.views.selections import Selection

OLD, ROUTE, OTHER = "2026-01-01-abcdef0", "amber-bay-old", "amber-cedar-ship"
Change = Callable[[Atlas], dict[str, Any]]


def as_it_is(_: Atlas) -> dict[str, Any]:
    """Change nothing."""
    return {}


def released(toy: Atlas, change: Change) -> Atlas:
    """Return an earlier release: the toy atlas with a change taken back."""
    return replace(toy, version=OLD, on=date(2026, 1, 1), present=toy, **change(toy))


def told(toy: Atlas, change: Change, route: str | None = ROUTE) -> tuple[str, ...]:
    then = released(toy, change)
    found = changes.changes_since(then, {route: of_route(then, route)} if route else {})
    assert "1 January 2026" in found.sentence.replace(numbers.NBSP, " ")
    assert OLD in found.sentence
    assert toy.version in found.sentence
    return tuple(change.replace(numbers.NBSP, " ") for change in found.changes)


def first_leg(**values: Any) -> Change:
    """Return a change of the first leg of the route, values of its status by the name of the status."""

    def change(atlas: Atlas) -> dict[str, Any]:
        leg = atlas.legs[atlas.route(ROUTE).legs[0]]
        status = leg.status.model_copy(update={key: value for key, value in values.items() if key != "km"})
        length = leg.length.model_copy(update={"km": leg.length.km + values.get("km", 0)})
        then = leg.model_copy(update={"status": status, "length": length})
        return {"legs": {**atlas.legs, leg.id: then}}

    return change


def test_a_state_that_changed_is_told_with_both_dates(toy: Atlas) -> None:
    found = told(toy, first_leg(value=LegStatus.DISUSED, as_of="2020-03"))
    assert len(found) == 1
    assert found[0].startswith("Section Amber - ")
    assert "disused (March 2020) → open (" in found[0]


def test_a_length_that_changed_is_told_of_the_section_the_route_and_its_figures(toy: Atlas) -> None:
    found = told(toy, first_leg(km=7))
    assert len(found) == 2
    assert "length" in found[0]
    assert found[0].count(" km") == found[1].count(" km") == 2
    then = released(toy, first_leg(km=7))
    since = changes.since_published(of_route(then, ROUTE))
    assert since is not None
    [length] = [one for one in since.figures[ROUTE] if one.name == "length"]
    now = of_route(toy, ROUTE).length_km
    assert (length.then, length.now) == (f"{now + 7:,.1f}\xa0km", f"{now:,.1f}\xa0km")
    assert f"length: {now + 7:,.1f} km, today {now:,.1f} km" in since.lines


def test_a_route_that_takes_another_course_says_so(toy: Atlas) -> None:
    def change(atlas: Atlas) -> dict[str, Any]:
        route = atlas.route(ROUTE)
        return {"routes": {**atlas.routes, ROUTE: route.model_copy(update={"legs": route.legs[:-1]})}}

    assert any("another course, one section added, none taken out" in change for change in told(toy, change))


def test_a_report_that_says_the_same_again_is_counted(toy: Atlas) -> None:
    assert told(toy, first_leg(as_of="2001")) == ("One state confirmed as before by another report.",)


def test_new_and_withdrawn_arguments_are_counted(toy: Atlas) -> None:
    bearing = {cited.argument.id for cited in toy.arguments_of(ROUTE)}

    def change(atlas: Atlas) -> dict[str, Any]:
        sources = {
            id: source.model_copy(update={"arguments": tuple(a for a in source.arguments if a.id not in bearing)})
            for id, source in atlas.sources.items()
        }
        return {"sources": sources}

    added = told(toy, change)
    assert len(added) == 1
    assert added[0].endswith("added.")


def test_a_border_post_that_opened_is_told(toy: Atlas) -> None:
    def change(atlas: Atlas) -> dict[str, Any]:
        def planned(place: Any) -> Any:
            return place.model_copy(update={"status": place.status.model_copy(update=then)}) if place.status else place

        then = {"value": "planned", "as_of": None}
        return {"places": {id: planned(place) for id, place in atlas.places.items()}}

    found = told(toy, change)
    assert found
    assert all("(undated) → " in text for text in found)
    assert len(told(toy, change, None)) > len(found)


def test_what_changed_elsewhere_is_not_told_of_a_way_but_is_of_everything(toy: Atlas) -> None:
    assert told(toy, first_leg(km=7), OTHER) == () or ROUTE not in "".join(told(toy, first_leg(km=7), OTHER))
    assert len(told(toy, first_leg(km=7), None)) >= 2


def test_what_came_and_went_is_told_of_everything(toy: Atlas) -> None:
    def change(atlas: Atlas) -> dict[str, Any]:
        route, leg = atlas.route(ROUTE), next(iter(atlas.legs.values()))
        others = {id: one for id, one in atlas.routes.items() if id != ROUTE}
        gone = route.model_copy(update={"id": "gone-route"}), leg.model_copy(update={"id": "gone-leg"})
        return {"routes": {**others, "gone-route": gone[0]}, "legs": {**atlas.legs, "gone-leg": gone[1]}}

    text = "\n".join(told(toy, change, None))
    for words in ("Route gone-route is no longer", "by the old line: added", "Section gone-leg: no longer", ": added."):
        assert words in text


def test_nothing_changed_is_said_too(toy: Atlas) -> None:
    then = released(toy, as_it_is)
    since = changes.since_published(of_route(then, ROUTE))
    assert since is not None
    assert "Nothing recorded of this route has changed since" in since.sentence
    assert changes.since_published(of_route(toy, ROUTE)) is None


def test_a_route_that_is_gone_has_all_its_figures_told(toy: Atlas) -> None:
    def change(atlas: Atlas) -> dict[str, Any]:
        return {"routes": {**atlas.routes, "gone": atlas.route(ROUTE).model_copy(update={"id": "gone"})}}

    then = released(toy, change)
    since = changes.changes_since(then, {"gone": planner.journey(then, "gone")})
    assert {one.now for one in since.figures["gone"]} == {"not in the atlas"}


def test_a_planned_route_is_compared_with_its_sections_of_today_where_its_key_is_not_given(toy: Atlas) -> None:
    then = released(toy, first_leg(km=7))
    route = toy.route(ROUTE)
    planned = replace(of_route(then, ROUTE), route=None)
    assert planned.start.id == route.start
    since = changes.since_published(planned)
    assert since is not None
    assert any(one.name == "length" for one in since.figures[planned.id])


def test_the_present_data_has_nothing_to_tell(toy: Atlas) -> None:
    with pytest.raises(ValueError, match="present data"):
        changes.changes_since(toy)
    assert published_band.of_page(toy, "", Selection(ROUTE)) == ""


def test_the_band_sets_old_and_new_figures_side_by_side_and_leads_to_today(toy: Atlas) -> None:
    band = published_band.of_page(released(toy, first_leg(km=7)), "", Selection(ROUTE))
    now = of_route(toy, ROUTE).length_km
    cells = f"<td>{now + 7:,.1f}\xa0km</td><td>{now:,.1f}\xa0km</td>"
    assert f'<tr><th scope="row">length</th>{cells}</tr>' in band
    assert f'<a href="./?route={ROUTE}&amp;data=">Show today’s data</a>' in band
