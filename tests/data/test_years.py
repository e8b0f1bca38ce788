"""A year shows what dates and reports tell of its end, says on what it rests, and fills nothing in."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import atlases
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from routes.data import years
from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.model import History, LegStatus, Period, Year
from routes.network import graph, planner
from routes.network.journey import of_route
from routes.network.scenarios import apply_scenarios
from routes.text import assumptions, headlines, numbers, route_facts, scenario_summary
from routes.views import scenario_table, selections

REAL = atlases.real()


def year(atlas: Atlas, number: int) -> Year:
    found = atlas.scenario(f"in-{number}")
    assert isinstance(found, Year)
    return found


def state(toy: Atlas, id: str, number: int) -> tuple[str, str] | None:
    entry = toy.legs.get(id) or toy.places[id]
    found = years.state(toy, entry, year(toy, number))
    return (found.value, found.ground) if found else None


def test_the_years_run_from_1988_to_the_last_announced_opening(toy: Atlas) -> None:
    assert (toy.years[0], toy.last_year, toy.years[-1]) == (1988, 2026, 2030)
    assert REAL.years[0] == 1988
    assert REAL.last_year == 2026


@pytest.mark.parametrize(
    ("id", "number", "expected"),
    [
        ("amber--amber-birch", 1994, ("closed", "cited")),
        ("amber--amber-birch", 1995, ("open", "cited")),
        ("amber--amber-birch", 2025, ("open", "cited")),
        ("amber--amber-birch", 2026, None),
        ("birch--bramble", 1988, ("open", "general-knowledge")),
        ("birch--bramble", 1998, ("open", "general-knowledge")),
        ("birch--bramble", 1999, ("closed", "general-knowledge")),
        ("birch--bramble", 2026, None),
        ("aster-bryony", 1995, ("closed", "cited")),
        ("aster-bryony", 2000, ("open", "cited")),
        ("aster-bryony", 2002, ("closed", "cited")),
        ("aster-bryony", 2015, ("open", "cited")),
        ("aster-bryony", 2016, ("unknown", "none")),
        ("aster-bryony", 2020, ("closed", "cited")),
        ("aster-bryony", 2024, None),
        ("cove", 1989, ("unknown", "none")),
        ("cove", 1990, ("open", "cited")),
        ("birch--bay", 2021, ("unknown", "none")),
        ("birch--bay", 2022, None),
        ("bay--bramble", 2025, ("closed", "cited")),
        ("bay--bramble", 2029, None),
        ("bay--bramble", 2030, ("open", "announced")),
    ],
)
def test_each_date_tells_of_the_years_it_can(
    toy: Atlas, id: str, number: int, expected: tuple[str, str] | None
) -> None:
    assert state(toy, id, number) == expected


def test_the_year_of_the_last_reports_is_the_state_last_reported(toy: Atlas) -> None:
    for atlas in (toy, REAL):
        now = apply_scenarios(atlas, (f"in-{atlas.last_year}",))
        assert not now.year_states
        assert all(now.leg_status(leg) == leg.status.value for leg in atlas.legs.values())


def test_an_announcement_that_slipped_opens_nothing_before_the_last_date_given(toy: Atlas) -> None:
    assert toy.history["bay-bramble-line"].announced[0].opens == "2028"
    assert apply_scenarios(toy, ("in-2028",)).leg_status(toy.legs["bay--bramble"]) == "planned"
    assert apply_scenarios(toy, ("in-2030",)).leg_status(toy.legs["bay--bramble"]) == "open"


def test_a_scenario_is_applied_after_the_year(toy: Atlas) -> None:
    tried = apply_scenarios(toy, ("no-ships", "in-1990"))
    assert tried.leg_status(toy.legs["amber--amber-birch"]) == "closed"
    opened = apply_scenarios(replace_opens(toy, "amber--amber-birch"), ("in-1990", "no-ships"))
    assert opened.leg_status(toy.legs["amber--amber-birch"]) == "open"
    assert opened.changed["amber--amber-birch"] == "opened"


def replace_opens(toy: Atlas, leg: str) -> Atlas:
    entry = toy.scenarios["no-ships"].model_copy(update={"opens": (leg,), "closes": ()})
    return replace(toy, scenarios={**toy.scenarios, "no-ships": entry})


def test_two_years_at_once_are_refused_and_in_an_address_the_first_is_kept(toy: Atlas) -> None:
    with pytest.raises(UnknownIdError, match="in-1999"):
        apply_scenarios(toy, ("in-1998", "in-1999"))
    selection, notices = selections.from_query(toy, {"scenario": "no-ships,in-1998,in-1999"})
    assert selection.scenarios == ("in-1998", "no-ships")
    assert notices == ("This link asks for two years at once. Showing 1998.",)


@pytest.mark.parametrize("id", ["in-1987", "in-2031", "in-99999", "in-", "in-2005-x", "in-٢٠٠٥"])
def test_a_year_the_atlas_cannot_tell_of_is_an_unknown_scenario(toy: Atlas, id: str) -> None:
    with pytest.raises(UnknownIdError):
        toy.scenario(id)
    assert selections.from_query(toy, {"scenario": id})[0].scenarios == ()


@given(st.sampled_from(REAL.years), st.sampled_from(sorted(REAL.routes)))
def test_a_year_never_changes_how_long_a_way_is(number: int, route: str) -> None:
    base, then = of_route(REAL, route), of_route(REAL, route, (f"in-{number}",))
    assert then.length_km == base.length_km
    assert [s.leg.id for s in then.sections] == [s.leg.id for s in base.sections]
    assert then.km_by_country == base.km_by_country
    assert [(c.post.id, c.at_km) for c in then.crossings] == [(c.post.id, c.at_km) for c in base.crossings]
    assert then.passable_km + then.unknown_km <= then.length_km + 1e-6


@given(st.sampled_from(REAL.years))
def test_a_state_in_a_year_rests_on_a_source_or_says_that_it_does_not(number: int) -> None:
    for id, told in apply_scenarios(REAL, (f"in-{number}",)).year_states.items():
        assert (told.ground == "none") == (told.value == "unknown"), id
        planned = (REAL.legs.get(id) or REAL.places[id]).status
        assert (
            told.sources or told.ground in ("none", "general-knowledge") or (planned and planned.value == "planned")
        ), id
        assert (told.announced is not None) == (told.ground == "announced"), id
        assert (number > REAL.last_year) == (told.ground == "announced") or told.ground != "announced"


@pytest.mark.parametrize("number", [1988, 1995, 2005, 2025, 2029])
def test_a_way_in_a_year_is_told_in_words_of_that_year(number: int) -> None:
    way = planner.journey(REAL, "nakhchivan-syunik-rail", (f"in-{number}",))
    ahead = number > REAL.last_year
    words = " ".join(
        (headlines.headline(way), *assumptions.assumptions(way), *(f.label for f in route_facts.facts(way)))
    )
    assert (f"as announced for {number}" if ahead else f"in {number}") in headlines.headline(way)
    assert "last reported" not in words
    assert "with “" not in words
    assert ("Announced for" in words) == ahead
    assert "carries" not in words
    assert scenario_table.best(REAL, "baku", "tbilisi", (f"in-{number}",)) is not None


def test_an_announcement_names_who_made_it_and_when() -> None:
    way = planner.journey(REAL, "nakhchivan-syunik-rail", ("in-2029",))
    told = " ".join(assumptions.assumptions(way)).replace(numbers.NBSP, " ")
    assert "Announced for 2026 by Minister Nabiyev on 26 November 2025, not reported open." in told


def test_the_network_of_a_year_is_planned_and_kept_apart() -> None:
    then, now = (graph.network(REAL, ids) for ids in (("in-1995",), ()))
    assert then is not now
    assert len(then.graph.edges()) < len(now.graph.edges())
    assert planner.answer(REAL, planner.Ask("baku", "tbilisi"), ("in-1995",)).ways


def test_what_is_known_of_a_year_stands_beside_it() -> None:
    told = " ".join(scenario_summary.of_year(REAL, 2014)).replace(numbers.NBSP, " ")
    assert "22 August 2014: The Zhezkazgan-Beyneu railway opens" in told
    assert "announced to open" in " ".join(scenario_summary.of_year(REAL, 2030))
    assert {1993, 1996, 2014, 2029} <= years.marked(REAL)


# ---- the data, one case an entry
HISTORIES = sorted(REAL.history)


@pytest.mark.parametrize("id", HISTORIES)
def test_a_history_runs_forward(id: str) -> None:
    history = REAL.history[id]
    for period in history.periods:
        dates = [d for d in (period.opened or period.stood_by, period.known_until, period.closed) if d]
        assert all(b[: len(a)] >= a[: len(b)] for a, b in pairwise(dates))
        assert all(d[:4] <= str(REAL.last_year) for d in dates)
    said = [a.said for a in history.announced if a.said]
    assert said == sorted(said)


@pytest.mark.parametrize("id", HISTORIES)
def test_every_announced_year_names_its_source_and_who_said_so(id: str) -> None:
    for one in REAL.history[id].announced:
        assert one.source in REAL.sources
        assert one.holder
        assert one.said is None or one.said <= REAL.on.isoformat()
        assert one.opens >= (one.said or "")[: len(one.opens)]


@pytest.mark.parametrize("id", HISTORIES)
def test_a_dated_period_without_a_source_is_marked_as_general_knowledge(id: str) -> None:
    for period in REAL.history[id].periods:
        assert period.sources or period.general_knowledge
        if period.general_knowledge and not period.sources:
            assert not re.fullmatch(r"\d{4}-\d\d-\d\d", period.opened or period.stood_by or "")


@pytest.mark.parametrize("id", sorted(id for id, leg in REAL.legs.items() if leg.opened))
def test_a_leg_with_an_opening_date_is_in_use(id: str) -> None:
    assert REAL.legs[id].status.value is LegStatus.OPEN
    assert id not in REAL.history_of


@pytest.mark.parametrize(
    "period",
    [
        {"opened": "2005", "closed": "2004"},
        {"opened": "2005-06", "closed": "2005-05-31"},
        {"stood_by": "1990", "opened": "1989"},
        {"closed": "1990"},
        {"opened": "1990", "known_until": "2000", "closed": "1999"},
    ],
)
def test_a_period_that_ends_before_it_begins_is_refused(period: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Period(general_knowledge=True, **period)  # type: ignore[arg-type]


def test_a_history_in_the_wrong_order_is_refused() -> None:
    first, second = ({"opens": "2026", "holder": "x", "said": said, "source": "s"} for said in ("2025", "2024"))
    with pytest.raises(ValidationError, match="order in which it was said"):
        History.model_validate({"id": "x", "legs": ["a"], "announced": [first, second]})
    periods = [{"opened": "1990", "general_knowledge": True}, {"opened": "2000", "general_knowledge": True}]
    with pytest.raises(ValidationError, match="follow one another"):
        History.model_validate({"id": "x", "legs": ["a"], "periods": periods})
    with pytest.raises(ValidationError, match="says nothing"):
        History.model_validate({"id": "x", "legs": ["a"]})
