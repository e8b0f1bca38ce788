"""Who holds the views that the arguments report, for which sides they speak, and types of those who announce."""

from __future__ import annotations

import re

from pydantic import Field

from routes.model.entry import CountryCode, Entry, Id, Text
from routes.model.vocabulary import HolderKind


class Side(Entry):
    """A side in the debate; its view is missed where a route crosses one of its `countries` and no one gives it."""

    id: Id
    title: Text
    countries: tuple[CountryCode, ...] = ()


class Holder(Entry):
    """Somebody who holds a view, by the `name` that arguments give as `holder`; its kind, and its sides."""

    id: Id
    name: Text
    sides: tuple[Id, ...] = Field(min_length=1)
    kind: HolderKind


class HolderType(Entry):
    """A kind of body that announces something, told by its name: by the beginning of a word in it, or as a whole."""

    id: Id
    title: Text
    words: tuple[Text, ...] = Field(min_length=1)
    names: tuple[Text, ...] = ()

    def fits(self, name: str) -> bool:
        """Return whether a holder's name is of this type."""
        return name in self.names or any(re.search(rf"\b{re.escape(word)}", name) for word in self.words)
