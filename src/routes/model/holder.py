"""Who holds the views that the arguments report, and for which sides they speak."""

from __future__ import annotations

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
