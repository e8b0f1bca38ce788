"""JSON of a journey, or of the answer that there is no route."""

from __future__ import annotations

import math
from collections.abc import Iterator

from routes.analysis import argument_verdicts
from routes.analysis.argument_verdicts import Finding
from routes.data.atlas import Atlas, Cited
from routes.model import Figure, FigureKind, Id
from routes.network.graph import NoWayError
from routes.network.journey import Crossing, Journey, Section, ground, recent_since
from routes.network.planner import Ask, answer, curated
from routes.network.scenarios import Blocker, Conditions, apply_scenarios
from routes.views.arguments import for_route
from routes.views.json_data.line import of_disputed
from routes.views.json_data.numbers import km, rounded
from routes.views.json_data.shapes.common import Heading
from routes.views.json_data.shapes.journey import (
    BlockerJson,
    ConflictJson,
    CrossingJson,
    GroundJson,
    JourneyJson,
    NoWayJson,
    OptionJson,
    PublishedLength,
    RouteArgumentJson,
    SectionJson,
)

# Heights of the ground in an answer.
MOST_HEIGHTS = 200


def of_journey(journey: Journey) -> JourneyJson:
    """Return a journey as plain data. Kilometres have three decimals; `SEA` stands for open water beside ISO codes."""
    dates = journey.report_dates
    return {
        **heading(journey),
        "conflicts": _conflicts(journey.conditions),
        "length_km": km(journey.length_km),
        "length_methods": rounded(journey.km_by_method),
        "share_passable": round(journey.share_passable, 4),
        "unknown_km": km(journey.unknown_km),
        "assumed_km": km(journey.assumed_km),
        "km_by_evidence": rounded({kind.value: length for kind, length in journey.km_by_evidence.items()}),
        "recent_since": recent_since(journey.atlas),
        "approximate_km": km(journey.approximate_km),
        "oldest_as_of": dates[0] if dates else None,
        "newest_as_of": dates[-1] if dates else None,
        "published": [_figure(f) for f in _lengths(journey)],
        "km_by_country": rounded(journey.km_by_country),
        "disputed": of_disputed(journey.atlas, journey.km_disputed),
        "km_by_mode": rounded(journey.km_by_mode),
        "km_by_status": rounded(journey.km_by_status),
        "crossings": [crossing(c) for c in journey.crossings],
        "gauge_breaks": [
            {"place": g.place.id, "from_mm": g.from_mm, "to_mm": g.to_mm, "at_km": km(g.at_km)}
            for g in journey.gauge_breaks
        ],
        "transshipments": [
            {"place": t.place.id, "from_mode": t.from_mode.value, "to_mode": t.to_mode.value, "at_km": km(t.at_km)}
            for t in journey.transshipments
        ],
        "handlings": [p.id for p in journey.handlings],
        "ground": _ground(journey),
        "legs": [section(s) for s in journey.sections],
        "blocked_by": [blocker(b) for b in journey.blocked_by],
        "arguments": arguments(journey),
        "arguments_note": for_route.year_note(journey) or None,
        "data_version": journey.atlas.version,
    }


def _ground(journey: Journey) -> GroundJson | None:
    """Return the ground along a journey as heights every so many kilometres; None where no height is known."""
    if (found := ground.of(journey)) is None:
        return None
    every = max(1, math.ceil(journey.length_km / MOST_HEIGHTS))
    heights = [found.at(n * every) for n in range(int(journey.length_km // every) + 1)]
    return {
        "highest_m": round(found.highest.metres),
        "highest_at_km": km(found.highest.at_km),
        "climb_m": round(found.climb),
        "climb_m_by_country": {code: round(climb) for code, climb in found.climb_by_country.items()},
        "known_km": km(found.known_km),
        "every_km": every,
        "heights_m": [None if height is None else round(height) for height in heights],
    }


def of_answer(atlas: Atlas, ask: Ask, scenario_ids: tuple[Id, ...]) -> list[OptionJson] | list[NoWayJson]:
    """Return the planner's options as plain data, best first, or the one answer that there is none.

    Beside a journey each has its `key`, `ranked_by`, the id of the curated route it is, if any, and, where cost was
    asked for, the share of its kilometres with a cited tariff.
    """
    got = answer(atlas, ask, scenario_ids)
    if not got.ways:
        error = NoWayError(atlas.place(ask.start), atlas.place(ask.end), got.nearest)
        return [of_no_way(error, apply_scenarios(atlas, scenario_ids))]
    shares = got.covered or (None,) * len(got.ways)
    return [
        _option(way, ask.key(n), got.ranked_by.value, share)
        for n, (way, share) in enumerate(zip(got.ways, shares, strict=True), 1)
    ]


def _option(way: Journey, key: str, ranked_by: str, share_priced: float | None) -> OptionJson:
    route = curated(way)
    option: OptionJson = {
        "key": key,
        "ranked_by": ranked_by,
        "curated_route": route.id if route else None,
        "share_priced": round(share_priced or 0.0, 4),
        **of_journey(way),
    }
    if share_priced is None:
        del option["share_priced"]
    return option


def heading(journey: Journey) -> Heading:
    """Return which route it is, and under which scenarios."""
    return {
        "route": journey.id,
        "title": journey.route.title if journey.route else f"{journey.start.name} - {journey.end.name}",
        "from": journey.start.id,
        "to": journey.end.id,
        "scenarios": [s.id for s in journey.conditions.scenarios],
    }


def of_no_way(error: NoWayError, conditions: Conditions) -> NoWayJson:
    """Return the answer where there is no route: no length, and what blocks the nearest thing to one."""
    return {
        "route": None,
        "title": f"{error.origin.name} - {error.destination.name}",
        "from": error.origin.id,
        "to": error.destination.id,
        "scenarios": [s.id for s in conditions.scenarios],
        "conflicts": _conflicts(conditions),
        "length_km": None,
        "blocked_by": [blocker(b) for b in error.blocked_by],
        "data_version": conditions.atlas.version,
    }


def _conflicts(conditions: Conditions) -> list[ConflictJson]:
    return [
        {"id": c.id, "opened_by": c.opened_by, "closed_by": c.closed_by, "holds": c.holds} for c in conditions.conflicts
    ]


def blocker(b: Blocker) -> BlockerJson:
    """Return a leg, border crossing or port that freight cannot pass, and why."""
    return {"id": b.id, "kind": b.kind, "status": b.status, "as_of": b.as_of, "because": b.because}


def crossing(c: Crossing) -> CrossingJson:
    """Return a border crossing of a journey: place, countries, status, kilometre."""
    return {
        "post": c.post.id,
        "names": {"en": c.post.name, **c.post.names},
        "leaves": c.leaves,
        "enters": c.enters,
        "lon": c.post.lon,
        "lat": c.post.lat,
        "mode": c.mode.value,
        "status": c.status,
        "traffic": [t.value for t in c.post.status.traffic] if c.post.status else [],
        "as_of": c.post.status.as_of if c.post.status else None,
        "not_confirmed_since": c.stale_since,
        "at_km": km(c.at_km),
    }


def section(s: Section) -> SectionJson:
    """Return a section of a journey: leg, ends, status, kilometres, sources."""
    leg = s.leg
    return {
        "id": leg.id,
        "from": s.start.id,
        "to": s.end.id,
        "country": leg.country,
        "part": leg.part,
        "mode": leg.mode.value,
        "gauges_mm": list(leg.gauges_mm),
        "electrified": leg.electrified,
        "status": s.status,
        "change": s.change,
        "passable": s.passable,
        "as_of": leg.status.as_of,
        "not_confirmed_since": s.stale_since,
        "evidence": s.evidence.value,
        "assumed_in_use": s.assumed,
        "km": km(s.km),
        "at_km": km(s.from_km),
        "method": leg.length.method.value,
        "drawn": leg.drawn.value,
        "accuracy_m": leg.accuracy_m,
        "sources": list(dict.fromkeys((*leg.sources, *leg.status.sources))),
        "general_knowledge": leg.general_knowledge or leg.status.general_knowledge,
    }


def arguments(journey: Journey) -> list[RouteArgumentJson]:
    """Return the arguments that bear on a route, with their verdicts under the journey's scenarios."""
    cited = journey.atlas.arguments_of(journey.route.id) if journey.route else ()
    scenarios = tuple(s.id for s in journey.conditions.scenarios)
    return [_argument(c, argument_verdicts.assess(journey.atlas, c.argument, scenarios)) for c in cited]


def _argument(c: Cited, finding: Finding) -> RouteArgumentJson:
    a = c.argument
    return {
        "id": a.id,
        "stance": c.stance.value,
        "link": c.link,
        "says": a.says,
        "atlas_concludes": a.atlas_concludes,
        "holder": a.holder,
        "reported_by": a.reported_by,
        "source": c.source.id,
        "where": a.where,
        "quotation": a.quotation.model_dump() if a.quotation else None,
        "takes_side": c.link == "direct" and c.stance in a.takes_side,
        "overtaken_by": list(a.overtaken_by),
        "verdict": finding.verdict.value,
    }


def _lengths(journey: Journey) -> Iterator[Figure]:
    """Yield the published lengths of the whole route and of any chain of its legs; not those of a place on it."""
    for figure in journey.figures:
        whole = journey.route is not None and journey.route.has(figure)
        if figure.what is FigureKind.LENGTH and (figure.legs or whole):
            yield figure


def _figure(figure: Figure) -> PublishedLength:
    return {
        "id": figure.id,
        "title": figure.title,
        "legs": list(figure.legs),
        "preferred": figure.preferred.model_dump(mode="json", exclude_none=True),
        "values": [v.model_dump(mode="json", exclude_none=True) for v in figure.values],
        "range": list(figure.range) if figure.range else None,
        "not_comparable": figure.not_comparable,
    }
