"""Tiles of the fine ground: which there are, what each holds, and what becomes of a broken file of them."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from routes.data import fine_ground
from routes.data.atlas import Atlas
from routes.data.files import ReadError
from routes.data.fine_ground import LEVELS, FineGround


@pytest.fixture(scope="module")
def shipped(real: Atlas) -> FineGround:
    found = fine_ground.read(real.folder)
    assert found
    return found


def written(folder: Path, *names: str) -> Path:
    with zipfile.ZipFile(folder / fine_ground.FILE, "w") as archive:
        for name in names:
            archive.writestr(name, gzip.compress(name.encode()))
    return folder


def test_tiles_are_read_with_which_there_are_as_rows_from_the_north_west(tmp_path: Path) -> None:
    found = fine_ground.read(written(tmp_path, "7/80/48.json.gz", "7/82/48.json.gz", "7/81/49.json.gz"))
    assert found
    assert found.plain((7, 82, 48)) == b"7/82/48.json.gz"
    middle = found.levels()[1]
    assert middle == {"zoom": 7, "left": 80, "top": 48, "rows": ["101", "010"], "from": 8.5, "ground": True}
    assert found.levels()[2]["rows"] == ["0"]


def test_an_atlas_may_do_without_and_a_broken_file_is_named(toy: Atlas, tmp_path: Path) -> None:
    assert fine_ground.read(toy.folder) is None
    (tmp_path / fine_ground.FILE).write_bytes(b"no archive")
    with pytest.raises(ReadError, match=r"ground\.zip.*no archive of tiles"):
        fine_ground.read(tmp_path)


def test_every_shipped_tile_holds_shapes_of_known_kinds_and_towns_that_lie_on_it(shipped: FineGround) -> None:
    for zoom, x, y in shipped.tiles:
        tile = json.loads(shipped.plain((zoom, x, y)))
        assert len(tile["kinds"]) == len(tile["shapes"])
        assert set(tile["kinds"]) <= {"sea", "lake", "river", "river-border", "border"}
        assert all(int((lon + 180) / 360 * 2**zoom) == x and text for text, lon, _, _ in tile["towns"])


def test_the_shipped_tiles_are_few_bytes_and_a_finer_one_has_a_coarser(shipped: FineGround) -> None:
    assert sum(map(len, shipped.tiles.values())) < 6_000_000
    assert {zoom for zoom, _, _ in shipped.tiles} == {zoom for zoom, _, _ in LEVELS}
    assert all((7, x // 2, y // 2) in shipped.tiles for zoom, x, y in shipped.tiles if zoom == 8)


def test_the_whole_caucasus_at_one_zoom_is_few_bytes(shipped: FineGround) -> None:
    caucasus = [body for (zoom, x, y), body in shipped.tiles.items() if zoom == 7 and 77 <= x <= 81 and 46 <= y <= 49]
    assert len(caucasus) == 20
    assert sum(map(len, caucasus)) <= 600_000


def test_towns_that_two_states_name_apart_have_both_names(shipped: FineGround) -> None:
    names = {town[0] for tile in shipped.tiles for town in json.loads(shipped.plain(tile))["towns"]}
    assert {"Shusha (Shushi)", "Kalbajar (Karvachar)"} <= names
    assert not {"Khankendi", "Stepanakert"} & names  # the atlas's own city, named by both
