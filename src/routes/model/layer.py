"""The map's layers."""

from __future__ import annotations

from routes.model.entry import Entry, Id, Text
from routes.model.vocabulary import PlaceKind


class Layer(Entry):
    """A layer of the map: the legs and places that name it in `themes`, or every place of the kind `shows`."""

    id: Id
    title: Text
    shows: PlaceKind | None = None
