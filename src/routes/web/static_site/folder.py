"""Writing of an edition into a folder in place of an earlier one."""

from __future__ import annotations

import json
from pathlib import Path

from routes.errors import RoutesError
from routes.web.static_site.edition import MANIFEST, Edition


def write(edition: Edition, out: Path) -> int:
    """Write an edition into a folder and return how many bytes it has.

    An earlier edition in the folder gives way; anything else there is left alone.

    Raises
    ------
    RoutesError
        If the folder holds something that is no edition.
    """
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MANIFEST).is_file())):
        raise RoutesError(f"{out} holds something else; name a new or empty folder, or one with an earlier edition")
    files = edition.files
    for name in _earlier(out):
        if name not in files:
            (out / name).unlink(missing_ok=True)
    for name, body in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return sum(map(len, files.values()))


def _earlier(out: Path) -> list[str]:
    """Return the files of the edition in a folder, and only those inside it."""
    manifest = out / MANIFEST
    if not manifest.is_file():
        return []
    try:
        names = [str(name) for name in json.loads(manifest.read_text(encoding="utf-8"))["files"]]
    except (ValueError, KeyError, TypeError) as error:
        raise RoutesError(f"{manifest} is not an edition's list of files; name another folder") from error
    return [name for name in names if (out / name).resolve().is_relative_to(out.resolve())]
