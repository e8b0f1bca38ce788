"""The data package: each format read by a reader of its own, descriptions validated, the same data the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pyogrio
import pytest
import yaml
from frictionless import Package, system
from typer.testing import CliRunner

from routes.cli import commands
from routes.data.atlas import Atlas
from routes.export import package
from routes.network.journey import of_route

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["toy", "real"])
def atlas(request: pytest.FixtureRequest) -> Atlas:
    found: Atlas = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def folder(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("package")
    package.write(atlas, out)
    return out


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def ids(atlas: Atlas) -> Mapping[str, list[str]]:
    return {"legs": list(atlas.legs), "places": list(atlas.places), "routes": list(atlas.routes)}


def test_frictionless_finds_nothing_wrong(folder: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "fieldName", "message"])[:5]
    assert report.stats["tasks"] == len(read(folder, "datapackage.json")["resources"])


@pytest.mark.parametrize("name", ["legs", "places", "routes"])
def test_every_format_holds_the_same_rows(folder: Path, atlas: Atlas, name: str) -> None:
    frames = (
        geopandas.read_parquet(folder / f"{name}.parquet"),
        pyogrio.read_dataframe(folder / "corridor-atlas.gpkg", layer=name),
        pyogrio.read_dataframe(folder / f"{name}.geojson"),
    )
    for frame in frames:
        assert list(frame["id"]) == ids(atlas)[name]
        assert frame.crs.to_epsg() == 4326
        assert frame.geometry.geom_equals_exact(frames[0].geometry, 1e-9).all()
        assert set(frame.columns) == set(frames[0].columns)


def test_a_route_is_as_long_as_on_its_page(folder: Path, atlas: Atlas) -> None:
    frame = geopandas.read_parquet(folder / "routes.parquet").set_index("id")
    for id in atlas.routes:
        assert frame.loc[id, "length_km"] == round(of_route(atlas, id).length_km, 3)


def test_every_file_has_its_size_checksum_and_licence_in_every_description(folder: Path) -> None:
    resources = read(folder, "datapackage.json")["resources"]
    dcat = {d["dct:title"]: d for d in read(folder, "dcat.jsonld")["dcat:distribution"]}
    croissant = {d["contentUrl"]: d for d in read(folder, "croissant.json")["distribution"]}
    assert {r["path"] for r in resources} == {*dcat} == {*croissant}
    for resource in resources:
        body = (folder / resource["path"]).read_bytes()
        digest = hashlib.sha256(body).hexdigest()
        assert resource["bytes"] == len(body) == int(dcat[resource["path"]]["dcat:byteSize"]["@value"])
        assert resource["hash"] == f"sha256:{digest}"
        assert croissant[resource["path"]]["sha256"] == digest
        assert dcat[resource["path"]]["spdx:checksum"]["spdx:checksumValue"]["@value"] == digest
        (licence,) = resource["licenses"]
        assert licence["name"] in ("ODbL-1.0", "CC-BY-4.0")
        assert licence["path"] == croissant[resource["path"]]["license"] == dcat[resource["path"]]["dct:license"]["@id"]


def test_every_description_has_the_data_version(folder: Path, atlas: Atlas) -> None:
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= {*cited}
    versions = {
        cited["version"],
        read(folder, "datapackage.json")["version"],
        read(folder, "croissant.json")["version"],
    }
    assert versions == {read(folder, "dcat.jsonld")["dcat:version"]} == {atlas.version}


def test_every_description_has_the_day_of_the_data_version(folder: Path, atlas: Atlas) -> None:
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    days = {
        cited["date-released"],
        read(folder, "datapackage.json")["created"].removesuffix("T00:00:00Z"),
        read(folder, "croissant.json")["datePublished"],
        read(folder, "dcat.jsonld")["dct:issued"]["@value"],
    }
    assert {date.fromisoformat(day) for day in days} == {date.fromisoformat(atlas.version[:10])}


def test_the_fields_of_croissant_are_the_columns_of_the_tables(folder: Path) -> None:
    for records in read(folder, "croissant.json")["recordSet"]:
        heading = (folder / f"{records['name']}.csv").read_text(encoding="utf-8").partition("\n")[0].strip()
        assert [field["source"]["extract"]["column"] for field in records["field"]] == heading.split(",")


def test_the_same_data_give_the_same_bytes(folder: Path, atlas: Atlas) -> None:
    again = package.files(atlas)
    assert {name: (folder / name).read_bytes() == body for name, body in again.items()} == dict.fromkeys(again, True)


def test_the_worked_example_of_the_documentation_runs(
    folder: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "data-package.md").read_text("utf-8"), re.DOTALL)
    assert example
    (folder.parent / "out").unlink(missing_ok=True)
    (folder.parent / "out").symlink_to(folder)
    monkeypatch.chdir(folder.parent)
    exec(example[1], {})
    assert next(iter(atlas.routes)) in capsys.readouterr().out or len(atlas.routes) > 20


def test_the_command_names_the_files_it_wrote(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        commands.app, ["package", str(tmp_path / "out"), "--geodata", str(ROOT / "tests" / "toy")]
    )
    assert done.exit_code == 0, done.output
    assert {Path(line) for line in done.output.split("\n") if line} == {*(tmp_path / "out").iterdir()}


def test_a_release_gets_the_package_that_the_command_writes() -> None:
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(workflow)["permissions"] == {"contents": "write"}
    assert re.search(r"routes package (\S+)", workflow)
