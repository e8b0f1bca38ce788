"""The tour of a first visit leads through routes of the atlas, one of which freight can use and one by ship."""

from __future__ import annotations

from routes.data.atlas import Atlas
from routes.network import planner
from routes.views import overview, selections, tour


def test_the_steps_are_numbered_addresses_of_routes(real: Atlas, toy: Atlas) -> None:
    for atlas in (real, toy):
        steps = tour.steps(atlas)
        assert [step.selection.tour for step in steps] == [*range(1, len(steps) + 1)]
        assert len(steps) <= selections.TOUR_STEPS
        for step in steps:
            assert selections.from_query(atlas, selections.to_query(step.selection)) == (step.selection, ())


def test_the_second_step_is_usable_and_the_third_goes_by_ship(real: Atlas) -> None:
    first, second, third, last = (planner.journey(real, step.selection.route) for step in tour.steps(real))
    assert first.id == last.id
    assert second.passable
    assert {"sea"} <= set(third.km_by_mode)


def test_the_front_page_offers_the_tour(real: Atlas) -> None:
    assert f'route={tour.steps(real)[0].selection.route}&amp;tour=1"' in overview.html(real)
