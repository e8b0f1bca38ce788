"""Runs: stretches with a published or measured transit time."""

from __future__ import annotations

from pydantic import Field, model_validator

from routes.model.entry import Entry, Id, Text


class Stage(Entry):
    """A part of a run: a parameter, and for a speed the kilometres it applies to."""

    parameter: Id
    km: float | None = Field(default=None, gt=0)
    note: Text | None = None


class Run(Entry):
    """A stretch of which somebody says, or has measured, how long it takes.

    The atlas's line is a `route`, from its place `from` to its place `to` where those are given, or a chain of `legs`
    that begins at `from`. `beyond` adds what lies outside the atlas. `by_hand` is the same sum over published
    distances. `figures` hold the claims, `routes` are those it is shown beside.
    """

    id: Id
    title: Text
    route: Id | None = None
    legs: tuple[Id, ...] = ()
    start: Id | None = Field(default=None, alias="from")
    end: Id | None = Field(default=None, alias="to")
    beyond: tuple[Stage, ...] = ()
    by_hand: tuple[Stage, ...] = ()
    figures: tuple[Id, ...] = ()
    routes: tuple[Id, ...] = ()
    why: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _is_one_way(self) -> Run:
        if (self.route is None) == (not self.legs) or (self.legs and self.start is None):
            raise ValueError("name a `route`, or `legs` and the place `from` which they lead")
        return self
