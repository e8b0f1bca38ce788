"""What does the naive app show? Writes naive.json.gz from geodata/: the same routes, rails, countries and arguments.

    python benchmarks/freeze.py

Run it once and commit the file: the baseline stays the same while the atlas grows.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from routes.data import loader
from routes.data.atlas import Atlas
from routes.model import Mode
from routes.network.journey import Journey, of_route
from routes.text import headlines
from routes.views.map import route_features

PAYLOAD = Path(__file__).parent / "naive.json.gz"
# Shorter rails are sidings and joins that nobody sees on the map.
RAIL_KM = 2


def payload(known: Atlas) -> dict[str, Any]:
    """Return everything the naive app draws and lists, as plain data."""
    return {
        "version": known.version,
        "countries": json.loads((known.folder / "countries.geojson").read_text(encoding="utf-8")),
        "rail": _rail(known),
        "questions": {q.id: q.title for q in known.questions.values()},
        "scenarios": {s.id: s.short for s in known.scenarios.values()},
        "routes": {id: _route(known, id) for id in known.routes},
    }


def _rail(known: Atlas) -> dict[str, Any]:
    legs = [leg for leg in known.legs.values() if leg.mode is Mode.RAIL and leg.length.km >= RAIL_KM]
    features = [
        {
            "type": "Feature",
            "properties": {"name": _ends(known, leg.start, leg.end), "status": leg.status.value},
            "geometry": {"type": "LineString", "coordinates": leg.line},
        }
        for leg in legs
    ]
    return {"type": "FeatureCollection", "features": features}


def _ends(known: Atlas, start: str, end: str) -> str:
    return f"{known.places[start].name} to {known.places[end].name}"


def _route(known: Atlas, id: str) -> dict[str, Any]:
    route, journey = known.routes[id], of_route(known, id)
    drawn = route_features.way_json(journey)
    return {
        "title": route.title,
        "question": route.question,
        "summary": route.summary,
        "bounds": drawn["bounds"],
        "legs": drawn["legs"],
        "stops": drawn["stops"],
        "ledger": [*_ledger(journey)],
        "arguments": [*_arguments(known, id)],
        "base": _state(journey),
        "under": {scenario: _state(of_route(known, id, (scenario,))) for scenario in known.scenarios},
    }


def _state(journey: Journey) -> dict[str, Any]:
    """Return what a scenario may change."""
    return {
        "headline": headlines.headline(journey),
        "facts": [[fact.value, fact.unit, fact.label] for fact in headlines.facts(journey)],
        "status": " ".join(filter(None, (headlines.status_line(journey).lead, headlines.status_line(journey).detail))),
        "legs": [section.status for section in journey.sections],
    }


def _ledger(journey: Journey) -> list[dict[str, Any]]:
    return [
        {
            "From": section.start.name,
            "To": section.end.name,
            "Country": section.leg.country or "sea",
            "Mode": section.leg.mode.value,
            "km": round(section.km, 1),
        }
        for section in journey.sections
    ]


def _arguments(known: Atlas, id: str) -> list[dict[str, Any]]:
    return [
        {"stance": argument.direct[id].value, "says": argument.says, "holder": argument.holder, "date": argument.as_of}
        for argument in known.arguments.values()
        if id in argument.direct
    ]


def main() -> None:
    """Write the payload and print its size."""
    body = json.dumps(payload(loader.load()), ensure_ascii=False, separators=(",", ":")).encode()
    PAYLOAD.write_bytes(gzip.compress(body, 9, mtime=0))
    print(f"{PAYLOAD.name}: {len(body)} bytes, {PAYLOAD.stat().st_size} compressed")


if __name__ == "__main__":
    main()
