"""A capacity that counts has a number, a unit, a scope, a date and a link; a plan promises and nothing else does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from routes.cli.commands import app

TOY = Path(__file__).parents[1] / "toy"
WHOLE = {"value": 6, "unit": "Mt a year", "scope": "all goods", "kind": "press", "source": "daily", "as_of": "2025"}
COUNTS = {**WHOLE, "stage": "present"}


def said(tmp_path: Path, value: dict[str, Any], **figure: Any) -> str:
    """What `routes check` prints of the toy with one more figure."""
    folder = Path(shutil.copytree(TOY, tmp_path / "geodata"))
    fields = {"id": "room", "what": "capacity", "title": "Room", "place": "bay", "values": [value]} | figure
    kept = {name: field for name, field in fields.items() if field is not None}
    (folder / "figures" / "room.yaml").write_text(json.dumps([kept]), encoding="utf-8")
    return CliRunner().invoke(app, ["check", "--geodata", str(folder)]).output


@pytest.mark.parametrize(
    ("lacks", "named"),
    [
        ("value", "needs `value`, `low`, `high` or `text`"),
        ("unit", "values.0.unit: Field required"),
        ("source", "values.0.source: Field required"),
        ("scope", "a capacity that counts as present has no `scope`; add it, or write `stage: uncertain`"),
        ("as_of", "a capacity that counts as present has no `as_of`; add it, or write `stage: uncertain`"),
    ],
)
def test_a_capacity_that_counts_is_refused_without_number_unit_source_scope_or_date(
    tmp_path: Path, lacks: str, named: str
) -> None:
    assert named in said(tmp_path, {name: field for name, field in COUNTS.items() if name != lacks})


def test_a_capacity_in_words_alone_does_not_count(tmp_path: Path) -> None:
    value = {name: field for name, field in COUNTS.items() if name != "value"} | {"text": "large"}
    assert "a capacity that counts as present has no number" in said(tmp_path, value)


def test_a_capacity_is_of_something(tmp_path: Path) -> None:
    assert "a capacity of nothing; name its `legs`, `place` or `route`" in said(tmp_path, COUNTS, place=None)


def test_a_whole_capacity_is_taken_and_an_uncertain_one_may_lack_its_date(tmp_path: Path) -> None:
    assert "room.yaml" not in said(tmp_path, COUNTS)
    undated = {name: field for name, field in WHOLE.items() if name != "as_of"} | {"stage": "uncertain"}
    assert "room.yaml" not in said(tmp_path / "other", undated)


def test_a_stage_and_a_promise_stand_only_where_they_mean_something(tmp_path: Path) -> None:
    assert "a depth has no `stage`; leave it out" in said(tmp_path, COUNTS, what="depth")
    promised = WHOLE | {"promise": {"what": "capacity", "target": "2030"}}
    assert "a promise in a figure of what is; put it into a figure whose id begins with `plan-`" in said(
        tmp_path / "other", promised
    )
