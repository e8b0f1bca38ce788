"""What the tests of the server share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from routes.web.server import slow_work


@pytest.fixture(autouse=True, scope="session")
def _patient() -> Iterator[None]:
    """Wait for slow answers as long as it takes: a test does not fail because the machine is slow."""
    patch = pytest.MonkeyPatch()
    patch.setattr(slow_work, "PATIENCE_S", 600.0)
    yield
    patch.undo()
