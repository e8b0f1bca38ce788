"""Computed scenarios: the network of a year, and one leg, border post or port closed or open."""

from __future__ import annotations

from collections.abc import Mapping

from routes.model import Id, Leg, Place, Scenario, Year


def year_of(year: int, last: int) -> Year:
    """Return the network at the end of a year; after the `last` reported one, as announced."""
    ahead = year > last
    recorded = "Opening and closing dates as far as the atlas knows them; where it knows none, the state is not known."
    announced = "As last reported, with what was announced to open by then, by whoever announced it."
    return Year(
        id=f"in-{year}",
        title=f"The network as announced for {year}" if ahead else f"The network at the end of {year}",
        short=f"as announced for {year}" if ahead else f"in {year}",
        because=announced if ahead else recorded,
        as_of=str(last),
        reported="the other states shown are those of the latest reports.",
        general_knowledge=True,
        year=year,
        ahead=ahead,
    )


def supposed(word: str, entry: Leg | Place, places: Mapping[Id, Place], last: int) -> Scenario:
    """Return one leg or gate closed (`without`) or open (`with`), all else as reported to the `last` year."""
    if isinstance(entry, Leg):
        ends = " - ".join(places[end].name for end in (entry.start, entry.end))
        name = f"{ends}, {entry.mode.value}"
    else:
        name = entry.name
    state = "closed" if word == "without" else "open"
    return Scenario(
        id=f"{word}-{entry.id}",
        title=f"{name} is {state}",
        short=f"{name} {state}",
        closes=(entry.id,) if word == "without" else (),
        opens=(entry.id,) if word == "with" else (),
        because="Shows what depends on it." if word == "without" else "Shows what it would give.",
        as_of=str(last),
        reported="its state is that of the latest report.",
        hypothetical=True,
        general_knowledge=True,
    )
