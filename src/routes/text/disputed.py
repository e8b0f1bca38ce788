"""Words for ground that more than one state claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routes.data.atlas import Atlas
from routes.model import DisputedArea, Id
from routes.text import numbers


def standing(atlas: Atlas, area: DisputedArea) -> str:
    """Return who holds an area and who claims it: `held by Russia, claimed by Ukraine and recognised as ...`."""
    claimed = numbers.listed(atlas.country_name(code) for code in area.claimed_by)
    recognised = f" and {area.recognised}" if area.recognised else ""
    return f"held by {atlas.country_name(area.held_by)}, claimed by {claimed}{recognised}"


def label(atlas: Atlas, area: DisputedArea) -> tuple[str, str]:
    """Return the two lines that name an area on a map: `Crimea`, `(Russia / Ukraine)`."""
    states = " / ".join(atlas.country_name(code) for code in (area.held_by, *area.claimed_by))
    return area.name, f"({states})"


def sentences(atlas: Atlas, km_by_area: Mapping[Id, float]) -> Iterator[str]:
    """Yield for each area how many kilometres lie in it, and its standing: `56 km in Crimea, held by Russia, ...`."""
    for id, km in km_by_area.items():
        area = atlas.disputed[id]
        yield f"{numbers.km(km)} in {area.name}, {standing(atlas, area)}"
