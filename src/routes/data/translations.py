"""Translations of the texts of the data, `geodata/i18n/<language>/<table>.yaml`: by entry and field.

Each is held with a digest of the English text it translates, so that one whose English has changed is known.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.data.files import Raw, ReadError, yaml_entries
from routes.model import Id

# Where they lie in geodata/, and a file of each language that is none of them.
FOLDER = "i18n"
WORDS = ("glossary.yaml", "wording.yaml")
# What may be translated: the tables of the atlas, and of each entry these fields.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "arguments": ("says", "atlas_concludes", "overtaken"),
    "countries": ("name", "short"),
    "events": ("what",),
    "holders": ("name",),
    "layers": ("title",),
    "questions": ("title", "asks"),
    "routes": ("title", "short", "summary", "passengers"),
    "scenarios": ("title", "short", "because", "reported"),
    "sides": ("title",),
    "stories": ("title",),
}
DIGITS = 8


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language, and the digest of the English one it translates."""

    of: str
    text: str

    def is_of(self, english: str) -> bool:
        """Return whether it translates this English text, and not one that has changed since."""
        return self.of == digest(english)


def digest(english: str) -> str:
    """Return the digits that name an English text; spaces and line breaks do not count."""
    return hashlib.sha256(" ".join(english.split()).encode()).hexdigest()[:DIGITS]


def english(atlas: Atlas, table: str, id: Id, field: str) -> str | None:
    """Return the English text of a field of an entry; None if there is no such entry or it has none."""
    text = getattr(getattr(atlas, table).get(id), field, None)
    return text if isinstance(text, str) else None


@kept()
def of_language(atlas: Atlas, code: str) -> Mapping[tuple[str, Id, str], Translation]:
    """Return the translations into a language by table, id and field; a file that cannot be read is passed over."""
    found: dict[tuple[str, Id, str], Translation] = {}
    for file in files(atlas.folder, code):
        try:
            for raw in yaml_entries(atlas.folder, file):
                found.update(fields(file.stem, raw))
        except ReadError as error:
            logging.getLogger(__name__).warning("not translated: %s", error)
    return found


def files(folder: Path, code: str) -> list[Path]:
    """Return the files of translations into a language."""
    return [file for file in sorted((folder / FOLDER / code).glob("*.yaml")) if file.name not in WORDS]


def fields(table: str, raw: Raw) -> Iterator[tuple[tuple[str, Id, str], Translation]]:
    """Yield the translated fields of an entry that are written as they should be."""
    for field, value in raw.data.items():
        if is_translation(value):
            yield (table, str(raw.data.get("id")), field), Translation(value["of"], value["text"])


def is_translation(value: Any) -> bool:
    """Return whether a value is a text with the digest of its English."""
    return (
        isinstance(value, dict)
        and set(value) == {"of", "text"}
        and all(isinstance(v, str) and v for v in value.values())
    )
