"""Releases are kept as differences and read again as they were published."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.data import differences, loader, releases
from routes.data.atlas import Atlas
from routes.data.releases import FACTS, FOLDER, GROUND, Release
from routes.errors import RequestError, RoutesError

TOY = Path(__file__).parents[1] / "toy"
DAY = date(2026, 11, 2)
# The second release follows on six days in which whole kinds of entries were added; each later one is small.
BYTES = 40_000
LARGER = {2: 90_000}
ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Atlas:
    """The toy atlas in a folder of its own, where versions can be recorded."""
    shutil.copytree(TOY, tmp_path / "toy")
    return loader.load(tmp_path / "toy")


def record(atlas: Atlas, after: str | None = None) -> tuple[Path, ...]:
    return releases.write(atlas, Release(version=atlas.version, published=DAY, after=after))


def renamed(folder: Path) -> Atlas:
    """Give the first route another title, and return the atlas with it."""
    file = sorted((folder / "routes").glob("*.yaml"))[0]
    file.write_text(file.read_text().replace("title: ", "title: New ", 1))
    return loader.load(folder)


def pieces() -> st.SearchStrategy[bytes]:
    long = st.binary(min_size=70, max_size=200)
    return st.lists(long | st.binary(max_size=20), max_size=8).map(b"".join)


@given(pieces(), pieces(), st.integers(0, 400), st.integers(0, 400))
def test_what_differs_gives_back_the_whole_text(old: bytes, added: bytes, begin: int, end: int) -> None:
    new = old[begin:] + added + old[:end]
    assert differences.decoded(differences.encoded(new, old), old) == new


def test_a_long_text_in_common_takes_few_bytes() -> None:
    old = json.dumps([n * n for n in range(50_000)]).encode()
    new = old[:1000] + b"something new" + old[1010:]
    assert len(differences.encoded(new, old)) < 300


@given(st.binary(max_size=300))
def test_a_broken_difference_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"difference|another"):
        differences.decoded(body, b"x" * 500)


def test_a_difference_to_another_text_is_refused() -> None:
    old = bytes(range(256)) * 2
    with pytest.raises(ValueError, match="another text"):
        differences.decoded(differences.encoded(old, old), b"short")


def test_a_release_is_read_as_it_was_published(copy: Atlas) -> None:
    record(copy)
    now = renamed(copy.folder)
    assert now.version != copy.version
    then = releases.as_published(now, copy.version)
    assert (then.version, then.on, then.present) == (copy.version, DAY, now)
    for table in loader.KINDS:
        assert getattr(then, table) == getattr(copy, table)
    assert then.routes != now.routes


def test_the_record_is_no_part_of_the_version(copy: Atlas) -> None:
    record(copy)
    assert loader.load(copy.folder).version == copy.version


def test_a_second_release_holds_only_what_differs(copy: Atlas) -> None:
    first = record(copy)
    now = renamed(copy.folder)
    second = record(now, copy.version)
    sizes = [sum(file.stat().st_size for file in files if file.suffix == ".xz") for files in (first, second)]
    assert sizes[1] < sizes[0] / 4
    assert [one.version for one in releases.recorded(now)] == [copy.version, now.version]
    (now.folder / "routes" / "new.txt").write_text("no entry")
    third = renamed(copy.folder)
    assert releases.as_published(third, copy.version).routes == copy.routes
    assert releases.as_published(third, now.version).routes == now.routes


def test_a_release_is_recorded_once(copy: Atlas) -> None:
    record(copy)
    with pytest.raises(RequestError, match="on record already"):
        record(copy)


def test_the_last_release_asked_for_is_kept_and_its_folder_goes_with_it(copy: Atlas) -> None:
    record(copy)
    now = renamed(copy.folder)
    then = releases.as_published(now, copy.version)
    assert releases.as_published(now, copy.version) is then
    assert releases.as_published(then, copy.version) is then
    assert releases.as_published(now, now.version) is now
    assert then.folder.is_dir()
    assert then.folder != now.folder


def test_folders_of_releases_do_not_pile_up(copy: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(copy)
    second = renamed(copy.folder)
    record(second, copy.version)
    now = renamed(copy.folder)
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    for version in (copy.version, second.version) * 4:
        assert releases.as_published(now, version).version == version
    assert len([*(tmp_path / "scratch").iterdir()]) <= 2


@pytest.mark.parametrize("version", ["", "../toy", "2026-01-01-abcdef1", "<b>", "x" * 5_000])
def test_a_version_that_is_not_on_record_is_refused_with_those_that_are(copy: Atlas, version: str) -> None:
    record(copy)
    now = renamed(copy.folder)
    with pytest.raises(RequestError, match=f"on record: {copy.version}") as refused:
        releases.as_published(now, version)
    assert len(str(refused.value)) < 200


def test_a_broken_record_is_named(copy: Atlas) -> None:
    [head, facts, *_] = record(copy)
    now = renamed(copy.folder)
    facts.write_bytes(b"broken")
    with pytest.raises(RoutesError, match=f"{copy.version}.{FACTS}.xz"):
        releases.as_published(now, copy.version)
    head.write_text('{"version": 1}')
    with pytest.raises(RoutesError, match=f"{copy.version}.json"):
        releases.recorded(loader.load(copy.folder))


def test_a_record_that_follows_none_is_named(copy: Atlas) -> None:
    record(copy)
    file = copy.folder / FOLDER / f"{copy.version}.json"
    file.write_text(file.read_text().replace('"after":null', '"after":"2020-01-01-0000000"'))
    with pytest.raises(RoutesError, match="follows 2020-01-01-0000000"):
        releases.recorded(loader.load(copy.folder))


def test_kinds_of_entries_that_came_later_are_those_of_today(copy: Atlas) -> None:
    (copy.folder / "holder-types.yaml").rename(copy.folder / "aside")
    release = Release(version="2026-01-01-abcdef0", published=DAY)
    releases.write(copy, release)
    (copy.folder / "aside").rename(copy.folder / "holder-types.yaml")
    now = loader.load(copy.folder)
    assert releases.as_published(now, release.version).holder_types == now.holder_types


def test_every_release_takes_no_more_than_its_share_of_bytes(real: Atlas) -> None:
    for n, release in enumerate(releases.recorded(real), 1):
        if n > 1:
            file = real.folder / FOLDER / f"{release.version}.{FACTS}.xz"
            assert file.stat().st_size <= LARGER.get(n, BYTES), release.version


def test_the_first_release_has_no_layer_of_ground_that_did_not_exist_then(real: Atlas) -> None:
    first = releases.recorded(real)[0]
    assert not (real.folder / FOLDER / f"{first.version}.{GROUND}.xz").exists()
    assert releases.as_published(real, first.version).heights == {}


def test_an_older_atlas_that_is_changed_by_a_link_still_knows_the_present_one(real: Atlas) -> None:
    then = releases.as_published(real, releases.recorded(real)[0].version)
    assert replace(then, stories={}).present is real
