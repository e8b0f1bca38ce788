"""Countries that legs and places lie in, and the languages of the names of places."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from routes.model.entry import CountryCode, Entry, Text

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class Tint(Entry):
    """A colour (sRGB, `#RRGGBB`) in the light and in the dark scheme."""

    light: Colour
    dark: Colour


class Country(Entry):
    """A country by its ISO 3166-1 alpha-2 code; `short` is for narrow drawings, `tint` its colour in the profile.

    `soviet` tells that it was a republic of the Soviet Union, whose inner lines were no state borders.
    """

    id: CountryCode
    name: Text
    short: Text | None = None
    tint: Tint | None = None
    soviet: bool = False


class Language(Entry):
    """A language by its ISO 639-1 code, and its English name."""

    id: LanguageCode
    name: Text
