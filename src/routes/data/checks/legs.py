"""Checks of legs: course, country, length, and dates of opening and closing."""

from __future__ import annotations

from collections.abc import Iterator

from routes.data.checks.references import Tables
from routes.data.files import Raw
from routes.errors import Problem
from routes.geo.geodesy import apart_km, length_km
from routes.model import Leg, LegStatus, LengthMethod, Mode, Place, PlaceKind

# A line drawn from a track's vertices may exceed the track's own length by rounding to 3 decimals, but not by more.
ROUNDING = 1.01


def of_leg(raw: Raw, leg: Leg, tables: Tables) -> Iterator[Problem]:
    """Yield what cannot be of a leg: where its line lies, its country, its length, its dates."""
    start, end = tables["places"][leg.start], tables["places"][leg.end]
    for place, point in ((start, leg.line[0]), (end, leg.line[-1])):
        gap_m = apart_km(point, (place.lon, place.lat)) * 1000
        if gap_m > place.precision_m + leg.accuracy_m:
            found = f"the line is {gap_m:,.0f} m from {place.id}, more than both may be off"
            yield raw.problem("geometry", found, "draw the line to the place, or correct the place")
        if leg.country and leg.country not in place.countries:
            found = f"{place.id} is in {'/'.join(place.countries)}, the leg in {leg.country}"
            yield raw.problem("country", found, "split the leg at a border post")
    if leg.mode is Mode.SEA and not start.kind == end.kind == PlaceKind.PORT:
        yield raw.problem("from", "a sea leg runs between ports", "end it at ports")
    yield from _leg_length(raw, leg, start, end, tables)
    yield from _leg_use(raw, leg)
    for source in (tables["sources"][id] for id in leg.sources):
        if source.network not in (None, leg.mode):
            found = f"{source.id} holds lines of {source.network} alone, the leg is {leg.mode}"
            yield raw.problem("sources", found, "name what its line was drawn from")


def _leg_use(raw: Raw, leg: Leg) -> Iterator[Problem]:
    """Yield legs whose own dates do not fit their reported status; whatever is more tangled has a history."""
    if leg.opened and (leg.status.value == "open") == (leg.closed is not None):
        found = f"opened {leg.opened}" + (f", closed {leg.closed}" if leg.closed else "") + f", yet {leg.status.value}"
        yield raw.problem("opened", found, "tell it in history.yaml")
    if leg.opened and leg.closed and leg.closed[: len(leg.opened)] < leg.opened[: len(leg.closed)]:
        yield raw.problem("closed", f"{leg.closed} comes before {leg.opened}", "correct one of them")


def _leg_length(raw: Raw, leg: Leg, start: Place, end: Place, tables: Tables) -> Iterator[Problem]:
    km, drawn = leg.length.km, length_km(leg.line)
    slack = (start.precision_m + end.precision_m) / 1000
    straight = apart_km((start.lon, start.lat), (end.lon, end.lat))
    if km < straight - slack:
        yield raw.problem(
            "length.km", f"{km} km is shorter than the {straight:.1f} km straight between its ends", "correct it"
        )
    if leg.length.method in (LengthMethod.DRAWN, LengthMethod.COMPUTED_SEA) and abs(km - drawn) > 0.1 + drawn / 500:
        yield raw.problem("length.km", f"{km} km, but the drawn line measures {drawn:.1f}", "run make geodata")
    if leg.length.method is LengthMethod.SUPPOSED and leg.status.value is not LegStatus.PLANNED:
        yield raw.problem("length.method", "only a planned leg may be as long as is supposed", "give its real length")
    if leg.length.method is LengthMethod.OSM_TRACK and km * ROUNDING + 0.2 < drawn:
        yield raw.problem("length.km", f"{km} km of track is less than the {drawn:.1f} km drawn", "run make geodata")
    if leg.length.method is LengthMethod.PUBLISHED:
        figure = tables["figures"][str(leg.length.figure)]
        if figure.legs != (leg.id,):
            yield raw.problem("length.figure", f"{figure.id} is not the length of this leg alone", "name one that is")
        elif figure.preferred.value != km:
            found = f"{km} km, but {figure.id} prefers {figure.preferred.value}"
            yield raw.problem("length.km", found, "write the preferred value")
