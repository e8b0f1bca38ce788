"""Comparison of two to four routes: finding, sentence to quote, table, what they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routes.analysis.parameter_ranges import ranges
from routes.analysis.turning_points import turning_points
from routes.data.atlas import Atlas
from routes.model import Id, LengthMethod
from routes.network import planner
from routes.network.journey import Journey, of_route
from routes.network.parameters import ReaderValues
from routes.text import alternatives, assumptions, headlines, numbers, place_names, route_names
from routes.text import dates as text_dates
from routes.views import comparison_rows, markup, parameter_ranges
from routes.views import turning_points as turning_table

LETTERS = "ABCD"
# Routes whose published shares of length lie further apart are not known alike.
ALIKE = 0.2


def html(journeys: Sequence[Journey], given: ReaderValues = ()) -> str:
    """Return the table of routes side by side, and what they share, as a part of a page."""
    turns, found = turning_points(journeys, given), ranges(journeys, given)
    return markup.render(
        "comparison.html",
        heads=[(letter, route_names.label(journey)) for letter, journey in zip(LETTERS, journeys, strict=False)],
        rows=comparison_rows.rows(journeys, given),
        shared=shared(journeys),
        turning=turning_table.rows(turns),
        turns=turning_table.sentence(turns),
        chart=parameter_ranges.html(found) if found and found.leads else None,
        combined=parameter_ranges.sentence(found) if found and found.leads else None,
    )


def first_pair(atlas: Atlas, route_id: Id) -> tuple[Id, ...]:
    """Return the routes compared at first: the question's own, and the shortest usable one with the same end."""
    question = atlas.questions[atlas.route(route_id).question]
    start, *others = (of_route(atlas, route.id) for route in atlas.routes_of(question))
    same = [journey for journey in others if place_names.city(atlas, journey.end) == place_names.city(atlas, start.end)]
    best = planner.shortest(same or others)
    return (start.id, best.id) if best else (start.id,)


def headline(journeys: Sequence[Journey]) -> str:
    """Return the finding: which route is the shortest that freight can pass, or that none is usable throughout.

    It is the fullest wording that has at most `headlines.MOST_CHARACTERS`, or else the shortest.
    """
    best = planner.shortest(journeys)
    assert best is not None
    if len(journeys) == 1:
        return headlines.headline(best)
    return headlines.fitting([*(_usable if best.passable else _unusable)(best, journeys)])


def _usable(best: Journey, journeys: Sequence[Journey]) -> Iterator[str]:
    label, length = numbers.capital(route_names.label(best)), numbers.km(best.length_km)
    yield f"{label}: {length}, the shortest usable"
    yield f"{label}: {length}, shortest usable"
    if route_names.goes_alone(best, journeys):
        yield f"{route_names.without_mode(label)}: {length}, shortest usable"


def _unusable(best: Journey, journeys: Sequence[Journey]) -> Iterator[str]:
    none = ("Neither", "route") if len(journeys) == 2 else ("None", f"of the {numbers.number(len(journeys))} routes")
    found = f"{_was(best)} usable; shortest: {route_names.label(best)}"
    yield f"{' '.join(none)} {found}"
    yield f"{none[0]} {found}"


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
