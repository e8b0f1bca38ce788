"""Filters of a list, each choice a link with the number of entries it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: its words, how many entries it leaves, its address, and whether it is chosen."""

    words: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter as a row of links: what it asks about, and its choices."""

    title: str
    choices: tuple[Choice, ...]


def facet(
    title: str,
    values: Iterable[str],
    chosen: str | None,
    words: Mapping[str, str],
    address: Callable[[str | None], str],
    entries: int | None = None,
) -> Facet:
    """Return a filter over values: the choice that takes it off, then the values, the most frequent first.

    Parameters
    ----------
    values
        The value of every entry that the other filters leave.
    words
        What each value is called.
    address
        The address of the list with a value chosen, or with none.
    entries
        How many entries there are, where one may have several values.
    """
    counted = Counter(values)
    every = Choice("All", counted.total() if entries is None else entries, address(None), chosen is None)
    choices = (Choice(words[value], count, address(value), value == chosen) for value, count in counted.most_common())
    return Facet(title, (every, *choices))
