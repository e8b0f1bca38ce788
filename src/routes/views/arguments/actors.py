"""The actors of a debate at a glance: who is for a route, who is against it, and who only adds to the matter.

An actor counts as for or against only by an argument whose source names the route and in which the holder itself takes
that side (`takes_side`); all others are background.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from routes.data.atlas import Atlas, Cited
from routes.model import HolderKind, Stance
from routes.text import dates, holder_names

# The rows of the table: its label, and the kinds of holder in it.
ROWS = {
    "Governments": (HolderKind.GOVERNMENT,),
    "International bodies": (HolderKind.INTERNATIONAL_BODY,),
    "Companies": (HolderKind.COMPANY,),
    "Analysts and press": (HolderKind.ANALYST, HolderKind.PRESS),
}
# Of those in the background, so many are named.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes a side, when the last such argument was made, and whether all of them have been overtaken."""

    name: str
    dated: str
    overtaken: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The actors of one kind; those in the background by name, and how many more."""

    title: str
    supporting: tuple[Actor, ...]
    opposing: tuple[Actor, ...]
    background: tuple[str, ...]
    more: int


def rows(atlas: Atlas, cited: Sequence[Cited]) -> tuple[Row, ...]:
    """Return the actors behind some arguments on one route, by kind; a kind without any is left out."""
    return tuple(row for title in ROWS if (row := _row(atlas, title, cited)))


def takes_side(cited: Cited, stance: Stance) -> bool:
    """Return whether the holder itself takes a side on the route, which the source names."""
    return cited.link == "direct" and cited.stance is stance and stance in cited.argument.takes_side


def _row(atlas: Atlas, title: str, cited: Sequence[Cited]) -> Row | None:
    mine = [c for c in cited if atlas.holder_named[c.argument.holder].kind in ROWS[title]]
    if not mine:
        return None
    supporting, opposing = (_actors(atlas, mine, stance) for stance in (Stance.FOR, Stance.AGAINST))
    named = {actor.name for actor in (*supporting, *opposing)}
    others = [name for name in _by_name(mine) if name not in named]
    return Row(title, supporting, opposing, tuple(others[:NAMED]), max(0, len(others) - NAMED))


def _actors(atlas: Atlas, cited: Iterable[Cited], stance: Stance) -> tuple[Actor, ...]:
    """Return who takes a side, the latest to do so first; what still stands counts before what was overtaken."""
    found = []
    for name, arguments in _by_name(c for c in cited if takes_side(c, stance)).items():
        standing = [c for c in arguments if not c.argument.overtaken]
        latest = max(atlas.argument_date(c.argument.id) or "" for c in standing or arguments)
        found.append((latest, Actor(name, dates.dated(latest or None), not standing)))
    return tuple(actor for _, actor in sorted(found, key=lambda pair: pair[0], reverse=True))


def _by_name(cited: Iterable[Cited]) -> dict[str, list[Cited]]:
    """Return arguments by who holds them, without who spoke for the holder."""
    found: dict[str, list[Cited]] = {}
    for one in cited:
        found.setdefault(holder_names.whose(one.argument.holder), []).append(one)
    return found
