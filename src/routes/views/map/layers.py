"""Map layers as GeoJSON that explains itself in any GIS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from routes.analysis.capacity.links import LinkKind, link
from routes.analysis.capacity.traffic import Use, last_month, use_of
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Id, Layer, Leg, Mode, Place, PlaceKind
from routes.network.journey import assumed_in_use
from routes.network.scenarios import Conditions, apply_scenarios
from routes.text import numbers, units
from routes.text.language import gettext, ngettext, npgettext
from routes.views.map.descriptions import leg_says, place_says

# From which share of the cited capacity on a leg counts as much used.
MUCH_USED = 0.5


def layer(atlas: Atlas, theme: Id, scenario_ids: tuple[Id, ...] = ()) -> dict[str, Any]:
    """Return a map layer as GeoJSON that explains itself in any GIS: its theme's legs, border crossings and ports.

    Parameters
    ----------
    scenario_ids
        The year whose network it shows; the states last reported without one.
    """
    now = apply_scenarios(atlas, scenario_ids)
    legs, places = _entries(atlas, theme)
    features = [leg_feature(now, leg) for leg in legs] + [place_feature(now, p) for p in places]
    if atlas.layer(theme).by:
        features = [f for f in features if _with_traffic(now, f)]
    return {"type": "FeatureCollection", "name": theme, "data_version": atlas.version, "features": features}


def holds(atlas: Atlas, theme: Id) -> str:
    """Return what a map layer holds in words: its sections by mode, its border crossings and ports."""
    found = [_counted(kind, n) for kind, n in _counts(atlas, theme).items() if n]
    return numbers.listed(found) if found else gettext("nothing yet")


@kept()
def _counts(atlas: Atlas, theme: Id) -> Mapping[Mode | PlaceKind, int]:
    """Return how many sections, border crossings and ports a layer holds, in the order they are named in."""
    legs, places = _entries(atlas, theme)
    found = Counter((*(leg.mode for leg in legs), *(place.kind for place in places)))
    return {kind: found[kind] for kind in (*Mode, PlaceKind.BORDER_POST, PlaceKind.PORT)}


def _counted(kind: Mode | PlaceKind, n: int) -> str:
    count = numbers.whole(n)
    words = {
        Mode.RAIL: ngettext("%(count)s rail section", "%(count)s rail sections", n, count=count),
        Mode.ROAD: ngettext("%(count)s road section", "%(count)s road sections", n, count=count),
        Mode.SEA: ngettext("%(count)s sea lane", "%(count)s sea lanes", n, count=count),
        PlaceKind.BORDER_POST: npgettext(
            "in a layer", "%(count)s border crossing", "%(count)s border crossings", n, count=count
        ),
        PlaceKind.PORT: ngettext("%(count)s port", "%(count)s ports", n, count=count),
    }
    return words[kind]


def _entries(atlas: Atlas, theme: Id) -> tuple[list[Leg], list[Place]]:
    shown = atlas.layer(theme)
    if shown.by:
        return [leg for leg in atlas.legs.values() if leg.id in _uses(atlas)], []
    legs = [leg for leg in atlas.legs.values() if theme in leg.themes]
    ends = {id for leg in legs for id in (leg.start, leg.end)}
    return legs, [p for p in atlas.places.values() if p.status and _in_layer(p, shown, ends)]


def _in_layer(place: Place, shown: Layer, ends: set[str]) -> bool:
    if shown.shows:
        return place.kind is shown.shows
    return shown.id in place.themes or place.id in ends


@kept(1)
def _uses(atlas: Atlas) -> Mapping[Id, Use]:
    """Return the latest published traffic of a whole year of every leg that has one."""
    found = {
        leg.id: use_of(atlas, link(atlas, LinkKind.SECTION, leg.id, leg.mode, 0, leg.length.km, frozenset()))
        for leg in atlas.legs.values()
    }
    return {id: use for id, use in found.items() if use}


def _with_traffic(now: Conditions, feature: dict[str, Any]) -> bool:
    """Add a leg's traffic to its feature; False where the traffic is of a later year than the one shown."""
    facts, use = feature["properties"], _uses(now.atlas)[feature["properties"]["id"]]
    year = int(last_month(use.point.period)[:4])
    if now.year is not None and year > now.year.year:
        return False
    share = use.share.typical if use.share else None
    facts["traffic_mt"] = round(use.amount.typical, 3)
    facts["traffic_period"] = use.point.period
    facts["use"] = round(share, 3) if share is not None else None
    facts["use_class"] = "unknown" if share is None else "much" if share >= MUCH_USED else "little"
    facts["says"].append(_traffic_says(use, year))
    return True


def _traffic_says(use: Use, year: int) -> str:
    share = f"{units.share(use.share)} of its cited capacity" if use.share else "no capacity is cited"
    return f"{units.megatonnes(use.amount)} in {year}; {share}"


def leg_feature(now: Conditions, leg: Leg) -> dict[str, Any]:
    """Return a leg as a GeoJSON feature: what is known of it, and its line."""
    atlas, year_state = now.atlas, now.year_states.get(leg.id)
    start, end = atlas.places[leg.start], atlas.places[leg.end]
    return {
        "type": "Feature",
        "properties": {
            "id": leg.id,
            "title": leg.title or f"{start.name} to {end.name}",
            "mode": leg.mode,
            "country": leg.country,
            "gauges_mm": list(leg.gauges_mm) or None,
            "status": now.leg_status(leg),
            "assumed_in_use": assumed_in_use(now, leg),
            "status_as_of": None if year_state else leg.status.as_of,
            "not_confirmed_since": atlas.stale_since(leg),
            "length_km": leg.length.km,
            "length_method": leg.length.method,
            "course": leg.drawn,
            "accuracy_m": leg.accuracy_m,
            "sources": list(leg.sources),
            "says": leg_says(atlas, leg, start, end, leg.status.value, atlas.stale_since(leg), year_state),
        },
        "geometry": {"type": "LineString", "coordinates": leg.line},
    }


def place_feature(now: Conditions, place: Place) -> dict[str, Any]:
    """Return a place as a GeoJSON feature: what is known of it, and its point."""
    atlas, year_state, report = now.atlas, now.year_states.get(place.id), place.status
    return {
        "type": "Feature",
        "properties": {
            "id": place.id,
            "name": place.name,
            "kind": place.kind,
            "countries": list(place.countries),
            "status": now.place_status(place),
            "status_as_of": report.as_of if report and not year_state else None,
            "not_confirmed_since": atlas.stale_since(place),
            "precision_m": place.precision_m,
            "sources": list(place.sources),
            "says": place_says(
                atlas, place, str(report.value) if report else None, atlas.stale_since(place), year_state
            ),
        },
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
    }
