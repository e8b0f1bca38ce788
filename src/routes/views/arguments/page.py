"""Page of arguments: filters, verdicts, conflicting figures, and counts by route and holder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from routes.analysis import argument_sentences
from routes.analysis.argument_verdicts import Verdict
from routes.data.atlas import Atlas
from routes.model import Argument, Id
from routes.text import assumptions, holder_names, numbers
from routes.views import conflicting_figures, markup, search
from routes.views.arguments import balance, filters, for_route, verdict_text
from routes.views.arguments.for_route import Statement
from routes.views.arguments.wording import HEADINGS
from routes.views.facets import Facet
from routes.views.selections import Selection
from routes.views.urls import DASHBOARD, StaticUrls, Urls

PAGE = "arguments"
ALL = "all"
NO_ROUTE = "On none of the routes"
CONFLICTS_SHOWN = 8
# Of the other routes an argument bears on, so many are named.
OTHERS_NAMED = 4


@dataclass(frozen=True, slots=True)
class ListedArgument:
    """An argument in a group: as it stands on the route's own page, for or against, and where else it bears."""

    statement: Statement
    stance: str
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The arguments listed under one route: those a map can test, then the others."""

    title: str
    href: str
    tested: tuple[ListedArgument, ...]
    others: tuple[ListedArgument, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A verdict, how many arguments have it among those the other filters leave, and the address that shows them."""

    verdict: Verdict
    words: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many arguments bear on a route, by stance, those whose source names it apart; and how many are tested."""

    title: str
    href: str
    stances: tuple[tuple[int, int], ...]
    tested: int


def html(atlas: Atlas, scope: str, chosen: Selection, urls: Urls = DASHBOARD) -> str:
    """Return every argument the filters of a selection leave, with its verdict, as a part of a page.

    Parameters
    ----------
    scope
        The id of the route whose arguments are listed, or `ALL`.

    Raises
    ------
    UnknownIdError
        If the scope is neither.
    """
    narrowed = scope != ALL
    if narrowed:
        chosen = replace(chosen, route=atlas.route(scope).id)
    route = chosen.route if narrowed else None
    sides = filters.stances(atlas, route) if route else None
    every = [a for a in atlas.arguments.values() if sides is None or a.id in sides]
    left = [a for a in every if filters.fits(atlas, a, replace(chosen, verdict=None), sides)]
    listed = [a for a in every if filters.fits(atlas, a, chosen, sides)]
    return markup.render(
        "arguments.html",
        urls=urls,
        total=len(atlas.arguments),
        count=len(listed),
        filters=_filters(atlas, every, chosen, urls, sides),
        choices=tuple(_choices(atlas, left, chosen, urls, narrowed=narrowed)),
        groups=tuple(_groups(atlas, listed, chosen, urls, narrowed=narrowed)),
        active=tuple(_active(atlas, chosen, urls, narrowed=narrowed)),
        scenarios=assumptions.under_scenarios(atlas, [atlas.scenario(id) for id in chosen.scenarios]),
        frame=_frame,
        name=lambda way: argument_sentences.name(atlas, way),
        number=_number,
        outcome=verdict_text.outcome,
        opened=chosen.verdict is Verdict.NOT_MEASURABLE,
        shown=CONFLICTS_SHOWN,
        unscened=urls.selection(PAGE, replace(chosen, scenarios=()), narrowed=narrowed),
        rivals=tuple(conflicting_figures.all_of(atlas, route)),
        counts=tuple(_counts(atlas, urls)),
        holders=tuple(_holders(atlas, chosen, urls)),
    )


def _filters(
    atlas: Atlas, every: Iterable[Argument], chosen: Selection, urls: Urls, sides: filters.Sides
) -> tuple[Facet, ...]:
    """Return the rows of filters; a page of the static edition reads fewer from its address and has none."""
    if isinstance(urls, StaticUrls):
        return ()
    return filters.rows(
        atlas, every, chosen, lambda target: urls.selection(PAGE, target, narrowed=sides is not None), sides
    )


def _choices(
    atlas: Atlas, left: Iterable[Argument], chosen: Selection, urls: Urls, *, narrowed: bool
) -> Iterator[Choice]:
    counts = Counter(verdict_text.finding(atlas, a.id, chosen.scenarios).verdict for a in left)
    for verdict, words in verdict_text.WORDS.items():
        is_chosen = chosen.verdict is verdict
        target = replace(chosen, verdict=None if is_chosen else verdict)
        yield Choice(verdict, words, counts[verdict], urls.selection(PAGE, target, narrowed=narrowed), is_chosen)


def _groups(
    atlas: Atlas, left: Iterable[Argument], chosen: Selection, urls: Urls, *, narrowed: bool
) -> Iterator[Group]:
    under: dict[Id | None, list[Argument]] = {id: [] for id in (*_by_question(atlas), None)}
    for argument in left:
        routes = search.routes_of(atlas, argument)
        under[chosen.route if narrowed else next(iter(routes), None)].append(argument)
    for id, arguments in under.items():
        if arguments:
            pairs = [(a.tested, _listed(atlas, a, id, chosen)) for a in arguments]
            title = atlas.routes[id].title if id else NO_ROUTE
            href = urls.route(id) if id else ""
            tested, others = ([said for is_tested, said in pairs if is_tested is wanted] for wanted in (True, False))
            yield Group(title, href, tuple(tested), tuple(others))


def _by_question(atlas: Atlas) -> list[Id]:
    """Return the routes, those of one question together, the one shown first at their head."""
    return [route.id for question in atlas.questions.values() for route in atlas.routes_of(question)]


def _listed(atlas: Atlas, argument: Argument, route_id: Id | None, chosen: Selection) -> ListedArgument:
    statement = for_route.statement(atlas, argument, route_id in argument.direct, chosen.scenarios)
    stance = filters.stances(atlas, route_id).get(argument.id) if route_id else None
    others = [atlas.routes[id].short for id in search.routes_of(atlas, argument) if id != route_id]
    if len(others) > OTHERS_NAMED + 1:
        others[OTHERS_NAMED:] = [f"and {numbers.number(len(others) - OTHERS_NAMED)} more"]
    return ListedArgument(statement, HEADINGS[stance] if stance else "", tuple(others))


def _active(atlas: Atlas, chosen: Selection, urls: Urls, *, narrowed: bool) -> Iterator[tuple[str, str]]:
    """Yield each filter in use, and the address without it."""
    if narrowed:
        yield atlas.route(chosen.route).title, urls.selection(PAGE, chosen, narrowed=False)
    if chosen.holder:
        yield (
            holder_names.holders(atlas)[chosen.holder],
            urls.selection(PAGE, replace(chosen, holder=None), narrowed=narrowed),
        )
    if chosen.verdict:
        yield verdict_text.WORDS[chosen.verdict], urls.selection(PAGE, replace(chosen, verdict=None), narrowed=narrowed)
    for row in filters.LABELS:
        if getattr(chosen, row) is not None:
            without = filters.having(chosen, row, None)
            yield filters.words(atlas, row, chosen), urls.selection(PAGE, without, narrowed=narrowed)
    if chosen.source:
        source = atlas.sources[chosen.source]
        yield source.title or source.publisher, urls.selection(PAGE, replace(chosen, source=None), narrowed=narrowed)


def _counts(atlas: Atlas, urls: Urls) -> Iterator[Count]:
    for id in _by_question(atlas):
        route, cited = atlas.routes[id], atlas.arguments_of(id)
        stances = tuple(balance.by_stance(cited).values())
        tested = sum(c.argument.tested for c in cited)
        yield Count(route.title, urls.arguments(route.id), stances, tested)


def _holders(atlas: Atlas, chosen: Selection, urls: Urls) -> Iterator[tuple[str, int, str]]:
    """Yield each holder of more than one argument, how many, and the address that shows them, most first."""
    counts = Counter(holder_names.whose(a.holder) for a in atlas.arguments.values())
    for name, count in counts.most_common():
        if count > 1:
            only = Selection(chosen.route, holder=holder_names.slug(name))
            yield name, count, urls.selection(PAGE, only, narrowed=False)


def _frame(frame: str) -> str:
    return frame.replace("-", " ").replace("+", " + ")


def _number(value: float | None) -> str:
    return "none" if value is None else f"{round(value, 3):,.10g}"
