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

    Its outline, a part of that of the country `outline` around the point `lon`, `lat`, is built. `holder` says in words
    who holds it where `held_by` would name one state wrongly. `recognised` says in words how others see it. Once
    `ended`, no other state claims it any more.
    """

    id: Id
    name: Text
    outline: CountryCode
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)
    held_by: CountryCode | None = None
    holder: Text | None = None
    claimed_by: tuple[CountryCode, ...] = ()
    ended: PartialDate | None = None
    recognised: Text | None = None
    names: tuple[ClaimedName, ...] = ()
    as_of: PartialDate
    note: Text | None = None

    @model_validator(mode="after")
    def _is_held_by_one_and_claimed_by_another(self) -> DisputedArea:
        if (self.held_by is None) == (self.holder is None):
            raise ValueError(
                "`held_by` names the state that holds it, `holder` says who else does; give one of the two"
            )
        if self.held_by in self.claimed_by:
            raise ValueError("`claimed_by` names who holds it; name only the others")
        if bool(self.claimed_by) == bool(self.ended):
            raise ValueError("`claimed_by` names who claims it, `ended` when the last claim ended; give one of the two")
        return self
