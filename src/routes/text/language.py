"""The languages of the atlas, the one an answer is written in, and the words of the interface in it.

An answer is written inside `speaking`: every message, number, date and link made there is in that language. Outside it
all is English, as in files, on the command line and in the API.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations

from routes.text import catalogues


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code (ISO 639-1), its own name, and whether it is written from right to left."""

    code: str
    name: str
    right_to_left: bool = False

    @property
    def direction(self) -> str:
        """The value of the attribute `dir`."""
        return "rtl" if self.right_to_left else "ltr"


ENGLISH = Language("en", "English")
LANGUAGES: Mapping[str, Language] = {
    one.code: one
    for one in (
        ENGLISH,
        Language("ru", "Русский"),
        Language("az", "Azərbaycanca"),
        Language("hy", "Հայերեն"),
        Language("fa", "فارسی", right_to_left=True),
        Language("tr", "Türkçe"),
    )
}
# Marks that keep a name or number in order inside text of the other direction (Unicode Standard Annex 9).
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
# Letters written from left to right, as in names of the Latin, Cyrillic, Greek, Armenian and Georgian scripts.
LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u02b8\u0370-\u058f\u10a0-\u10ff\u1e00-\u1fff]")
# So much of the header is read; browsers send less than a hundred characters.
MOST_ACCEPTED = 500

_spoken: ContextVar[Language] = ContextVar("spoken", default=ENGLISH)
_asked: ContextVar[str | None] = ContextVar("asked", default=None)


@cache
def offered() -> Mapping[str, Language]:
    """Return the languages in which every message of the interface is translated, English first."""
    return {code: one for code, one in LANGUAGES.items() if one is ENGLISH or catalogues.is_complete(code)}


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """Write all that is made inside in a language, English if it is None, and repeat the code in every link."""
    asked, spoken = _asked.set(code), _spoken.set(LANGUAGES[code or ENGLISH.code])
    try:
        yield
    finally:
        _asked.reset(asked)
        _spoken.reset(spoken)


@contextmanager
def in_english() -> Iterator[None]:
    """Write what is made inside in English, for what is not translated yet; links keep the reader's language."""
    spoken = _spoken.set(ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(spoken)


def current() -> Language:
    """Return the language that is written now."""
    return _spoken.get()


def is_english() -> bool:
    """Return whether English is written now."""
    return _spoken.get() is ENGLISH


def chosen() -> Language:
    """Return the language that the reader has chosen, also where English is written because nothing else is."""
    return LANGUAGES[asked() or ENGLISH.code]


def asked() -> str | None:
    """Return the code of the language that links repeat; None where they need not name it."""
    return _asked.get()


def accepted(header: str | None) -> str | None:
    """Return the code of the language that a browser's header Accept-Language asks for; None for English or none."""
    wanted = _by_preference(header or "")
    if not wanted or wanted[0].lower().startswith(ENGLISH.code):
        return None
    # Imported here: most readers' browsers ask for English first.
    from babel import negotiate_locale

    found = negotiate_locale(wanted, [*offered()], sep="-")
    return found if found != ENGLISH.code else None


def _by_preference(header: str) -> list[str]:
    """Return the languages of the header Accept-Language, the most wanted first (RFC 9110, 12.5.4)."""
    weighed = []
    for part in header[:MOST_ACCEPTED].split(","):
        name, _, weight = part.partition(";")
        q = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", weight)
        if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", name.strip()) and (q or not weight.strip()):
            weighed.append((float(q[1]) if q else 1.0, name.strip()))
    return [name for weight, name in sorted(weighed, key=lambda one: -one[0]) if weight]


def isolated(text: str) -> str:
    """Return a text that keeps its order inside a sentence written from right to left; elsewhere as it is."""
    return f"{ISOLATE}{text}{END_ISOLATE}" if current().right_to_left and LEFT_TO_RIGHT.search(text) else text


def gettext(message: str, **parts: object) -> str:
    """Return a message in the language that is written now, with its named parts filled in.

    Parameters
    ----------
    message
        The English sentence, each part as `%(name)s`.
    """
    return _filled(message if is_english() else _catalogue().gettext(message), parts)


def ngettext(one: str, many: str, n: int, **parts: object) -> str:
    """Return the form of a message that fits a number, which is the part `num` unless the parts hold one."""
    found = (one if n == 1 else many) if is_english() else _catalogue().ngettext(one, many, n)
    return _filled(found, {"num": n, **parts})


def pgettext(context: str, message: str, **parts: object) -> str:
    """Return a word or sentence that English writes alike in several uses, by the use that is meant."""
    return _filled(message if is_english() else _catalogue().pgettext(context, message), parts)


def npgettext(context: str, one: str, many: str, n: int, **parts: object) -> str:
    """Return the form that fits a number of a message with a context."""
    found = (one if n == 1 else many) if is_english() else _catalogue().npgettext(context, one, many, n)
    return _filled(found, {"num": n, **parts})


def marked(context: str, message: str) -> str:  # noqa: ARG001 - read where messages are collected
    """Return a message as it is: a word of a table, collected here and put into the language by `pgettext` later."""
    return message


def _catalogue() -> NullTranslations:
    return catalogues.of(current().code)


def _filled(message: str, parts: Mapping[str, object]) -> str:
    return message % {name: isolated(str(part)) for name, part in parts.items()} if parts else message
