"""What all entries share: ids, texts, partial dates, and the duty to name a source."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator

ID_PATTERN = r"^[a-z0-9]+(-{1,2}[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _real_date(text: str) -> str:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    date(year, month, day)
    return text


PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_real_date)]
# A year, a month, or the first and last month: `2024`, `2025-01`, `2025-01/2025-09`.
ReportPeriod = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?(/\d{4}-(0[1-9]|1[0-2]))?$")]


class Entry(BaseModel):
    """Anything people write into geodata/."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Sourced(Entry):
    """A statement that names its sources, or says plainly that it is general knowledge."""

    sources: tuple[Id, ...] = ()
    general_knowledge: bool = False

    @model_validator(mode="after")
    def _has_ground(self) -> Sourced:
        if not self.sources and not self.general_knowledge:
            raise ValueError("names no source; add `sources`, or `general_knowledge: true` if none was looked up")
        return self
