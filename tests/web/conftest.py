"""What the tests of the server share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from routes.data import releases
from routes.data.atlas import Atlas
from routes.web.server import slow_work


@pytest.fixture(scope="module")
def then(real: Atlas) -> Atlas:
    """The real atlas as its first release had it."""
    return releases.as_published(real, releases.recorded(real)[0].version)


@pytest.fixture(autouse=True, scope="session")
def _patient() -> Iterator[None]:
    """Wait for slow answers as long as it takes: a test does not fail because the machine is slow."""
    patch = pytest.MonkeyPatch()
    patch.setattr(slow_work, "PATIENCE_S", 600.0)
    yield
    patch.undo()
