"""Sentences about the ground along a journey; heights are rounded to ten metres, as a grid of a kilometre allows."""

from __future__ import annotations

from routes.model import Mode
from routes.network.journey import Journey, ground
from routes.network.journey.ground import Ground, Spot
from routes.text import numbers, place_names, terms

NEAR_KM = 30
# What is left of a journey without heights before it is worth a word.
MISSING_KM = 5
# Degrees of latitude beyond which the packaged heights end.
NORTH = 50
MANY_M = 1000
# A country has so much of the climbing before it is named for it.
MOST = 0.5
# The share of a journey on an approximate course from which that is said.
APPROXIMATE = 0.1
WHAT = "Ground on a grid of about 1 km, not the track: in gorges and tunnels the track lies lower"
ROUND = ", and where the course is approximate it climbs less"


def metres(height: float) -> str:
    """Write a height in metres, rounded to ten."""
    return f"{numbers.whole(round(height, -1))}{numbers.NBSP}m"


def climbed(rise: float) -> str:
    """Write a sum of climbs in metres, rounded to a hundred where it is large: it holds the grid's errors too."""
    return f"{numbers.whole(round(rise, -2 if rise >= MANY_M else -1))}{numbers.NBSP}m"


def level(height: float) -> str:
    """Write a height, below sea level in words."""
    if round(height, -1) < 0:
        return f"about {metres(-height)} below sea level"
    return f"about {metres(height)}" if round(height, -1) else "about sea level"


def sentence(journey: Journey) -> str | None:
    """Return where the ground is highest and how much it climbs, in one sentence; None if no height is known."""
    if (found := ground.of(journey)) is None:
        return None
    start, end = found.at(0.0), found.at(journey.length_km)
    ends = ""
    if start is not None and end is not None:
        ends = f"From {level(start)} at {_name(journey, 0)} to {level(end)} at {_name(journey, -1)}; "
    high = f"highest ground {level(found.highest.metres)} {near(journey, found.highest)}"
    return numbers.capital(f"{ends}{high}; climbs {climb(journey, found)}.")


def caveat(journey: Journey) -> str:
    """Say what the heights are, and along how many kilometres there are none."""
    found = ground.of(journey)
    land = [s for s in journey.sections if s.leg.mode is not Mode.SEA]
    missing = sum(s.km for s in land) - (found.known_km if found else 0.0)
    drawn = ROUND if journey.approximate_km / journey.length_km >= APPROXIMATE else ""
    north = sum(
        s.km for s in journey.sections if max(lat for _, lat in s.leg.line) > NORTH and s.leg.mode is not Mode.SEA
    )
    where = f", most of it north of {NORTH}° N" if north > missing / 2 else ""
    more = f". No heights along {numbers.km(missing)}{where}" if missing > MISSING_KM else ""
    return f"{WHAT}{drawn}{more}."


def near(journey: Journey, spot: Spot) -> str:
    """Say near which place of the journey a spot lies, or between which two."""
    section = next(s for s in journey.sections if s.from_km + s.km >= spot.at_km - 1e-6)
    before, after = spot.at_km - section.from_km, section.from_km + section.km - spot.at_km
    if min(before, after) <= NEAR_KM:
        return f"near {place_names.short_name(section.start if before < after else section.end)}"
    return f"between {place_names.short_name(section.start)} and {place_names.short_name(section.end)}"


def climb(journey: Journey, found: Ground) -> str:
    """Say how many metres it climbs, and in which country most of them."""
    parts = found.climb_by_country
    code, most = max(parts.items(), key=lambda part: part[1])
    total = f"about {climbed(found.climb)} in all"
    if len(parts) > 1 and found.climb and most / found.climb >= MOST:
        return f"{total}, {climbed(most)} of them in {terms.country(journey.atlas, code)}"
    return total


def _name(journey: Journey, end: int) -> str:
    section = journey.sections[end]
    return place_names.short_name(place_names.city_of(journey.atlas.places, section.end if end else section.start))
