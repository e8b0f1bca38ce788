"""JSON of a ranking of legs, border crossings, ports and planned links."""

from __future__ import annotations

from routes.analysis.chokepoints import Change, Effect, Pair, Ranking, megatonnes
from routes.views.chokepoints import sentences
from routes.views.json_data.numbers import km
from routes.views.json_data.shapes.chokepoints import ChangeJson, ChokepointsJson, EffectJson, PairJson


def of_chokepoints(ranking: Ranking, top: int | None = None) -> ChokepointsJson:
    """Return the effects of losing a leg, border crossing or port and of building a link, the first `top` of each."""
    atlas = ranking.conditions.atlas
    rank = [(n, e) for n, e in enumerate(ranking.removals, 1)][:top]
    links = [(n, e) for n, e in enumerate(ranking.links, 1)][:top]
    return {
        "scenarios": [s.id for s in ranking.conditions.scenarios],
        "question": ranking.question,
        "basis": list(sentences.basis(ranking)),
        "pairs": [_pair(p, ranking) for p in ranking.pairs],
        "chokepoints": [_effect(n, e, sentences.without(ranking, e), ranking) for n, e in rank],
        "links": [
            {"name": sentences.link_name(atlas, e.ids), **_effect(n, e, sentences.link(ranking, e), ranking)}
            for n, e in links
        ],
        "data_version": atlas.version,
    }


def _pair(pair: Pair, ranking: Ranking) -> PairJson:
    way, days = ranking.ways[pair.start, pair.end], ranking.days.get((pair.start, pair.end))
    return {
        "from": pair.start,
        "to": pair.end,
        "weight": round(pair.weight, 4),
        "flows": [
            {
                "figure": f.id,
                "mt_a_year": megatonnes(f),
                "scope": f.preferred.scope,
                "source": f.preferred.source,
                "as_of": f.preferred.as_of,
            }
            for f in pair.flows
        ],
        "length_km": km(way.length_km) if way else None,
        "assumed_km": km(way.assumed_km) if way else None,
        "days": round(days, 3) if days is not None else None,
        "crossings": len(way.crossings) if way else None,
    }


def _effect(rank: int, effect: Effect, says: str, ranking: Ranking) -> EffectJson:
    atlas = ranking.conditions.atlas
    return {
        "rank": rank,
        "ids": list(effect.ids),
        "names": [sentences.name(atlas, id) for id in effect.ids],
        "says": says,
        "weight": round(effect.weight, 4),
        "weighted_km": km(effect.weighted_km),
        "own_ends": [[p.start, p.end] for p in effect.own],
        "changes": [_change(c) for c in effect.changes],
    }


def _change(change: Change) -> ChangeJson:
    return {
        "from": change.pair.start,
        "to": change.pair.end,
        "way_before": change.before is not None,
        "way_after": change.after is not None,
        "km": km(change.km) if change.days is not None else None,
        "days": round(change.days, 3) if change.days is not None else None,
        "crossings": change.crossings if change.days is not None else None,
        "through": list(change.through),
    }
