"""Scenarios, their badges, and years."""

from __future__ import annotations

from typing import Literal

from routes.model.entry import Entry, Id, PartialDate, Sourced, Text


class Badge(Entry):
    """Words set beside a leg or place under a scenario or as last reported; kilometres do not change."""

    text: Text
    on: tuple[Text, ...]
    sources: tuple[Id, ...] = ()


class Scenario(Sourced):
    """A state of the world a reader can try.

    `opens` and `closes` hold ids of legs, posts and ports, or selectors: `country:IR`, `pair:AM-AZ`, `mode:sea`.
    """

    id: Id
    title: Text
    short: Text
    opens: tuple[Text, ...] = ()
    closes: tuple[Text, ...] = ()
    badges: tuple[Badge, ...] = ()
    because: Text
    holder: Text | None = None
    as_of: PartialDate
    reported: Text
    hypothetical: bool = False
    frame: Literal["on-paper"] | None = None
    questions: tuple[Id, ...] = ()


class Year(Scenario):
    """The network at the end of a year: computed, never written. `ahead` of the last report it is as announced."""

    year: int
    ahead: bool
