"""Checks of the translations: of the data's texts, of the words of a language that take a side, of its glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from routes.data import translations
from routes.data.atlas import Atlas
from routes.data.files import Raw, ReadError, yaml_entries
from routes.errors import Problem, UnknownIdError
from routes.text import catalogues, language

GLOSSARY, WORDING = translations.WORDS
# What an entry of the two files holds, and what of it may be left out.
TERM = ({"en", "term"}, {"source", "note"})
WORD = ({"word", "write"}, {"why"})
TRANSLATED = re.compile(r'^msgstr(?:\[\d\])? ((?:"[^\n]*"\n?)+)', re.MULTILINE)


def problems(atlas: Atlas) -> Iterator[Problem]:
    """Yield what is wrong with the translations into every language."""
    for code in _languages():
        words, found = _words_of(atlas, code)
        yield from found
        for raw, table in _entries(atlas, code, found := []):
            yield from _wrong(atlas, table, raw)
            yield from _taking_sides(raw, words)
        yield from found
        yield from _in_catalogue(code, words)


def outdated(atlas: Atlas) -> Iterator[Problem]:
    """Yield the translations of texts whose English has changed since."""
    for code in _languages():
        for raw, table in _entries(atlas, code, []):
            for (_, id, field), one in translations.fields(table, raw):
                english = translations.english(atlas, table, id, field)
                if english and not one.is_of(english):
                    remedy = f"translate it anew; its English is now {translations.digest(english)}"
                    yield raw.problem(field, f"the English text of {id} has changed", remedy)


def to_translate(atlas: Atlas, code: str, table: str) -> str:
    """Return the texts of a table that have no translation, or an outdated one, as YAML with an empty text each.

    Raises
    ------
    UnknownIdError
        If there is no such language or table.
    """
    if code not in _languages():
        raise UnknownIdError("language", code, _languages())
    if table not in translations.FIELDS:
        raise UnknownIdError("table of texts", table, translations.FIELDS)
    known = translations.of_language(atlas, code)
    lines: list[str] = []
    for id in getattr(atlas, table):
        missing = []
        for field in translations.FIELDS[table]:
            english = translations.english(atlas, table, id, field)
            found = known.get((table, id, field))
            if english and not (found and found.is_of(english)):
                missing += [
                    f"  # {english}",
                    f"  {field}:",
                    f"    of: '{translations.digest(english)}'",
                    "    text: ''",
                ]
        lines += [f"- id: {_scalar(id)}", *missing] if missing else []
    return "".join(f"{line}\n" for line in lines)


def _languages() -> list[str]:
    return [code for code in language.LANGUAGES if code != language.ENGLISH.code]


def _scalar(id: str) -> str:
    """Return an id as YAML has it: in quotation marks where it would be read as something else, such as `NO`."""
    return yaml.safe_dump(id, default_style=None).splitlines()[0]


def _entries(atlas: Atlas, code: str, found: list[Problem]) -> Iterator[tuple[Raw, str]]:
    """Yield the entries of a language's files with the table of each; add to `found` those that cannot be read."""
    for file in translations.files(atlas.folder, code):
        try:
            yield from ((raw, file.stem) for raw in yaml_entries(atlas.folder, file))
        except ReadError as error:
            found.append(error.problem)


def _wrong(atlas: Atlas, table: str, raw: Raw) -> Iterator[Problem]:
    known, id = translations.FIELDS.get(table), str(raw.data.get("id"))
    if known is None:
        yield raw.problem("-", f"{table!r} is no table of texts", f"use one of {', '.join(translations.FIELDS)}")
        return
    if id not in getattr(atlas, table):
        yield raw.problem("id", f"{table} have no {id!r}", "remove it, or correct the id")
        return
    for field, value in raw.data.items():
        if field == "id":
            continue
        if field not in known or not translations.english(atlas, table, id, field):
            yield raw.problem(field, "the English entry has no such text", f"use one of {', '.join(known)}")
        elif not translations.is_translation(value):
            yield raw.problem(field, "is no translation", "write `of:` with the digest and `text:`, neither empty")


def _words_of(atlas: Atlas, code: str) -> tuple[Mapping[re.Pattern[str], str], list[Problem]]:
    """Return the words of a language that take a side, with what to write instead; and what is wrong with the files."""
    words: dict[re.Pattern[str], str] = {}
    found: list[Problem] = []
    for name, (needed, more) in ((GLOSSARY, TERM), (WORDING, WORD)):
        file = atlas.folder / translations.FOLDER / code / name
        try:
            for raw in yaml_entries(atlas.folder, file) if file.is_file() else ():
                if not needed <= set(raw.data) <= needed | more:
                    found.append(raw.problem("-", f"holds {', '.join(raw.data)}", f"write {', '.join(sorted(needed))}"))
                elif name == WORDING:
                    words[re.compile(rf"\b(?:{raw.data['word']})", re.IGNORECASE)] = str(raw.data["write"])
        except ReadError as error:
            found.append(error.problem)
        except re.error as error:
            found.append(Problem(f"{atlas.folder.name}/i18n/{code}/{name}", 1, "word", f"{error}", "mend the pattern"))
    return words, found


def _taking_sides(raw: Raw, words: Mapping[re.Pattern[str], str]) -> Iterator[Problem]:
    for field, value in raw.data.items():
        if translations.is_translation(value):
            yield from (raw.problem(field, *wrong) for wrong in _found(value["text"], words))


def _in_catalogue(code: str, words: Mapping[re.Pattern[str], str]) -> Iterator[Problem]:
    file = catalogues.path(code)
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    for match in TRANSLATED.finditer(text):
        for wrong in _found(match[1], words):
            yield Problem(f"locale/{code}/{file.name}", text.count("\n", 0, match.start()) + 1, "msgstr", *wrong)


def _found(text: str, words: Mapping[re.Pattern[str], str]) -> Iterator[tuple[str, str]]:
    for pattern, instead in words.items():
        if match := pattern.search(text):
            yield f"{match[0]!r} is not a neutral word", instead
