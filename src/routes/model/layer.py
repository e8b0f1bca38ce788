"""The map's layers."""

from __future__ import annotations

from typing import Literal

from routes.model.entry import Entry, Id, Text
from routes.model.vocabulary import PlaceKind


class Layer(Entry):
    """A layer of the map: the legs and places that name it in `themes`, or every place of the kind `shows`.

    With `by: traffic` it holds every leg of which traffic of a whole year is published, as wide as that traffic.
    """

    id: Id
    title: Text
    shows: PlaceKind | None = None
    by: Literal["traffic"] | None = None
