"""What a reader's changes do - links that do not exist, parts closed or opened - in one sentence and in lists."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from routes.analysis import link_effects
from routes.analysis.link_effects import NOTABLE_H, PairChange, VerdictChange
from routes.data import drawn_links, link_ids
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.geo.geodesy import apart_km
from routes.model import Id, Leg, Mode
from routes.network.journey import Journey
from routes.network.scenarios import is_supposed
from routes.text import numbers, place_names
from routes.views import markup
from routes.views.arguments import verdict_text
from routes.views.selections import Selection
from routes.views.urls import DASHBOARD, Urls

# Sections, crossings and ports that are named where no route uses them any more.
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class LinkParts:
    """A link as it was added to the atlas: its scenario, its legs in order, and its kilometres by country.

    `percent` is its length in hundredths of the straight lines between its places.
    """

    id: Id
    title: str
    legs: tuple[Leg, ...]
    crossings: tuple[str, ...]
    percent: int

    @property
    def km(self) -> float:
        """Kilometres, as long as the link is said to be."""
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
    return LinkParts(link.id, wider.scenario(link.id).title, legs, names, link.percent)


def headline(atlas: Atlas, changes: Sequence[PairChange]) -> str:
    """Say in one sentence how many pairs of places gain a way or a shorter one, how many lose, and which most."""
    faster, slower = ([c for c in changes if sign * c.saved_hours >= NOTABLE_H] for sign in (1, -1))
    counts = (
        (sum(c.gained and c.before is None for c in changes), "gets an open route", "get an open route"),
        (sum(c.gained and c.before is not None for c in changes), "becomes shorter", "become shorter"),
        (len(faster), "becomes faster", "become faster"),
        (sum(c.lost and c.after is not None for c in changes), "becomes longer", "become longer"),
        (len(slower), "becomes slower", "become slower"),
        (sum(c.lost and c.after is None for c in changes), "is left without an open route", "are left without one"),
    )
    found = [f"{numbers.number(n)} {one if n == 1 else many}" for n, one, many in counts if n]
    if not found:
        return f"None of the {len(changes)} pairs of places is changed by it"
    first = changes[0]
    most = f"{'most ' if sum(c.changed for c in changes) > 1 else ''}{_ends(atlas, first)}, {difference(first)}"
    return f"Of {len(changes)} pairs of places {numbers.listed(found)}: {most}"


def course(atlas: Atlas, one: LinkParts) -> str:
    """Say how long a link is, what share of it lies in which country, and how much longer such legs usually are."""
    where = numbers.listed(
        f"{numbers.km(km)} {'at sea' if code == Mode.SEA else 'in ' + atlas.country_name(code)}"
        + (f" ({numbers.percent(km / one.km)}%)" if len(one.km_by_country) > 1 else "")
        for code, km in one.km_by_country.items()
    )
    crossed = f"; {numbers.listed(one.crossings)}" if one.crossings else ""
    mode = one.legs[0].mode
    share = longer_than_straight(atlas, mode)
    longer = f" The median {link_ids.KINDS[mode]} section of the atlas is {share:.2f} times its straight line."
    times = one.percent / link_ids.STRAIGHT
    straight = (
        "straight between its places" if times == 1 else f"({times:g} times the straight line between its places)"
    )
    return f"{numbers.km(one.km)} {straight}: {where}{crossed}.{longer}"


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
    """Yield every pair that changes: its ends, the route without the changes, the route with them, the difference."""
    for change in changes:
        if change.changed:
            yield _ends(atlas, change), _length(change.before), _length(change.after), difference(change)


def _ends(atlas: Atlas, change: PairChange) -> str:
    return " - ".join(place_names.short_name(atlas.place(id)) for id in (change.start, change.end))


def _length(way: Journey | None) -> str:
    return numbers.km(way.length_km) if way else "no open route"


def difference(change: PairChange) -> str:
    """Say what a pair gains or loses: kilometres and breaks of gauge of the shortest route, hours of the fastest."""
    if change.before is None or change.after is None:
        return "becomes possible" if change.gained else "no longer possible"
    km = numbers.rounded(change.before.length_km) - numbers.rounded(change.after.length_km)
    breaks = len(change.before.gauge_breaks) - len(change.after.gauge_breaks)
    hours = f"{numbers.whole(abs(change.saved_hours))}{numbers.NBSP}h"
    parts = [
        f"{numbers.km(abs(km))} {'shorter' if km > 0 else 'longer'}" if km else "",
        f"{hours} {'faster' if change.saved_hours > 0 else 'slower'}" if abs(change.saved_hours) >= NOTABLE_H else "",
        f"{numbers.counted(abs(breaks), 'break')} of gauge {'fewer' if breaks > 0 else 'more'}" if breaks else "",
    ]
    return ", ".join(filter(None, parts))


def redundant(atlas: Atlas, changes: Sequence[PairChange]) -> str:
    """Say which sections, crossings and ports no pair's shortest route uses any more; empty where there are none."""
    ids = link_effects.redundant(changes)
    legs = [atlas.legs[id] for id in ids if id in atlas.legs]
    named = [_leg_name(atlas, leg) for leg in legs] + [atlas.places[id].name for id in ids if id in atlas.places]
    if not named:
        return ""
    more = [f"{len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else []
    total = f" ({numbers.km(sum(leg.length.km for leg in legs))} of sections)" if legs else ""
    return f"No longer on the shortest route of any pair{total}: {numbers.listed([*named[:MOST_NAMED], *more])}."


def _leg_name(atlas: Atlas, leg: Leg) -> str:
    ends = " - ".join(place_names.short_name(atlas.places[end]) for end in (leg.start, leg.end))
    return f"{ends} ({leg.mode})"


def html(atlas: Atlas, _: str, chosen: Selection) -> str:
    """Return the section on the changes of a selection; empty where it has none."""
    if not supposed(atlas, chosen.scenarios):
        return ""
    changes = link_effects.effects(atlas, chosen.scenarios)
    return markup.render(
        "link_effects.html",
        headline=headline(atlas, changes),
        links=[(one.title, course(atlas, one)) for one in parts(atlas, chosen.scenarios)],
        rows=list(rows(atlas, changes)),
        redundant=redundant(atlas, changes),
    )


def verdicts_html(atlas: Atlas, _: str, chosen: Selection, urls: Urls = DASHBOARD) -> str:
    """Return which tested arguments have another verdict with the changes of a selection, as a part of a page."""
    if not supposed(atlas, chosen.scenarios):
        return ""
    found = link_effects.verdicts(atlas, chosen.scenarios)
    return markup.render(
        "link_verdicts.html",
        says=verdict_sentence(found, tested(atlas)),
        found=[(c.before.argument, verdict_words(c), c.after.because) for c in found],
        address=lambda id: urls.selection("", replace(chosen, argument=id)),
    )


def tested(atlas: Atlas) -> int:
    """Return how many arguments have a test."""
    return sum(argument.tested for argument in atlas.arguments.values())


def verdict_sentence(found: Sequence[VerdictChange], tested: int) -> str:
    """Say how many tested arguments change their verdict."""
    if not found:
        return f"None of the {tested} tested arguments changes its verdict"
    verb = "changes its verdict" if len(found) == 1 else "change their verdicts"
    return f"Of {tested} tested arguments {numbers.number(len(found))} {verb}"


def verdict_words(change: VerdictChange) -> str:
    """Return both verdicts: `Holds -> Does not hold`."""
    return " -> ".join(verdict_text.WORDS[f.verdict] for f in (change.before, change.after))


def supposed(atlas: Atlas, scenario_ids: Sequence[Id]) -> tuple[Id, ...]:
    """Return the reader's changes among some scenarios."""
    return tuple(id for id in scenario_ids if is_supposed(atlas, id))
