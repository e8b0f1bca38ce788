"""Published transit times compared with the estimate of the stretch they cover, and the estimate with real runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from routes.data.atlas import Atlas
from routes.model import Figure, FigureKind, Id, ParameterKind, Run, Stage, Value
from routes.network import estimate
from routes.network.estimate import MOVING, EstimatePart, PartKind
from routes.network.journey import Journey, along
from routes.network.parameters import HOURS_PER_DAY, Parameters, ReaderValues, Spread, parameters, total
from routes.network.scenarios import Conditions, apply_scenarios

HOURS = {"days": HOURS_PER_DAY, "h": 1.0}
# What a run's parts beyond the atlas are called; a terminal's handling stands under transfers.
KINDS = {
    ParameterKind.BORDER: PartKind.BORDER,
    ParameterKind.GAUGE: PartKind.GAUGE,
    ParameterKind.PORT: PartKind.PORT,
    ParameterKind.TRANSFER: PartKind.TRANSFER,
}


class Standing(StrEnum):
    """Where a claim lies beside fast, typical and slow."""

    BELOW = "below the fast sum"
    FAST = "between fast and typical"
    AROUND = "around typical"
    SLOW = "between typical and slow"
    ABOVE = "above the slow sum"


@dataclass(frozen=True, slots=True)
class Claim:
    """One published time of a stretch, in hours, and where it stands."""

    figure: Figure
    value: Value
    low: float
    high: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class RunEstimate:
    """A run: the hours of its parts along the map and beyond, the same by hand, and the claims of it."""

    run: Run
    journey: Journey
    parts: tuple[EstimatePart, ...]
    by_hand: Spread
    claims: tuple[Claim, ...]

    @property
    def hours(self) -> Spread:
        """Fast, typical and slow along the map and beyond."""
        return total(p.hours for p in self.parts)

    @property
    def moving(self) -> Spread:
        """The hours of it spent moving."""
        return total(p.hours for p in self.parts if p.kind in MOVING)

    @property
    def waiting(self) -> Spread:
        """The hours of it spent at borders, ports and changes of gauge or mode."""
        return total(p.hours for p in self.parts if p.kind not in MOVING)


def of_run(atlas: Atlas, run: Run, given: ReaderValues = (), conditions: Conditions | None = None) -> RunEstimate:
    """Add a run up along the map, beyond it, and by hand."""
    values = parameters(atlas, given)
    journey = _way(conditions or apply_scenarios(atlas), run)
    parts = (*estimate.of(journey, given).parts, *(_stage(values, s) for s in run.beyond))
    hours = total(p.hours for p in parts)
    by_hand = total(_stage(values, s).hours for s in run.by_hand)
    claims = (c for id in run.figures for c in _claims(atlas.figures[id], hours))
    return RunEstimate(run, journey, parts, by_hand, tuple(claims))


def beside(journey: Journey, given: ReaderValues = ()) -> Iterator[RunEstimate]:
    """Yield the runs shown beside a route: those that name it, and those whose every leg it has."""
    legs = {s.leg.id for s in journey.sections}
    route = journey.route.id if journey.route else None
    for run in journey.atlas.runs.values():
        if route in run.routes or (run.figures and legs.issuperset(_legs(journey.atlas, run))):
            yield of_run(journey.atlas, run, given)


def stands(low: float, high: float, hours: Spread) -> Standing:
    """Say where a claim from `low` to `high` hours stands; one that holds the typical sum stands around it."""
    if high < hours.low:
        return Standing.BELOW
    if low > hours.high:
        return Standing.ABOVE
    if low <= hours.typical <= high:
        return Standing.AROUND
    return Standing.FAST if high < hours.typical else Standing.SLOW


def room(row: RunEstimate) -> str:
    """Say what the shortest claim leaves for waiting beside the typical time of moving."""
    if not row.claims:
        return "No published time was found."
    least = min(row.claims, key=lambda c: c.high)
    left = least.high - row.moving.typical
    days = _number(least) + (" day" if _number(least) == "1" else " days")
    usual = f"{row.waiting.low:.0f} hours at best, {row.waiting.typical:.0f} typically"
    if row.waiting.high == 0:
        typical = row.moving.typical / HOURS_PER_DAY
        return f"The shortest claim, {days}, stands beside {typical:.1f} typical days of moving."
    if left <= 0:
        return f"The shortest claim, {days}, leaves no hour beside typical moving; waits take {usual}."
    return f"The shortest claim, {days}, leaves {left:.0f} hours beside typical moving; waits take {usual}."


def _way(conditions: Conditions, run: Run) -> Journey:
    atlas = conditions.atlas
    if run.route is None:
        return along(conditions, str(run.start), run.legs)
    route = atlas.route(run.route)
    start = run.start or route.start
    return along(conditions, start, _legs(atlas, run))


def _legs(atlas: Atlas, run: Run) -> Sequence[Id]:
    if run.route is None:
        return run.legs
    route = atlas.route(run.route)
    here, taken, legs = route.start, run.start in (None, route.start), []
    for id in route.legs:
        leg = atlas.legs[id]
        taken = taken or here == run.start
        here = leg.end if here == leg.start else leg.start
        if taken:
            legs.append(id)
        if here == run.end:
            break
    return legs


def _stage(values: Parameters, stage: Stage) -> EstimatePart:
    parameter = values.atlas.parameters[stage.parameter]
    kind = KINDS.get(parameter.what) or PartKind((parameter.mode or PartKind.RAIL).value)
    hours = values.hours(parameter, stage.km or 0.0)
    return EstimatePart(kind, parameter, hours, values.assumed(parameter), stage.km or 0.0)


def _claims(figure: Figure, hours: Spread) -> Iterator[Claim]:
    if figure.what is not FigureKind.TIME:
        return
    for value in figure.values:
        given = [n for n in (value.value, value.low, value.high) if n is not None]
        if given and value.unit in HOURS:
            low, high = (end * HOURS[value.unit] for end in (min(given), max(given)))
            yield Claim(figure, value, low, high, stands(low, high, hours))


def table(atlas: Atlas) -> str:
    """Return how the estimate fares against runs and claims, as Markdown."""
    return "\n".join(_lines([of_run(atlas, run) for run in atlas.runs.values()], atlas)) + "\n"


def _lines(rows: Sequence[RunEstimate], atlas: Atlas) -> Iterator[str]:
    yield "# How the estimate fares against real runs and claims"
    yield ""
    yield f"Written by `routes renew` from data of {atlas.version.rpartition('-')[0]}."
    yield ""
    yield "No parameter is tuned to a claim. Fast, typical and slow are sums of parameters at best, typically and at"
    yield "worst, in days: along the map and, where a stretch reaches beyond it, over the kilometres that the run"
    yield "states. By hand is the same sum over published distances. A claim is never averaged in."
    yield ""
    yield "| stretch | fast | typical | slow | by hand: fast | typical | slow | what makes them differ |"
    yield "|---|---:|---:|---:|---:|---:|---:|---|"
    for row in rows:
        yield _row((row.run.title, *_days(row.hours), *_days(row.by_hand), _difference(row, atlas)))
    yield from ("", "## Published transit times", "")
    yield "| stretch | days | who, when | of what | where it stands |"
    yield "|---|---:|---|---|---|"
    for row in rows:
        for claim in row.claims:
            yield _row(
                (
                    row.run.title,
                    _number(claim),
                    f"{atlas.holder(claim.value)}, {claim.value.as_of or 'undated'} ({claim.value.source})",
                    claim.value.scope or "",
                    claim.standing.value,
                )
            )
    yield from ("", "## Why", "")
    for row in rows:
        yield f"- {row.run.title}: {' '.join(filter(None, (room(row), row.run.why, row.run.note)))}"


def _difference(row: RunEstimate, atlas: Atlas) -> str:
    """Name the parameters the two sums hold for other kilometres, or not both."""
    ours, hand = _kilometres(row.parts), _kilometres(_stage(parameters(atlas), s) for s in row.run.by_hand)
    differences = []
    for id in dict.fromkeys((*ours, *hand)):
        (km, hours), (other_km, other_hours) = ours.get(id, (0.0, 0.0)), hand.get(id, (0.0, 0.0))
        if abs(hours - other_hours) >= 0.5:
            lengths = f" ({km:,.0f} km, by hand {other_km:,.0f})" if km or other_km else ""
            differences.append(f"{id} {hours - other_hours:+.1f} h{lengths}")
    return "; ".join(differences) or "nothing of half an hour"


def _kilometres(parts: Iterable[EstimatePart]) -> dict[Id, tuple[float, float]]:
    values: dict[Id, tuple[float, float]] = {}
    for part in parts:
        km, hours = values.get(part.parameter.id, (0.0, 0.0))
        values[part.parameter.id] = (km + part.km, hours + part.hours.typical)
    return values


def _days(hours: Spread) -> tuple[str, ...]:
    return tuple(f"{n / HOURS_PER_DAY:.1f}" for n in (hours.low, hours.typical, hours.high))


def _number(claim: Claim) -> str:
    low, high = (f"{round(n / HOURS_PER_DAY, 1):g}" for n in (claim.low, claim.high))
    return low if low == high else f"{low}-{high}"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(c.replace("|", "/").replace("\n", " ") for c in cells) + " |"
