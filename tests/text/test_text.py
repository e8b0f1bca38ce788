"""The sentences say what the journey adds up to, with dates and without a present day."""

from __future__ import annotations

import re

import pytest

from routes.data.atlas import Atlas
from routes.data.locations import GEODATA
from routes.network.journey import of_route
from routes.network.planner import Ask, answer
from routes.text import assumptions, dates, headlines, numbers, place_names, route_facts

ROUTES = sorted(file.stem for file in (GEODATA / "routes").glob("*.yaml"))
SCENARIOS = ((), ("on-paper",))


@pytest.mark.parametrize(
    ("partial", "said"), [("2026-03-12", "12 March 2026"), ("2026-03", "March 2026"), ("2026", "2026")]
)
def test_a_date_is_as_exact_as_it_is_known(partial: str, said: str) -> None:
    assert dates.day(partial).replace(numbers.NBSP, " ") == said


@pytest.mark.parametrize(("value", "said"), [(1478.5, "1,479"), (0.4, "0"), (2.5, "3")])
def test_halves_are_rounded_up(value: float, said: str) -> None:
    assert numbers.whole(value) == said


@pytest.mark.parametrize(("items", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists_read_as_sentences(items: list[str], said: str) -> None:
    assert numbers.listed(items) == said


@pytest.mark.parametrize("scenarios", SCENARIOS, ids=lambda s: "+".join(s) or "as-reported")
@pytest.mark.parametrize("route", ROUTES)
def test_a_way_is_described_with_its_own_figures(real: Atlas, route: str, scenarios: tuple[str, ...]) -> None:
    journey = of_route(real, route, scenarios)
    headline, status = headlines.headline(journey), headlines.status_line(journey)
    assert numbers.km(journey.length_km) in headline
    assert status.lead.startswith(("Not ", "No through service")) == (not journey.passable)
    text = " ".join((headline, status.lead, status.detail, *assumptions.assumptions(journey)))
    assert not re.search(r"\b(today|now|currently)\b", text, re.IGNORECASE)
    assert headline.startswith(f"{headlines.subject(journey)}: ")
    assert "report" not in headline


@pytest.mark.parametrize("route", ROUTES)
def test_a_headline_has_at_most_60_characters_where_a_wording_allows_it(real: Atlas, route: str) -> None:
    journey = of_route(real, route)
    shortest = min(map(len, headlines._findings(journey)))
    headline = headlines.headline(journey)
    assert len(headline) <= max(headlines.MOST_CHARACTERS, len(f"{headlines.subject(journey)}: ") + shortest)
    assert len(headline) <= headlines.MOST_CHARACTERS, "the content of every route as last reported allows it"


def test_a_headline_begins_with_the_name_people_use(real: Atlas) -> None:
    assert headlines.subject(of_route(real, "nakhchivan-syunik-rail")) == "Zangezur / Syunik railway"
    assert headlines.subject(of_route(real, "aktau-amirabad")) == "Aktau - Amirabad"
    planned = answer(real, Ask("baku", "poti")).ways[0]
    assert headlines.subject(planned) == "Baku to Poti"


@pytest.mark.parametrize("route", ROUTES)
def test_only_a_wholly_passable_way_says_100_per_cent(real: Atlas, route: str) -> None:
    journey = of_route(real, route)
    share = route_facts.facts(journey)[1].value
    assert (share == "100") == (journey.share_passable == 1)


@pytest.mark.parametrize(("id", "said"), [("horadiz", "Horadiz"), ("bilajari", "Bilajari"), ("culfa", "Julfa")])
def test_short_names_leave_out_what_a_place_is(real: Atlas, id: str, said: str) -> None:
    assert place_names.short_name(real.places[id]) == said


def test_parts_add_up_to_the_printed_total() -> None:
    parts = numbers.whole_parts([272.8, 110.6, 42.1, 57.5, 46.1])
    assert (parts, sum(parts)) == ([273, 111, 42, 57, 46], 529)


def test_what_is_not_reported_is_not_said_to_be_closed(real: Atlas) -> None:
    assert "not known to be usable" in headlines.headline(of_route(real, "astrakhan-anzali"))


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0"), (0.001, "1"), (0.014, "1"), (0.5, "50"), (0.994, "99"), (0.996, "99"), (1.0, "100")]
)
def test_only_the_whole_is_100_per_cent_and_only_nothing_is_0(share: float, said: str) -> None:
    assert numbers.percent(share) == said
