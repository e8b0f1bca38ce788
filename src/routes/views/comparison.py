"""Comparison of two to four routes: finding, sentence to quote, table, what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from routes.analysis import capacity
from routes.analysis.parameter_ranges import ranges
from routes.analysis.turning_points import turning_points
from routes.data.atlas import Atlas
from routes.model import Figure, FigureKind, Id, LengthMethod, Mode, Stance
from routes.network import estimate, planner
from routes.network.journey import Journey, ground, of_route
from routes.network.parameters import ReaderValues
from routes.text import alternatives, assumptions, headlines, heights, numbers, place_names, route_names, terms, units
from routes.text import dates as text_dates
from routes.views import markup, parameter_ranges, sections
from routes.views import turning_points as turning_table
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


def html(journeys: Sequence[Journey], given: ReaderValues = ()) -> str:
    """Return the table of routes side by side, and what they share, as a part of a page."""
    turns, found = turning_points(journeys, given), ranges(journeys, given)
    return markup.render(
        "comparison.html",
        heads=[(letter, route_names.label(journey)) for letter, journey in zip(LETTERS, journeys, strict=False)],
        rows=rows(journeys, given),
        shared=shared(journeys),
        turning=turning_table.rows(turns),
        turns=turning_table.sentence(turns),
        chart=parameter_ranges.html(found) if found and found.leads else None,
        combined=parameter_ranges.sentence(found) if found and found.leads else None,
    )


def _ground(journey: Journey) -> tuple[str, ...]:
    found = ground.of(journey)
    if found is None:
        return ("no heights",)
    high = heights.level(found.highest.metres)
    return (f"highest {high} {heights.near(journey, found.highest)}", f"climbs {heights.climb(journey, found)}")


def first_pair(atlas: Atlas, route_id: Id) -> tuple[Id, ...]:
    """Return the routes compared at first: the question's own, and the shortest usable one with the same end."""
    question = atlas.questions[atlas.route(route_id).question]
    start, *others = (of_route(atlas, route.id) for route in atlas.routes_of(question))
    same = [journey for journey in others if place_names.city(atlas, journey.end) == place_names.city(atlas, start.end)]
    best = planner.shortest(same or others)
    return (start.id, best.id) if best else (start.id,)


def headline(journeys: Sequence[Journey]) -> str:
    """Return the finding: which route is the shortest that freight can pass, or that none is usable throughout."""
    best = planner.shortest(journeys)
    assert best is not None
    if len(journeys) == 1:
        return headlines.headline(best)
    if not best.passable:
        count = "Neither route" if len(journeys) == 2 else f"None of the {numbers.number(len(journeys))} routes"
        return f"{count} {_was(best)} usable; shortest: {route_names.label(best)}"
    return f"{numbers.capital(route_names.label(best))}: {numbers.km(best.length_km)}, the shortest usable"


def others(journeys: Sequence[Journey]) -> str:
    """Return how each other route compares with the one in the headline, a sentence for each."""
    best = planner.shortest(journeys)
    assert best is not None
    compared = (
        f"{numbers.capital(route_names.label(w))} is {alternatives.differences(w, best)[0]}{_gap(w)}."
        for w in journeys
        if w is not best
    )
    return " ".join(compared)


def sentence(journeys: Sequence[Journey]) -> str:
    """Return the differences as one sentence with numbers, fit to be quoted."""
    best = planner.shortest(journeys)
    assert best is not None
    ends = {(place_names.city(w.atlas, w.start), place_names.city(w.atlas, w.end)) for w in journeys}
    between = " from {} to {}".format(*next(iter(ends))) if len(ends) == 1 else ""
    dates = sorted({d for w in journeys for d in w.report_dates})
    state = assumptions.when(best) if best.conditions.scenarios else f"by {text_dates.reports(dates)}"
    what = "usable route" if best.passable else "route"
    sentences = [
        f"{numbers.capital(state)}, the shortest {what} compared{between} is that {route_names.label(best)}: "
        f"{numbers.km(best.length_km)} with {_counts(best)}{_gap(best)}"
    ]
    for journey in journeys:
        if journey is not best:
            differs = numbers.listed(alternatives.differences(journey, best))
            sentences.append(
                f"the route {route_names.label(journey)} is {numbers.km(journey.length_km)}, {differs}{_gap(journey)}"
            )
    return f"{'; '.join(sentences)} (Corridor Atlas, data of {text_dates.day(best.atlas.version[:10])})."


def like_with_like(journeys: Sequence[Journey]) -> str | None:
    """Say so if the lengths are not known alike, or the routes do not join the same places."""
    notes = []
    ends = [(place_names.city(w.atlas, w.start), place_names.city(w.atlas, w.end)) for w in journeys]
    if len(set(ends)) > 1:
        listed = (f"{letter} from {a} to {b}" for letter, (a, b) in zip(LETTERS, ends, strict=False))
        notes.append(f"The routes do not join the same places: {numbers.listed(listed)}.")
    shares = [w.km_by_method.get(LengthMethod.PUBLISHED, 0.0) / w.length_km for w in journeys]
    if max(shares) - min(shares) > ALIKE:
        listed = (f"{letter} {numbers.percent(share)} %" for letter, share in zip(LETTERS, shares, strict=False))
        notes.append(
            f"The lengths are not known alike. Published rather than measured: {numbers.listed(listed)} of the length; "
            "differences are given as “about”."
        )
    return " ".join(notes) or None


def shared(journeys: Sequence[Journey]) -> str | None:
    """Say how many kilometres all routes share, which countries all pass, and which only one does."""
    if len(journeys) < 2:
        return None
    legs = set.intersection(*({s.leg.id for s in journey.sections} for journey in journeys))
    km = sum(s.km for s in journeys[0].sections if s.leg.id in legs)
    every = "Both" if len(journeys) == 2 else f"All {numbers.number(len(journeys))}"
    first = f"{every} share {numbers.km(km)}." if legs else "They have no stretch in common."
    codes = [[c for c in journey.km_by_country if c != "SEA"] for journey in journeys]
    common = [c for c in codes[0] if all(c in other for other in codes)]
    sentences = [
        first,
        f"{every} pass {numbers.listed(map(journeys[0].atlas.country_name, common))}." if common else "",
    ]
    country_name = journeys[0].atlas.country_name
    for letter, mine in zip(LETTERS, codes, strict=False):
        only = [c for c in mine if sum(c in other for other in codes) == 1]
        sentences.append(f"Only {letter} passes {numbers.listed(map(country_name, only))}." if only else "")
    return " ".join(filter(None, sentences))


def rows(journeys: Sequence[Journey], given: ReaderValues = ()) -> tuple[Row, ...]:
    """Return the table, line by line."""
    best = planner.shortest(journeys)

    def row(label: str, cell: Callable[[Journey], Iterable[str] | str], *, strong: bool = False) -> Row:
        cells = (cell(journey) for journey in journeys)
        return Row(label, tuple((c,) if isinstance(c, str) else tuple(c) for c in cells), strong)

    return (
        row("Length", lambda w: numbers.km(w.length_km, approximate=w.approximate_km > 0), strong=True),
        row("Compared with the shortest usable", lambda w: _difference(w, best)),
        row("Usable" + ("" if journeys[0].conditions.scenarios else ", as last reported"), _passable),
        row("Evidence", _evidence),
        row("By country", lambda w: _parts({terms.country(w.atlas, c): km for c, km in w.km_by_country.items()})),
        *([row(sections.CLAIMED, _claimed)] if any(journey.km_disputed for journey in journeys) else []),
        row("By mode", lambda w: _parts({terms.MODE_WORDS[Mode(m)]: km for m, km in w.km_by_mode.items()})),
        row("Time (estimated)", lambda w: _time(w, given)),
        row("Cost where a tariff is cited", lambda w: _cost(w, given)),
        row("CO2e a tonne", lambda w: units.weight(estimate.of(w, given).carbon.per_tonne)),
        row("Borders", _borders),
        row("Lowest cited capacity", _narrowest),
        row("Breaks of gauge", _breaks),
        row("Transshipments", _changes),
        row("Ground", _ground),
        row("By sea", lambda w: numbers.km(w.km_by_mode.get(Mode.SEA, 0.0))),
        row("Arguments that name this route", _arguments),
        row("Published figures", _claims),
        row("How the km are known", _methods),
        row("Oldest and newest report", _reports),
    )


def _difference(journey: Journey, best: Journey | None) -> str:
    if best is None or not best.passable:
        return "none is usable"
    if journey is best:
        return "shortest usable"
    km = numbers.rounded(journey.length_km) - numbers.rounded(best.length_km)
    about = "about " if alternatives.unlike(journey, best) else ""
    return f"{about}{'+' if km >= 0 else '−'}{numbers.km(abs(km))}" + ("" if journey.passable else ", but not usable")


def _claimed(journey: Journey) -> tuple[str, ...]:
    return sections.claimed(journey) or ("none",)


def _passable(journey: Journey) -> Iterable[str]:
    yield f"{numbers.percent(journey.share_passable)} %"
    if not journey.passable:
        yield f"{numbers.km(max(1.0, journey.length_km - journey.passable_km))} not usable"


def _evidence(journey: Journey) -> str:
    return assumptions.evidence(journey).rstrip(".") or "no section usable"


def _time(journey: Journey, given: ReaderValues) -> Iterable[str]:
    found = estimate.of(journey, given)
    yield f"typically {units.duration(found.hours.typical)}"
    yield units.span(found.hours)
    yield f"{numbers.percent(found.moving_share)} % moving"
    if not journey.passable:
        yield "if all of it were open"


def _cost(journey: Journey, given: ReaderValues) -> Iterable[str]:
    found = estimate.of(journey, given)
    yield f"40-foot container: {units.cost(found.per_container)}"
    yield f"a tonne: {units.cost(found.per_tonne)}"


def _parts(km: dict[str, float]) -> Iterable[str]:
    return (f"{numbers.capital(name)} {numbers.whole(value)}" for name, value in km.items())


def _borders(journey: Journey) -> Iterable[str]:
    yield str(len(journey.crossings))
    for c in journey.crossings:
        yield f"{place_names.short_name(c.post)}: {terms.gate_state(c.status)}"


def _narrowest(journey: Journey) -> Iterable[str]:
    found = capacity.of(journey)
    least = found.narrowest
    if least is None or least.capacity is None:
        yield "no capacity cited"
    else:
        yield units.megatonnes(least.capacity)
        yield capacity_sentences.link_name(journey.atlas, least)
    yield f"known for {len(found.known)} of {len(found.links)} links"
    if year := journey.conditions.year:
        yield f"as last published, not of {year.year}"


def _breaks(journey: Journey) -> Iterable[str]:
    yield str(len(journey.gauge_breaks))
    for g in journey.gauge_breaks:
        yield f"{place_names.short_name(g.place)}: {g.from_mm:,} to {g.to_mm:,}{numbers.NBSP}mm"


def _changes(journey: Journey) -> Iterable[str]:
    yield str(len(journey.transshipments))
    for t in journey.transshipments:
        yield f"{place_names.short_name(t.place)}: {terms.MODE_WORDS[t.from_mode]} to {terms.MODE_WORDS[t.to_mode]}"


def _arguments(journey: Journey) -> str:
    if journey.route is None:
        return "none: no route of this atlas"
    stances = [c.stance for c in journey.atlas.arguments_of(journey.route.id) if c.link == "direct"]
    return f"{stances.count(Stance.FOR)} for, {stances.count(Stance.AGAINST)} against"


def _claims(journey: Journey) -> Iterable[str]:
    figures = [
        f for f in journey.atlas.figures.values() if f.what in CLAIMS and journey.route and f.route == journey.route.id
    ]
    if not figures:
        yield "none of the whole route"
    for figure in figures[:CLAIMS_SHOWN]:
        yield f"{figure.title}: {_claim(journey, figure)}"
    if len(figures) > CLAIMS_SHOWN:
        yield f"and {len(figures) - CLAIMS_SHOWN} more in Explore"


def _claim(journey: Journey, figure: Figure) -> str:
    value = figure.preferred
    holder = journey.atlas.holder(value)
    return f"{sections.value_text(value)} ({holder}, {text_dates.dated(value.as_of)})"


def _methods(journey: Journey) -> Iterable[str]:
    known: dict[str, float] = defaultdict(float)
    for section in journey.sections:
        known[terms.method(section.leg)] += section.km
    for method, km in sorted(known.items(), key=lambda item: -item[1]):
        yield f"{numbers.percent(km / journey.length_km)} % {method}"


def _reports(journey: Journey) -> str:
    dates = journey.report_dates
    return numbers.NBSP.join((text_dates.day(dates[0]), "to", text_dates.day(dates[-1]))) if dates else "undated"


def _gap(journey: Journey) -> str:
    if journey.passable:
        return ""
    return f", but {numbers.km(max(1.0, journey.length_km - journey.passable_km))} of it {_was(journey)} not usable"


def _was(journey: Journey) -> str:
    return "was" if headlines.past(journey) else "is"


def _counts(journey: Journey) -> str:
    borders = numbers.counted(len(journey.crossings), "border")
    breaks = numbers.counted(len(journey.gauge_breaks), "break of gauge", "breaks of gauge")
    return f"{borders}, {breaks} and {numbers.counted(len(journey.transshipments), 'transshipment')}"
