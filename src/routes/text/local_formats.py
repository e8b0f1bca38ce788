"""Numbers, dates, lists and units by the rules of the reader's language, from CLDR; English has its own (`numbers`).

Babel writes no Persian digits, and mixes Persian separators with Latin digits: they are replaced here. It is imported
where it is called, for a reader of English does without.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from routes.text import language

NBSP = "\u00a0"
DIGITS = {"fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}
SEPARATORS = {"fa": str.maketrans(",.", "٬٫")}


def number(value: float, decimals: int = 0) -> str:
    """Write a number with so many decimals at most."""
    from babel.numbers import format_decimal

    code = language.current().code
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return plain(format_decimal(value, pattern, code, numbering_system="latn").translate(SEPARATORS.get(code, {})))


def plain(text: str) -> str:
    """Write a text, such as a year, with the digits of the language."""
    return text.translate(DIGITS.get(language.current().code, {}))


def unit(value: float, name: str, length: Literal["short", "long"] = "short") -> str:
    """Write a number with its unit, which stay on one line: `531 км`.

    Parameters
    ----------
    name
        That of CLDR: `length-kilometer`, `duration-day`.
    length
        `short` or `long`.
    """
    from babel.units import format_unit

    code = language.current().code
    text = format_unit(value, name, length, "#,##0.#", code)
    return plain(text.translate(SEPARATORS.get(code, {}))).replace(" ", NBSP)


def day(partial: str) -> str:
    """Write a date as known, `2026-03-12`, `2026-03` or `2026`."""
    from babel.dates import format_date, format_skeleton

    code, parts = language.current().code, [int(part) for part in partial.split("-")]
    if len(parts) == 1:
        return plain(partial)
    on = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    text = format_date(on, "long", code) if len(parts) > 2 else format_skeleton("yMMMM", on, locale=code)
    return plain(text).replace(" ", NBSP)


def listed(items: Sequence[str]) -> str:
    """Join words into a list: `a, b и c`."""
    from babel.lists import format_list

    return format_list([language.isolated(item) for item in items], locale=language.current().code)


def country(code: str) -> str | None:
    """Return the name of a country by its code (ISO 3166-1 alpha-2), or None if CLDR has none."""
    from babel import Locale

    return Locale(language.current().code).territories.get(code)
