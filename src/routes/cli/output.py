"""A journey and its estimate as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from routes.model import LengthMethod
from routes.network.estimate import Cost, Estimate
from routes.network.journey import Journey
from routes.network.parameters import Spread
from routes.text import assumptions, headlines, obstacles, options, route_facts, scenario_summary, terms
from routes.text.numbers import NBSP

if TYPE_CHECKING:
    from routes.analysis.measured_line import MeasuredLine
    from routes.data.atlas import Atlas
    from routes.network.graph import By

# How kilometres are known, in as few words as a line of a terminal has room for.
METHODS = {
    LengthMethod.OSM_TRACK: "measured",
    LengthMethod.PUBLISHED: "published",
    LengthMethod.DRAWN: "measured as drawn",
    LengthMethod.COMPUTED_SEA: "computed lane",
    LengthMethod.SUPPOSED: "supposed",
}


def journey_lines(journey: Journey, ranked_by: By | None = None) -> list[str]:
    """Return a journey as text: headline and facts, a line for each section, what freight cannot pass, what is assumed.

    An option of the planner has its figures as well, what it is ranked by first.
    """
    from routes.views.sections import SectionRow, rows

    lines = [*_finding(journey, ranked_by)]
    stops = {s.start.id: "" for s in journey.sections} | {stop.place.id: f" [{stop.number}]" for stop in journey.stops}
    said = (row for row in rows(journey) if isinstance(row, SectionRow))
    for s, row in zip(journey.sections, said, strict=True):
        where = f"{s.leg.country}, {terms.MODE_WORDS[s.leg.mode]}" if s.leg.country else "at sea"
        lines.append(
            f"{s.from_km:9.1f}  {s.start.name}{stops[s.start.id]} - {s.end.name}: {s.km:.1f} km, {where}, "
            f"{row.status.lower()} ({row.reported}), {METHODS[s.leg.length.method]}"
        )
    lines += _blocked(journey)
    lines += assumptions.assumptions(journey)
    return [line.replace(NBSP, " ") for line in lines]


def _finding(journey: Journey, ranked_by: By | None) -> Iterator[str]:
    """Yield the finding as the pages give it: headline, what the route's use rests on, the four facts."""
    status = headlines.status_line(journey)
    yield headlines.headline(journey)
    yield f"{status.lead} {status.detail}".rstrip()
    yield "; ".join(f"{f.value} {f.unit} {f.label}".replace("  ", " ") for f in route_facts.facts(journey))
    if ranked_by:
        option = options.option(journey, ranked_by)
        yield "; ".join((option.ranked, *option.beside))


def _blocked(journey: Journey) -> Iterator[str]:
    """Yield what freight cannot pass; in a year without the date of the last report, which is not of that year."""
    for b in journey.blocked_by:
        what = f"{scenario_summary.name(journey.atlas, b.id)}: {obstacles.blocker_state(b)}"
        if in_year := journey.conditions.year_states.get(b.id):
            yield f"not usable: {what}: {assumptions.why_in_year(in_year)}"
        else:
            yield f"not usable: {what} ({b.as_of or 'undated'}): {b.because}"


def estimate_lines(found: Estimate) -> list[str]:
    """Return an estimate as text: days, each part with its hours, cost and CO2e."""
    journey, days, carbon = found.journey, found.days, found.carbon
    built = "" if journey.passable else ", if it were all open"
    lines = [
        f"{days.low:.1f} / {days.typical:.1f} / {days.high:.1f} days (fast / typical / slow){built}; "
        f"{found.moving_share:.0%} moving, {found.assumed_share:.0%} assumed",
        f"{'hours':>8} {'fast':>7} {'slow':>7}",
    ]
    for part in found.parts:
        where = f"{part.km:,.0f} km" if part.km else part.wait.place.name if part.wait else ""
        marks = f" [{part.parameter.id}{'; assumed' if part.assumed else ''}]"
        hours = f"{part.hours.typical:8.1f} {part.hours.low:7.1f} {part.hours.high:7.1f}"
        hours = f"in the hours of {part.counted_in}:" if part.counted_in else hours
        lines.append(f"{hours}  {part.parameter.title}: {where}{marks}")
    lines.append(_cost("40-foot container", found.per_container))
    lines.append(_cost("tonne", found.per_tonne))
    lines.append(f"CO2e per tonne: {_kg(carbon.per_tonne)}; per 40-foot container: {_kg(carbon.per_container)}")
    return lines


def capacity_lines(journey: Journey) -> list[str]:
    """Return the capacity of a journey as text: the finding, then a line for each link."""
    from routes.analysis import capacity
    from routes.views.capacity import sentences

    found = capacity.of(journey)
    lines = [sentences.finding(found), sentences.known(found)]
    lines += [
        note
        for note in (
            assumptions.capacity_of_today(journey),
            sentences.closed(found),
            sentences.containers(found),
            sentences.together(found),
        )
        if note
    ]
    lines.append(f"{'Mt a year':>18} {'traffic':>8}")
    for link, use in zip(found.links, found.uses, strict=True):
        room = link.capacity
        amount = f"{room.low:5.1f} {room.typical:5.1f} {room.high:5.1f}" if room else "not cited"
        load = f"{use.amount.typical:.1f} ({use.point.period})" if use else ""
        lines.append(f"{amount:>18} {load:>8}  {sentences.link_name(journey.atlas, link)} [{link.kind}]")
    return [line.replace(NBSP, " ") for line in lines]


def line_lines(atlas: Atlas, own: MeasuredLine) -> list[str]:
    """Return a reader's line as text: its finding, countries, crossings and remarks."""
    from routes.text import disputed
    from routes.views import measured_line_table

    lines = [measured_line_table.headline(atlas, own), f"form: {own.given.form}"]
    lines += [f"{km:9.1f}  {code}" for code, km in own.km_by_country.items()]
    lines += disputed.sentences(atlas, own.km_disputed)
    lines += [f"{p.at_km:9.1f}  {measured_line_table.passage(atlas, p)}" for p in own.passages]
    return [text.replace(NBSP, " ") for text in (*lines, *own.notes)]


def _cost(unit: str, cost: Cost) -> str:
    if not cost.priced:
        return f"cost per {unit}: no cited tariff on this route"
    return f"cost per {unit}: {cost.usd.typical:,.0f} USD for the {cost.share:.0%} of the route with a cited tariff"


def _kg(spread: Spread) -> str:
    return f"{spread.low:,.0f} / {spread.typical:,.0f} / {spread.high:,.0f} kg"


def compared_lines(ways: Sequence[Journey]) -> list[str]:
    """Return a comparison as text: the finding, what would turn the fastest, and what each number's range does."""
    from routes.analysis.parameter_ranges import ranges
    from routes.analysis.turning_points import turning_points
    from routes.views import comparison, parameter_ranges
    from routes.views import turning_points as turning

    found, turns = ranges(ways), turning_points(ways)
    lines = [f"{comparison.headline(ways)}.", comparison.sentence(ways), turning.sentence(turns) or ""]
    lines += [
        f"  {row.what}: {row.turned} instead of {row.now} ({row.given}): {row.faster}{' (open)' if row.open else ''}"
        for row in turning.rows(turns)
    ]
    if found and found.leads:
        lines += [parameter_ranges.sentence(found)]
        lines += [f"  {parameter_ranges.said(found, lead)}" for lead in parameter_ranges.shown(found)]
    return [line.replace(NBSP, " ") for line in lines if line]
