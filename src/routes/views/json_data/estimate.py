"""JSON of an estimate: hours, US dollars, kilograms of CO2e, and the parameters used."""

from __future__ import annotations

from typing import Any

from routes.analysis import published_times
from routes.analysis.published_times import RunEstimate
from routes.model import Parameter
from routes.network.estimate import Carbon, Cost, Estimate, EstimatePart
from routes.network.parameters import Parameters, parameters
from routes.views.json_data.journey import heading
from routes.views.json_data.numbers import ends, km, spread
from routes.views.json_data.shapes.estimate import CarbonJson, CostJson, EstimateJson, PartJson, RunJson


def of_estimate(estimate: Estimate) -> EstimateJson:
    """Return time, cost and emissions of a journey. Hours; US dollars of the tariffs' years; kg of CO2e."""
    journey = estimate.journey
    values = parameters(journey.atlas, estimate.given)
    used = {p.parameter.id: p.parameter for p in estimate.parts}
    for cost in (estimate.per_container, estimate.per_tonne):
        used |= {p.parameter.id: p.parameter for p in cost.priced}
    used |= {p.id: p for p in estimate.carbon.parameters}
    return {
        **heading(journey),
        "set": dict(estimate.given),
        "length_km": km(journey.length_km),
        "passable": journey.passable,
        "hours": spread(estimate.hours),
        "days": spread(estimate.days),
        "moving_share": round(estimate.moving_share, 4),
        "assumed_share": round(estimate.assumed_share, 4),
        "parts": [_part(p) for p in estimate.parts],
        "cost_per_container": _cost(estimate.per_container),
        "cost_per_tonne": _cost(estimate.per_tonne),
        "carbon": _carbon(estimate.carbon),
        "claims": [_run(row) for row in published_times.beside(journey, estimate.given)],
        "parameters": {id: _parameter(p, values) for id, p in used.items()},
        "data_version": journey.atlas.version,
    }


def _part(part: EstimatePart) -> PartJson:
    wait = part.wait
    return {
        "kind": part.kind.value,
        "parameter": part.parameter.id,
        "hours": spread(part.hours),
        "km": km(part.km) if part.km else None,
        "place": wait.place.id if wait else None,
        "direction": f"{wait.leaves}-{wait.enters}" if wait and wait.enters else None,
        "assumed": part.assumed,
        "counted_in": part.counted_in,
    }


def _cost(cost: Cost) -> CostJson | None:
    """Return a cost as plain data; None where no cited tariff holds on any part of the route."""
    if not cost.priced:
        return None
    return {
        "usd": ends(cost.usd),
        "share_of_km": round(cost.share, 4),
        "priced": [{"parameter": p.parameter.id, "km": km(p.km), "usd": ends(p.usd)} for p in cost.priced],
    }


def _carbon(carbon: Carbon) -> CarbonJson:
    return {
        "method": "well to wheel, factor times tonne-kilometre",
        "kg_per_tonne": ends(carbon.per_tonne),
        "kg_per_container": ends(carbon.per_container),
        "electric_km": km(carbon.electric_km),
        "traction_unknown_km": km(carbon.unknown_km),
    }


def _run(row: RunEstimate) -> RunJson:
    return {
        "id": row.run.id,
        "title": row.run.title,
        "hours": spread(row.hours),
        "why": row.run.why,
        "claims": [
            {
                "figure": c.figure.id,
                "low_hours": round(c.low, 3),
                "high_hours": round(c.high, 3),
                "stands": c.standing.value,
                "scope": c.value.scope,
                "holder": c.value.holder,
                "source": c.value.source,
                "as_of": c.value.as_of,
            }
            for c in row.claims
        ],
    }


def _parameter(parameter: Parameter, values: Parameters) -> dict[str, Any]:
    value = values.value(parameter)
    said = parameter.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return said | {"used": ends(value), "set_by_reader": parameter.id in values.given}
