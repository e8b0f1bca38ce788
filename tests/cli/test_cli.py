"""The terminal says the same as the page, in a stable shape."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from routes.cli import commands, upkeep
from routes.data.atlas import Atlas
from routes.data.locations import GEODATA
from routes.web.server import api_answers

TOY = Path(__file__).parents[1] / "toy"
Run = Callable[..., tuple[int, str, str]]
MEASURE_KEYS = (
    "route title from to scenarios conflicts length_km length_methods share_passable oldest_as_of newest_as_of "
    "published km_by_country km_by_mode km_by_status crossings gauge_breaks transshipments handlings legs "
    "blocked_by arguments data_version"
).split()
ROW_KEYS = {
    "crossings": "post names leaves enters lon lat mode status traffic as_of at_km",
    "gauge_breaks": "place from_mm to_mm at_km",
    "transshipments": "place from_mode to_mode at_km",
    "arguments": "id stance link says holder reported_by source where overtaken_by verdict",
}


@pytest.fixture
def run(terminal: Run) -> Run:
    """Run a command on the toy: exit code, output, errors."""

    def call(*words: str, geodata: Path = TOY) -> tuple[int, str, str]:
        return terminal(*words, "--geodata", str(geodata))

    return call


def measured(run: Run, *words: str) -> dict[str, Any]:
    code, out, _ = run("measure", *words, "--json")
    assert code == 0
    return dict(json.loads(out))


def test_the_list_names_every_route(run: Run) -> None:
    code, out, _ = run("list", "--json")
    assert code == 0
    rows = json.loads(out)
    assert {tuple(row) for row in rows} == {("id", "title", "question", "from", "to")}
    assert [row["id"] for row in rows] == ["amber-bay-old", "amber-birch-road", "amber-cedar-ship"]


def test_the_list_reads_in_a_terminal(run: Run) -> None:
    assert "Amber to Cedar by ship" in run("list")[1]


def test_a_measured_route_has_the_promised_shape(run: Run) -> None:
    way = measured(run, "amber-cedar-ship")
    assert set(MEASURE_KEYS) <= set(way)
    for table, keys in ROW_KEYS.items():
        assert way[table], table
        for row in way[table]:
            assert set(keys.split()) <= set(row), table


def test_a_measured_route_has_the_known_answers(run: Run) -> None:
    way = measured(run, "amber-cedar-ship")
    assert way["length_km"] == pytest.approx(476.27)
    assert way["km_by_country"] == pytest.approx({"AA": 130, "BB": 178, "SEA": 84.135, "CC": 84.135})
    assert [(c["post"], c["leaves"], c["enters"], c["at_km"]) for c in way["crossings"]] == [
        ("amber-birch", "AA", "BB", 130),
        ("cove", "BB", "CC", pytest.approx(392.135)),
    ]
    assert way["gauge_breaks"] == [{"place": "birch", "from_mm": 1520, "to_mm": 1435, "at_km": 220}]
    assert way["handlings"] == ["birch", "bay", "cove"]
    assert (way["oldest_as_of"], way["newest_as_of"]) == ("2022-01", "2026-10-01")
    assert way["blocked_by"] == []
    assert way["share_passable"] == 1
    assert [p["preferred"]["value"] for p in way["published"]] == [221, 88]


def test_scenarios_are_applied_and_named(run: Run) -> None:
    way = measured(run, "amber-cedar-ship", "--scenario", "no-ships", "--scenario", "all-built")
    assert way["scenarios"] == ["no-ships", "all-built"]
    assert way["share_passable"] < 1
    assert [b["id"] for b in way["blocked_by"]] == ["sea--bay--cove"]


def test_a_ledger_reads_in_a_terminal(run: Run) -> None:
    code, out, _ = run("measure", "amber-birch-road")
    assert code == 0
    headline, status = out.splitlines()[:2]
    assert headline == "Amber to Birch: 239 km by road, 101 km of it not usable"
    assert status.startswith("No through service. 101 km under construction; one border crossing closed.")
    assert "0 % usable, as last reported" in out
    assert "not usable: Aster / Bryony: closed (2024-09)" in out


@pytest.mark.parametrize("words", [("measure", "nowhere"), ("measure", "amber-bay-old", "--scenario", "snow")])
def test_an_unknown_id_ends_in_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert "has the id" in err
    assert "Traceback" not in err


def test_a_clean_folder_passes_the_check(run: Run) -> None:
    assert run("check")[0] == 0


def test_a_spoilt_folder_fails_the_check_with_every_problem(run: Run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "toy"))
    events = folder / "events.yaml"
    events.write_text(events.read_text().replace("[daily]", "[weekly]").replace("[cove]", "[quay]"))
    code, out, err = run("check", geodata=folder)
    assert code == 1
    assert len([line for line in out.splitlines() if line.startswith("toy/events.yaml:")]) == 2
    assert "2 problems" in err


def test_a_leg_outside_its_country_fails_the_check(run: Run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "toy"))
    rail = folder / "legs/rail.geojson"
    rail.write_text(
        rail.read_text().replace("[[43.0, 41.0], [44.0, 41.0]]", "[[43.0, 41.0], [43.5, 39.9], [44.0, 41.0]]")
    )
    code, out, _ = run("check", geodata=folder)
    assert code == 1
    assert "birch--bay" in out


def test_a_spoilt_folder_cannot_be_measured(run: Run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "toy"))
    (folder / "topics.yaml").write_text("- 1\n")
    code, _, err = run("measure", "amber-bay-old", geodata=folder)
    assert code == 1
    assert "toy/topics.yaml:1:" in err


def test_the_audit_names_what_deserves_a_second_look(run: Run) -> None:
    code, out, _ = run("audit")
    assert code == 0
    assert "stale: birch--bay: last confirmed 2022-01" in out
    assert "approximate: bay--bramble" in out


def test_the_accuracy_table_is_markdown(run: Run) -> None:
    code, out, _ = run("audit", "--lengths")
    assert code == 0
    assert "| Amber to Birch by rail |" in out


def test_the_schemas_are_committed_as_generated(tmp_path: Path) -> None:
    upkeep.schema(tmp_path)
    committed = {f.name: f.read_text(encoding="utf-8") for f in (GEODATA / "schema").glob("*.json")}
    assert committed == {f.name: f.read_text(encoding="utf-8") for f in tmp_path.glob("*.json")}


def test_an_estimate_has_its_parts_and_their_parameters(run: Run) -> None:
    code, out, _ = run("estimate", "amber-cedar-ship", "--set", "sea-other=20", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["set"] == {"sea-other": 20.0}
    assert found["hours"]["typical"] == pytest.approx(sum(p["hours"]["typical"] for p in found["parts"]), abs=0.01)
    assert {p["parameter"] for p in found["parts"]} <= set(found["parameters"])
    assert found["parameters"]["sea-other"]["set_by_reader"]
    assert found["parameters"]["border-out"]["typical"]["sources"] == ["daily"]
    assert found["cost_per_container"]["share_of_km"] == pytest.approx(0.273, abs=0.001)
    assert found["cost_per_tonne"] is None
    assert [c["stands"] for c in found["claims"][0]["claims"]] == ["below the fast sum", "between typical and slow"]


def test_an_estimate_reads_in_a_terminal(run: Run) -> None:
    code, out, _ = run("estimate", "amber", "cedar")
    assert code == 0
    assert "fast / typical / slow" in out
    assert "no cited tariff on this route" in out


def test_an_estimate_without_a_way_or_with_a_wrong_number_says_so(run: Run) -> None:
    assert run("estimate", "amber", "bramble")[0] == 3
    code, _, err = run("estimate", "amber-cedar-ship", "--set", "sea-other=soon")
    assert (code, err.strip()) == (2, "sea-other takes a number from 2 to 40 (knots), not 'soon'")


def test_times_are_a_table(run: Run) -> None:
    assert "| Birch to Bay and on |" in run("audit", "--times")[1]


def test_a_planned_route_is_measured_by_its_key(run: Run) -> None:
    found, planned = measured(run, "amber~cedar"), json.loads(run("way", "amber", "cedar", "--json")[1])
    assert found["length_km"] == planned[0]["length_km"]
    assert run("estimate", "amber~cedar", "--json") == run("estimate", "amber", "cedar", "--json")


def test_routes_keep_off_what_is_to_be_avoided_or_it_is_refused(run: Run) -> None:
    assert run("way", "amber", "cedar")[0] == 0
    assert run("way", "amber", "cedar", "--avoid", "sea")[0] == 3
    code, _, err = run("way", "amber", "cedar", "--avoid", "rial")
    assert (code, err) == (2, "no country or mode to avoid has the id 'rial'; did you mean 'rail'?\n")
    assert run("way", "amber", "cedar", "--avoid", "XX")[0] == 2


def test_what_there_is_nothing_to_look_for_is_refused_in_the_words_of_the_api(run: Run, toy: Atlas) -> None:
    for words, query in [
        (("amber", "amber"), {"from": ["amber"], "to": ["amber"]}),
        (("amber", "cedar", "--avoid", "cc"), {"from": ["amber"], "to": ["cedar"], "avoid": ["CC"]}),
    ]:
        with pytest.raises(api_answers.AskError) as refused:
            api_answers.answer(toy, "ways", query)
        assert run("way", *words) == (2, "", f"{refused.value}\n")


def test_the_version_is_that_of_the_distribution() -> None:
    answer = CliRunner().invoke(commands.app, ["--version"])
    assert (answer.exit_code, answer.output) == (0, f"corridor-atlas {version('corridor-atlas')}\n")


@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("--help",), ("measure", "amber-bay-old")])
def test_a_command_loads_no_library_it_can_do_without(words: tuple[str, ...]) -> None:
    script = "import sys\nfrom routes.cli.commands import main\ntry:\n main()\nfinally:\n print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env=os.environ | {"ROUTES_GEODATA": str(TOY)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "routes.cli.commands" in done.stdout.split()
    assert {"streamlit", "folium", "geopandas", "pandas", "branca"}.isdisjoint(done.stdout.split())


def test_capacity_is_a_finding_with_every_link_below_it_and_the_same_as_json(run: Run) -> None:
    _, text, _ = run("capacity", "amber-cedar-ship")
    assert text.startswith("No capacity is cited for any of its nine links.\nCapacity is known for 0 of 9 links.")
    found = json.loads(run("capacity", "amber-cedar-ship", "--json")[1])
    assert (found["known"], found["of"], len(found["links"]), found["narrowest"]) == (0, 9, 9, None)


@pytest.mark.parametrize("words", [("package",), ("export", "amber-bay-old", "--out")])
def test_a_place_that_cannot_be_written_to_is_named(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    target = taken if words == ("package",) else taken / "route.csv"
    code, out, err = run(*words, str(target))
    assert (code, out) == (2, "")
    assert str(taken) in err
    assert taken.read_text(encoding="utf-8") == "a file"
