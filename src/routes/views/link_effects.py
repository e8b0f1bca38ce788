"""What the links that a reader supposes change: a sentence, their parts, and every pair of places that gains."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.analysis import link_effects
from routes.analysis.link_effects import PairChange
from routes.data import drawn_links, link_ids
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.geo.geodesy import apart_km
from routes.model import Id, Leg, Mode
from routes.text import numbers, place_names
from routes.views import markup
from routes.views.selections import Selection


@dataclass(frozen=True, slots=True)
class LinkParts:
    """A link as it was added to the atlas: its scenario, its legs in order, and its kilometres by country."""

    id: Id
    title: str
    legs: tuple[Leg, ...]
    crossings: tuple[str, ...]

    @property
    def km(self) -> float:
        """Kilometres, straight between the places it joins."""
        return sum(leg.length.km for leg in self.legs)

    @property
    def km_by_country(self) -> dict[str, float]:
        """Kilometres by ISO 3166-1 alpha-2 code; `sea` for a lane."""
        found: dict[str, float] = {}
        for leg in self.legs:
            found[leg.country or Mode.SEA] = found.get(leg.country or Mode.SEA, 0.0) + leg.length.km
        return found


def parts(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> tuple[LinkParts, ...]:
    """Return every link among some scenarios.

    Raises
    ------
    UnknownIdError, RequestError
        If a link cannot be read, or cannot be.
    """
    wider = drawn_links.added(atlas, link_ids.among(scenario_ids))
    return tuple(_parts(wider, link) for link in link_ids.of(scenario_ids, atlas.places))


def _parts(wider: Atlas, link: link_ids.DrawnLink) -> LinkParts:
    legs = tuple(leg for id, leg in wider.legs.items() if id.startswith(link.prefix))
    posts = dict.fromkeys(leg.end for leg in legs if wider.places[leg.end].status)
    names = tuple(wider.places[id].name for id in posts if id.startswith(link.prefix))
    return LinkParts(link.id, wider.scenario(link.id).title, legs, names)


def headline(changes: Sequence[PairChange]) -> str:
    """Say how many pairs of places gain a way or a shorter one."""
    gain = sum(c.changed and c.saved_km is None for c in changes)
    shorter = sum(c.changed and c.saved_km is not None for c in changes)
    found = [f"{numbers.number(gain)} {'gets' if gain == 1 else 'get'} an open route"] if gain else []
    found += [f"{numbers.number(shorter)} {'becomes' if shorter == 1 else 'become'} shorter"] if shorter else []
    if not found:
        return f"None of the {len(changes)} pairs of places gains by it"
    return f"Of {len(changes)} pairs of places {numbers.listed(found)}"


def course(atlas: Atlas, one: LinkParts) -> str:
    """Say how long a link is, in which countries it runs, and how much longer such legs usually are."""
    where = numbers.listed(
        f"{numbers.km(km)} {'at sea' if code == Mode.SEA else 'in ' + atlas.country_name(code)}"
        for code, km in one.km_by_country.items()
    )
    crossed = f"; {numbers.listed(one.crossings)}" if one.crossings else ""
    mode = one.legs[0].mode
    share = longer_than_straight(atlas, mode)
    longer = f" The median {link_ids.KINDS[mode]} section of the atlas is {share:.2f} times its straight line."
    return f"{numbers.km(one.km)} straight between its places: {where}{crossed}.{longer}"


@kept(3)
def longer_than_straight(atlas: Atlas, mode: Mode) -> float:
    """Return how many times as long as the straight line between its ends the median leg of a mode is."""
    return statistics.median(_ratios(atlas, mode))


def _ratios(atlas: Atlas, mode: Mode) -> Iterator[float]:
    for leg in atlas.legs.values():
        straight = apart_km(leg.line[0], leg.line[-1])
        if leg.mode is mode and straight > 1:
            yield leg.length.km / straight


def rows(atlas: Atlas, changes: Sequence[PairChange]) -> Iterator[tuple[str, str, str, str]]:
    """Yield every pair that gains: its ends, the route without the links, the route with them, what it gains."""
    for change in changes:
        if change.changed and change.after:
            ends = " - ".join(place_names.short_name(atlas.place(id)) for id in (change.start, change.end))
            before = numbers.km(change.before.length_km) if change.before else "no open route"
            saved = f"{numbers.km(change.saved_km)} shorter" if change.saved_km else "becomes possible"
            yield ends, before, numbers.km(change.after.length_km), saved


def html(atlas: Atlas, _: str, chosen: Selection) -> str:
    """Return the section on the links of a selection; empty where it has none."""
    found = parts(atlas, chosen.scenarios)
    if not found:
        return ""
    changes = link_effects.effects(atlas, chosen.scenarios)
    return markup.render(
        "link_effects.html",
        headline=headline(changes),
        links=[(one.title, course(atlas, one)) for one in found],
        rows=list(rows(atlas, changes)),
    )
