"""How high is the ground along the legs? A height a kilometre from one end of each leg on land to the other.

    python geodata/build/heights.py     writes ../heights.csv

Heights are those of `elevation` at the drawn line, not of the track: the line may stray from it by `accuracy_m`.
"""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from elevation import Grid, heights
from pyproj import Geod

from routes.data.heights import COLUMNS, NONE, line_digest

GEODATA = Path(__file__).parents[1]
STEP_M = 1000
ELLIPSOID = Geod(ellps="WGS84")


def points(line: list[list[float]]) -> tuple[Grid, Grid]:
    """Return longitudes and latitudes of points about a kilometre apart, the same distance each, along a line."""
    lon, lat = np.array(line).T
    steps = ELLIPSOID.line_lengths(lon, lat)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    wanted = np.linspace(0, along[-1], max(1, math.ceil(along[-1] / STEP_M)) + 1)
    return np.interp(wanted, along, lon), np.interp(wanted, along, lat)


def legs() -> list[tuple[str, list[list[float]]]]:
    """Return id and line of every leg on land, by id."""
    found = []
    for file in sorted((GEODATA / "legs").glob("*.geojson")):
        features = json.loads(file.read_text("utf-8"))["features"]
        found += [(f["properties"]["id"], f["geometry"]["coordinates"]) for f in features if _on_land(f)]
    return sorted(found)


def _on_land(feature: dict[str, Any]) -> bool:
    return bool(feature["properties"]["mode"] != "sea")


def main() -> None:
    """Write the table; a leg without any height has no row."""
    lines = legs()
    places = [points(line) for _, line in lines]
    lon, lat = (np.concatenate([place[n] for place in places]) for n in (0, 1))
    ends = np.cumsum([len(place[0]) for place in places])[:-1]
    with (GEODATA / "heights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for (id, line), found in zip(lines, np.split(heights(lon, lat), ends), strict=True):
            if not np.isnan(found).all():
                metres = " ".join(NONE if math.isnan(height) else str(round(float(height))) for height in found)
                writer.writerow((id, line_digest(line), metres))
    print(f"heights.csv: {len(lon)} heights along {len(lines)} legs")


if __name__ == "__main__":
    main()
