"""What depends on each leg, post and port: the same as if a scenario closed it, with the same numbers in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from itertools import chain, pairwise

import pytest
from plain_variants import PlainVariants

from routes.analysis import chokepoints
from routes.analysis.chokepoints import Change, Effect, Pair, Ranking, among, elements, planned, ranking, removal
from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.model import Figure, FigureKind, Scenario
from routes.network import planner
from routes.network.graph import Network, NoWayError, network
from routes.network.journey import Journey
from routes.network.scenarios import apply_scenarios
from routes.text import numbers as text_numbers
from routes.views import json_data, selections
from routes.views.chokepoints import page as chokepoints_page
from routes.views.chokepoints import sentences

TOY_PAIRS = (Pair("amber", "cedar", 1.0), Pair("amber", "birch", 2.0), Pair("bay", "cove", 1.0))
# Every such element of the real atlas is closed by a scenario too.
SAMPLE = 5


def closing(atlas: Atlas, id: str, scenarios: tuple[str, ...] = ()) -> Network:
    """The network under a scenario written by hand that closes one thing, without this room's help."""
    made = Scenario(
        id="closed-by-hand",
        title="Closed",
        short="Closed",
        closes=(id,),
        because="A test.",
        as_of="2026-11-01",
        reported="Nothing.",
        general_knowledge=True,
    )
    with_it = replace(atlas, scenarios={**atlas.scenarios, made.id: made})
    return Network(apply_scenarios(with_it, (*scenarios, made.id)))


def legs(way: Journey | None) -> list[str] | None:
    return [s.leg.id for s in way.sections] if way else None


def planned_anew(net: Network, start: str, end: str) -> list[str] | None:
    try:
        return legs(net.way(start, end))
    except NoWayError:
        return None


def change_of(found: Ranking, id: str, pair: Pair) -> Change | None:
    changes = (c for e in found.removals if id in e.ids for c in e.changes if c.pair == pair)
    return next(changes, None)


def check_like_scenarios(atlas: Atlas, found: Ranking, ids: list[str], scenarios: tuple[str, ...]) -> None:
    for id in ids:
        by_hand, computed = (
            closing(atlas, id, scenarios),
            Network(apply_scenarios(atlas, (*scenarios, f"without-{id}"))),
        )
        for pair in found.pairs:
            before = found.ways[pair.start, pair.end]
            changed = change_of(found, id, pair)
            ours = legs(changed.after) if changed else legs(before)
            assert ours == planned_anew(by_hand, pair.start, pair.end), (id, pair)
            assert ours == planned_anew(computed, pair.start, pair.end), (id, pair)


@pytest.mark.parametrize("scenarios", [(), ("all-built",), ("no-ships",)])
def test_taking_anything_out_of_the_toy_is_what_a_scenario_that_closes_it_gives(
    toy: Atlas, scenarios: tuple[str, ...]
) -> None:
    found = among(toy, TOY_PAIRS, scenarios)
    check_like_scenarios(toy, found, [e.id for e in toy.reported], scenarios)


@pytest.mark.parametrize("scenarios", [(), ("in-2015",)])
def test_so_it_is_for_a_sample_of_the_real_atlas(real: Atlas, scenarios: tuple[str, ...]) -> None:
    found = ranking(real, scenarios)
    ids = sorted(id for e in found.removals for id in e.ids)
    check_like_scenarios(real, found, ids[:: max(1, len(ids) // SAMPLE)], scenarios)


def test_the_toy_has_known_answers(toy: Atlas) -> None:
    found = among(toy, TOY_PAIRS)
    everything = {id for way in found.ways.values() if way for id in elements(way)}
    assert {id for e in found.removals for id in e.ids} == everything
    assert {"amber-birch", "bay", "cove", "sea--bay--cove", "birch--bay"} <= everything
    first = found.removals[0]
    assert first.ids[0] == "amber-birch"
    assert set(first.ids) == {"amber-birch", "amber--amber-birch", "amber-birch--birch"}
    assert (first.weight, first.weighted_km) == (3.0, 0.0)
    sea = next(e for e in found.removals if "sea--bay--cove" in e.ids)
    assert [(c.pair.start, c.pair.end) for c in sea.cut] == [("amber", "cedar"), ("bay", "cove")]
    bay = next(e for e in found.removals if "bay" in e.ids)
    assert (bay.ids, bay.weight) == (("bay", "cove"), 1.0)
    assert bay.own == (TOY_PAIRS[2],)


def test_the_toys_road_is_its_one_planned_link_that_gives_something(toy: Atlas) -> None:
    found = among(toy, (Pair("amber", "birch", 1.0), Pair("amber", "bramble", 1.0)))
    by_ids = {e.ids: e for e in found.links}
    chains = set(planned(apply_scenarios(toy)))
    assert ("road--aster-bryony--birch",) in chains
    rail = next(ids for ids in chains if "bay--bramble" in ids)
    assert set(by_ids[rail].ids) <= {"bay--bramble", "birch--bramble"}
    assert [c.pair.end for c in by_ids[rail].joined] == ["bramble"]
    for ids, effect in by_ids.items():
        opened = Network(apply_scenarios(toy, tuple(f"with-{id}" for id in ids)))
        for change in effect.changes:
            assert legs(change.after) == planned_anew(opened, change.pair.start, change.pair.end)


def test_a_pair_turned_round_hangs_on_the_same_things(toy: Atlas) -> None:
    there, back = among(toy, TOY_PAIRS), among(toy, tuple(replace(p, start=p.end, end=p.start) for p in TOY_PAIRS))
    assert {(frozenset(e.ids), e.weight) for e in there.removals} == {
        (frozenset(e.ids), e.weight) for e in back.removals
    }
    for a, b in ((there, back), (back, there)):
        for effect in a.removals:
            twin = next(e for e in b.removals if set(e.ids) == set(effect.ids))
            assert effect.weighted_km == pytest.approx(twin.weighted_km)


def test_weights_are_cited_flows_beside_their_mean_and_one_elsewhere(real: Atlas) -> None:
    chosen = {(p.start, p.end): p for p in chokepoints.pairs(real)}
    cited = [p for p in chosen.values() if p.flows]
    assert {(p.start, p.end) for p in cited} == {("moscow", "bandar-abbas"), ("horgos", "poti")}
    assert sum(p.weight for p in cited) == pytest.approx(len(cited))
    tonnes = {p: sum(map(chokepoints.megatonnes, p.flows)) for p in cited}
    assert cited[0].weight / cited[1].weight == pytest.approx(tonnes[cited[0]] / tonnes[cited[1]])
    assert all(f.what is FigureKind.TRAFFIC and f.preferred.source in real.sources for p in cited for f in p.flows)
    assert {p.weight for p in chosen.values() if not p.flows} == {1.0}


def test_a_weight_moves_what_is_cut_off_up(toy: Atlas) -> None:
    heavy = among(toy, (Pair("amber", "birch", 1.0), Pair("bay", "cove", 9.0)))
    assert heavy.removals[0].ids == ("sea--bay--cove",)
    light = among(toy, (Pair("amber", "birch", 9.0), Pair("bay", "cove", 1.0)))
    assert light.removals[0].ids[0] == "amber-birch"


def test_every_pair_of_every_question_counts_once_and_a_question_has_its_own(real: Atlas) -> None:
    everywhere = [frozenset((p.start, p.end)) for p in chokepoints.pairs(real)]
    assert len(everywhere) == len(set(everywhere))
    assert set(everywhere) == {frozenset(p) for q in real.questions.values() for p in q.pairs}
    for question in real.questions.values():
        assert [(p.start, p.end) for p in chokepoints.pairs(real, question.id)] == [*question.pairs]
    with pytest.raises(UnknownIdError):
        chokepoints.pairs(real, "nowhere")


def test_nothing_off_the_ways_can_change_an_answer(real: Atlas) -> None:
    """What the ranking leaves out by its rule is left out rightly: for some things that are on no way."""
    found = ranking(real, (), "russia-iran")
    named = {id for e in found.removals for id in e.ids}
    others = sorted(e.id for e in real.reported if e.id not in named)[::120]
    check_like_scenarios(real, found, others, ())


def test_a_year_has_its_own_chokepoints(real: Atlas) -> None:
    now, then = ranking(real), ranking(real, ("in-2015",))
    assert then.conditions.year is not None
    for effect in then.removals:
        for change in effect.changes:
            assert change.before is not None
            assert change.before.passable
    assert {k: legs(w) for k, w in then.ways.items()} == {
        (p.start, p.end): legs(network(real, ("in-2015",)).around(p.start, p.end)) for p in then.pairs
    }
    assert [e.ids for e in now.removals] != [e.ids for e in then.removals]


def test_a_planned_link_is_whole_between_open_places(real: Atlas) -> None:
    chains = list(planned(apply_scenarios(real)))
    members = list(chain.from_iterable(chains))
    assert len(members) == len(set(members))
    wanted = {"planned", "under-construction"}
    assert {g.id for g in real.legs.values() if g.status.value in wanted} <= set(members)
    for ids in chains:
        statuses = {real.legs[id].status.value for id in ids}
        assert statuses & wanted
        assert "open" not in statuses
        for a, b in pairwise(ids):
            assert {real.legs[a].start, real.legs[a].end} & {real.legs[b].start, real.legs[b].end}
    assert any("kashgar--border-cku-torugart-rail" in ids and "makmal--jalal-abad" in ids for ids in chains)


def numbers(text: str) -> list[int]:
    """Every number of a sentence that is a figure or a small word, in order; names of places are taken out first."""
    words = {w: n for n, w in enumerate(text_numbers.NUMBERS) if w != "no"}
    found = re.findall(rf"\b(?:{'|'.join(words)})\b|\d[\d,]*", text.replace(text_numbers.NBSP, " "))
    return [words[w] if w in words else int(w.replace(",", "")) for w in found]


def said_of(found: Ranking, effect: Effect, said: str) -> str:
    """The sentence without names, which may hold numbers of their own."""
    atlas = found.conditions.atlas
    names = [sentences.name(atlas, id) for id in effect.ids] + [sentences.pair(atlas, p) for p in found.pairs]
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    return said


@pytest.mark.parametrize("scenarios", [(), ("in-2015",), ("iran-suspended",)])
def test_every_sentence_has_the_numbers_of_its_record(real: Atlas, scenarios: tuple[str, ...]) -> None:
    found = ranking(real, scenarios)
    told = json_data.of_chokepoints(found)
    total = len(told["pairs"])
    assert len(told["chokepoints"]) == len(found.removals)
    for effect, row in zip(found.removals, told["chokepoints"], strict=True):
        said = said_of(found, effect, row["says"])
        own = [[c["from"], c["to"]] for c in row["changes"] if [c["from"], c["to"]] in row["own_ends"]]
        cut = [c for c in row["changes"] if not c["way_after"] and [c["from"], c["to"]] not in own]
        longer = [c for c in row["changes"] if c["way_after"]]
        clauses = [c for c in said.split(";") if re.search(r"\bpairs?\b", c)]
        counts = [n for n in (len(cut), len(own), len(longer)) if n]
        assert [numbers(clause)[:2] for clause in clauses] == [[n, total] for n in counts], row["says"]
        if longer:
            most = max(longer, key=lambda c: abs(c["km"]))
            km = numbers(clauses[-1])[2]
            assert abs(km - max(abs(most["km"]), 1)) < 0.51, row["says"]
            pair = next(p for p in found.pairs if (p.start, p.end) == (most["from"], most["to"]))
            assert f"({sentences.pair(real, pair)}" in row["says"]
            for code in most["through"]:
                assert real.country_name(code) in clauses[-1]
            if most["crossings"]:
                word = "more" if most["crossings"] > 0 else "fewer"
                assert re.search(rf"over {text_numbers.number(abs(most['crossings']))} borders? {word}", clauses[-1])
            assert ("though typically" in said) == ((most["days"] >= 0) != (most["km"] >= 0))
    for effect, row in zip(found.links, told["links"], strict=True):
        joined = [c for c in row["changes"] if not c["way_before"]]
        shorter = [c for c in row["changes"] if c["way_before"]]
        assert all(c["km"] < 0 for c in shorter)
        for n, verb in ((len(joined), "a route ("), (len(shorter), "a shorter route")):
            assert (verb in row["says"]) == bool(n)
            assert (
                not n
                or f"{text_numbers.number(n)} of {total if total > 12 else text_numbers.number(total)} pairs"
                in row["says"]
            )
        assert sentences.link_name(real, effect.ids) in row["says"]


def test_a_longer_way_is_longer_and_the_order_is_by_weight_then_kilometres(real: Atlas) -> None:
    found = ranking(real)
    for effect in found.removals:
        assert all(c.km >= -1e-6 for c in effect.both)
        assert effect.changes
    keys = [(-e.weight, -e.weighted_km) for e in found.removals]
    assert keys == sorted(keys)


def test_a_flow_of_another_unit_or_between_other_places_weighs_nothing(toy: Atlas) -> None:
    given = {"id": "flow", "what": "traffic", "title": "Flow", "route": "amber-cedar-ship"}
    value = {"value": 3, "unit": "wagons a day", "kind": "press", "source": "daily"}
    question = toy.questions["amber-cedar"].model_copy(update={"pairs": (("amber", "cedar"), ("amber", "birch"))})
    for unit, cited in (("wagons a day", 0), ("Mt a year", 1)):
        figure = Figure.model_validate({**given, "values": [{**value, "unit": unit}]})
        atlas = replace(toy, figures={**toy.figures, "flow": figure}, questions={question.id: question})
        assert sum(bool(p.flows) for p in chokepoints.pairs(atlas)) == cited


def test_the_board_has_the_sentences_of_the_record_and_links_that_close_what_they_say(real: Atlas) -> None:
    chosen = replace(selections.default(real), scenarios=("in-2024",))
    found = ranking(real, chosen.scenarios, "caspian")
    page = unescape(chokepoints_page.html(real, "caspian", chosen))
    for effect in found.removals[: chokepoints_page.SHOWN]:
        assert sentences.without(found, effect) in page
        change = effect.changes[0]
        ends = f"./plan?from={change.pair.start}&to={change.pair.end}"
        assert f"{ends}&scenario=in-2024,without-{effect.ids[0]}" in page
        query = {"from": change.pair.start, "to": change.pair.end, "scenario": f"in-2024,without-{effect.ids[0]}"}
        asked, notices = selections.from_query(real, query)
        assert not notices
        shown = planner.answer(real, asked.ask(real), asked.scenarios).ways
        assert (legs(shown[0]) if shown else None) == legs(change.after)
    assert page.count("<circle") == min(chokepoints_page.SHOWN, len(found.removals)) + min(
        chokepoints_page.SHOWN, len(ranking(real, chosen.scenarios).removals)
    )


def told(found: Ranking) -> tuple[object, ...]:
    """All that a ranking says, with routes as their legs and scenarios."""

    def way(journey: Journey | None) -> object:
        return journey and ([s.leg.id for s in journey.sections], journey.conditions.scenarios)

    def effect(e: Effect) -> object:
        return e.ids, [(c.pair, way(c.before), way(c.after), c.days) for c in e.changes], e.own, e.order

    ways = {ends: way(journey) for ends, journey in found.ways.items()}
    removals, links = ([*map(effect, effects)] for effects in (found.removals, found.links))
    return found.question, found.pairs, ways, dict(found.days), removals, links


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ranking]:
    """The ranking with a network and a search of its own for every question about a route."""

    def computed(atlas: Atlas, scenarios: tuple[str, ...], question: str | None) -> Ranking:
        with monkeypatch.context() as patch:
            patch.setattr(removal, "Variants", PlainVariants)
            return among(atlas, chokepoints.pairs(atlas, question), scenarios, question)

    return computed


@pytest.mark.parametrize("question", [False, True])
def test_the_ranking_of_the_toy_is_that_of_the_plain_computation(
    toy: Atlas, plainly: Callable[..., Ranking], question: bool
) -> None:
    known = [*toy.scenarios, "in-1999", *sorted(toy.supposable)]
    every = [(), *((id,) for id in known), *pairwise(known), (*toy.scenarios, "in-1999")]
    for scenarios in every:
        for asked in toy.questions if question else (None,):
            assert told(ranking(toy, scenarios, asked)) == told(plainly(toy, scenarios, asked))


@pytest.mark.parametrize(
    ("scenarios", "question"), [((), None), ((), "armenia"), (("on-paper",), "caspian"), (("in-2001",), "nakhchivan")]
)
def test_the_ranking_of_the_atlas_is_that_of_the_plain_computation(
    real: Atlas, plainly: Callable[..., Ranking], scenarios: tuple[str, ...], question: str | None
) -> None:
    assert told(ranking(real, scenarios, question)) == told(plainly(real, scenarios, question))
