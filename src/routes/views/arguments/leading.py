"""The arguments shown first on a route: the strongest for, the strongest against, and one that the map tests."""

from __future__ import annotations

from dataclasses import dataclass, replace

from routes.analysis.argument_sentences import CITED, WITHOUT_FRAMES
from routes.analysis.argument_verdicts import Verdict
from routes.data.atlas import Atlas, Cited
from routes.model import Argument, Stance
from routes.network.journey import Journey
from routes.text import data_texts
from routes.text.data_texts import DataText
from routes.text.language import gettext, pgettext
from routes.views.arguments import order, wording
from routes.views.arguments.for_route import Statement, statement, year_note
from routes.views.arguments.for_route import cited as cited_of

TESTED = (Verdict.BORNE_OUT, Verdict.NOT_BORNE_OUT, Verdict.DEPENDS)


@dataclass(frozen=True, slots=True)
class Leading:
    """One argument of the first screen: what it is shown as, in short, and the statement itself."""

    kind: str
    label: str
    short: DataText
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class LeadingArguments:
    """How many arguments a route has on each side, those shown first, and in a year that they are not only of it."""

    supporting: int
    opposing: int
    total: int
    shown: tuple[Leading, ...]
    year_note: str


def leading_arguments(journey: Journey) -> LeadingArguments:
    """Choose the arguments of the first screen by the rule; a side that has none says so."""
    atlas = journey.atlas
    cited = order.ordered(atlas, cited_of(journey))
    sides = {side: [c for c in cited if c.stance is side] for side in Stance}
    supporting, opposing = (_first(journey, sides[side]) for side in (Stance.FOR, Stance.AGAINST))
    chosen = {s.id for s in (supporting, opposing) if s}
    tested = _first_tested(journey, [c for c in cited if c.argument.id not in chosen])
    shown = (
        Leading("for", pgettext("side", "For"), _short(atlas, supporting), supporting),
        Leading("against", pgettext("side", "Against"), _short(atlas, opposing), opposing),
        *((Leading("tested", gettext("Tested on the map"), _short(atlas, tested), tested),) if tested else ()),
    )
    return LeadingArguments(len(sides[Stance.FOR]), len(sides[Stance.AGAINST]), len(cited), shown, year_note(journey))


def _first(journey: Journey, cited: list[Cited]) -> Statement | None:
    return next((_statement(journey, c) for c in cited), None)


def _first_tested(journey: Journey, cited: list[Cited]) -> Statement | None:
    """Return the first argument with a verdict that rests on what the map measures, and not on what others publish."""
    statements = (_statement(journey, c) for c in cited if _on_the_map(c.argument))
    return next((s for s in statements if s.verdict_text.verdict in TESTED), None)


def _on_the_map(argument: Argument) -> bool:
    published = (*CITED, *WITHOUT_FRAMES)
    return argument.tested and argument.check is not None and argument.check.metric not in published


def _statement(journey: Journey, cited: Cited) -> Statement:
    scenario_ids = tuple(s.id for s in journey.conditions.scenarios)
    return statement(journey.atlas, cited.argument, cited.link == "direct", scenario_ids)


def _short(atlas: Atlas, statement: Statement | None) -> DataText:
    if statement is None:
        return DataText(gettext("No argument found on this side."))
    says = data_texts.told(atlas, atlas.arguments[statement.id], "says")
    return replace(says, words=wording.short(says.words))
