"""The menu of languages, and the note on pages in another than English: what the translation is, how far it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from routes.text import language, local_formats
from routes.text.language import pgettext
from routes.views import markup, preview, selections, urls
from routes.views.selections import Selection

# Elements whose text nobody reads as such.
NOT_READ = frozenset({"script", "style", "svg"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A language in the menu: its own name and code, and the address of the same view in it."""

    name: str
    code: str
    direction: str
    href: str
    chosen: bool


def choices(page: str, selection: Selection) -> tuple[Choice, ...]:
    """Return the languages that are offered, each with the address of this view in it."""
    return tuple(
        Choice(one.name, code, one.direction, _address(page, selection, code), chosen=one is language.chosen())
        for code, one in language.offered().items()
    )


def _address(page: str, selection: Selection, code: str) -> str:
    return urls.file(page, "./", selections.to_query(replace(selection, lang=code)))


def menu(page: str, selection: Selection) -> str:
    """Return the languages as links; nothing where there is only one."""
    found = choices(page, selection)
    return markup.render("languages.html", choices=found) if len(found) > 1 else ""


def pages(here: str, selection: Selection) -> str:
    """Return the pages as links that load them anew, so that each says in which language it is."""
    links = [
        (pgettext("page", preview.LABELS[name]), urls.DASHBOARD.selection(name, selection), name == here)
        for name in preview.IN_BAR
    ]
    return markup.render("page_links.html", links=links)


def untranslated(make: Callable[[], str]) -> str:
    """Return a part of a page that is written in English only so far, marked so on a page in another language."""
    foreign = not language.is_english()
    with language.in_english():
        html = make()
    return markup.in_english(html) if html and foreign else html


def note(*parts: str) -> str:
    """Return the note on a page made of these parts of HTML; nothing for a reader of English."""
    if language.is_english():
        return _not_translated()
    percent = local_formats.number(share(*parts))
    return markup.render("translated.html", percent=percent, reader=language.current())


def _not_translated() -> str:
    """Return, in the reader's language, that a page is in English so far; nothing for a reader of English."""
    reader = language.chosen()
    if reader is language.ENGLISH:
        return ""
    with language.speaking(reader.code):
        return markup.render("translated.html", percent="", reader=reader)


def share(*parts: str) -> int:
    """Return how many of a hundred letters of HTML are in the language of the page, rounded down."""
    letters = _Letters()
    for part in parts:
        letters.feed(part)
    letters.close()
    total = letters.own + letters.foreign
    return letters.own * 100 // total if total else 100


class _Letters(HTMLParser):
    """Counts the letters of a page that are in its language, and those inside an element marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.own = self.foreign = 0
        self._open: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and whether it is in English and read at all; both hold for what is inside it."""
        if tag not in markup.VOID:
            english = any(e for _, e, _ in self._open[-1:]) or ("lang", "en") in attrs
            self._open.append((tag, english, tag in NOT_READ or any(s for _, _, s in self._open[-1:])))

    def handle_endtag(self, tag: str) -> None:
        """Forget an element and what was left open inside it."""
        if any(tag == name for name, _, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Count the letters of a text."""
        n = sum(map(str.isalpha, data))
        english, skipped = self._open[-1][1:] if self._open else (False, False)
        if not skipped:
            self.own, self.foreign = self.own + n * (not english), self.foreign + n * english
