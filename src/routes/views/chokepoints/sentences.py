"""Sentences on what depends on a leg, border crossing or port, and on what a planned link would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routes.analysis.chokepoints import Change, Effect, Pair, Ranking, megatonnes
from routes.data.atlas import Atlas
from routes.model import Id
from routes.network.parameters import HOURS_PER_DAY
from routes.text import numbers, place_names, scenario_summary, terms, units

# More pairs than this are counted, not named.
NAMED_PAIRS = 3


def pairs(atlas: Atlas, changes: Iterable[Pair]) -> str:
    """Return the names of pairs, `Baku - Aktau and Kashgar - Poti`; many are counted only."""
    names = [pair(atlas, p) for p in changes]
    if len(names) > NAMED_PAIRS:
        names = [*names[: NAMED_PAIRS - 1], f"{numbers.number(len(names) - NAMED_PAIRS + 1)} more"]
    return numbers.listed(names)


def pair(atlas: Atlas, of: Pair) -> str:
    """Return the name of a pair: `Baku - Aktau`."""
    return " - ".join(place_names.short_name(atlas.place(id)) for id in (of.start, of.end))


def name(atlas: Atlas, id: Id) -> str:
    """Return a border crossing or port by its name, a leg by its ends and mode."""
    return scenario_summary.name(atlas, id)


def link_name(atlas: Atlas, ids: tuple[Id, ...]) -> str:
    """Return a chain of legs by its first and last place and its mode."""
    legs = [atlas.legs[id] for id in ids]
    if len(legs) == 1:
        return scenario_summary.name(atlas, ids[0])
    first, last = ({a.start, a.end} - {b.start, b.end} for a, b in ((legs[0], legs[1]), (legs[-1], legs[-2])))
    ends = [
        place_names.short_name(atlas.place(min(end or {leg.start})))
        for end, leg in ((first, legs[0]), (last, legs[-1]))
    ]
    return f"{' - '.join(ends)}, {terms.MODE_WORDS[legs[0].mode]}"


def without(ranking: Ranking, effect: Effect) -> str:
    """Say what becomes impossible without something, and what longer by how much."""
    atlas, total = ranking.conditions.atlas, numbers.number(len(ranking.pairs))
    lead = f"Without {name(atlas, effect.ids[0])}"
    parts = []
    cut = [c.pair for c in effect.cut if c.pair not in effect.own]
    if cut:
        verb = "has" if len(cut) == 1 else "have"
        parts.append(f"{numbers.number(len(cut))} of {total} pairs {verb} no open route ({pairs(atlas, cut)})")
    if own := [c.pair for c in effect.cut if c.pair in effect.own]:
        which = "of which it is itself an end" if len(own) == 1 else "of which each has its end there"
        verb = "is" if len(own) == 1 else "are"
        parts.append(f"{numbers.number(len(own))} of {total} pairs, {which}, {verb} cut off ({pairs(atlas, own)})")
    if both := effect.both:
        some = f"{numbers.number(len(both))} of {total} pairs"
        takes = "takes" if len(both) == 1 else "take"
        most = "by " if len(both) == 1 else "at most "
        parts.append(f"{some} {takes} a longer route, {most}{by(atlas, both[0])}")
    return f"{lead}, {'; '.join(parts)}."


def by(atlas: Atlas, change: Change) -> str:
    """Say by how much: `1,107 km and 33 h (Samarkand - Poti), over two borders more, through Kazakhstan`."""
    longer = change.km >= 0
    length = f"{numbers.km(abs(change.km))}" if numbers.rounded(abs(change.km)) else f"under 1{numbers.NBSP}km"
    hours = (change.days or 0.0) * HOURS_PER_DAY
    days = units.duration(abs(hours))
    same = (hours >= 0) == longer
    time = (
        f" and typically {days}" if same else f", though typically {days} {'shorter' if longer else 'longer'} in time"
    )
    borders = ""
    if n := change.crossings:
        noun = "border" if abs(n) == 1 else "borders"
        borders = f", over {numbers.number(abs(n))} {noun} {'more' if n > 0 else 'fewer'}"
    through = f", through {numbers.listed(atlas.country_name(c) for c in change.through)}" if change.through else ""
    return f"{length}{time} ({pair(atlas, change.pair)}{borders}{through})"


def link(ranking: Ranking, effect: Effect) -> str:
    """Say what a link would give if it were open, and what it is made of as reported."""
    atlas, total = ranking.conditions.atlas, numbers.number(len(ranking.pairs))
    parts = []
    if joined := [c.pair for c in effect.joined]:
        verb = "gets" if len(joined) == 1 else "get"
        parts.append(f"{numbers.number(len(joined))} of {total} pairs {verb} a route ({pairs(atlas, joined)})")
    if both := effect.both:
        takes = "takes" if len(both) == 1 else "take"
        most = "by " if len(both) == 1 else "at most "
        parts.append(
            f"{numbers.number(len(both))} of {total} pairs {takes} a shorter route, {most}{by(atlas, both[0])}"
        )
    return f"With {link_name(atlas, effect.ids)} open ({made_of(ranking, effect)}), {'; '.join(parts)}."


def made_of(ranking: Ranking, effect: Effect) -> str:
    """Return the lengths by last reported status: `294 km under construction, 14 km of unknown state`."""
    km: dict[str, float] = {}
    legs = [ranking.conditions.atlas.legs[id] for id in effect.ids]
    for leg in legs:
        km[leg.status.value] = km.get(leg.status.value, 0.0) + leg.length.km
    return ", ".join(f"{numbers.km(length)} {terms.LEG_WORDS[state]}" for state, length in km.items())


def headline(ranking: Ranking) -> str:
    """Say what heads the ranking."""
    if not ranking.removals:
        return "No pair has an open route that anything could be taken from"
    worst = ranking.removals[0]
    alike = f" and on {numbers.number(len(worst.ids) - 1)} more with the same effect" if len(worst.ids) > 1 else ""
    return f"Most depends on {name(ranking.conditions.atlas, worst.ids[0])}{alike}"


def basis(ranking: Ranking) -> Iterator[str]:
    """Say what the ranking is based on: how many pairs, how they are weighted, which have no open route."""
    atlas, chosen = ranking.conditions.atlas, ranking.pairs
    cited = [p for p in chosen if p.flows]
    if not cited:
        yield f"All {numbers.counted(len(chosen), 'pair')} count the same: no yearly flow between their ends is cited."
    else:
        said = numbers.listed(_flow(atlas, p) for p in cited)
        rest = len(chosen) - len(cited)
        yield f"{said}: cited flows count in proportion to their mean."
        if rest:
            verb = "counts" if rest == 1 else "count"
            yield f"The other {numbers.number(rest)} {verb} one each, as no yearly flow between their ends is cited."
    ways = [way for p in chosen if (way := ranking.ways[p.start, p.end])]
    if part := sum(way.assumed_km > 0 for way in ways):
        yield (
            f"The routes of {numbers.number(part)} of {numbers.number(len(ways))} pairs with an open one are in part "
            "assumed in use, without a dated report."
        )
    if closed := [p for p in chosen if ranking.ways[p.start, p.end] is None]:
        verb = "has" if len(closed) == 1 else "have"
        yield (
            f"{numbers.number(len(closed)).capitalize()} of {numbers.number(len(chosen))} pairs {verb} no open route "
            f"before anything is taken out: {pairs(atlas, closed)}."
        )


def _flow(atlas: Atlas, of: Pair) -> str:
    tonnes = sum(map(megatonnes, of.flows))
    titles = numbers.listed(f"{f.title}, {f.preferred.scope or 'no year given'}" for f in of.flows)
    return f"{pair(atlas, of)} counts {of.weight:.2f} ({tonnes:g}{numbers.NBSP}Mt a year: {titles})"
