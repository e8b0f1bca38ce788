"""The miniature atlas and the real one, for every test; and how many examples a test tries."""

from __future__ import annotations

import os

import atlases
import pytest
from hypothesis import settings

from routes.data.atlas import Atlas

# A test does not fail because the machine is slow. `make fuzz` asks for more examples.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "100"))
settings.register_profile("untimed", deadline=None, max_examples=EXAMPLES)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def toy() -> Atlas:
    """Three square countries in a row, the last one across the water."""
    return atlases.toy()


@pytest.fixture(scope="session")
def real() -> Atlas:
    """The atlas as shipped."""
    return atlases.real()
