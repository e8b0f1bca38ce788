"""The catalogues of messages, one file of gettext a language, read when the language is first asked for.

They are shipped as translators write them (`.po`): there is no compiled copy that could be older than its source.
"""

from __future__ import annotations

import re
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).with_name("locale")
# A translation that is missing, or one that is kept from another message and not yet looked at.
UNFINISHED = re.compile(r'^msgstr(?:\[\d\])? ""\n(?!")|^#, .*\bfuzzy\b', re.MULTILINE)


def path(code: str) -> Path:
    """Return where the catalogue of a language lies."""
    return FOLDER / code / "LC_MESSAGES" / "messages.po"


def is_complete(code: str) -> bool:
    """Return whether a language has a catalogue in which no message is left to translate."""
    file = path(code)
    return file.is_file() and not UNFINISHED.search(file.read_text(encoding="utf-8"))


@cache
def of(code: str) -> GNUTranslations:
    """Return the catalogue of a language."""
    # Imported here: a reader of English needs neither.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path(code).open(encoding="utf-8") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
