"""What does a journey say in JSON? One stable shape for the terminal, files and the server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from routes import claims, evidence, hinges
from routes.atlas import Atlas, Cited
from routes.chokepoints import Change, Effect, Pair, Ranking, megatonnes
from routes.claims import Held
from routes.conditions import Blocker, Conditions
from routes.estimate import Carbon, Cost, Estimate, Part
from routes.evidence import Finding
from routes.journey import Journey, Section
from routes.model import Figure, FigureKind, Parameter
from routes.network import NoWayError
from routes.parameters import Parameters, Spread, parameters
from routes.trial import Trial


def of_journey(journey: Journey) -> dict[str, Any]:
    """Return a journey as plain data. Kilometres have three decimals; `SEA` stands for open water beside ISO codes."""
    dates = journey.report_dates
    cited = journey.atlas.arguments_of(journey.route.id) if journey.route else ()
    scenarios = tuple(s.id for s in journey.conditions.scenarios)
    return {
        "route": journey.id,
        "title": journey.route.title if journey.route else f"{journey.start.name} - {journey.end.name}",
        "from": journey.start.id,
        "to": journey.end.id,
        "scenarios": list(scenarios),
        "conflicts": _conflicts(journey.conditions),
        "length_km": _km(journey.length_km),
        "length_methods": _rounded(journey.km_by_method),
        "share_passable": round(journey.share_passable, 4),
        "unknown_km": _km(journey.unknown_km),
        "approximate_km": _km(journey.approximate_km),
        "oldest_as_of": dates[0] if dates else None,
        "newest_as_of": dates[-1] if dates else None,
        "published": [_figure(f) for f in _lengths(journey)],
        "km_by_country": _rounded(journey.km_by_country),
        "km_by_mode": _rounded(journey.km_by_mode),
        "km_by_status": _rounded(journey.km_by_status),
        "crossings": [
            {
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
                "at_km": _km(c.at_km),
            }
            for c in journey.crossings
        ],
        "gauge_breaks": [
            {"place": g.place.id, "from_mm": g.from_mm, "to_mm": g.to_mm, "at_km": _km(g.at_km)}
            for g in journey.gauge_breaks
        ],
        "transshipments": [
            {"place": t.place.id, "from_mode": t.from_mode.value, "to_mode": t.to_mode.value, "at_km": _km(t.at_km)}
            for t in journey.transshipments
        ],
        "handlings": [p.id for p in journey.handlings],
        "legs": [_section(s) for s in journey.sections],
        "blocked_by": [_blocker(b) for b in journey.blocked_by],
        "arguments": [_argument(c, evidence.weigh(journey.atlas, c.argument, scenarios)) for c in cited],
        "data_version": journey.atlas.version,
    }


def of_no_way(error: NoWayError, conditions: Conditions) -> dict[str, Any]:
    """Return the answer where no way leads: no length, and what blocks the nearest thing to a way."""
    return {
        "route": None,
        "title": f"{error.origin.name} - {error.destination.name}",
        "from": error.origin.id,
        "to": error.destination.id,
        "scenarios": [s.id for s in conditions.scenarios],
        "conflicts": _conflicts(conditions),
        "length_km": None,
        "blocked_by": [_blocker(b) for b in error.blocked_by],
        "data_version": conditions.atlas.version,
    }


def of_finding(finding: Finding, atlas: Atlas) -> dict[str, Any]:
    """Return a verdict as plain data. The numbers at the top are those of the first trial; `trials` has them all."""
    check, first = finding.check, next(iter(finding.trials), None)
    row = _trial(first, atlas) if first else dict.fromkeys(("of", "measured", "threshold"))
    return {
        "argument": finding.argument.id,
        "metric": check.metric.value if check else None,
        "of": row["of"],
        "is": check.is_ if check else None,
        "threshold": row["threshold"],
        "threshold_set_by": check.threshold_set_by if check else None,
        "measured": row["measured"],
        "verdict": finding.verdict.value,
        "reason": finding.reason,
        "because": finding.because,
        "rests_on_approximate": finding.rests_on_approximate,
        "part": check.part if check else None,
        "note": check.note if check else None,
        "trials": [_trial(t, atlas) for t in finding.trials],
    }


def of_estimate(estimate: Estimate) -> dict[str, Any]:
    """Return how long, how dear and how dirty a journey is. Hours; US dollars of the tariffs' years; kg of CO2e."""
    journey = estimate.journey
    held = parameters(journey.atlas, estimate.given)
    used = {p.parameter.id: p.parameter for p in estimate.parts}
    for cost in (estimate.per_container, estimate.per_tonne):
        used |= {p.parameter.id: p.parameter for p in cost.priced}
    used |= {p.id: p for p in estimate.carbon.parameters}
    return {
        "route": journey.id,
        "title": journey.route.title if journey.route else f"{journey.start.name} - {journey.end.name}",
        "from": journey.start.id,
        "to": journey.end.id,
        "scenarios": [s.id for s in journey.conditions.scenarios],
        "set": dict(estimate.given),
        "length_km": _km(journey.length_km),
        "passable": journey.passable,
        "hours": _spread(estimate.hours),
        "days": _spread(estimate.days),
        "moving_share": round(estimate.moving_share, 4),
        "assumed_share": round(estimate.assumed_share, 4),
        "parts": [_part(p) for p in estimate.parts],
        "cost_per_container": _cost(estimate.per_container),
        "cost_per_tonne": _cost(estimate.per_tonne),
        "carbon": _carbon(estimate.carbon),
        "claims": [_run(row) for row in claims.beside(journey, estimate.given)],
        "parameters": {id: _parameter(p, held) for id, p in used.items()},
        "data_version": journey.atlas.version,
    }


def of_chokepoints(ranking: Ranking, top: int | None = None) -> dict[str, Any]:
    """Return what hangs on each leg, post and port and what each planned link would give, the first `top` of each."""
    atlas = ranking.conditions.atlas
    rank = [(n, e) for n, e in enumerate(ranking.removals, 1)][:top]
    links = [(n, e) for n, e in enumerate(ranking.links, 1)][:top]
    return {
        "scenarios": [s.id for s in ranking.conditions.scenarios],
        "question": ranking.question,
        "basis": list(hinges.basis(ranking)),
        "pairs": [_pair(p, ranking) for p in ranking.pairs],
        "chokepoints": [_effect(n, e, hinges.without(ranking, e), ranking) for n, e in rank],
        "links": [
            {"name": hinges.link_name(atlas, e.ids), **_effect(n, e, hinges.link(ranking, e), ranking)}
            for n, e in links
        ],
        "data_version": atlas.version,
    }


def _pair(pair: Pair, ranking: Ranking) -> dict[str, Any]:
    way, days = ranking.ways[pair.start, pair.end], ranking.days.get((pair.start, pair.end))
    return {
        "from": pair.start,
        "to": pair.end,
        "weight": round(pair.weight, 4),
        "flows": [
            {
                "figure": f.id,
                "mt_a_year": megatonnes(f),
                **f.preferred.model_dump(mode="json", include={"scope", "source", "as_of"}),
            }
            for f in pair.flows
        ],
        "length_km": _km(way.length_km) if way else None,
        "days": round(days, 3) if days is not None else None,
        "crossings": len(way.crossings) if way else None,
    }


def _effect(rank: int, effect: Effect, says: str, ranking: Ranking) -> dict[str, Any]:
    atlas = ranking.conditions.atlas
    return {
        "rank": rank,
        "ids": list(effect.ids),
        "names": [hinges.name(atlas, id) for id in effect.ids],
        "says": says,
        "weight": round(effect.weight, 4),
        "weighted_km": _km(effect.weighted_km),
        "own_ends": [[p.start, p.end] for p in effect.own],
        "changes": [_change(c) for c in effect.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "from": change.pair.start,
        "to": change.pair.end,
        "way_before": change.before is not None,
        "way_after": change.after is not None,
        "km": _km(change.km) if change.days is not None else None,
        "days": round(change.days, 3) if change.days is not None else None,
        "crossings": change.crossings if change.days is not None else None,
        "through": list(change.through),
    }


def _spread(spread: Spread) -> dict[str, float]:
    return {"fast": round(spread.low, 3), "typical": round(spread.typical, 3), "slow": round(spread.high, 3)}


def _range(spread: Spread) -> dict[str, float]:
    return {"low": round(spread.low, 3), "typical": round(spread.typical, 3), "high": round(spread.high, 3)}


def _part(part: Part) -> dict[str, Any]:
    wait = part.wait
    return {
        "kind": part.kind.value,
        "parameter": part.parameter.id,
        "hours": _spread(part.hours),
        "km": _km(part.km) if part.km else None,
        "place": wait.place.id if wait else None,
        "direction": f"{wait.leaves}-{wait.enters}" if wait and wait.enters else None,
        "assumed": part.assumed,
        "counted_in": part.counted_in,
    }


def _cost(cost: Cost) -> dict[str, Any] | None:
    """None where no cited tariff holds on any part of the way."""
    if not cost.priced:
        return None
    return {
        "usd": _range(cost.usd),
        "share_of_km": round(cost.share, 4),
        "priced": [{"parameter": p.parameter.id, "km": _km(p.km), "usd": _range(p.usd)} for p in cost.priced],
    }


def _carbon(carbon: Carbon) -> dict[str, Any]:
    return {
        "method": "well to wheel, factor times tonne-kilometre",
        "kg_per_tonne": _range(carbon.per_tonne),
        "kg_per_container": _range(carbon.per_container),
        "electric_km": _km(carbon.electric_km),
        "traction_unknown_km": _km(carbon.unknown_km),
    }


def _run(row: Held) -> dict[str, Any]:
    return {
        "id": row.run.id,
        "title": row.run.title,
        "hours": _spread(row.hours),
        "why": row.run.why,
        "claims": [
            {
                "figure": c.figure.id,
                "low_hours": round(c.low, 3),
                "high_hours": round(c.high, 3),
                "stands": c.standing.value,
                **c.value.model_dump(mode="json", include={"scope", "holder", "source", "as_of"}),
            }
            for c in row.claims
        ],
    }


def _parameter(parameter: Parameter, held: Parameters) -> dict[str, Any]:
    value = held.value(parameter)
    said = parameter.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return said | {"used": _range(value), "set_by_reader": parameter.id in held.given}


def _trial(t: Trial, atlas: Atlas) -> dict[str, Any]:
    return {
        "frame": t.frame,
        "of": evidence.name(atlas, t.of),
        "than": evidence.name(atlas, t.than) if t.than else None,
        "measured": _number(t.measured.value),
        "threshold": _number(t.threshold.value),
        "ratio": round(t.ratio, 4) if t.ratio else None,
        "outcome": t.outcome.value,
        "holds": t.holds,
        "rests_on_approximate": t.approximate,
    }


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 3)


def _conflicts(conditions: Conditions) -> list[dict[str, str]]:
    return [
        {"id": c.id, "opened_by": c.opened_by, "closed_by": c.closed_by, "holds": c.holds} for c in conditions.conflicts
    ]


def _blocker(b: Blocker) -> dict[str, Any]:
    return {"id": b.id, "kind": b.kind, "status": b.status, "as_of": b.as_of, "because": b.because}


def _section(s: Section) -> dict[str, Any]:
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
        "km": _km(s.km),
        "at_km": _km(s.from_km),
        "method": leg.length.method.value,
        "drawn": leg.drawn.value,
        "accuracy_m": leg.accuracy_m,
        "sources": list(dict.fromkeys((*leg.sources, *leg.status.sources))),
        "general_knowledge": leg.general_knowledge or leg.status.general_knowledge,
    }


def _argument(c: Cited, finding: Finding) -> dict[str, Any]:
    a = c.argument
    return {
        "id": a.id,
        "stance": c.stance.value,
        "link": c.link,
        "says": a.says,
        "holder": a.holder,
        "reported_by": a.reported_by,
        "source": c.source.id,
        "where": a.where,
        "overtaken_by": list(a.overtaken_by),
        "verdict": finding.verdict.value,
    }


def _lengths(journey: Journey) -> tuple[Figure, ...]:
    """The published lengths of the whole way and of any chain of its legs."""
    on_way = {s.leg.id for s in journey.sections}
    named = journey.route.figures if journey.route else ()
    return tuple(
        f
        for f in journey.atlas.figures.values()
        if f.what is FigureKind.LENGTH
        and (f.id in named or (journey.route and f.route == journey.route.id) or (f.legs and on_way.issuperset(f.legs)))
    )


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "title": figure.title,
        "legs": list(figure.legs),
        "preferred": figure.preferred.model_dump(mode="json", exclude_none=True),
        "values": [v.model_dump(mode="json", exclude_none=True) for v in figure.values],
        "range": list(figure.range) if figure.range else None,
        "not_comparable": figure.not_comparable,
    }


def _km(value: float) -> float:
    return round(value, 3)


def _rounded(table: Mapping[str, float]) -> dict[str, float]:
    return {key: _km(value) for key, value in table.items()}
