"""Who said what when on a route, and what has overtaken it since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from routes.data.atlas import Atlas, Cited
from routes.model import Argument, Id, Stance
from routes.text import dates
from routes.views.arguments.wording import HEADINGS, short


@dataclass(frozen=True, slots=True)
class Later:
    """A later argument that has overtaken another."""

    holder: str
    dated: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One argument in its place in time."""

    id: Id
    dated: str
    stance: Stance
    heading: str
    holder: str
    short: str
    overtaken: str | None
    later: tuple[Later, ...]


def moments(atlas: Atlas, cited: Iterable[Cited]) -> tuple[Moment, ...]:
    """Return arguments in the order in which they were made, the latest first and those without a date last."""
    found = [(atlas.argument_date(c.argument.id), _moment(atlas, c)) for c in cited]
    return tuple(moment for _, moment in sorted(found, key=lambda pair: pair[0] or "", reverse=True))


def later(atlas: Atlas, argument: Argument) -> tuple[Later, ...]:
    """Return the later arguments that have overtaken one."""
    found = (atlas.arguments[id] for id in argument.overtaken_by)
    return tuple(Later(a.holder, dates.dated(atlas.argument_date(a.id))) for a in found)


def _moment(atlas: Atlas, cited: Cited) -> Moment:
    argument = cited.argument
    return Moment(
        id=argument.id,
        dated=dates.dated(atlas.argument_date(argument.id)),
        stance=cited.stance,
        heading=HEADINGS[cited.stance],
        holder=argument.holder,
        short=short(argument.says),
        overtaken=argument.overtaken,
        later=later(atlas, argument),
    )
