"""Routes, the questions they answer, and the topics of arguments that bear on them."""

from __future__ import annotations

from pydantic import Field

from routes.model.entry import Entry, Id, PartialDate, Text
from routes.model.figure import Figure


class OtherName(Entry):
    """A name in use for a route, and who uses it."""

    name: Text
    used_by: Text
    sources: tuple[Id, ...] = ()


class Route(Entry):
    """A route a reader can pick: legs in order from one place to another."""

    id: Id
    title: Text
    short: Text
    question: Id
    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    summary: Text
    passengers: Text
    names: tuple[OtherName, ...] = ()
    legs: tuple[Id, ...] = Field(min_length=1)
    figures: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    checked: PartialDate

    def has(self, figure: Figure) -> bool:
        """Return whether a published figure is one of the whole route: it names the route, or the route names it."""
        return figure.route == self.id or figure.id in self.figures


class Question(Entry):
    """A question a reader has; its routes answer it. `start` is the route shown first.

    `pairs` are origins and destinations whose best open route is worth knowing under each scenario. `first_pair`
    is what the planner answers before a reader has asked; one question has it.
    """

    id: Id
    title: Text
    asks: Text
    start: Id
    layers: tuple[Id, ...]
    pairs: tuple[tuple[Id, Id], ...] = ()
    first_pair: tuple[Id, Id] | None = None


class Topic(Entry):
    """A broad subject of arguments and the routes it bears on by the atlas's own judgement."""

    id: Id
    title: Text
    routes: tuple[Id, ...]
