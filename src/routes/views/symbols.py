"""Line patterns, marks and places of names, read from symbols.json for the map, the printed map and the profile.

All lengths are pixels. A line's `width` is that of its mode where the table gives none; an offset is right and down.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Stroke:
    """Width, dashes and ends of a line."""

    width: float
    dashes: str = ""
    round: bool = False

    @property
    def attributes(self) -> dict[str, str | float | None]:
        """The stroke as attributes of an SVG element."""
        cap = "round" if self.round else None
        return {"stroke_width": self.width, "stroke_dasharray": self.dashes, "stroke_linecap": cap}


@cache
def table(medium: str) -> Mapping[str, Any]:
    """Return the symbols of `map` or `profile`."""
    found: Mapping[str, Any] = json.loads((files("routes") / "views" / "symbols.json").read_text(encoding="utf-8"))
    return found[medium]  # type: ignore[no-any-return]


@cache
def strokes(medium: str, group: str) -> Mapping[str, Stroke]:
    """Return the strokes of a group, `lines` or `rings`, by status; only those of the profile give every width."""
    return {status: Stroke(**values) for status, values in table(medium)[group].items()}


@cache
def aside() -> tuple[tuple[float, float], ...]:
    """Return the offsets that a mark too near another one tries, the nearest first, after its own place."""
    steps = table("map")["aside"]
    turn = math.tau / steps["directions"]
    around = [(math.cos(n * turn), math.sin(n * turn)) for n in range(steps["directions"])]
    return ((0.0, 0.0), *((far * x, far * y) for far in steps["distances"] for x, y in around))


def for_map() -> dict[str, Any]:
    """Return the symbols as the map's script reads them, with the offsets written out."""
    return {**table("map"), "aside": [(round(x, 2), round(y, 2)) for x, y in aside()]}
