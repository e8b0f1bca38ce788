"""Wording of numbers, lengths, shares, counts and lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from routes.text import language, local_formats

NBSP = local_formats.NBSP
APPROXIMATELY = "≈"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def rounded(value: float) -> int:
    """Round a number as shown: to the nearest whole one, halves up."""
    return int(Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP))


def whole(value: float) -> str:
    """Write a number without decimals, halves rounded up, thousands set off by a comma."""
    return f"{rounded(value):,}" if language.is_english() else local_formats.number(rounded(value))


def whole_parts(values: Sequence[float]) -> list[int]:
    """Return whole numbers that add up to the rounded total: the largest remainders are rounded up."""
    parts = [int(value) for value in values]
    missing = rounded(sum(values)) - sum(parts)
    for n in sorted(range(len(values)), key=lambda n: parts[n] - values[n])[:missing]:
        parts[n] += 1
    return parts


def km(value: float, *, approximate: bool = False) -> str:
    """Write kilometres as text that never breaks before its unit."""
    about = APPROXIMATELY if approximate else ""
    if language.is_english():
        return f"{about}{whole(value)}{NBSP}km"
    return about + local_formats.unit(rounded(value), "length-kilometer")


def exact_km(value: float) -> str:
    """Write kilometres with the one decimal the data has, for the ledger."""
    return f"{value:,.1f}".removesuffix(".0")


def percent(share: float) -> str:
    """Write whole per cent; only what is wholly usable shows 100, only what is not at all shows 0."""
    if 0 < share < 1:
        return whole(min(99.0, max(1.0, share * 100)))
    return whole(share * 100)


def number(n: int) -> str:
    """Write small numbers as words; in other languages than English always as digits, which suit every case."""
    if not language.is_english():
        return local_formats.number(n)
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def counted(n: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: `1 border`, `3 borders`, `no border`."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def listed(items: Iterable[str]) -> str:
    """Join words into a list: `a`, `a and b`, `a, b and c`."""
    if not language.is_english():
        return local_formats.listed([*items])
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def capital(text: str) -> str:
    """Return a text with a capital at its head; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
