"""Tiles of shaded relief: which there are, what they cover, and what becomes of a broken file of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from routes.data import relief
from routes.data.atlas import Atlas
from routes.data.files import ReadError


def written(folder: Path, *names: str) -> Path:
    folder.mkdir()
    with zipfile.ZipFile(folder / relief.FILE, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return folder


def test_tiles_are_read_with_what_they_cover(tmp_path: Path) -> None:
    found = relief.read(written(tmp_path / "geodata", "1/1/0.webp", "2/2/1.webp", "2/3/1.webp"))
    assert found is not None
    assert found.tiles[2, 3, 1] == b"2/3/1.webp"
    assert found.zooms == (1, 2)
    assert found.bounds == pytest.approx((0, 0, 180, 66.5133), abs=0.001)
    assert found.within(2, (100, 10, 120, 20)) == [(2, 3, 1)]


def test_the_digest_changes_with_the_tiles(tmp_path: Path) -> None:
    one = relief.read(written(tmp_path / "one", "1/1/0.webp"))
    other = relief.read(written(tmp_path / "other", "1/0/0.webp"))
    assert one
    assert other
    assert one.digest != other.digest


def test_an_atlas_may_do_without(toy: Atlas) -> None:
    assert relief.read(toy.folder) is None


@pytest.mark.parametrize("body", [b"no archive", b""])
def test_a_broken_file_is_named(tmp_path: Path, body: bytes) -> None:
    (tmp_path / relief.FILE).write_bytes(body)
    with pytest.raises(ReadError, match="no archive of tiles"):
        relief.read(tmp_path)


def test_a_file_that_is_no_tile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no archive of tiles"):
        relief.read(written(tmp_path / "geodata", "readme.txt"))


def test_every_tile_of_the_shipped_atlas_is_a_picture_and_has_its_coarser_one(real: Atlas) -> None:
    found = relief.read(real.folder)
    assert found is not None
    assert all(body[:4] == b"RIFF" and body[8:12] == b"WEBP" for body in found.tiles.values())
    assert all(zoom == found.zooms[0] or (zoom - 1, x // 2, y // 2) in found.tiles for zoom, x, y in found.tiles)
    assert sum(map(len, found.tiles.values())) < 5_000_000
