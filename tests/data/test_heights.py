"""The table of heights: read for legs drawn as they were, left out and named for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from routes.data import heights
from routes.data.atlas import Atlas
from routes.data.files import ReadError

LEG = "amber--amber-birch"


def written(folder: Path, *rows: str) -> Path:
    (folder / heights.FILE).write_text("\n".join(("leg,line,metres", *rows)) + "\n", encoding="utf-8")
    return folder


def test_heights_are_read_with_their_gaps(toy: Atlas, tmp_path: Path) -> None:
    digest = heights.line_digest(toy.legs[LEG].line)
    folder = written(tmp_path, f"{LEG},{digest},-28 0 ? 12")
    assert heights.read(folder, toy.legs) == {LEG: (-28, 0, None, 12)}
    assert [*heights.outdated(folder, toy.legs)] == []


def test_a_leg_drawn_anew_has_no_heights_and_is_named(toy: Atlas, tmp_path: Path) -> None:
    folder = written(tmp_path, f"{LEG},00000000,1 2 3", "gone--leg,00000000,1 2")
    assert heights.read(folder, toy.legs) == {}
    assert [(problem.line, problem.field) for problem in heights.outdated(folder, toy.legs)] == [
        (2, LEG),
        (3, "gone--leg"),
    ]


@pytest.mark.parametrize("row", [f"{LEG},00000000,high", LEG])
def test_a_broken_table_is_named(toy: Atlas, tmp_path: Path, row: str) -> None:
    with pytest.raises(ReadError, match="no table of heights"):
        heights.read(written(tmp_path, row), toy.legs)


def test_an_atlas_may_do_without(toy: Atlas) -> None:
    assert heights.read(toy.folder, toy.legs) == {}


def test_nearly_every_leg_on_land_south_of_50_n_has_heights(real: Atlas) -> None:
    south = [leg for leg in real.legs.values() if leg.country and leg.mode != "sea" and leg.line[0][1] < 50]
    assert sum(leg.id in real.heights for leg in south) >= 0.95 * len(south)
