"""The filters of arguments, the same for the Arguments tab, the Arguments page and the API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Argument, HolderKind, Id, Stance
from routes.text import holder_names
from routes.views import selections
from routes.views.arguments import verdict_text
from routes.views.arguments.wording import HEADINGS
from routes.views.facets import Choice, Facet
from routes.views.selections import Selection

# The stance on a route of each argument that bears on it, by the argument's id.
Sides = Mapping[Id, Stance] | None

WHO = {
    HolderKind.GOVERNMENT: "Governments",
    HolderKind.INTERNATIONAL_BODY: "International bodies",
    HolderKind.COMPANY: "Companies",
    HolderKind.ANALYST: "Analysts",
    HolderKind.PRESS: "Press",
}
TESTED = {True: "Tested", False: "Cannot be measured"}
# What a reader asks of the planner.
ASKED = ("start", "end", "by", "avoid", "n")
LABELS = {"side": "Side", "who": "Who", "tested": "Tested", "dated": "Year"}
# What an argument has under each filter; the dearest to find out is the last.
VALUES: Mapping[str, Callable[[Atlas, Argument, Selection, Sides], Collection[Any]]] = {
    "side": lambda _, argument, __, sides: _sides(argument, sides),
    "who": lambda atlas, argument, _, __: (atlas.holder_named[argument.holder].kind,),
    "tested": lambda _, argument, __, ___: (argument.tested,),
    "dated": lambda atlas, argument, _, __: ((atlas.argument_date(argument.id) or "")[:4],),
    "holder": lambda _, argument, __, ___: (holder_names.slug(holder_names.whose(argument.holder)),),
    "source": lambda atlas, argument, _, __: (atlas.argument_sources[argument.id].id,),
    "verdict": lambda atlas, argument, chosen, _: (verdict_text.finding(atlas, argument.id, chosen.scenarios).verdict,),
}


def fits(atlas: Atlas, argument: Argument, chosen: Selection, sides: Sides = None) -> bool:
    """Return whether an argument passes the filters of a selection.

    Parameters
    ----------
    sides
        The stance on one route of each argument that bears on it, which then counts; None for arguments on anything.
    """
    if sides is not None and argument.id not in sides:
        return False
    wanted = ((name, getattr(chosen, name)) for name in VALUES)
    return all(value is None or value in VALUES[name](atlas, argument, chosen, sides) for name, value in wanted)


def rows(
    atlas: Atlas,
    arguments: Iterable[Argument],
    chosen: Selection,
    href: Callable[[Selection], str],
    sides: Sides = None,
) -> tuple[Facet, ...]:
    """Return side, who, tested and year as rows of links; a value that no argument has is left out.

    Parameters
    ----------
    href
        Gives the address of a selection.
    sides
        As for `fits`.
    """
    asked = list(arguments)
    found = []
    for name, label in LABELS.items():
        others = having(chosen, name, None)
        left = [a for a in asked if fits(atlas, a, others, sides)]
        found.append(Facet(label, tuple(_choices(atlas, name, left, chosen, href, sides))))
    return tuple(found)


def having(chosen: Selection, name: str, value: Any) -> Selection:
    """Return a selection with another value of one filter, or none."""
    values: dict[str, Any] = {name: value}
    return replace(chosen, **values)


def of(chosen: Selection, *, planned: bool = False) -> Selection:
    """Return a selection without what a list of arguments does not depend on.

    Parameters
    ----------
    planned
        Whether it is the list of a planned route, whose links repeat what is asked of the planner.
    """
    names = (*VALUES, *(ASKED if planned else ()))
    return Selection(
        chosen.route, chosen.scenarios, lang=chosen.lang, **{name: getattr(chosen, name) for name in names}
    )


def active(chosen: Selection) -> bool:
    """Return whether a selection narrows the arguments."""
    return any(getattr(chosen, name) is not None for name in VALUES)


def cleared(chosen: Selection) -> Selection:
    """Return a selection without any filter of arguments."""
    nothing: dict[str, Any] = dict.fromkeys(VALUES)
    return replace(chosen, **nothing)


def words(atlas: Atlas, name: str, chosen: Selection) -> str:
    """Return the chosen value of one of the rows in words."""
    return _titles(atlas)[name][getattr(chosen, name)]


@kept(64)
def stances(atlas: Atlas, route: Id) -> Mapping[Id, Stance]:
    """Return the stance on a route of each argument that bears on it."""
    return {c.argument.id: c.stance for c in atlas.arguments_of(route)}


def _sides(argument: Argument, sides: Sides) -> Collection[Stance]:
    return {*argument.topics.values(), *argument.direct.values()} if sides is None else (sides[argument.id],)


def _choices(
    atlas: Atlas,
    name: str,
    arguments: Sequence[Argument],
    chosen: Selection,
    href: Callable[[Selection], str],
    sides: Sides,
) -> Iterable[Choice]:
    counts = Counter(value for a in arguments for value in VALUES[name](atlas, a, chosen, sides))
    for value, title in _titles(atlas)[name].items():
        is_chosen = getattr(chosen, name) == value
        if counts[value] or is_chosen:
            target = having(chosen, name, None if is_chosen else value)
            yield Choice(title, counts[value], href(target), is_chosen)


def _titles(atlas: Atlas) -> Mapping[str, Mapping[Any, str]]:
    years = {year: year for year in selections.argument_years(atlas)}
    return {"side": HEADINGS, "who": WHO, "tested": TESTED, "dated": years}
