"""Released data versions: kept as differences, and read again as they were published.

Each release has three files in `geodata/releases/`, which are no part of any version: `<version>.json` says when it
was published, after which other, and what a list of its links showed; `<version>.facts.xz` holds every file of
entries as it was; `<version>.ground.xz`, only where it differs from the release before, the layers that are built and
that numbers depend on (heights, outlines of disputed areas). Both hold only the difference to the release before
(`data.differences`); the first is whole.

Not kept is what no number of a route depends on: outlines of countries and waters, relief and fine ground. A release
is shown on the ground of today.
"""

from __future__ import annotations

import gc
import json
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from routes.data import differences, heights, loader, outlines
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.errors import RequestError, RoutesError

FOLDER = "releases"
FACTS, GROUND = "facts", "ground"
PARTS = (FACTS, GROUND)
# Versions named where one is not on record, and letters of it repeated.
NAMED, REPEATED = 5, 40
# Values shown behind a link, by the names of the figures.
Shown = tuple[int | float | str | None, ...]


class Release(BaseModel):
    """One published data version, and what its links showed: for each address the values of `figures`, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    published: date
    after: str | None = None
    figures: tuple[str, ...] = ()
    links: Mapping[str, Shown] = {}


def unknown(atlas: Atlas, version: str) -> RequestError:
    """Return the refusal of a version that is not on record, which names those that are."""
    names = [release.version for release in recorded(atlas)]
    known = f"on record: {', '.join(names[-NAMED:])}" if names else "none is on record"
    return RequestError(f"data version {version[:REPEATED]!r} is not on record; {known}; now it is {atlas.version}")


@kept(1)
def recorded(atlas: Atlas) -> tuple[Release, ...]:
    """Return the releases on record, oldest first.

    Raises
    ------
    RoutesError
        If the record of one is broken, or they do not follow one another.
    """
    found = {release.after: release for release in _read(atlas.folder / FOLDER)}
    chain: list[Release] = []
    while (following := found.pop(chain[-1].version if chain else None, None)) is not None:
        chain.append(following)
    if found:
        lost = next(iter(found.values()))
        raise RoutesError(f"{FOLDER}/{lost.version}.json: follows {lost.after}, which is not on record; restore it")
    return tuple(chain)


def _read(folder: Path) -> Iterator[Release]:
    for file in sorted(folder.glob("*.json")):
        try:
            yield Release.model_validate_json(file.read_bytes())
        except ValidationError as error:
            problem = error.errors()[0]["msg"]
            raise RoutesError(f"{FOLDER}/{file.name}: {problem}; restore it from version control") from error


def find(atlas: Atlas, version: str) -> Release | None:
    """Return a release by its version; None if it is not on record."""
    return next((release for release in recorded(atlas) if release.version == version), None)


def as_published(atlas: Atlas, version: str) -> Atlas:
    """Return the atlas as a release had it, with the age of its reports counted on the day it was published.

    The last one asked for is kept. `present` of what is returned is the atlas given, which is returned itself for its
    own version.

    Raises
    ------
    RequestError
        If the version is not on record.
    RoutesError
        If its files are broken.
    """
    atlas = atlas.present or atlas
    return atlas if version == atlas.version else _as_published(atlas, version)


@kept(1)
def _as_published(atlas: Atlas, version: str) -> Atlas:
    release = find(atlas, version)
    if release is None:
        raise unknown(atlas, version)
    # Releases read before, which refer to themselves, go now and their folders with them.
    gc.collect()
    top = tempfile.mkdtemp(prefix="corridor-atlas-")
    try:
        folder = Path(top) / atlas.folder.name
        _lay_out(atlas, release, folder)
        read = replace(loader.load(folder, release.published, known_as=version), present=atlas)
    except BaseException:
        shutil.rmtree(top, ignore_errors=True)
        raise
    weakref.finalize(read, shutil.rmtree, top, ignore_errors=True)
    return read


def _lay_out(atlas: Atlas, release: Release, folder: Path) -> None:
    """Write a release's files into a folder, and beside them today's outlines."""
    for part in PARTS:
        for path, text in json.loads(_unpacked(atlas, release, part)).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
    for name in _todays(folder):
        if (atlas.folder / name).exists():
            shutil.copyfile(atlas.folder / name, folder / name)


def _todays(folder: Path) -> Iterator[str]:
    """Yield the files that a release is shown with as they are now: outlines, and kinds of entries it did not know."""
    yield from (outlines.FILES[role] for role in outlines.BASEMAP)
    for kind, (pattern, _) in loader.KINDS.items():
        if kind not in loader.OPTIONAL and not any(folder.glob(pattern)):
            yield pattern


def write(atlas: Atlas, release: Release) -> tuple[Path, ...]:
    """Record the atlas as it is under a release's version, and return the files written.

    Raises
    ------
    RequestError
        If the version is on record already.
    """
    if find(atlas, release.version):
        raise RequestError(f"data version {release.version} is on record already; nothing was written")
    folder = atlas.folder / FOLDER
    folder.mkdir(exist_ok=True)
    head = folder / f"{release.version}.json"
    written = [head]
    before = find(atlas, release.after) if release.after else None
    for part in PARTS:
        then, now = _unpacked(atlas, before, part), _packed(atlas.folder, part)
        if then != now:
            written.append(folder / f"{release.version}.{part}.xz")
            written[-1].write_bytes(differences.encoded(now, then))
    head.write_text(release.model_dump_json() + "\n", encoding="utf-8")
    atlas.caches.clear()
    return tuple(written)


def _packed(folder: Path, part: str) -> bytes:
    """Return the files of a part as one JSON object of their texts."""
    ground = (heights.FILE, outlines.FILES["claimed"])
    patterns = ground if part == GROUND else (pattern for pattern, _ in loader.KINDS.values())
    files = {f.relative_to(folder).as_posix(): f for pattern in patterns for f in folder.glob(pattern)}
    texts = {path: file.read_bytes().decode() for path, file in sorted(files.items())}
    return json.dumps(texts, ensure_ascii=False).encode()


def _unpacked(atlas: Atlas, release: Release | None, part: str) -> bytes:
    """Return a part as it was packed, from the first release on."""
    body = b"{}"
    for one in recorded(atlas) if release else ():
        file = atlas.folder / FOLDER / f"{one.version}.{part}.xz"
        if file.exists():
            body = _decoded(file, body)
        if one == release:
            break
    return body


def _decoded(file: Path, before: bytes) -> bytes:
    try:
        return differences.decoded(file.read_bytes(), before)
    except ValueError as error:
        raise RoutesError(f"{FOLDER}/{file.name}: {error}; restore it from version control") from error
