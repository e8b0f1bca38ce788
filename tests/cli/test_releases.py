"""The terminal answers as a release did, records releases, and verifies citations."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import routes
from routes.analysis import verified_citations
from routes.data import loader
from routes.errors import RequestError
from routes.network import planner

TOY = Path(__file__).parents[1] / "toy"
ROUTE = "amber-bay-old"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the toy's data, put on record and then changed: the first leg of the route is 7 km longer."""
    shutil.copytree(TOY, tmp_path / "toy")
    return tmp_path / "toy"


@pytest.fixture
def run(terminal: Run, folder: Path) -> Run:
    """Run a command on the copy: exit code, output, errors."""

    def call(*words: str) -> tuple[int, str, str]:
        return terminal(*words, "--geodata", str(folder))

    return call


def released(run: Run, folder: Path) -> str:
    """Put the data on record, then change the length of a leg; return the version on record."""
    version = loader.load(folder).version
    code, out, _ = run("release")
    assert code == 0
    assert str(folder / "releases" / f"{version}.json") in out
    leg = loader.load(folder).route(ROUTE).legs[0]
    for file in (folder / "legs").glob("*.geojson"):
        lines = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(longer(line) if f'"id": "{leg}"' in line else line for line in lines) + "\n")
    return version


def longer(line: str) -> str:
    end = "," if line.endswith(",") else ""
    feature = json.loads(line.rstrip(","))
    feature["properties"]["length"]["km"] += 7
    return json.dumps(feature, ensure_ascii=False) + end


def test_a_route_is_measured_as_a_release_had_it_with_what_has_changed_since(run: Run, folder: Path) -> None:
    version = released(run, folder)
    code, out, err = run("measure", ROUTE, "--json", "--data", version)
    then, now = json.loads(out), json.loads(run("measure", ROUTE, "--json")[1])
    assert code == 0
    assert then["data_version"] == version
    assert now["length_km"] == pytest.approx(then["length_km"] + 7)
    assert "As published on" in err
    assert f"length: {then['length_km']:,.1f} km, today {now['length_km']:,.1f} km" in err


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("way", "amber", "birch"),
        ("estimate", ROUTE),
        ("compare", ROUTE, "amber-birch-road"),
        ("capacity", ROUTE),
        ("export", ROUTE, "--format", "csv"),
        ("weigh",),
        ("promises",),
        ("chokepoints",),
    ],
)
def test_every_command_that_answers_can_answer_as_a_release(run: Run, folder: Path, words: tuple[str, ...]) -> None:
    version = released(run, folder)
    code, out, err = run(*words, "--data", version)
    assert code == 0
    assert words[0] == "list" or "As published on" in out.replace("\xa0", " ") + err


def test_a_version_that_is_not_on_record_is_refused_with_those_that_are(run: Run, folder: Path) -> None:
    version = released(run, folder)
    code, _, err = run("measure", ROUTE, "--data", "nonsense")
    assert code == 2
    assert f"'nonsense' is not on record; on record: {version}" in err


def test_a_release_is_recorded_once(run: Run, folder: Path) -> None:
    assert run("release")[0] == 0
    code, _, err = run("release")
    assert code == 2
    assert "on record already" in err
    assert folder.is_dir()


def test_a_citation_of_a_release_is_verified_after_the_data_have_changed(run: Run, folder: Path) -> None:
    cited = verified_citations.of_views({ROUTE: planner.journey(loader.load(folder), ROUTE)}, "")
    released(run, folder)
    code, out, _ = run("verify", cited.text)
    assert code == 0
    assert out.startswith("Agrees: ")
    sum = cited.text.split("checksum ")[1][:8]
    other = cited.text.replace(sum, f"{int(sum, 16) ^ 0x01000000:08x}")
    code, out, _ = run("verify", other)
    assert code == 1
    assert out.startswith("Differs in length and countries")


def test_what_is_no_citation_is_refused(run: Run) -> None:
    code, _, err = run("verify", "a text")
    assert code == 2
    assert "names no data version" in err


def test_python_reads_a_release_too(run: Run, folder: Path) -> None:
    version = released(run, folder)
    assert routes.load(folder, data=version).version == version
    assert routes.load(folder).version != version
    with pytest.raises(RequestError, match="not on record"):
        routes.load(folder, data="nonsense")
