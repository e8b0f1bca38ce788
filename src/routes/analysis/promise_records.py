"""How the announcements of one holder, or of one type of holder, came out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from routes.analysis.promises import Came, Promise, Series

JUDGED = (Came.KEPT, Came.LATE, Came.MISSED, Came.MOVED, Came.OVERDUE)


class HolderType(StrEnum):
    """What kind of body made an announcement, by the words of its name."""

    GOVERNMENT = "government"
    OPERATOR = "railway, port or ship operator"
    BODY = "bank or international body"
    OTHER = "press or not named"


# The first that fits decides.
TYPES: Sequence[tuple[HolderType, re.Pattern[str]]] = (
    (HolderType.OTHER, re.compile(r"without naming|, on the|, on first|, in an interview|expert")),
    (
        HolderType.GOVERNMENT,
        re.compile(
            r"Minist|President|Government|Governor|Ambassador|Cabinet|parliament|Mazhilis|Agency|Department|"
            r"Rosmorrechflot|plan organization|trade representative|^Kazakhstan$"
        ),
    ),
    (
        HolderType.OPERATOR,
        re.compile(
            r"[Rr]ailway|\b[Pp]orts?\b|Shipping|Temir|Terminals|Trans-Caspian|Kalyon|AZCON|Director|Company|company|"
            r"economic zone|Awtoban"
        ),
    ),
    (HolderType.BODY, re.compile(r"Bank")),
)


@dataclass(frozen=True, slots=True)
class Record:
    """How the announcements of one holder, or one type of holder, came out; `judged` is the size of the sample."""

    name: str
    made: int
    judged: int
    kept: int
    late: int


def records(series: Sequence[Series], *, by_type: bool = False) -> tuple[Record, ...]:
    """Return the record of each holder, or of each type of holder, those with most judged announcements first."""
    made: dict[str, list[Promise]] = {}
    for promise in (p for s in series for p in s.promises):
        name = str(holder_type(promise)) if by_type else promise.by
        made.setdefault(name, []).append(promise)
    found = (record(name, mine) for name, mine in made.items())
    return tuple(sorted(found, key=lambda r: (-r.judged, -r.made, r.name)))


def holder_type(promise: Promise) -> HolderType:
    """Return what kind of body made an announcement, by the words of its name."""
    name = promise.holder or ""
    return next((kind for kind, words in TYPES if words.search(name)), HolderType.OTHER)


def record(name: str, made: Sequence[Promise]) -> Record:
    """Return how some announcements came out."""
    came = [p.came for p in made]
    judged = sum(came.count(outcome) for outcome in JUDGED)
    return Record(name, len(made), judged, came.count(Came.KEPT), came.count(Came.LATE))
