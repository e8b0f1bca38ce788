"""Archives of map tiles: one file of many, `<zoom>/<column>/<row>` and an ending, numbered as web maps number them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from routes.data.files import ReadError
from routes.errors import Problem

# A tile's zoom, its column from the west and its row from the north.
Tile = tuple[int, int, int]


def read(file: Path, ending: str) -> tuple[Mapping[Tile, bytes], str] | None:
    """Read an archive: its tiles, and ten hex digits that change with them; None if there is no file or nothing in it.

    Raises
    ------
    ReadError
        If the file is no archive of tiles with this ending.
    """
    if not file.exists():
        return None
    try:
        body = file.read_bytes()
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            tiles = {_tile(name, ending): archive.read(name) for name in archive.namelist()}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        path = f"{file.parent.name}/{file.name}"
        raise ReadError(Problem(path, 1, "-", f"no archive of tiles: {error}", "restore the file")) from error
    return (tiles, hashlib.sha256(body).hexdigest()[:10]) if tiles else None


def _tile(name: str, ending: str) -> Tile:
    zoom, x, y = (int(part) for part in name.removesuffix(ending).split("/"))
    return zoom, x, y
