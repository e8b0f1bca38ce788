"""`routes weigh` prints the same verdicts as the page, in a stable shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from routes.analysis.argument_verdicts import assess
from routes.data.atlas import Atlas
from routes.data.locations import GEODATA
from routes.network.journey import of_route
from routes.views import json_data

KEYS = (
    "argument metric of is threshold threshold_set_by measured verdict reason because rests_on_approximate part note "
    "trials related happened claimed_date"
).split()
TOY = Path(__file__).parents[1] / "toy"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(terminal: Run) -> Run:
    """Weigh: exit code, output, errors."""

    def call(*words: str, geodata: Path = GEODATA) -> tuple[int, str, str]:
        return terminal("weigh", *words, "--geodata", str(geodata))

    return call


def rows(run: Run, *words: str) -> dict[str, dict[str, Any]]:
    code, out, _ = run(*words, "--json")
    assert code == 0
    return {row["argument"]: row for row in json.loads(out)}


def test_every_argument_has_its_row_of_the_promised_shape(run: Run, real: Atlas) -> None:
    found = rows(run)
    assert set(found) == set(real.arguments)
    assert {tuple(row) for row in found.values()} == {tuple(KEYS)}
    tested = [row for row in found.values() if row["trials"]]
    assert len(tested) >= 30
    for row in tested:
        assert row["measured"] == row["trials"][0]["measured"]
        assert row["threshold_set_by"] in ("source", "atlas")


def test_a_route_has_the_verdicts_of_its_own_arguments(run: Run, real: Atlas) -> None:
    found = rows(run, "nakhchivan-syunik-rail")
    assert set(found) == {c.argument.id for c in real.arguments_of("nakhchivan-syunik-rail")}
    assert found["e10"]["verdict"] == "not-borne-out"
    assert found["e20"]["reason"] == "related"
    assert (found["e12"]["happened"], found["e12"]["claimed_date"]) == ("2025-08-22", "2025-08")


def test_scenarios_replace_the_frames(run: Run) -> None:
    row = rows(run, "gulf-armenia-georgia-road", "--scenario", "iran-suspended")["e100"]
    assert {t["frame"] for t in row["trials"]} == {"iran-suspended"}
    assert row["verdict"] == "not-borne-out"


def test_it_reads_in_a_terminal(run: Run) -> None:
    code, out, err = run("nakhchivan-syunik-rail")
    assert code == 0
    assert "e10: does not hold: " in out
    assert "can be measured" in err


def test_an_unknown_route_ends_in_a_sentence(run: Run) -> None:
    code, _, err = run("nowhere")
    assert code == 2
    assert "has the id" in err


def test_claims_without_a_measure_are_listed_as_such(run: Run) -> None:
    code, out, _ = run("--json", geodata=TOY)
    assert code == 0
    assert {row["reason"] for row in json.loads(out)} == {"no-measure"}


def test_a_measured_route_carries_the_verdicts_of_its_arguments(real: Atlas) -> None:
    for scenarios in ((), ("zangezur-open",)):
        way = json_data.of_journey(of_route(real, "nakhchivan-syunik-rail", scenarios))
        for row in way["arguments"]:
            assert row["verdict"] == assess(real, real.arguments[row["id"]], scenarios).verdict.value
