"""Table of the sections and stops of a route in order, with published figures and latest events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from routes.analysis import capacity
from routes.data.link_ids import is_drawn
from routes.data.years import YearState
from routes.geo.geodesy import length_km
from routes.model import FigureKind, Id, Leg, LegStatus, LengthMethod, Place, Source
from routes.network.journey import SEA, Evidence, Journey, Section, Stop
from routes.text import assumptions, dates, disputed, headlines, numbers, stops, terms
from routes.text.figures import value_text
from routes.views import markup, turns
from routes.views.capacity import sentences
from routes.views.urls import DASHBOARD, Urls

# Published and measured lengths further apart than this share are shown side by side.
WORTH_SHOWING = 0.03
EVENTS_SHOWN = 5
CLAIMED = "Claimed by more than one state"


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A leg as travelled, in words."""

    leg: Id | None
    name: str
    country: str
    km: str
    status: str
    reported: str
    sources: tuple[Source, ...]
    method: str
    others: tuple[str, ...]
    remarks: tuple[str, ...]
    passable: bool
    kind: str = field(default="section", init=False)


@dataclass(frozen=True, slots=True)
class StopRow:
    """A border, break of gauge or transshipment, in words."""

    number: int
    mark: str
    state: str | None
    title: str
    place: str
    place_id: str | None
    gate: bool
    at: str
    detail: str
    sources: tuple[Source, ...]
    remarks: tuple[str, ...]
    kind: str = field(default="stop", init=False)


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """One published figure of a section, a place or the whole route."""

    figure: Id
    what: str
    value: str
    holder: str
    as_of: str
    source: Source


def html(journey: Journey, urls: Urls = DASHBOARD) -> str:
    """Return the whole table as a part of a page."""
    return markup.render(
        "sections.html",
        urls=urls,
        rows=rows(journey),
        total=numbers.exact_km(round(journey.length_km, 1)),
        sums=sums(journey),
        narrowest=narrowest(journey),
        reported=reported(journey),
        start=journey.start.name,
        end=journey.end.name,
        closed=partial(_closed, journey, urls),
    )


def _closed(journey: Journey, urls: Urls, id: Id) -> str:
    """Return the address of the best routes between the same ends with one more leg, crossing or port closed."""
    return urls.plan(journey.start.id, journey.end.id, (*(s.id for s in journey.conditions.scenarios), f"without-{id}"))


def history(journey: Journey) -> str:
    """Return the events on a route, latest first, and the turns between countries, as a part of a page."""
    year = assumptions.past_year(journey)
    events = markup.render("history.html", events=_events(journey), shown=EVENTS_SHOWN, year=year)
    return events + turns.html(journey)


def rows(journey: Journey) -> tuple[SectionRow | StopRow, ...]:
    """Return sections and stops in the order a consignment meets them."""
    at_start = defaultdict(list)
    for stop in journey.stops:
        at_start[round(stop.at_km, 6)].append(stop)
    out: list[SectionRow | StopRow] = []
    for section in journey.sections:
        out += [_stop_row(journey, s) for s in at_start.pop(round(section.from_km, 6), ())]
        out.append(_section_row(journey, section))
    out += [_stop_row(journey, s) for s in chain.from_iterable(at_start.values())]
    return tuple(out)


def sums(journey: Journey) -> tuple[tuple[str, str], ...]:
    """Return kilometres by country, mode, state and method, and the share whose course is only approximate."""
    states: dict[str, float] = defaultdict(float)
    for section in journey.sections:
        states[_state(journey, section)] += section.km
    methods: dict[str, float] = defaultdict(float)
    for section in journey.sections:
        methods[terms.method(section.leg)] += section.km
    share = journey.approximate_km / journey.length_km
    return (
        ("By country", _parts({terms.country(journey.atlas, c): km for c, km in journey.km_by_country.items()})),
        *([(CLAIMED, "; ".join(claimed(journey)))] if journey.km_disputed else []),
        ("By mode", _parts(dict(journey.km_by_mode))),
        ("By state", _parts(states)),
        ("How known", _parts(methods)),
        (
            "Approximate course",
            f"{numbers.km(journey.approximate_km)}, {numbers.whole(share * 100)} % of the length" if share else "none",
        ),
    )


def reported(journey: Journey) -> tuple[ReportedRow, ...]:
    """Return capacities, traffic, times, depths and costs published for anything on the route."""
    sources = journey.atlas.sources
    return tuple(
        ReportedRow(
            figure=figure.id,
            what=f"{figure.what.capitalize()}: {figure.title}",
            value=value_text(value),
            holder=journey.atlas.holder(value),
            as_of=dates.dated(value.as_of),
            source=sources[value.source],
        )
        for figure in journey.figures
        if figure.what is not FigureKind.LENGTH
        for value in figure.values
    )


def narrowest(journey: Journey) -> str | None:
    """Return which link with a cited capacity carries least, and of how many it is known; None where of none.

    Capacities are those of today, so that nothing is said in a past year.
    """
    if assumptions.past_year(journey):
        return None
    found = capacity.of(journey)
    return f"{sentences.finding(found)} {sentences.known(found)}" if found.known else None


def _section_row(journey: Journey, section: Section) -> SectionRow:
    leg = section.leg
    changed = f"{section.change} by the scenario" if section.change else None
    return SectionRow(
        leg=None if is_drawn(leg.id) else leg.id,
        name=f"{section.start.name} to {section.end.name}",
        country=terms.country(journey.atlas, section.territory, leg.part) if section.territory != SEA else "At sea",
        km=(numbers.APPROXIMATELY if leg.approximate else "") + numbers.exact_km(section.km),
        status=numbers.capital(changed or _state(journey, section)),
        reported=assumptions.why_in_year(section.year_state) if section.year_state else _reported(section),
        sources=sources_of_state(journey, leg, section.year_state),
        method=numbers.capital(terms.method(leg)),
        others=tuple(_other_lengths(journey, section)),
        remarks=tuple(_remarks(journey, section)),
        passable=section.passable,
    )


def _reported(section: Section) -> str:
    """Return the date of the last report; a state of general knowledge has none, whatever date it was written on."""
    report = section.leg.status
    if section.evidence is Evidence.ASSUMED and section.status == LegStatus.OPEN and report.as_of:
        return "by general knowledge; no dated report"
    return dates.reported(report.as_of, section.stale_since)


def _state(journey: Journey, section: Section) -> str:
    """Return the state of a section in words; `assumed in use` where no dated report says it is open."""
    if section.evidence is Evidence.ASSUMED and section.change is None and section.status == LegStatus.OPEN:
        return "assumed in use"
    return headlines.leg_state(journey, section.status)


def sources_of_state(journey: Journey, entry: Leg | Place, year_state: YearState | None) -> tuple[Source, ...]:
    """Return the sources of a state: those of the last report, or in a chosen year those of its dates."""
    cited: tuple[Id, ...] = entry.status.sources if entry.status else ()
    if year_state is not None:
        cited = year_state.sources
    return tuple(journey.atlas.sources[id] for id in cited)


def _other_lengths(journey: Journey, section: Section) -> Iterator[str]:
    """Yield lengths known by another method that differ by more than 3 %, and how the course is drawn."""
    leg, atlas = section.leg, journey.atlas
    if leg.length.method is LengthMethod.PUBLISHED and leg.length.figure:
        best = atlas.figures[leg.length.figure].preferred
        yield ", ".join(filter(None, (atlas.holder(best), best.as_of)))
    for figure in atlas.figures_of(leg.id, what=FigureKind.LENGTH):
        for value in figure.values:
            if value.value and abs(value.value - leg.length.km) > WORTH_SHOWING * leg.length.km:
                whose = atlas.holder(value)
                yield f"published {value.value:,g} ({', '.join(filter(None, (whose, value.as_of)))})"
    drawn = length_km(leg.line)
    if abs(drawn - leg.length.km) > WORTH_SHOWING * leg.length.km:
        yield f"line as drawn {numbers.whole(drawn)}"
    yield terms.DRAWN_WORDS[leg.drawn]


def _remarks(journey: Journey, section: Section) -> Iterator[str]:
    leg = section.leg
    if leg.gauges_mm:
        yield "/".join(f"{g:,}" for g in leg.gauges_mm) + f"{numbers.NBSP}mm"
    if leg.electrified:
        yield assumptions.of_today(journey, f"electrification: {leg.electrified}", leg.status.as_of)
    for what in (FigureKind.CAPACITY, FigureKind.TRAFFIC):
        for figure in journey.atlas.figures_of(leg.id, what=what):
            best = figure.preferred
            yield assumptions.of_today(journey, f"{what}: {value_text(best)}", best.as_of)
    for badge in journey.conditions.badges(leg):
        yield badge.text
    if leg.status.note and section.year_state is None:
        yield leg.status.note


def _stop_row(journey: Journey, stop: Stop) -> StopRow:
    crossing, place = stop.crossing, stop.place
    report = place.status
    details = [stops.crossing_way(journey.atlas, crossing)] if crossing else []
    if report and crossing:
        dated = (
            assumptions.why_in_year(crossing.year_state)
            if crossing.year_state
            else dates.reported(report.as_of, crossing.stale_since)
        )
        details.append(dated)
    remarks = []
    if report and report.passengers:
        remarks.append(assumptions.of_today(journey, f"Passengers: {report.passengers}", report.as_of))
    remarks += [report.note] if report and report.note and not (crossing and crossing.year_state) else []
    remarks += [b.text for b in journey.conditions.badges(place)]
    return StopRow(
        number=stop.number,
        mark=stop.kind,
        state=crossing.status if crossing else None,
        title=stops.stop_title(stop),
        place=place.name,
        place_id=None if is_drawn(place.id) else place.id,
        gate=place.status is not None,
        at=f"at {numbers.km(stop.at_km)}",
        detail="; ".join([*([stops.crossing_state(crossing)] if crossing else []), *details]),
        sources=sources_of_state(journey, place, crossing.year_state) if crossing else (),
        remarks=tuple(remarks),
    )


def _events(journey: Journey) -> tuple[tuple[str, str, tuple[Source, ...]], ...]:
    """Return the events on a route, latest first; in a past year those up to its end."""
    sources, last = journey.atlas.sources, assumptions.past_year(journey)
    ids = [journey.route.id] if journey.route else []
    return tuple(
        (dates.lasting(e.date, e.until), e.what, tuple(sources[s] for s in e.sources))
        for e in journey.atlas.events_touching([s.leg for s in journey.sections], *ids)
        if last is None or int(e.date[:4]) <= last
    )


def claimed(journey: Journey) -> tuple[str, ...]:
    """Return how many kilometres lie on ground that more than one state claims, and its standing, area by area."""
    return tuple(disputed.sentences(journey.atlas, journey.km_disputed))


def _parts(km: dict[str, float]) -> str:
    return ", ".join(f"{name} {numbers.exact_km(round(value, 1))}" for name, value in km.items())
