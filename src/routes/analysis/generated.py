"""The files of geodata/ that the atlas writes itself, and which of them are not as it would write them now."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from routes.analysis import accuracy, published_times
from routes.data.atlas import Atlas
from routes.data.loader import KINDS
from routes.errors import Problem

PROVENANCE = "provenance.csv"
RENEW = "run `routes renew`"


def schemas() -> Mapping[str, str]:
    """Return a JSON schema for every kind of entry, by the name of its file."""
    return {
        f"{kind}.json": json.dumps(model.model_json_schema(by_alias=True), indent=1, ensure_ascii=False) + "\n"
        for kind, (_, model) in KINDS.items()
    }


def provenance(folder: Path) -> str:
    """Return the table of provenance with the number of entries and the sha256 of every layer that is there."""
    with (folder / PROVENANCE).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        layer = folder / row["layer"]
        if layer.is_file():
            body = layer.read_bytes()
            row["rows"] = str(_entries(layer, body))
            row["sha256"] = hashlib.sha256(body).hexdigest()
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (row["layer"], row["package"])))
    return text.getvalue()


def _entries(layer: Path, body: bytes) -> int:
    """Return the number of a layer's features, of an archive's files or of a table's rows."""
    if layer.suffix == ".zip":
        return len(zipfile.ZipFile(io.BytesIO(body)).namelist())
    if layer.suffix == ".csv":
        return sum(1 for _ in csv.DictReader(io.StringIO(body.decode())))
    return len(json.loads(body).get("features", [layer]))


def generated(atlas: Atlas) -> Iterator[tuple[Path, str]]:
    """Yield the generated files that the atlas's folder has, each with the text it should hold."""
    folder = atlas.folder
    tables = {"accuracy.md": accuracy.table, "times.md": published_times.table}
    yield from ((folder / name, write(atlas)) for name, write in tables.items() if (folder / name).exists())
    if (folder / "schema").is_dir():
        yield from ((folder / "schema" / name, text) for name, text in schemas().items())
    if (folder / PROVENANCE).exists():
        yield folder / PROVENANCE, provenance(folder)


def stale(atlas: Atlas) -> Iterator[tuple[Path, str]]:
    """Yield the generated files whose text differs from what the atlas gives now, each with the new text."""
    for file, text in generated(atlas):
        if not file.exists() or file.read_bytes() != text.encode():
            yield file, text


def stale_problems(atlas: Atlas) -> Iterator[Problem]:
    """Yield a problem for every generated file that is stale, with the command that renews it."""
    for file, _ in stale(atlas):
        path = file.relative_to(atlas.folder.parent).as_posix()
        yield Problem(path, 1, "-", "is not what the data gives now", RENEW)


def renew(atlas: Atlas) -> tuple[Path, ...]:
    """Write the generated files that are stale anew, and return them."""
    found = tuple(stale(atlas))
    for file, text in found:
        file.write_text(text, encoding="utf-8", newline="\n")
    return tuple(file for file, _ in found)
