"""Published figures as text."""

from __future__ import annotations

from routes.model import Value
from routes.text import numbers


def value_text(value: Value) -> str:
    """Return a published value with its range, unit and scope."""
    low, high = value.low, value.high
    if value.value is not None:
        text = f"{value.value:,g}" + (f" ({low:,g} to {high:,g})" if low is not None and high is not None else "")
    elif low is not None and high is not None:
        text = f"{low:,g} to {high:,g}"
    elif low is not None or high is not None:
        text = f"at least {low:,g}" if low is not None else f"up to {high:,g}"
    else:
        return value.text or ""
    return f"{text}{numbers.NBSP}{value.unit}" + (f", {value.scope}" if value.scope else "")
