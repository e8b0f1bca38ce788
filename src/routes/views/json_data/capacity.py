"""JSON of the capacity and traffic of a journey's links."""

from __future__ import annotations

from typing import Any

from routes.analysis import capacity
from routes.analysis.capacity import Cited, Limit, Link, RouteCapacity, Use
from routes.analysis.capacity.links import Left
from routes.analysis.capacity.traffic import left_of
from routes.data.atlas import Atlas
from routes.network.journey import Journey
from routes.network.parameters import Spread, parameters
from routes.text import assumptions, citations
from routes.views.capacity import sentences
from routes.views.json_data.numbers import ends
from routes.views.json_data.shapes.capacity import CapacityJson, ContainersJson, ConversionJson, LinkJson
from routes.views.json_data.shapes.common import Amount

DECIMALS = 4


def of_capacity(journey: Journey) -> CapacityJson:
    """Return the capacity of a journey: finding, narrowest link, every link with its figures, the conversions taken."""
    found = capacity.of(journey)
    return {
        "id": journey.id,
        "title": citations.title_of(journey),
        "scenarios": [s.id for s in journey.conditions.scenarios],
        "finding": sentences.finding(found),
        "note": assumptions.capacity_of_today(journey) or None,
        "unit": "Mt a year, both directions together",
        "known": len(found.known),
        "of": len(found.links),
        "passable": journey.passable,
        "narrowest": found.narrowest.id if found.narrowest else None,
        "capacity": _spread(found.narrowest.capacity) if found.narrowest else None,
        "carries": _spread(found.carries) if found.carries else None,
        "containers": _containers(found),
        "links": [_link(journey.atlas, one, use) for one, use in zip(found.links, found.uses, strict=True)],
        "corridor": [_cited(one) for one in found.corridor],
        "conversions": _conversions(journey.atlas),
        "data_version": journey.atlas.version,
    }


def _containers(found: RouteCapacity) -> ContainersJson | None:
    least = found.narrowest_for_containers
    if least is None:
        return None
    link, values, teu = least
    return {"link": link.id, "teu_a_year": ends(teu, 0), "values": [_cited(one) for one in values]}


def _link(atlas: Atlas, link: Link, use: Use | None) -> LinkJson:
    return {
        "id": link.id,
        "name": sentences.link_name(atlas, link),
        "kind": link.kind.value,
        "mode": link.mode.value,
        "at_km": round(link.at_km, 3),
        "km": round(link.km, 3),
        "capacity": _spread(link.capacity),
        "values": [_cited(one) for one in link.counted],
        "containers": [_cited(one) for one in link.containers],
        "traffic": _use(use) if use else None,
        "not_counted": [_left(one) for one in (*link.left, *left_of(atlas, link))],
        "limits": [_limit(one) for one in capacity.limits(atlas, link)],
    }


def _use(use: Use) -> dict[str, Any]:
    value = use.point.value
    return {
        "figure": use.point.figure.id,
        "period": use.point.period,
        "mt": _spread(use.amount),
        "share_of_capacity": _spread(use.share),
        **value.model_dump(mode="json", exclude_none=True),
    }


def _cited(one: Cited) -> dict[str, Any]:
    given = one.value.model_dump(mode="json", exclude_none=True)
    return {"figure": one.figure.id, "mt": _spread(one.amount), "conversions": list(one.converted.by), **given}


def _left(one: Left) -> dict[str, Any]:
    return {"figure": one.figure.id, "why": one.why, **one.value.model_dump(mode="json", exclude_none=True)}


def _limit(one: Limit) -> dict[str, Any]:
    return {"figure": one.figure.id, "title": one.figure.title, **one.value.model_dump(mode="json", exclude_none=True)}


def _conversions(atlas: Atlas) -> list[ConversionJson]:
    return [
        {"id": id, "title": p.title, "unit": p.unit, **ends(parameters(atlas).value(p), DECIMALS)}
        for id in capacity.CONVERSIONS
        if (p := atlas.parameters.get(id))
    ]


def _spread(spread: Spread | None) -> Amount | None:
    return ends(spread, DECIMALS) if spread else None
