"""What the pages without a map of a route begin with, the same for the page as served and for the live one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from routes.data.atlas import Atlas
from routes.model import Id
from routes.views import selections
from routes.views.arguments import filters
from routes.views.selections import Selection
from routes.web.server.computed_views import ALL, SLOW_VIEWS

# What a part shows of an atlas under a selection, whose address asks for a route or not: the part's id and selection.
Asked = Callable[[Atlas, Selection, bool], tuple[str, Selection]]


@dataclass(frozen=True, slots=True)
class Part:
    """What is computed of the atlas for a reader's selection: its kind, and the last part of its address."""

    kind: str
    id: str
    selection: Selection


def question(atlas: Atlas, chosen: Selection) -> Id:
    """Return the question whose routes the page of scenarios shows."""
    return chosen.question or atlas.route(chosen.route).question


def _of_question(atlas: Atlas, chosen: Selection, _: bool) -> tuple[str, Selection]:
    asked = question(atlas, chosen)
    return asked, Selection(atlas.question(asked).start, scenarios=chosen.scenarios)


def _arguments(_: Atlas, chosen: Selection, by_route: bool) -> tuple[str, Selection]:
    return chosen.route if by_route else ALL, filters.of(chosen)


def _place(atlas: Atlas, chosen: Selection, _: bool) -> tuple[str, Selection]:
    return chosen.place or ALL, _narrowed(atlas, chosen)


def _source(atlas: Atlas, chosen: Selection, _: bool) -> tuple[str, Selection]:
    return chosen.source or ALL, _narrowed(atlas, chosen)


def _narrowed(atlas: Atlas, chosen: Selection) -> Selection:
    """Return what of a selection lists use, so that what is computed for one reader serves all."""
    return replace(selections.default(atlas), kind=chosen.kind, country=chosen.country)


def _whole(atlas: Atlas, _: Selection, __: bool) -> tuple[str, Selection]:
    return ALL, selections.default(atlas)


# The kind of the first part of each page, by the name in its address.
FIRST: Mapping[str, tuple[str, Asked]] = {
    "scenarios": ("matrix", _of_question),
    "arguments": ("arguments", _arguments),
    "about": ("balance", _whole),
    "place": ("place", _place),
    "sources": ("sources", _source),
    "promises": ("promises", _whole),
    "stories": ("stories", _whole),
    "unknowns": ("unknowns", _whole),
}


def first(atlas: Atlas, page: str, chosen: Selection, *, by_route: bool = False) -> Part:
    """Return the first part of one of the pages of `FIRST` under a selection.

    Parameters
    ----------
    by_route
        Whether the address asks for a route, which narrows the arguments.
    """
    kind, asked = FIRST[page]
    return Part(kind, *asked(atlas, chosen, by_route))


def is_slow(page: str) -> bool:
    """Return whether what a page begins with takes up to a second to compute."""
    return page in FIRST and FIRST[page][0] in SLOW_VIEWS
