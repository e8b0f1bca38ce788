"""GeoJSON (RFC 7946) of a route that explains itself in any GIS."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

from routes.export import properties
from routes.export.credit import ATTRIBUTION, BOUNDARIES, LICENCE, LICENCE_URL, credit
from routes.network.journey import Journey


def write(journey: Journey, address: str) -> bytes:
    """Return a FeatureCollection: a line for each section in order, then points for the ends and stops."""
    of = credit(journey, address)
    lines, points = list(properties.lines(journey)), list(properties.points(journey))
    lons, lats = zip(*chain.from_iterable(one.line for one in lines), *((p.lon, p.lat) for p in points), strict=True)
    features = [_feature(one.facts, "LineString", one.line) for one in lines]
    features += [_feature(one.facts, "Point", (one.lon, one.lat)) for one in points]
    about = {"title": of.title, "finding": of.finding, "state": of.state, "length_km": round(journey.length_km, 3)}
    rights = {"attribution": ATTRIBUTION, "licence": LICENCE, "licence_url": LICENCE_URL, "boundaries": BOUNDARIES}
    document = {
        "type": "FeatureCollection",
        **about,
        "data_version": of.version,
        **({"as_published": list(of.since)} if of.since else {}),
        **rights,
        "link": address or None,
        "bbox": [min(lons), min(lats), max(lons), max(lats)],
        "features": features,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(facts: properties.Facts, kind: str, coordinates: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"{facts['kind']}-{facts.get('number') or facts['id']}",
        "properties": {name: value for name, value in facts.items() if value is not None},
        "geometry": {"type": kind, "coordinates": coordinates},
    }
