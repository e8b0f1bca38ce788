"""Texts of the data in the language that is written now, or in English where they are not translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routes.data import translations
from routes.data.atlas import Atlas
from routes.model import Argument, Country, Entry, Event, Holder, Layer, Question, Route, Scenario, Side, Story
from routes.text import language, local_formats


@dataclass(frozen=True, slots=True)
class DataText:
    """A text of the data; `foreign` if it is English because its translation is missing or out of date."""

    words: str
    foreign: bool = False

    def __str__(self) -> str:
        return self.words


# The table of the atlas that an entry stands in.
TABLES: Mapping[type[Entry], str] = {
    Argument: "arguments",
    Country: "countries",
    Event: "events",
    Holder: "holders",
    Layer: "layers",
    Question: "questions",
    Route: "routes",
    Scenario: "scenarios",
    Side: "sides",
    Story: "stories",
}


def told(atlas: Atlas, entry: Entry, field: str) -> DataText:
    """Return a text of an entry, one of `translations.FIELDS`, in the language that is written now."""
    english: str = getattr(entry, field) or ""
    if language.is_english() or not english:
        return DataText(english)
    key = TABLES.get(type(entry), ""), str(getattr(entry, "id", "")), field
    found = translations.of_language(atlas, language.current().code).get(key)
    if found and found.is_of(english):
        return DataText(found.text)
    return DataText(english, foreign=True)


def country(atlas: Atlas, code: str) -> str:
    """Return the name of a country: that of our own translation, else that of CLDR."""
    if language.is_english():
        return atlas.country_name(code)
    own = told(atlas, atlas.countries[code], "name") if code in atlas.countries else DataText(code, foreign=True)
    return own.words if not own.foreign else local_formats.country(code) or own.words
