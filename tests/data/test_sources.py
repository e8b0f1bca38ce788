"""Do the sources and their arguments say what they must, neutrally and with live references?"""

from __future__ import annotations

from functools import cache

import pytest

from routes.data import atlas, loader
from routes.data.checks import NON_NEUTRAL_PATTERN
from routes.data.locations import GEODATA
from routes.model import Argument, Stance

SOURCE_IDS = sorted(path.stem for path in (GEODATA / "sources").glob("*.yaml"))
TOPICS = {
    "zangezur-syunik",
    "iran-aras",
    "north-south-azerbaijan",
    "caspian-sea",
    "central-asia-east",
    "middle-corridor",
    "btk",
    "cku",
    "trans-afghan",
    "armenia-iran-north-south",
    "context",
}


@cache
def loaded() -> atlas.Atlas:
    return loader.load()


def own_words(argument: Argument) -> str:
    mine = (argument.atlas_concludes, argument.why_untested)
    parts = (argument.says, argument.overtaken, argument.checkable, argument.note, *mine)
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("id", SOURCE_IDS)
def test_a_source_file_loads_and_its_arguments_hold_together(id: str) -> None:
    source = loaded().sources[id]
    assert source.id == id
    assert source.published or source.published_note, "a source without a date says why"
    for argument in source.arguments:
        assert not NON_NEUTRAL_PATTERN.search(own_words(argument))
        assert set(argument.overtaken_by) <= set(loaded().arguments)
        assert not argument.overtaken_by or argument.overtaken
        assert set(argument.topics) <= set(loaded().topics)
        assert set(argument.direct) <= set(loaded().routes)


@pytest.mark.parametrize("id", [id for id in SOURCE_IDS if id.startswith(("arg-", "goble-", "pollock-"))])
def test_an_argument_is_dated_unless_its_source_shows_no_date(id: str) -> None:
    source = loaded().sources[id]
    assert source.arguments
    assert all(argument.as_of or source.published is None for argument in source.arguments)


def test_all_seed_and_other_arguments_are_there() -> None:
    sources = loaded().sources
    assert len(sources["goble-2024"].arguments) == 36 + 1  # one sentence holds two arguments
    assert len(sources["pollock-2020"].arguments) == 19
    assert {f"e{n:02}" for n in range(1, 103)} == {a for a in loaded().arguments if a.startswith("e")}


def test_the_comparison_with_central_asia_and_the_one_with_the_caspian_are_two_arguments() -> None:
    by_land, by_sea = loaded().arguments["g23"], loaded().arguments["g23-caspian"]
    assert set(by_land.topics) == {"north-south-azerbaijan", "central-asia-east"}
    assert set(by_sea.topics) == {"north-south-azerbaijan", "caspian-sea"}
    assert "Two readings" in (by_sea.checkable or "")


def test_the_candidates_for_a_check_on_the_map_are_kept() -> None:
    assert sum(argument.checkable is not None for argument in loaded().arguments.values()) == 89


def test_the_broad_topics_lead_to_every_route_and_background_to_none() -> None:
    topics = loaded().topics
    assert set(topics) == TOPICS
    assert topics["context"].routes == ()
    assert {route for topic in topics.values() for route in topic.routes} == set(loaded().routes)


@pytest.mark.parametrize("id", sorted(path.stem for path in (GEODATA / "routes").glob("*.yaml")))
def test_a_route_has_arguments_on_both_sides(id: str) -> None:
    assert {cited.stance for cited in loaded().arguments_of(id)} >= {Stance.FOR, Stance.AGAINST}


@pytest.mark.parametrize("id", sorted(path.stem for path in (GEODATA / "scenarios").glob("*.yaml")))
def test_a_scenario_has_a_short_label_and_says_whose_word_it_is(id: str) -> None:
    scenario = loaded().scenarios[id]
    assert len(scenario.short) <= 24
    assert scenario.sources
    assert scenario.opens or scenario.closes or scenario.badges or scenario.frame
    texts = (scenario.title, scenario.reported, scenario.because, *(badge.text for badge in scenario.badges))
    assert not any(NON_NEUTRAL_PATTERN.search(text) for text in texts)


def test_every_scenario_of_the_atlas_is_there() -> None:
    assert set(loaded().scenarios) == {
        "aras-open",
        "arm-aze-border-closed",
        "caspian-attack",
        "caspian-low-water",
        "cku-finished",
        "hormuz-closed",
        "iran-sanctions",
        "iran-suspended",
        "kars-gyumri-reopened",
        "kars-nakhchivan-finished",
        "on-paper",
        "rasht-astara-finished",
        "russia-avoided",
        "syunik-without-checks",
        "trans-afghan-finished",
        "zangezur-open",
    }


def test_at_least_seventy_arguments_have_a_direct_test() -> None:
    checks = [argument.check for argument in loaded().arguments.values() if argument.check]
    assert sum(not check.related and not check.circular for check in checks) >= 70
