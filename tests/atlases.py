"""The miniature atlas and the real one, each read once by a process that runs tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from routes.data import loader
from routes.data.atlas import Atlas

TOY = Path(__file__).parent / "toy"
# The day on which the age of reports is counted.
ON = date(2026, 11, 22)


@cache
def toy() -> Atlas:
    """Three square countries in a row, the last one across the water."""
    return loader.load(TOY, on=ON)


@cache
def real() -> Atlas:
    """The atlas as shipped."""
    return loader.load(on=ON)
