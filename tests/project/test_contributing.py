"""Whoever follows CONTRIBUTING after a correction of fact ends with data that nothing objects to."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from routes.cli.commands import app
from routes.data import loader
from routes.data.atlas import Atlas
from routes.data.locations import GEODATA

ROOT = Path(__file__).parents[2]
TOY = Path(__file__).parents[1] / "toy"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GEODATA, tmp_path / "geodata", ignore=shutil.ignore_patterns("build", "releases")))


def commands() -> list[str]:
    """The subcommands of `routes` behind the make targets that CONTRIBUTING names for a correction, in their order."""
    section = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## A fact")[1].split("## ")[0]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"`make (\w+)`", section)
    return [re.search(rf"^{target}:.*\n\t\$\(BIN\)/routes (\w+)$", makefile, re.MULTILINE)[1] for target in targets]  # type: ignore[index]


def edited(folder: Path, atlas: Atlas) -> str:
    """Report the start of works on a planned leg, and return its id."""
    leg = next(x for x in atlas.legs.values() if x.status.value == "planned" and x.id not in atlas.history_of)
    file = folder.parent / atlas.where["legs", leg.id][0]
    collection = json.loads(file.read_text(encoding="utf-8"))
    (feature,) = [f for f in collection["features"] if f["properties"]["id"] == leg.id]
    feature["properties"]["status"] |= {"value": "under-construction", "as_of": "2026-11-20"}
    rows = ",\n".join(json.dumps(f, ensure_ascii=False) for f in collection["features"])
    file.write_text(f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n', encoding="utf-8")
    return leg.id


def test_a_corrected_status_needs_no_more_than_contributing_says(folder: Path, real: Atlas) -> None:
    leg_id = edited(folder, real)
    results = {name: CliRunner().invoke(app, [name, "--geodata", str(folder)]) for name in commands()}
    assert list(results) == ["check", "renew"]
    assert "geodata/provenance.csv:1: -: is not what the data gives now; run `routes renew`" in results["check"].output
    assert results["renew"].exit_code == 0
    again = CliRunner().invoke(app, ["check", "--geodata", str(folder)])
    assert again.exit_code == 0, again.output
    assert loader.load(folder).legs[leg_id].status.value == "under-construction"


def test_every_generated_file_that_is_stale_is_named_and_renewed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "geodata"))
    (folder / "schema").mkdir()
    for name in ("countries-detail.geojson", "water.geojson"):
        shutil.copy(folder / "countries.geojson", folder / name)
    (folder / "accuracy.md").write_text("Old.\n", encoding="utf-8")
    (folder / "times.md").write_text("Old.\n", encoding="utf-8")
    digest = "layer,package,licence,rows,sha256\nlegs/rail.geojson,a,b,1,0\nbuild/gone.geojson,a,b,7,1\n"
    (folder / "provenance.csv").write_text(digest, encoding="utf-8")
    schemas = {f"geodata/schema/{kind}.json" for kind in loader.KINDS}
    found = CliRunner().invoke(app, ["check", "--geodata", str(folder)])
    assert found.exit_code == 1
    named = {line.split(":")[0] for line in found.output.splitlines() if line.startswith("geodata/")}
    assert named == {"geodata/accuracy.md", "geodata/times.md", "geodata/provenance.csv", *schemas}
    CliRunner().invoke(app, ["renew", "--geodata", str(folder)])
    again = CliRunner().invoke(app, ["check", "--geodata", str(folder)])
    assert again.exit_code == 0, again.output
    gone, rail = (folder / "provenance.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert gone == "build/gone.geojson,a,b,7,1"
    features = json.loads((folder / "legs" / "rail.geojson").read_text(encoding="utf-8"))["features"]
    assert rail.split(",")[3] == str(len(features))
