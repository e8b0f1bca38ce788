"""How far may a track be from the straight line that is drawn of it?

Distances are kilometres on the sphere the packaged edge weights were made with; coordinates (longitude, latitude).
"""

from __future__ import annotations

import numpy as np

EARTH_KM = 6371.0
# How far a road or railway of unknown length is taken to bow off a straight line, as a share of it. On 98 finely drawn
# stretches of packaged roads, thinned to straight edges of 15 to 40 km, it fails for 7 % at most; 0.15, as taken until
# November 2026, for 24 to 30 %. Finely drawn stretches wind more than open country.
BOW = 0.25

Point = tuple[float, float]


def great_circle_km(a: Point, b: Point) -> float:
    """Return the great-circle distance on the sphere the edge weights were made with."""
    (lon1, lat1), (lon2, lat2) = np.radians(a), np.radians(b)
    h = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return float(2 * EARTH_KM * np.arcsin(np.sqrt(h)))


def bow_km(chord: float, slack: float) -> float:
    """Return how far, km, a track may stray from a straight line it exceeds by `slack`: the height of one flat bow."""
    return float(np.sqrt(0.375 * chord * max(slack, 0.0)))


def but_a_tenth(strays: list[tuple[float, float]]) -> float:
    """Return what nine tenths of a course stay within, from pairs of a distance and the length it holds for."""
    left = sum(length for _, length in strays) / 10
    for stray, length in sorted(strays, reverse=True):
        left -= length
        if left < 0:
            return stray
    return 0.0
