"""Ground that more than one state claims."""

from __future__ import annotations

from pydantic import Field, model_validator

from routes.model.entry import CountryCode, Entry, Id, PartialDate, Sourced, Text


class ClaimedName(Entry):
    """What one of the states calls the ground."""

    country: CountryCode
    name: Text


class DisputedArea(Sourced):
    """An area that one state holds and another claims too.

    Its outline is the part of the outline of the country `outline` in which the point `lon`, `lat` lies; no other is
    drawn. `recognised` says in words how others see it.
    """

    id: Id
    name: Text
    outline: CountryCode
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)
    held_by: CountryCode
    claimed_by: tuple[CountryCode, ...] = Field(min_length=1)
    recognised: Text | None = None
    names: tuple[ClaimedName, ...] = ()
    as_of: PartialDate
    note: Text | None = None

    @model_validator(mode="after")
    def _is_claimed_by_another(self) -> DisputedArea:
        if self.held_by in self.claimed_by:
            raise ValueError("`claimed_by` names who holds it; name only the others")
        return self
