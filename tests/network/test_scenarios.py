"""Scenarios apply in order: the frame, then selectors, then ids; at equal rank closed beats open."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.network.journey import of_route
from routes.network.scenarios import Blocker, Conditions, apply_scenarios


def scenario(toy: Atlas, id: str, **changes: Any) -> Atlas:
    """The toy with one more scenario."""
    entry = toy.scenarios["no-ships"].model_copy(update={"id": id, "opens": (), "closes": (), "badges": (), **changes})
    return dataclasses.replace(toy, scenarios={**toy.scenarios, id: entry})


def blockers(conditions: Conditions, leg_id: str, *, turned: bool = False) -> list[Blocker]:
    leg = conditions.atlas.legs[leg_id]
    ends = [conditions.atlas.places[id] for id in (leg.start, leg.end)]
    return list(conditions.blockers(leg, *(reversed(ends) if turned else ends)))


def test_as_last_reported_nothing_is_changed(toy: Atlas) -> None:
    base = apply_scenarios(toy)
    assert not base.changed
    assert not base.conflicts
    assert base.leg_status(toy.legs["birch--bramble"]) == "dismantled"
    assert base.place_status(toy.places["aster-bryony"]) == "closed"
    assert base.place_status(toy.places["birch"]) is None


def test_on_paper_everything_planned_opens_with_the_posts_on_it(toy: Atlas) -> None:
    paper = apply_scenarios(toy, ("all-built",))
    assert dict(paper.changed) == {
        "birch--bramble": "opened",
        "bay--bramble": "opened",
        "road--aster-bryony--birch": "opened",
        "aster-bryony": "opened",
    }
    assert of_route(toy, "amber-bay-old", ("all-built",)).passable


def test_a_selector_closes_every_leg_of_a_mode(toy: Atlas) -> None:
    assert apply_scenarios(toy, ("no-ships",)).changed["sea--bay--cove"] == "closed"
    way = of_route(toy, "amber-cedar-ship", ("no-ships",))
    assert way.km_by_status["closed"] == pytest.approx(84.135)
    assert [b.because for b in way.blocked_by] == ["closed by the scenario “No ship sails”"]


@pytest.mark.parametrize(
    ("target", "legs"),
    [
        ("country:AA", {"amber--amber-birch", "road--amber--aster-bryony"}),
        ("mode:road", {"road--amber--aster-bryony", "road--cove--cedar"}),
    ],
)
def test_selectors_reach_what_they_name(toy: Atlas, target: str, legs: set[str]) -> None:
    closed = apply_scenarios(scenario(toy, "s", closes=(target,)), ("s",)).changed
    assert {id for id in closed if id in toy.legs and toy.legs[id].status.value == "open"} >= legs


def test_a_pair_closes_the_posts_between_two_countries(toy: Atlas) -> None:
    assert dict(apply_scenarios(scenario(toy, "s", closes=("pair:AA-BB",)), ("s",)).changed) == {
        "amber-birch": "closed"
    }


def test_an_id_beats_a_selector(toy: Atlas) -> None:
    atlas = scenario(scenario(toy, "ids", opens=("sea--bay--cove",)), "kinds", closes=("mode:sea",))
    conditions = apply_scenarios(atlas, ("ids", "kinds"))
    assert conditions.leg_status(toy.legs["sea--bay--cove"]) == "open"
    (conflict,) = [c for c in conditions.conflicts if c.id == "sea--bay--cove"]
    assert (conflict.opened_by, conflict.closed_by, conflict.holds) == ("ids", "kinds", "opened")


@pytest.mark.parametrize("order", [("yes", "no"), ("no", "yes")])
def test_at_equal_rank_closed_beats_open_whatever_the_order(toy: Atlas, order: tuple[str, str]) -> None:
    atlas = scenario(scenario(toy, "yes", opens=("bay--bramble",)), "no", closes=("bay--bramble",))
    conditions = apply_scenarios(atlas, order)
    assert conditions.leg_status(toy.legs["bay--bramble"]) == "planned"
    assert [c.holds for c in conditions.conflicts] == ["closed"]


def test_a_selector_beats_the_frame(toy: Atlas) -> None:
    atlas = scenario(toy, "s", closes=("country:BB",))
    assert apply_scenarios(atlas, ("all-built", "s")).leg_status(toy.legs["birch--bramble"]) == "dismantled"


def test_opening_a_leg_opens_the_posts_at_its_ends(toy: Atlas) -> None:
    atlas = scenario(toy, "s", opens=("road--aster-bryony--birch",))
    assert of_route(atlas, "amber-birch-road", ("s",)).passable


def test_a_scenario_named_twice_counts_once(toy: Atlas) -> None:
    assert apply_scenarios(toy, ("no-ships", "no-ships")) == apply_scenarios(toy, ("no-ships",))


def test_badges_stand_beside_what_they_name_and_change_nothing(toy: Atlas) -> None:
    conditions = apply_scenarios(toy, ("no-ships",))
    assert [b.text for b in conditions.badges(toy.places["cove"])] == ["Ice"]
    assert [b.text for b in conditions.badges(toy.legs["sea--bay--cove"])] == ["Ice"]
    assert conditions.badges(toy.legs["birch--bay"]) == ()


def test_a_leg_open_one_way_blocks_the_other(toy: Atlas) -> None:
    leg = toy.legs["birch--bay"].model_copy(update={"direction": "forward"})
    conditions = apply_scenarios(dataclasses.replace(toy, legs={**toy.legs, leg.id: leg}))
    assert blockers(conditions, leg.id) == []
    (blocker,) = blockers(conditions, leg.id, turned=True)
    assert "other direction" in blocker.because


def test_a_post_open_one_way_blocks_the_other(toy: Atlas) -> None:
    post = toy.places["amber-birch"]
    assert post.status
    report = post.status.model_copy(update={"direction": "AA-BB"})
    one_way = post.model_copy(update={"status": report})
    conditions = apply_scenarios(dataclasses.replace(toy, places={**toy.places, post.id: one_way}))
    assert blockers(conditions, "amber--amber-birch") == []
    assert blockers(conditions, "amber-birch--birch") == []
    assert [b.id for b in blockers(conditions, "amber--amber-birch", turned=True)] == ["amber-birch"]
    assert [b.id for b in blockers(conditions, "amber-birch--birch", turned=True)] == ["amber-birch"]


def test_a_gate_for_passengers_only_blocks_freight(toy: Atlas) -> None:
    post = toy.places["amber-birch"]
    assert post.status
    shut = post.model_copy(update={"status": post.status.model_copy(update={"traffic": ("passengers",)})})
    conditions = apply_scenarios(dataclasses.replace(toy, places={**toy.places, post.id: shut}))
    assert [b.id for b in blockers(conditions, "amber--amber-birch")] == ["amber-birch"]


def test_an_unreported_gate_blocks_but_is_counted_apart(toy: Atlas) -> None:
    port = toy.places["cove"]
    assert port.status
    unknown = port.model_copy(update={"status": port.status.model_copy(update={"value": "unknown"})})
    way = of_route(dataclasses.replace(toy, places={**toy.places, "cove": unknown}), "amber-cedar-ship")
    assert not way.passable
    assert way.unknown_km == pytest.approx(84.135 * 2)
    assert way.blocked_by[0].kind == "port"


def test_an_unknown_scenario_is_refused(toy: Atlas) -> None:
    with pytest.raises(UnknownIdError, match="scenario"):
        apply_scenarios(toy, ("snow",))


def test_conditions_are_made_once_and_all_of_a_year_share_its_states(toy: Atlas) -> None:
    plain, with_one = (apply_scenarios(toy, ("in-1999", *more)) for more in ((), (next(iter(toy.scenarios)),)))
    assert apply_scenarios(toy, ("in-1999",)) is plain
    assert plain.year_states
    assert with_one.year_states is plain.year_states
