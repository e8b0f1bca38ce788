"""Words for ground that more than one state claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routes.data.atlas import Atlas
from routes.model import DisputedArea, Id
from routes.text import dates, numbers


def holder(atlas: Atlas, area: DisputedArea) -> str:
    """Return who holds an area, in words: a state's name, or what stands for one."""
    return atlas.country_name(area.held_by) if area.held_by else str(area.holder)


def standing(atlas: Atlas, area: DisputedArea) -> str:
    """Return who holds an area and who claims it: `held by Russia, claimed by Ukraine and recognised as ...`."""
    if area.ended:
        return f"held by {holder(atlas, area)}, claimed by no other state since {dates.day(area.ended)}"
    claimed = numbers.listed(atlas.country_name(code) for code in area.claimed_by)
    recognised = f" and {area.recognised}" if area.recognised else ""
    return f"held by {holder(atlas, area)}, claimed by {claimed}{recognised}"


def label(atlas: Atlas, area: DisputedArea) -> tuple[str, str]:
    """Return the two lines that name an area on a map: `Crimea`, `(Russia / Ukraine)`."""
    if area.ended:
        return area.name, f"(until {area.ended[:4]})"
    states = [atlas.country_name(code) for code in (area.held_by, *area.claimed_by) if code]
    return area.name, f"({' / '.join(states)})" if len(states) > 1 else f"(claimed by {states[0]})"


def sentences(atlas: Atlas, km_by_area: Mapping[Id, float]) -> Iterator[str]:
    """Yield for each area how many kilometres lie in it, and its standing: `56 km in Crimea, held by Russia, ...`."""
    for id, km in km_by_area.items():
        area = atlas.disputed[id]
        yield f"{numbers.km(km)} in {area.name}, {standing(atlas, area)}"
