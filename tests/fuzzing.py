"""How often is what strangers send tried at random: 200 times in every run, 10,000 times in `make fuzz`?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import settings

LEAST = 200
Test = TypeVar("Test", bound=Callable[..., None])


def fuzzed(test: Test) -> Test:
    """Mark a property for `make fuzz`, and try it as often as that asks for."""
    marked: Test = pytest.mark.fuzz(settings(max_examples=max(LEAST, settings().max_examples))(test))
    return marked
