"""What does geodata/ hold, or everything that is wrong with it?"""

from __future__ import annotations

from routes.atlas.held import Atlas, Cited, first_day
from routes.atlas.loaded import GEODATA, KINDS, OUTLINES, load, outline_problems, problems, version

__all__ = [
    "GEODATA",
    "KINDS",
    "OUTLINES",
    "Atlas",
    "Cited",
    "first_day",
    "load",
    "outline_problems",
    "problems",
    "version",
]
