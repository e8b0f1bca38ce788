"""Broken geodata is named file and field, and an atlas that cannot be read is not served by half."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from routes.cli.commands import app
from routes.data import atlas, borders, loader, locations, outlines, yaml_reader
from routes.errors import GeodataError
from routes.web.dashboard import state as kept
from routes.web.server import routes
from routes.web.server.assets import AssetStore

ROOT = Path(__file__).parents[2]
TOY = Path(__file__).parents[1] / "toy"
PATIENCE_SECONDS = 60
# Of processor time; what is named takes a fraction of it.
MOST_WORK_S = 10.0
READ = sorted(path.relative_to(TOY).as_posix() for kind, _ in loader.KINDS.values() for path in TOY.glob(kind))
EVERY = [*READ, "countries.geojson"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "geodata"))


def said(folder: Path) -> str:
    """What `routes check` prints of a folder that has something wrong."""
    result = CliRunner().invoke(app, ["check", "--geodata", str(folder)])
    assert result.exit_code == 1, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def entries(file: Path) -> tuple[Any, list[dict[str, Any]]]:
    """A file's content and the fields of each entry in it."""
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml_reader.CoreLoader)
    if file.suffix == ".geojson":
        return content, [feature["properties"] for feature in content["features"]]
    return content, content if isinstance(content, list) else [content]


def rewritten(file: Path, change: Callable[[list[dict[str, Any]]], None]) -> None:
    content, found = entries(file)
    change(found)
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("keep", [0, 0.5], ids=["emptied", "truncated"])
def test_an_emptied_or_truncated_file_is_named(folder: Path, name: str, keep: float) -> None:
    file = folder / name
    text = file.read_bytes()
    file.write_bytes(text[: int(len(text) * keep)])
    assert f"geodata/{name}:" in said(folder)


@pytest.mark.parametrize("name", EVERY)
def test_a_file_of_another_type_is_named(folder: Path, name: str) -> None:
    (folder / name).write_text('"words"', encoding="utf-8")
    assert f"geodata/{name}:" in said(folder)


@pytest.mark.parametrize("name", READ)
def test_a_missing_file_is_named_or_what_it_held_is_missed(folder: Path, name: str) -> None:
    (folder / name).unlink()
    if name.startswith(("legs/", "figures/", "scenarios/", "routes/")) and any((folder / name).parent.iterdir()):
        return
    assert said(folder)


@pytest.mark.parametrize("name", READ)
def test_a_deleted_field_is_named(folder: Path, name: str) -> None:
    rewritten(folder / name, lambda found: [one.pop("id", None) or one.pop("date") for one in found] and None)
    output = said(folder)
    assert f"geodata/{name}:" in output
    assert ": id: " in output or ": date: " in output


@pytest.mark.parametrize("name", READ)
def test_a_field_of_the_wrong_type_is_named(folder: Path, name: str) -> None:
    rewritten(folder / name, lambda found: found[0].update(id={"a": [1]}))
    assert f"geodata/{name}:" in said(folder)
    assert ": id" in said(folder)


@pytest.mark.parametrize("name", READ)
def test_an_unknown_field_is_named(folder: Path, name: str) -> None:
    rewritten(folder / name, lambda found: found[0].update(colour="red"))
    assert ": colour: " in said(folder)


@pytest.mark.parametrize(
    "name", [name for name in READ if name.count("/") == 0 or name.startswith(("legs/", "figures/"))]
)
def test_an_id_that_stands_twice_is_named(folder: Path, name: str) -> None:
    content, found = entries(folder / name)
    if "id" not in found[0]:
        pytest.skip("entries without ids")
    items = content["features"] if isinstance(content, dict) else content
    items.append(items[0])
    (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    output = said(folder)
    assert f"geodata/{name}:" in output
    assert "stands twice" in output


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("legs/rail.geojson", "from"),
        ("legs/rail.geojson", "sources"),
        ("places.geojson", "sources"),
        ("routes/amber-bay-old.yaml", "legs"),
        ("routes/amber-bay-old.yaml", "question"),
        ("questions.yaml", "start"),
        ("scenarios/no-ships.yaml", "sources"),
    ],
)
def test_a_reference_to_nothing_is_named(folder: Path, name: str, field: str) -> None:
    def dangle(found: list[dict[str, Any]]) -> None:
        found[0][field] = ["no-such-thing"] if isinstance(found[0].get(field, []), list) else "no-such-thing"

    rewritten(folder / name, dangle)
    output = said(folder)
    assert f"geodata/{name}:" in output
    assert "no-such-thing" in output


def test_a_road_that_cites_a_network_of_railways_is_named(folder: Path) -> None:
    def of_railways(found: list[dict[str, Any]]) -> None:
        found[0]["network"] = "rail"

    rewritten(folder / "sources" / "gazetteer.yaml", of_railways)
    output = said(folder)
    assert "geodata/legs/roads.geojson:" in output
    assert "gazetteer holds lines of rail alone, the leg is road" in output
    assert "geodata/legs/rail.geojson:" not in output


def test_a_broken_atlas_shows_why_instead_of_half_a_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "questions.yaml").write_text("", encoding="utf-8")
    monkeypatch.setenv(locations.FOLDER_VARIABLE, str(folder))
    kept.forget_asset_store()
    try:
        page = AppTest.from_file("../../src/routes/web/dashboard/main.py", default_timeout=60).run()
    finally:
        kept.forget_asset_store()
    assert not page.exception
    assert gc.isenabled()
    assert "routes check" in page.error[0].value
    assert "geodata/questions.yaml:1: -: is empty" in page.code[0].value
    assert not page.selectbox


def test_a_broken_atlas_does_not_start(folder: Path) -> None:
    (folder / "legs" / "rail.geojson").write_text("{", encoding="utf-8")
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port=0", "--server.headless=true"]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "ROUTES_GEODATA": str(folder)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    output = ended.stdout + ended.stderr
    assert ended.returncode != 0
    assert "Corridor Atlas cannot start" in output
    assert "geodata/legs/rail.geojson:1:" in output
    assert "Traceback" not in output


@pytest.mark.parametrize("breaks", ["missing", "empty", "broken", "half"])
@pytest.mark.parametrize("role", outlines.FILES)
def test_without_a_file_of_outlines_the_rest_is_served_and_says_what_is_missing(
    real: atlas.Atlas, tmp_path: Path, role: str, breaks: str
) -> None:
    for name in outlines.FILES.values():
        shutil.copy(real.folder / name, tmp_path / name)
    file = tmp_path / outlines.FILES[role]
    if breaks == "missing":
        file.unlink()
    else:
        file.write_text({"empty": "", "broken": '{"features": [', "half": '{"features": [{"type": 1}]}'}[breaks])
    assets = AssetStore(replace(real, folder=tmp_path))
    client = TestClient(Starlette(routes=routes.routes("", lambda: assets)))
    given = client.get(assets.frame_url("map.json").removeprefix("../..")).json()
    assert set(given["layers"]) == set(outlines.BASEMAP) - {role}
    assert client.get("/layers/caspian.geojson").status_code == 200
    if not (breaks == "missing" and role != "land"):
        assert [p.path.rpartition("/")[2] for p in outlines.problems(tmp_path)] == [outlines.FILES[role]]
    if role == "land":
        with pytest.raises(GeodataError):
            borders.countries(replace(real, folder=tmp_path))


def test_a_character_that_yaml_forbids_is_named_with_its_line(folder: Path) -> None:
    file = folder / "questions.yaml"
    file.write_bytes(file.read_bytes() + b"\n# one\n# \0 two\n")
    line = file.read_bytes()[: file.read_bytes().index(b"\0")].count(b"\n") + 1
    assert f"geodata/questions.yaml:{line}: -: not valid YAML: control characters are not allowed" in said(folder)


def test_aliases_that_would_multiply_are_refused_at_once(folder: Path) -> None:
    rows = ["- &a0 [x, x]", *(f"- &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    (folder / "questions.yaml").write_text("\n".join(rows), encoding="utf-8")
    assert "geodata/questions.yaml:1: -: not valid YAML: more than 200,000 values" in said(folder)


GROWING = {
    "doubling": "\n".join(["- &a0 [x, x]", *(f"- &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]),
    "tenfold": "\n".join(["- &a0 [x]", *(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12))]),
    "just allowed": "- &a [" + "x, " * 400 + "x]\n" + "- *a\n" * 480,
    "by keys": "- &a0 {x: x}\n" + "".join(f"- &a{n} {{x: *a{n - 1}, y: *a{n - 1}}}\n" for n in range(1, 40)),
    "itself": "- &a [*a]",
    "deep": "[" * 100_000 + "]" * 100_000,
    "many digits": "- " + "9" * 1_000_000,
    "many digits of a fraction": "- " + "1." + "9" * 1_000_000 + "e",
    "many anchors": "".join(f"- &a{n} x\n" for n in range(100_000)),
}


@pytest.mark.parametrize("name", GROWING)
def test_what_grows_when_it_is_read_is_named_within_ten_seconds_of_work(folder: Path, name: str) -> None:
    for file in ("questions.yaml", "scenarios/no-ships.yaml"):
        (folder / file).write_text(GROWING[name], encoding="utf-8")
    began = time.process_time()
    output = said(folder)
    assert time.process_time() - began < MOST_WORK_S
    assert "geodata/questions.yaml:" in output
    assert "geodata/scenarios/no-ships.yaml:" in output


@pytest.mark.parametrize(
    "body", ["[" * 200_000, '{"features": [' + "{}," * 200_000 + "{}]}", '{"a": ' + "9" * 1_000_000 + "}"]
)
def test_geojson_that_is_deep_or_long_is_named_within_ten_seconds_of_work(folder: Path, body: str) -> None:
    (folder / "places.geojson").write_text(body, encoding="utf-8")
    began = time.process_time()
    assert "geodata/places.geojson:" in said(folder)
    assert time.process_time() - began < MOST_WORK_S


@pytest.mark.parametrize("name", ["places.geojson", "legs/rail.geojson", "countries.geojson"])
def test_a_key_that_stands_twice_in_geojson_is_named(folder: Path, name: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"properties":', '"type": "Feature", "properties":', 1), encoding="utf-8")
    assert f"geodata/{name}:" in said(folder)
    assert "type: stands twice" in said(folder)


@pytest.mark.parametrize("role", outlines.FILES)
def test_a_link_that_leads_nowhere_is_named_and_does_not_start(
    folder: Path, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / outlines.FILES[role]
    file.unlink(missing_ok=True)
    file.symlink_to("nowhere.geojson")
    assert f"geodata/{file.name}:1:" in said(folder)
    monkeypatch.setenv(locations.FOLDER_VARIABLE, str(folder))
    kept.forget_asset_store()
    try:
        with pytest.raises(GeodataError, match=file.name):
            kept.asset_store()
    finally:
        kept.forget_asset_store()


def test_outlines_the_map_can_do_without_are_mentioned(folder: Path) -> None:
    names = [problem.path for problem in outlines.missing(folder)]
    assert names == ["geodata/countries-detail.geojson", "geodata/water.geojson"]
    assert all("restore the file" in str(problem) for problem in outlines.missing(folder))


def test_a_report_of_a_day_to_come_is_named(folder: Path) -> None:
    (raw, *_) = entries(folder / "legs" / "rail.geojson")[1]

    def ahead(found: list[dict[str, Any]]) -> None:
        found[0]["status"]["as_of"] = "2999-01"

    assert raw["status"]["as_of"]
    rewritten(folder / "legs" / "rail.geojson", ahead)
    assert ": status.as_of: a report of 2999-01, which is still to come; correct the date" in said(folder)
