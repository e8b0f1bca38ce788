"""The links of a release whose figures are recorded with it, so that a test can follow them again later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

from routes.analysis import argument_verdicts, shown_figures
from routes.analysis.argument_verdicts import Verdict
from routes.data import releases
from routes.data.atlas import Atlas
from routes.data.releases import Release, Shown
from routes.errors import RequestError
from routes.network import planner
from routes.network.graph import By
from routes.views import comparison, preview, selections
from routes.views.selections import Selection
from routes.views.urls import Urls

HERE = Urls("")
# The page of all arguments; its values are how many have each verdict.
ARGUMENTS = "arguments"


def record(atlas: Atlas, published: date) -> tuple[Path, ...]:
    """Put the atlas as it is on record as a release, with the figures of its links; return the files written.

    Raises
    ------
    RequestError
        If its version is on record already.
    """
    before = releases.recorded(atlas)
    release = Release(
        version=atlas.version,
        published=published,
        after=before[-1].version if before else None,
        figures=tuple(figure.name for figure in shown_figures.of(planner.journey(atlas, next(iter(atlas.routes))))),
        links={address: values(atlas, address) for address in dict.fromkeys(_addresses(atlas))},
    )
    return releases.write(atlas, release)


def values(atlas: Atlas, address: str) -> Shown:
    """Return the figures behind an address, those of each route it shows in their order.

    Raises
    ------
    RequestError
        If the atlas lacks what it asks for.
    """
    page, _, query = address.partition("?")
    if page == ARGUMENTS:
        return _verdicts(atlas)
    selection, notices = selections.from_query(atlas, parse_qs(query))
    if notices:
        raise RequestError(f"{address}: {' '.join(notices)}")
    ways = [planner.journey(atlas, key, selection.scenarios) for key in preview.of(atlas, page, selection).ways]
    return tuple(figure.value for way in ways for figure in shown_figures.of(way))


def _addresses(atlas: Atlas) -> Iterator[str]:
    """Yield the addresses followed: routes, scenarios and years that change one, plans, comparisons, all arguments."""
    yield ARGUMENTS
    yield from (HERE.selection("", Selection(id)) for id in atlas.routes)
    assumed = (*atlas.scenarios, atlas.year_ids[0], atlas.year_ids[-1])
    for question in atlas.questions.values():
        start = Selection(question.start)
        yield HERE.selection("compare", replace(start, ways=comparison.first_pair(atlas, question.start)))
        under = (HERE.selection("", replace(start, scenarios=(id,))) for id in assumed)
        usual = values(atlas, HERE.selection("", start))
        yield from (address for address in under if values(atlas, address) != usual)
        for a, b in question.pairs:
            yield from (HERE.selection("plan", replace(start, start=a, end=b, by=by)) for by in (By.KM, By.TIME))


def _verdicts(atlas: Atlas) -> Shown:
    tested = (a for a in atlas.arguments.values() if a.tested)
    counted = Counter(argument_verdicts.assess(atlas, argument).verdict for argument in tested)
    return tuple(counted[verdict] for verdict in Verdict)
