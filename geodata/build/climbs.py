"""Do the heights along the legs fit heights that others publish, and which legs climb more than a line could?

    python geodata/build/climbs.py     fills ../known-heights.csv, writes ../steep-legs.csv

A railway climbs 40 m a kilometre nowhere here. Where the ground under a drawn course does so for 3 km, the track runs
in a gorge or tunnel that the grid of a kilometre does not show, or elsewhere than it is drawn. Roads may climb so.
"""

from __future__ import annotations

import csv
from pathlib import Path

from routes.data import loader
from routes.data.atlas import Atlas, Heights
from routes.geo.geodesy import length_km
from routes.model import Leg

GEODATA = Path(__file__).parents[1]
STEEP_M_PER_KM, OVER_KM = 40, 3
KNOWN = ["place", "leg", "at", "known_m", "ground_m", "difference_m", "source"]
STEEP = ["leg", "mode", "course", "accuracy_m", "steep_km", "steepest_m_per_km", "at_km"]


def ground_m(heights: Heights, at: str) -> int:
    """Return the height of the ground at an end of a leg, or at its highest."""
    if at in ("from", "to"):
        found = heights[0 if at == "from" else -1]
        assert found is not None
        return found
    return max(height for height in heights if height is not None)


def known(atlas: Atlas) -> None:
    """Fill the table of known heights, and print how far the ground lies from them."""
    path = GEODATA / "known-heights.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        found = ground_m(atlas.heights[row["leg"]], row["at"])
        row |= {"ground_m": str(found), "difference_m": str(found - int(row["known_m"]))}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, KNOWN, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    off = sorted(abs(int(row["difference_m"])) for row in rows)
    print(f"known-heights.csv: {len(rows)} heights, half within {off[len(off) // 2]} m, the farthest {off[-1]} m off")


def steep(leg: Leg, heights: Heights) -> list[str] | None:
    """Return the row of a leg that climbs too much for too long; None for one that does not."""
    km = length_km(leg.line)
    apart = km / (len(heights) - 1)
    steps = max(1, round(OVER_KM / apart))
    found: dict[int, float] = {}
    for n in range(len(heights) - steps):
        low, high = heights[n], heights[n + steps]
        if low is not None and high is not None and abs(high - low) > STEEP_M_PER_KM * steps * apart:
            found[n] = abs(high - low) / (steps * apart)
    if not found or km < OVER_KM:
        return None
    covered = len({n + k for n in found for k in range(steps)}) * apart
    worst = max(found, key=lambda n: found[n])
    numbers = [f"{covered:.0f}", f"{found[worst]:.0f}", f"{worst * apart:.0f}"]
    return [leg.id, leg.mode.value, leg.drawn.value, str(leg.accuracy_m or ""), *numbers]


def main() -> None:
    """Write both tables."""
    atlas = loader.load(GEODATA)
    known(atlas)
    rows = [row for id in sorted(atlas.heights) if (row := steep(atlas.legs[id], atlas.heights[id]))]
    with (GEODATA / "steep-legs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(STEEP)
        writer.writerows(rows)
    railways = sum(row[1] == "rail" for row in rows)
    print(f"steep-legs.csv: {railways} railway legs and {len(rows) - railways} road legs of {len(atlas.heights)}")


if __name__ == "__main__":
    main()
