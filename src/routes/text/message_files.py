"""The catalogues as files: messages collected from the code and its templates, and what is wrong with translations.

Used where the atlas is developed; the catalogues are read by `catalogues`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from routes.errors import Problem
from routes.text import catalogues, language

PACKAGE = Path(__file__).parents[1]
METHODS = [("**/*.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "marked": ((1, "c"), 2),
}
OPTIONS = {"**/templates/**.html": {"encoding": "utf-8", "trimmed": "true", "silent": "false"}}
# Above a translation that is to read like the English.
SAME = "same"
# The header holds no date and no version of a tool, which would change without a change of a message.
HEADER = "".join(
    f'"{line}\\n"\n'
    for line in (
        "Language: {code}",
        "Plural-Forms: {plural}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
)
PARTS = re.compile(r"%\((\w+)\)s|%%")


@cache
def collected() -> Catalog:
    """Return every message of the code and its templates, in the order of their files."""
    found = Catalog(charset="utf-8")
    extracted = extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",))
    for file, line, message, comments, context in sorted(extracted, key=lambda one: (one[0], one[1])):
        where = [(f"src/routes/{Path(file).as_posix()}", line)]
        found.add(message, None, where, auto_comments=comments, context=context)
    return found


def updated(code: str) -> str:
    """Return the text of a language's catalogue with every message there is, and none besides."""
    catalogue = read(code)
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return _written(catalogue, code)


def read(code: str) -> Catalog:
    """Return a language's catalogue, an empty one if it has none yet."""
    file = catalogues.path(code)
    if not file.is_file():
        return Catalog(locale=code, charset="utf-8")
    with file.open(encoding="utf-8") as opened:
        return read_po(opened, locale=code)


def update(code: str) -> Path:
    """Write a language's catalogue anew and return where it lies."""
    text, file = updated(code), catalogues.path(code)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def untranslated(code: str) -> int:
    """Return how many messages of a catalogue have no translation, or not all of its forms."""
    return sum(not _whole(message) for message in _messages(read(code)))


def problems(code: str) -> Iterator[Problem]:
    """Yield what is wrong with a catalogue: not up to date, a part lost or added, a translation like the English."""
    file = catalogues.path(code)
    name = file.relative_to(PACKAGE.parents[1]).as_posix()
    if not file.is_file() or file.read_text(encoding="utf-8") != updated(code):
        yield Problem(name, 1, "-", "is not as the code has it", "run `make messages`")
        return
    catalogue = read(code)
    for message in _messages(catalogue):
        for found, remedy in _wrong(catalogue, message):
            yield Problem(name, message.lineno or 1, _first(message), found, remedy)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _whole(message: Message) -> bool:
    return all(_forms(message)) and not message.fuzzy


def _forms(message: Message) -> tuple[str, ...]:
    text = message.string
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _wrong(catalogue: Catalog, message: Message) -> Iterator[tuple[str, str]]:
    forms = _forms(message)
    if not any(forms):
        return
    if not all(forms) or (message.pluralizable and len(forms) != catalogue.num_plurals):
        yield f"has {sum(map(bool, forms))} of {catalogue.num_plurals} forms", "write every form"
    wanted = {part for text in ([message.id] if isinstance(message.id, str) else message.id) for part in _parts(text)}
    for form in filter(None, forms):
        if lost := sorted(wanted - {*_parts(form)} - ({"count", "num"} if message.pluralizable else set())):
            yield f"lacks %({lost[0]})s", "put the part where it belongs"
        if added := sorted({*_parts(form)} - wanted):
            yield f"has %({added[0]})s, which the English lacks", "use the parts of the English"
    alike = forms[0] == _first(message) and any(map(str.isalpha, PARTS.sub("", forms[0])))
    if alike and SAME not in message.user_comments:
        yield "reads like the English", f"translate it, or write `# {SAME}` above it"


def _parts(text: str) -> Iterator[str]:
    return (match[1] for match in PARTS.finditer(text) if match[1])


def _written(catalogue: Catalog, code: str) -> str:
    """Return a catalogue as a file without line numbers: a change of the code is a change of its messages only."""
    name = language.LANGUAGES[code].name
    catalogue.header_comment = f"# {name}: messages of Corridor Atlas. See docs/translating.md."
    out = BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, include_previous=False)
    body = out.getvalue().decode()
    comment, _, rest = body.partition('msgid ""\nmsgstr ""\n')
    _, _, entries = rest.partition("\n\n")
    header = HEADER.format(code=code, plural=catalogue.plural_forms)
    return f'{comment.replace("#, fuzzy" + chr(10), "")}msgid ""\nmsgstr ""\n{header}\n{entries}'
