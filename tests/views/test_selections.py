"""An address means one selection, and no address breaks the page."""

from __future__ import annotations

from itertools import chain, permutations
from pathlib import Path

import pytest
from fuzzing import fuzzed
from hypothesis import given
from hypothesis import strategies as st

from routes.analysis.argument_verdicts import Verdict
from routes.data import loader
from routes.data.atlas import Atlas
from routes.model import HolderKind, Stance
from routes.network import planner, scenarios
from routes.network.graph import By
from routes.text import holder_names, route_names
from routes.views import query_values
from routes.views import selections as views_selections
from routes.views.map import base_map
from routes.views.selections import Selection

KNOWN = loader.load(Path(__file__).parents[1] / "toy")
PLACES = sorted(p.id for p in planner.places(KNOWN))


def some(ids: object) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(ids)), unique=True).map(tuple)  # type: ignore[call-overload]


def degrees(most: float) -> st.SearchStrategy[float]:
    return st.floats(-most, most).map(lambda x: round(x, query_values.DECIMALS) + 0.0)


selections = st.builds(
    Selection,
    route=st.sampled_from(sorted(KNOWN.routes)),
    scenarios=some(KNOWN.scenarios).map(lambda ids: scenarios.in_order(KNOWN, ids)),
    layers=st.none() | some(KNOWN.layers),
    place=st.none() | st.sampled_from(sorted(KNOWN.places)),
    argument=st.none() | st.sampled_from(sorted(KNOWN.arguments)),
    start=st.none() | st.sampled_from(PLACES),
    end=st.none() | st.sampled_from(PLACES),
    by=st.sampled_from(By),
    avoid=some(route_names.avoidable(KNOWN)),
    n=st.integers(0, planner.MOST_WAYS),
    ways=some({*KNOWN.routes, *(planner.Ask(PLACES[0], end, By.BLEND, ("sea",)).key(2) for end in PLACES)}).map(
        lambda ways: ways[: query_values.MOST_COMPARED]
    ),
    question=st.none() | st.sampled_from(sorted(KNOWN.questions)),
    holder=st.none() | st.sampled_from(sorted(holder_names.holders(KNOWN))),
    verdict=st.none() | st.sampled_from(Verdict),
    source=st.none() | st.sampled_from(sorted(KNOWN.sources)),
    side=st.none() | st.sampled_from(Stance),
    who=st.none() | st.sampled_from(HolderKind),
    tested=st.none() | st.booleans(),
    tour=st.none() | st.integers(1, views_selections.TOUR_STEPS),
    kind=st.none() | st.sampled_from(sorted(views_selections.kinds(KNOWN))),
    country=st.none() | st.sampled_from(sorted({code for p in KNOWN.places.values() for code in p.countries})),
    dated=st.none() | st.sampled_from(views_selections.argument_years(KNOWN)),
    given=st.dictionaries(
        st.sampled_from(["rail-other", "road-other"]), st.integers(200_000, 30_000_000).map(lambda n: n / 10_000)
    ).map(lambda own: tuple(sorted(own.items()))),
    at=st.none() | st.tuples(degrees(180), degrees(90), st.floats(*query_values.ZOOMS).map(lambda x: round(x, 1))),
)
KEYS = (
    "route scenario layers place argument from to by avoid n ways question holder verdict source "
    "side who tested dated kind country tour at set link tiles data x"
).split()


@fuzzed
@given(selections)
def test_an_address_restores_the_selection_it_was_made_from(selection: Selection) -> None:
    assert views_selections.from_query(KNOWN, views_selections.to_query(selection, KNOWN.version)) == (selection, ())


@fuzzed
@given(
    st.dictionaries(
        st.sampled_from(KEYS),
        st.text()
        | st.sampled_from(
            [
                "a~b",
                "~~~~",
                "1",
                "km",
                "RU,sea",
                "45,40,7",
                "1e9,nan,inf",
                "rail-other:5,rail-other:480",
                "amber,bay;road",
                "x;rail;1",
            ]
        ),
    )
)
def test_no_address_is_an_error_and_what_is_kept_is_known(query: dict[str, str]) -> None:
    selection, notices = views_selections.from_query(KNOWN, query)
    assert selection.route in KNOWN.routes
    assert {id for id in selection.scenarios if not id.startswith("link-")} <= set(KNOWN.scenarios)
    assert all(isinstance(notice, str) for notice in notices)


def test_repeated_and_joined_values_mean_the_same(toy: Atlas) -> None:
    joined = views_selections.from_query(toy, {"scenario": "all-built,no-ships"})
    assert joined == views_selections.from_query(toy, {"scenario": ["all-built", "no-ships"]})


def test_scenarios_have_one_order_whatever_the_address_says(toy: Atlas) -> None:
    supposed, (a, b) = min(toy.supposable), toy.scenarios
    wanted = ("in-1999", a, b, supposed)
    for asked in permutations(wanted):
        assert views_selections.from_query(toy, {"scenario": ",".join((*asked, *asked))})[0].scenarios == wanted
    assert scenarios.in_order(toy, ("y", supposed, "x", b)) == (b, supposed, "x", "y")


def test_an_unknown_route_gets_a_notice_and_the_default(toy: Atlas) -> None:
    selection, notices = views_selections.from_query(toy, {"route": "zangezur-2{}"})
    assert selection == views_selections.default(toy)
    assert len(notices) == 1
    assert "“zangezur-2{}”" in notices[0]
    assert toy.route(selection.route).title in notices[0]


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("route", "data", "x")])
def test_an_unknown_id_is_left_out_with_a_notice(toy: Atlas, key: str) -> None:
    selection, notices = views_selections.from_query(toy, {key: "nobody"})
    assert selection == views_selections.default(toy)
    assert len(notices) == 1


def test_a_link_of_other_data_is_told_from_one_of_this(toy: Atlas) -> None:
    assert views_selections.other_data(toy, {"data": "2025-01-01-abcdef0"}) == "2025-01-01-abcdef0"
    assert views_selections.other_data(toy, {"data": toy.version}) is None
    assert views_selections.other_data(toy, {}) is None


def test_layers_are_the_questions_until_a_reader_chooses(toy: Atlas) -> None:
    usual = views_selections.default(toy)
    question = toy.questions[toy.route(usual.route).question]
    assert views_selections.shown_layers(toy, usual) == question.layers
    assert views_selections.shown_layers(toy, Selection(usual.route, layers=())) == ()
    assert views_selections.to_query(Selection(usual.route, layers=()))["layers"] == query_values.NO_LAYERS


def test_addresses_hold_nothing_but_ids(toy: Atlas) -> None:
    query = views_selections.to_query(views_selections.default(toy))
    assert set(chain.from_iterable(query.values())) <= set("abcdefghijklmnopqrstuvwxyz0123456789-,")


@pytest.mark.parametrize(
    "at", ["45,40", "45,40,7,1", "181,40,7", "45,91,7", "45,40,2", "45,40,15", "nan,40,7", "1e1,40,7", "a"]
)
def test_a_view_of_the_map_is_three_numbers_in_range(toy: Atlas, at: str) -> None:
    selection, notices = views_selections.from_query(toy, {"at": at})
    assert selection.at is None
    assert at in notices[0]


def test_a_view_of_the_map_has_at_most_five_decimals(toy: Atlas) -> None:
    selection, notices = views_selections.from_query(toy, {"at": "45.1234567890,45.1234567890,7"})
    assert notices == ()
    assert views_selections.to_query(selection)["at"] == "45.12346,45.12346,7"


def test_an_address_goes_as_far_in_and_out_as_the_map() -> None:
    assert base_map.ZOOMS == query_values.ZOOMS


def test_a_link_in_words_becomes_a_scenario_of_the_address(toy: Atlas) -> None:
    selection, notices = views_selections.from_query(toy, {"link": "amber,bay;road", "scenario": "no-ships"})
    assert (selection.scenarios, notices) == (("no-ships", "link-road-amber-to-bay"), ())
    assert views_selections.from_query(toy, views_selections.to_query(selection))[0] == selection


@pytest.mark.parametrize("query", [{"link": "amber,cedar;road"}, {"scenario": "link-road-amber-to-cedar"}])
def test_a_link_that_cannot_be_is_left_out_with_the_reason(toy: Atlas, query: dict[str, str]) -> None:
    selection, notices = views_selections.from_query(toy, query)
    assert selection.scenarios == ()
    assert len(notices) == 1
    assert "km of water" in notices[0]


def test_more_links_than_are_shown_together_are_left_out_in_words(toy: Atlas) -> None:
    words = [f"amber,{lat} 41.5;road" for lat in (40.1, 40.2, 40.3, 40.4, 40.5, 40.6)]
    selection, notices = views_selections.from_query(toy, {"link": words})
    assert len(selection.scenarios) == query_values.MOST_LINKS
    assert len(notices) == 1


def test_a_name_of_several_places_offers_a_selection_for_each(real: Atlas) -> None:
    asked = {"place": "julfa", "route": "nakhchivan-syunik-rail", "from": "baku"}
    chosen, notices = views_selections.from_query(real, asked)
    [(notice, says, choice)] = views_selections.namesakes(real, asked, chosen)
    assert [notice] == list(notices)
    assert says == f"“julfa” is the name of {len(choice)} places:"
    places = [selection.place for _, selection in choice]
    assert len(set(places)) == len({described for described, _ in choice}) > 1
    for (described, selection), id in zip(choice, places, strict=True):
        assert described.startswith(real.place(id or "").name)
        assert views_selections.from_query(real, views_selections.to_query(selection)) == (selection, ())
