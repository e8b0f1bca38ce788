"""Comparison of two to four routes: finding, sentence to quote, table, what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from routes.analysis import capacity
from routes.data.atlas import Atlas
from routes.model import Figure, FigureKind, Id, LengthMethod, Mode, Stance
from routes.network import estimate, planner
from routes.network.journey import Journey, ground, of_route
from routes.network.parameters import ReaderValues
from routes.text import alternatives, assumptions, headlines, heights, numbers, place_names, route_names, terms, units
from routes.text import dates as text_dates
from routes.views import markup, sections
from routes.views.capacity import sentences as capacity_sentences

LETTERS = "ABCD"
# Published claims of a route shown in its cell.
CLAIMS_SHOWN = 4
CLAIMS = (FigureKind.LENGTH, FigureKind.TIME, FigureKind.COST, FigureKind.CAPACITY)
# Routes whose published shares of length lie further apart are not known alike.
ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what is compared, and what each route has, line by line."""

    label: str
    cells: tuple[tuple[str, ...], ...]
    strong: bool = False


def html(ways: Sequence[Journey], given: ReaderValues = ()) -> str:
    """Return the table of routes side by side, and what they share, as a part of a page."""
    return markup.render(
        "comparison.html",
        heads=[(letter, route_names.label(way)) for letter, way in zip(LETTERS, ways, strict=False)],
        rows=rows(ways, given),
        shared=shared(ways),
    )


def _ground(way: Journey) -> tuple[str, ...]:
    found = ground.of(way)
    if found is None:
        return ("no heights",)
    high = heights.level(found.highest.metres)
    return (f"highest {high} {heights.near(way, found.highest)}", f"climbs {heights.climb(way, found)}")


def first_pair(atlas: Atlas, route_id: Id) -> tuple[Id, ...]:
    """Return the routes compared at first: the question's own, and the shortest usable one with the same end."""
    question = atlas.questions[atlas.route(route_id).question]
    start, *others = (of_route(atlas, route.id) for route in atlas.routes_of(question))
    same = [way for way in others if place_names.city(atlas, way.end) == place_names.city(atlas, start.end)]
    best = planner.shortest(same or others)
    return (start.id, best.id) if best else (start.id,)


def headline(ways: Sequence[Journey]) -> str:
    """Return the finding: which route is the shortest that freight can pass, and how the others compare with it."""
    best = planner.shortest(ways)
    assert best is not None
    if len(ways) == 1:
        return headlines.headline(best)
    first = f"{numbers.capital(route_names.label(best))}: {numbers.km(best.length_km)}"
    if not best.passable:
        count = "Neither route" if len(ways) == 2 else f"None of the {numbers.number(len(ways))} routes"
        return f"{count} {_was(best)} usable throughout {assumptions.when(best)}; shortest: {route_names.label(best)}"
    others = [
        f"{route_names.label(w)} is {alternatives.differences(w, best)[0]}{_gap(w)}" for w in ways if w is not best
    ]
    return f"{first}, the shortest that {_was(best)} usable; {others[0]}"


def sentence(ways: Sequence[Journey]) -> str:
    """Return the differences as one sentence with numbers, fit to be quoted."""
    best = planner.shortest(ways)
    assert best is not None
    ends = {(place_names.city(w.atlas, w.start), place_names.city(w.atlas, w.end)) for w in ways}
    between = " from {} to {}".format(*next(iter(ends))) if len(ends) == 1 else ""
    dates = sorted({d for w in ways for d in w.report_dates})
    state = assumptions.when(best) if best.conditions.scenarios else f"by {text_dates.reports(dates)}"
    what = "usable route" if best.passable else "route"
    sentences = [
        f"{numbers.capital(state)}, the shortest {what} compared{between} is that {route_names.label(best)}: "
        f"{numbers.km(best.length_km)} with {_counts(best)}{_gap(best)}"
    ]
    for way in ways:
        if way is not best:
            differs = numbers.listed(alternatives.differences(way, best))
            sentences.append(f"the route {route_names.label(way)} is {numbers.km(way.length_km)}, {differs}{_gap(way)}")
    return f"{'; '.join(sentences)} (Corridor Atlas, data of {text_dates.day(best.atlas.version[:10])})."


def like_with_like(ways: Sequence[Journey]) -> str | None:
    """Say so if the lengths are not known alike, or the routes do not join the same places."""
    notes = []
    ends = [(place_names.city(w.atlas, w.start), place_names.city(w.atlas, w.end)) for w in ways]
    if len(set(ends)) > 1:
        listed = (f"{letter} from {a} to {b}" for letter, (a, b) in zip(LETTERS, ends, strict=False))
        notes.append(f"The routes do not join the same places: {numbers.listed(listed)}.")
    shares = [w.km_by_method.get(LengthMethod.PUBLISHED, 0.0) / w.length_km for w in ways]
    if max(shares) - min(shares) > ALIKE:
        listed = (f"{letter} {numbers.percent(share)} %" for letter, share in zip(LETTERS, shares, strict=False))
        notes.append(
            f"The lengths are not known alike. Published rather than measured: {numbers.listed(listed)} of the length; "
            "differences are given as “about”."
        )
    return " ".join(notes) or None


def shared(ways: Sequence[Journey]) -> str | None:
    """Say how many kilometres all routes share, which countries all pass, and which only one does."""
    if len(ways) < 2:
        return None
    legs = set.intersection(*({s.leg.id for s in way.sections} for way in ways))
    km = sum(s.km for s in ways[0].sections if s.leg.id in legs)
    every = "Both" if len(ways) == 2 else f"All {numbers.number(len(ways))}"
    first = f"{every} share {numbers.km(km)}." if legs else "They have no stretch in common."
    codes = [[c for c in way.km_by_country if c != "SEA"] for way in ways]
    common = [c for c in codes[0] if all(c in other for other in codes)]
    sentences = [first, f"{every} pass {numbers.listed(map(ways[0].atlas.country_name, common))}." if common else ""]
    country_name = ways[0].atlas.country_name
    for letter, mine in zip(LETTERS, codes, strict=False):
        only = [c for c in mine if sum(c in other for other in codes) == 1]
        sentences.append(f"Only {letter} passes {numbers.listed(map(country_name, only))}." if only else "")
    return " ".join(filter(None, sentences))


def rows(ways: Sequence[Journey], given: ReaderValues = ()) -> tuple[Row, ...]:
    """Return the table, line by line."""
    best = planner.shortest(ways)

    def row(label: str, cell: Callable[[Journey], Iterable[str] | str], *, strong: bool = False) -> Row:
        cells = (cell(way) for way in ways)
        return Row(label, tuple((c,) if isinstance(c, str) else tuple(c) for c in cells), strong)

    return (
        row("Length", lambda w: numbers.km(w.length_km, approximate=w.approximate_km > 0), strong=True),
        row("Compared with the shortest usable", lambda w: _difference(w, best)),
        row("Usable" + ("" if ways[0].conditions.scenarios else ", as last reported"), _passable),
        row("Rests on", _rests_on),
        row("By country", lambda w: _parts({terms.country(w.atlas, c): km for c, km in w.km_by_country.items()})),
        row("By mode", lambda w: _parts({terms.MODE_WORDS[Mode(m)]: km for m, km in w.km_by_mode.items()})),
        row("Time (estimated)", lambda w: _time(w, given)),
        row("Cost where a tariff is cited", lambda w: _cost(w, given)),
        row("CO2e a tonne", lambda w: units.weight(estimate.of(w, given).carbon.per_tonne)),
        row("Borders", _borders),
        row("Carries least, where cited", _narrowest),
        row("Breaks of gauge", _breaks),
        row("Transshipments", _changes),
        row("Ground", _ground),
        row("By sea", lambda w: numbers.km(w.km_by_mode.get(Mode.SEA, 0.0))),
        row("Arguments that name this route", _arguments),
        row("Published figures", _claims),
        row("How the km are known", _methods),
        row("Oldest and newest report", _reports),
    )


def _difference(way: Journey, best: Journey | None) -> str:
    if best is None or not best.passable:
        return "none is usable"
    if way is best:
        return "shortest usable"
    km = round(way.length_km) - round(best.length_km)
    about = "about " if alternatives.unlike(way, best) else ""
    return f"{about}{'+' if km >= 0 else '−'}{numbers.km(abs(km))}" + ("" if way.passable else ", but not usable")


def _passable(way: Journey) -> Iterable[str]:
    yield f"{numbers.percent(way.share_passable)} %"
    if not way.passable:
        yield f"{numbers.km(max(1.0, way.length_km - way.passable_km))} not usable"


def _rests_on(way: Journey) -> str:
    return assumptions.evidence(way).rstrip(".") or "no section usable"


def _time(way: Journey, given: ReaderValues) -> Iterable[str]:
    found = estimate.of(way, given)
    yield f"typically {units.duration(found.hours.typical)}"
    yield units.span(found.hours)
    yield f"{numbers.percent(found.moving_share)} % moving"
    if not way.passable:
        yield "if all of it were open"


def _cost(way: Journey, given: ReaderValues) -> Iterable[str]:
    found = estimate.of(way, given)
    yield f"40-foot container: {units.cost(found.per_container)}"
    yield f"a tonne: {units.cost(found.per_tonne)}"


def _parts(km: dict[str, float]) -> Iterable[str]:
    return (f"{numbers.capital(name)} {numbers.whole(value)}" for name, value in km.items())


def _borders(way: Journey) -> Iterable[str]:
    yield str(len(way.crossings))
    for c in way.crossings:
        yield f"{place_names.short_name(c.post)}: {terms.gate_state(c.status)}"


def _narrowest(way: Journey) -> Iterable[str]:
    found = capacity.of(way)
    least = found.narrowest
    if least is None or least.capacity is None:
        yield "no capacity cited"
    else:
        yield units.megatonnes(least.capacity)
        yield capacity_sentences.link_name(way.atlas, least)
    yield f"known for {len(found.known)} of {len(found.links)} links"
    if year := way.conditions.year:
        yield f"as last published, not of {year.year}"


def _breaks(way: Journey) -> Iterable[str]:
    yield str(len(way.gauge_breaks))
    for g in way.gauge_breaks:
        yield f"{place_names.short_name(g.place)}: {g.from_mm:,} to {g.to_mm:,}{numbers.NBSP}mm"


def _changes(way: Journey) -> Iterable[str]:
    yield str(len(way.transshipments))
    for t in way.transshipments:
        yield f"{place_names.short_name(t.place)}: {terms.MODE_WORDS[t.from_mode]} to {terms.MODE_WORDS[t.to_mode]}"


def _arguments(way: Journey) -> str:
    if way.route is None:
        return "none: no route of this atlas"
    stances = [c.stance for c in way.atlas.arguments_of(way.route.id) if c.link == "direct"]
    return f"{stances.count(Stance.FOR)} for, {stances.count(Stance.AGAINST)} against"


def _claims(way: Journey) -> Iterable[str]:
    figures = [f for f in way.atlas.figures.values() if f.what in CLAIMS and way.route and f.route == way.route.id]
    if not figures:
        yield "none of the whole route"
    for figure in figures[:CLAIMS_SHOWN]:
        yield f"{figure.title}: {_claim(way, figure)}"
    if len(figures) > CLAIMS_SHOWN:
        yield f"and {len(figures) - CLAIMS_SHOWN} more in Explore"


def _claim(way: Journey, figure: Figure) -> str:
    value = figure.preferred
    holder = way.atlas.holder(value)
    return f"{sections.value_text(value)} ({holder}, {text_dates.dated(value.as_of)})"


def _methods(way: Journey) -> Iterable[str]:
    known: dict[str, float] = defaultdict(float)
    for section in way.sections:
        known[terms.method(section.leg)] += section.km
    for method, km in sorted(known.items(), key=lambda item: -item[1]):
        yield f"{numbers.percent(km / way.length_km)} % {method}"


def _reports(way: Journey) -> str:
    dates = way.report_dates
    return numbers.NBSP.join((text_dates.day(dates[0]), "to", text_dates.day(dates[-1]))) if dates else "undated"


def _gap(way: Journey) -> str:
    if way.passable:
        return ""
    return f", but {numbers.km(max(1.0, way.length_km - way.passable_km))} of it {_was(way)} not usable"


def _was(way: Journey) -> str:
    return "was" if headlines.past(way) else "is"


def _counts(way: Journey) -> str:
    borders = numbers.counted(len(way.crossings), "border")
    breaks = numbers.counted(len(way.gauge_breaks), "break of gauge", "breaks of gauge")
    return f"{borders}, {breaks} and {numbers.counted(len(way.transshipments), 'transshipment')}"
