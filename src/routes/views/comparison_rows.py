"""The table of routes side by side, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from routes.analysis import capacity
from routes.model import Figure, FigureKind, Mode, Stance
from routes.network import estimate, planner
from routes.network.journey import Journey, ground
from routes.network.parameters import ReaderValues
from routes.text import alternatives, assumptions, heights, numbers, place_names, terms, units
from routes.text import dates as text_dates
from routes.text.figures import value_text
from routes.views import sections
from routes.views.capacity import sentences as capacity_sentences

# Published claims of a route shown in its cell.
CLAIMS_SHOWN = 4
CLAIMS = (FigureKind.LENGTH, FigureKind.TIME, FigureKind.COST, FigureKind.CAPACITY)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what is compared, and what each route has, line by line."""

    label: str
    cells: tuple[tuple[str, ...], ...]
    strong: bool = False


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


def _ground(journey: Journey) -> tuple[str, ...]:
    found = ground.of(journey)
    if found is None:
        return ("no heights",)
    high = heights.level(found.highest.metres)
    return (f"highest {high} {heights.near(journey, found.highest)}", f"climbs {heights.climb(journey, found)}")


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
    return f"{value_text(value)} ({holder}, {text_dates.dated(value.as_of)})"


def _methods(journey: Journey) -> Iterable[str]:
    known: dict[str, float] = defaultdict(float)
    for section in journey.sections:
        known[terms.method(section.leg)] += section.km
    for method, km in sorted(known.items(), key=lambda item: -item[1]):
        yield f"{numbers.percent(km / journey.length_km)} % {method}"


def _reports(journey: Journey) -> str:
    dates = journey.report_dates
    return numbers.NBSP.join((text_dates.day(dates[0]), "to", text_dates.day(dates[-1]))) if dates else "undated"
