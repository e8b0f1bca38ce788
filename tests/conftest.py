"""The miniature atlas, the real one, and the day on which the tests count the age of reports."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from routes.data import loader
from routes.data.atlas import Atlas

TOY = Path(__file__).parent / "toy"
ON = date(2026, 11, 22)

# A test does not fail because the machine is slow. `make fuzz` asks for more examples.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "100"))
settings.register_profile("untimed", deadline=None, max_examples=EXAMPLES)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def toy() -> Atlas:
    """Three square countries in a row, the last one across the water."""
    return loader.load(TOY, on=ON)


@pytest.fixture(scope="session")
def real() -> Atlas:
    """The atlas as shipped."""
    return loader.load(on=ON)
