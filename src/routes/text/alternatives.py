"""Sentences on what to use instead of a blocked route, and on how two routes differ."""

from __future__ import annotations

from dataclasses import dataclass

from routes.network.journey import Journey
from routes.network.planner import Ask, answer
from routes.text import assumptions, headlines, numbers, obstacles
from routes.text.place_names import city
from routes.text.route_names import via


@dataclass(frozen=True, slots=True)
class Instead:
    """What blocks a way, and the best one between its ends that freight can pass."""

    blocked: str
    finding: str
    ask: Ask
    best: Journey | None


def instead(way: Journey) -> Instead | None:
    """Return what blocks a route and the best usable one between its ends; None if it is usable."""
    if way.passable:
        return None
    ask = Ask(way.start.of or way.start.id, way.end.of or way.end.id)
    scenario_ids = tuple(s.id for s in way.conditions.scenarios)
    best = next(iter(answer(way.atlas, ask, scenario_ids).ways), None)
    return Instead(obstacles.blocked(way), _finding(way, best), ask, best)


def _finding(way: Journey, best: Journey | None) -> str:
    between = f"from {city(way.atlas, way.start)} to {city(way.atlas, way.end)}"
    if best is None:
        return f"No route {between} {'was' if headlines.past(way) else 'is'} usable {assumptions.when(way)}."
    differs = ", ".join(filter(None, differences(best, way)))
    verb = "was" if way.conditions.year and headlines.past(way) else "is"
    return f"The shortest route {between} that {verb} usable: {numbers.km(best.length_km)} {via(best)} ({differs})."


def differences(way: Journey, other: Journey) -> tuple[str, ...]:
    """Return what a route has more and less of than another: kilometres, borders, breaks of gauge, transshipments."""
    km = numbers.rounded(way.length_km) - numbers.rounded(other.length_km)
    about = "about " if unlike(way, other) else ""
    counts = (
        (len(way.crossings) - len(other.crossings), "border", "borders"),
        (len(way.gauge_breaks) - len(other.gauge_breaks), "break of gauge", "breaks of gauge"),
        (len(way.transshipments) - len(other.transshipments), "transshipment", "transshipments"),
    )
    more = [f"{numbers.number(abs(n))} {one if abs(n) == 1 else many} {_more(n)}" for n, one, many in counts if n]
    length = f"{about}{numbers.km(abs(km))} {'longer' if km > 0 else 'shorter'}" if km else "as long"
    return (length, *more)


def _more(n: int) -> str:
    return "more" if n > 0 else "fewer"


def unlike(a: Journey, b: Journey) -> bool:
    """Return whether the kilometres by which two routes differ are known in different ways, or only approximately."""
    ids = [{s.leg.id for s in way.sections} for way in (a, b)]
    alone = [s.leg for way, other in ((a, ids[1]), (b, ids[0])) for s in way.sections if s.leg.id not in other]
    return len({leg.length.method for leg in alone}) > 1 or any(leg.approximate for leg in alone)
