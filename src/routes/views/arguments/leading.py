"""The arguments shown first on a route: the strongest for, the strongest against, and one that the map tests.

The rule, the same for both sides and written on the About page: an argument whose source names the route itself stands
before one that the atlas connects with it; one that still holds before one overtaken by events; one whose holder itself
takes that side before one that only counts for it; one held by a party to the matter (a government, or a company such
as a railway or a port) before a commentator's; then the newest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from routes.analysis.argument_verdicts import Verdict
from routes.data.atlas import Atlas, Cited
from routes.model import HolderKind, Stance
from routes.network.journey import Journey
from routes.views.arguments import actors
from routes.views.arguments.for_route import Statement, statement
from routes.views.arguments.for_route import cited as cited_of

PARTIES = (HolderKind.GOVERNMENT, HolderKind.COMPANY)
TESTED = (Verdict.BORNE_OUT, Verdict.NOT_BORNE_OUT, Verdict.DEPENDS)
# A statement longer than this is shown by its first sentence; the whole stands among the arguments.
MOST_CHARACTERS = 170


@dataclass(frozen=True, slots=True)
class Leading:
    """One argument of the first screen: what it is shown as, in short, and the statement itself."""

    kind: str
    label: str
    short: str
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class LeadingArguments:
    """How many arguments a route has on each side, and those shown first."""

    supporting: int
    opposing: int
    total: int
    shown: tuple[Leading, ...]


def leading_arguments(journey: Journey) -> LeadingArguments:
    """Choose the arguments of the first screen by the rule; a side that has none says so."""
    atlas = journey.atlas
    cited = sorted(cited_of(journey), key=lambda c: (*rank(atlas, c), *_newest_first(c)))
    sides = {side: [c for c in cited if c.stance is side] for side in Stance}
    supporting, opposing = (_first(journey, sides[side]) for side in (Stance.FOR, Stance.AGAINST))
    chosen = {s.id for s in (supporting, opposing) if s}
    tested = _first_tested(journey, [c for c in cited if c.argument.id not in chosen])
    shown = (
        Leading("for", "For", _short(supporting), supporting),
        Leading("against", "Against", _short(opposing), opposing),
        *((Leading("tested", "Tested on the map", _short(tested), tested),) if tested else ()),
    )
    return LeadingArguments(len(sides[Stance.FOR]), len(sides[Stance.AGAINST]), len(cited), shown)


def rank(atlas: Atlas, cited: Cited) -> tuple[bool, bool, bool, bool]:
    """Return where an argument stands by the rule, apart from its date; the lowest is first."""
    party = atlas.holder_named[cited.argument.holder].kind in PARTIES
    return (
        cited.link != "direct",
        bool(cited.argument.overtaken),
        not actors.takes_side(cited, cited.stance),
        not party,
    )


def _newest_first(cited: Cited) -> tuple[int, ...]:
    """Return a date so that the newest is first; one known only by its year counts as the beginning of it."""
    dated = cited.argument.as_of or cited.source.published or "0"
    year, month, day = (*map(int, dated.split("-")), 0, 0)[:3]
    return -year, -month, -day


def _first(journey: Journey, cited: list[Cited]) -> Statement | None:
    return next((_statement(journey, c) for c in cited), None)


def _first_tested(journey: Journey, cited: list[Cited]) -> Statement | None:
    statements = (_statement(journey, c) for c in cited if c.argument.check is not None)
    return next((s for s in statements if s.verdict_text.verdict in TESTED), None)


def _statement(journey: Journey, cited: Cited) -> Statement:
    scenario_ids = tuple(s.id for s in journey.conditions.scenarios)
    return statement(journey.atlas, cited.argument, cited.link == "direct", scenario_ids)


def _short(statement: Statement | None) -> str:
    if statement is None:
        return ""
    if len(statement.says) <= MOST_CHARACTERS:
        return statement.says
    sentence = re.split(r"(?<=[.;]) ", statement.says, maxsplit=1)[0]
    return sentence.rstrip(";") + ("" if sentence.endswith(".") else ".")
