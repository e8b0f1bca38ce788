"""The terminal measures a file as the page does, and refuses it in the same words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import hostile_files as hostile
import kinds
import pytest

from routes.cli import commands
from routes.data.atlas import Atlas
from routes.data.locations import GEODATA

Run = Callable[..., tuple[int, str, str]]
KEYS = {"form", "length_km", "parts", "left_out", "km_by_country", "crossings", "heights", "notes"}


@pytest.fixture
def run(terminal: Run, tmp_path: Path) -> Run:
    """Measure a file: exit code, output, errors."""

    def call(body: bytes, *words: str) -> tuple[int, str, str]:
        file = tmp_path / "line"
        file.write_bytes(body)
        return terminal("line", str(file), *words, "--geodata", str(GEODATA))

    return call


def test_a_file_is_measured_as_plain_data(run: Run) -> None:
    code, out, _ = run(kinds.shared("08-empty-line-beside-a-line.geojson"), "--json")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) >= KEYS
    assert answer["length_km"] == pytest.approx(kinds.KM, abs=0.001)
    assert answer["parts"] == [{"name": "Feature 1 (“Own way”)", "km": answer["length_km"]}]
    assert answer["left_out"] == [{"what": "Feature 2 (“Not yet drawn”)", "why": "has no point"}]
    assert [(one["leaves"], one["enters"]) for one in answer["crossings"]] == [("AZ", "GE")]
    assert sum(answer["km_by_country"].values()) == pytest.approx(answer["length_km"], abs=0.01)


def test_a_file_is_measured_in_words(run: Run) -> None:
    code, out, _ = run(kinds.shared("27-parts-out-of-order.geojson"))
    assert code == 0
    assert out.startswith("Baku to Tbilisi: 474 km, two countries and about one border crossing")
    assert "Azerbaijan to Georgia at 427 km" in out


def test_another_course_of_the_file_is_measured_when_asked_for(run: Run) -> None:
    both, _, _ = kinds.READ["route that goes another way"]
    first, second = (json.loads(run(both, "--json", "--course", n)[1])["length_km"] for n in ("1", "2"))
    assert first == pytest.approx(kinds.KM, abs=0.001)
    assert second > first


@pytest.mark.parametrize("name", ["gzip", "one point", "zip of two", "words"])
def test_a_file_that_is_refused_ends_in_the_pages_sentence(run: Run, name: str) -> None:
    body, found, remedy = hostile.REFUSED[name]
    code, out, err = run(body, "--json")
    assert (code, out) == (2, "")
    assert found in err
    assert remedy in err


def test_a_file_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["routes", "line", "/nowhere.gpx"])
    with pytest.raises(SystemExit) as ended:
        commands.main()
    assert ended.value.code == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_line_in_crimea_says_who_holds_it_and_who_claims_it(run: Run) -> None:
    simferopol, sevastopol = [34.1, 44.95], [33.53, 44.6]
    code, out, _ = run(hostile.geojson([simferopol, sevastopol]), "--json")
    (area,) = json.loads(out)["disputed"]
    assert code == 0
    assert (area["id"], area["held_by"], area["claimed_by"]) == ("crimea", "RU", ["UA"])
    assert "held by Russia, claimed by Ukraine and recognised as Ukrainian by the UN General Assembly" in area["says"]
    assert "RU" not in json.loads(out)["km_by_country"]


def test_no_leg_of_the_atlas_loses_kilometres_without_disputed_ground(real: Atlas) -> None:
    from routes.data import disputed
    from routes.network import planner

    way = planner.journey(real, "nakhchivan-syunik-rail")
    assert disputed.km_of(real, [section.line for section in way.sections]) == {}
