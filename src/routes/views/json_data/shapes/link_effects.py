"""Shape of links that a reader supposes, and of what they change, in JSON."""

from __future__ import annotations

from typing_extensions import TypedDict

from routes.model import Id
from routes.views.json_data.shapes.common import Ends, Kilometres


class LinkJson(TypedDict):
    """A link that does not exist: its id, its length straight between its places, and where it crosses borders."""

    id: Id
    title: str
    length_km: float
    km_by_country: Kilometres
    crossings: list[str]
    says: str


class PairChangeJson(Ends):
    """The shortest open route between two places without the links and with them; null where there is none."""

    km_before: float | None
    km_after: float | None
    changed: bool


class LinkEffectsJson(TypedDict):
    """What links that do not exist would change."""

    scenarios: list[Id]
    says: str
    links: list[LinkJson]
    pairs: list[PairChangeJson]
    data_version: str
