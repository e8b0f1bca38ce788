"""Shape of links that a reader supposes, and of what they change, in JSON."""

from __future__ import annotations

from typing_extensions import TypedDict

from routes.analysis.argument_verdicts import Verdict
from routes.model import Id
from routes.views.json_data.shapes.common import Ends, Kilometres


class LinkJson(TypedDict):
    """A link that does not exist: its id, its length, and where it crosses borders."""

    id: Id
    title: str
    length_km: float
    km_by_country: Kilometres
    crossings: list[str]
    says: str


class PairChangeJson(Ends):
    """The shortest open route between two places without the changes and with them; null where there is none.

    `hours_before` and `hours_after` are the typical hours of the fastest one.
    """

    km_before: float | None
    km_after: float | None
    changed: bool
    hours_before: float | None
    hours_after: float | None


class VerdictChangeJson(TypedDict):
    """A tested argument whose verdict on the network shown is another with the changes."""

    argument: Id
    before: Verdict
    after: Verdict
    because: str


class LinkEffectsJson(TypedDict):
    """What a reader's changes do: `changes` are the ids of links, and of parts closed or opened, among the scenarios.

    `redundant` are sections, crossings and ports that no pair's shortest route uses any more, where none loses.
    """

    scenarios: list[Id]
    says: str
    links: list[LinkJson]
    pairs: list[PairChangeJson]
    changes: list[Id]
    redundant: list[Id]
    verdicts: list[VerdictChangeJson]
    data_version: str
