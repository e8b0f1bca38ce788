"""The tab Capacity of a route: finding, chart, table with sources, conversions, traffic over the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from routes.analysis import capacity, promises
from routes.analysis.capacity import Cited, Limit, RouteCapacity, Use
from routes.analysis.capacity.links import Left
from routes.analysis.capacity.traffic import left_of
from routes.data.atlas import Atlas
from routes.model import Figure, Ground, Id, Parameter, Source, Value
from routes.network.journey import Journey
from routes.network.parameters import parameters
from routes.text import assumptions, dates, numbers, units
from routes.text.figures import value_text
from routes.views import markup
from routes.views.capacity import sentences, series
from routes.views.capacity.drawing import SIZES, Chart, right_edge
from routes.views.capacity.rows import Row, rows
from routes.views.promises import page as promises_page
from routes.views.urls import DASHBOARD, Urls

GROUND_WORDS = {Ground.CITED: "cited", Ground.DERIVED: "worked out from cited numbers", Ground.ASSUMED: "assumed"}


@dataclass(frozen=True, slots=True)
class CitedText:
    """One published value in words: the value, what it comes to, who says so, its source, or why it does not count."""

    figure: Id
    value: str
    comes_to: str
    who: str
    source: Source
    why: str = ""


@dataclass(frozen=True, slots=True)
class RowText:
    """One row of the table."""

    name: str
    kind: str
    least: bool
    amount: str
    counted: tuple[CitedText, ...]
    traffic: str
    traffic_cited: CitedText | None
    share: str
    left: tuple[CitedText, ...]
    limits: tuple[CitedText, ...]


@dataclass(frozen=True, slots=True)
class ConversionText:
    """A conversion with its three values, and what each is based on."""

    title: str
    values: tuple[str, ...]
    sources: tuple[Source, ...]


def html(journey: Journey, urls: Urls = DASHBOARD) -> str:
    """Return the tab as a part of a page."""
    found = capacity.of(journey)
    shown = rows(found)
    atlas = journey.atlas
    return markup.render(
        "capacity.html",
        urls=urls,
        finding=sentences.finding(found),
        notes=[
            note
            for note in (
                sentences.known(found) if found.known else "",
                assumptions.capacity_of_today(journey),
                sentences.closed(found),
            )
            if note
        ],
        more=[note for note in (sentences.containers(found), sentences.together(found)) if note],
        charts=_charts(found, shown),
        cut=_cut(shown),
        corridor=[_cited(atlas, one) for one in found.corridor],
        rows=[_row(atlas, row) for row in shown],
        conversions=tuple(_conversions(found)),
        series=series.of_route(atlas, journey.route.id) if journey.route else (),
        announced=[promises_page.text(s) for s in _announced(journey)],
    )


def _announced(journey: Journey) -> tuple[promises.Series, ...]:
    """Return what was announced of a route, or of the legs of a planned one."""
    if journey.route:
        return promises.of_route(journey.atlas, journey.route.id)
    return promises.along(journey.atlas, [s.leg.id for s in journey.sections])


def _charts(found: RouteCapacity, shown: Sequence[Row]) -> Markup:
    label = f"Capacity of the links in order, in million tonnes a year. {sentences.finding(found)}"
    most = right_edge(shown)
    return Markup("").join(Chart(shown, label, size, most).svg() for size in SIZES)


def _cut(shown: Sequence[Row]) -> str:
    """Say from which amount on bars are cut off, where any is."""
    most = right_edge(shown)
    over = any(row.capacity and row.capacity.typical > most for row in shown)
    return f"Bars over {most:.0f}{numbers.NBSP}Mt are cut off." if over else ""


def _row(atlas: Atlas, row: Row) -> RowText:
    first = row.links[0]
    return RowText(
        name=row.name,
        kind=row.kind,
        least=row.least,
        amount=units.megatonnes(row.capacity) if row.capacity else "no cited capacity",
        counted=tuple(_cited(atlas, one) for one in (*first.counted, *first.containers)),
        traffic=_traffic(row.use) if row.use else "",
        traffic_cited=_use(atlas, row.use) if row.use else None,
        share=units.share(row.use.share) if row.use and row.use.share else "",
        left=tuple(_left(atlas, one) for link in row.links for one in (*link.left, *left_of(atlas, link))),
        limits=tuple(_limit(atlas, one) for one in _limits(atlas, row)),
    )


def _traffic(use: Use) -> str:
    return f"{units.megatonnes(use.amount).removesuffix(' a year')}, {series.period_text(use.point.period)}"


def _use(atlas: Atlas, use: Use) -> CitedText:
    return _cited_text(atlas, use.point.figure, use.point.value, f"{use.point.figure.title}: ")


def _cited(atlas: Atlas, one: Cited) -> CitedText:
    comes_to = f"that is {units.megatonnes(one.amount)}" if one.converted.by else ""
    return _cited_text(atlas, one.figure, one.value, comes_to=comes_to)


def _left(atlas: Atlas, one: Left) -> CitedText:
    return _cited_text(atlas, one.figure, one.value, f"{one.figure.title}: ", why=one.why)


def _limits(atlas: Atlas, row: Row) -> Iterator[Limit]:
    """Yield what limits the links of a row, what is of several of them once."""
    seen: set[Id] = set()
    for link in row.links:
        found = [one for one in capacity.limits(atlas, link) if one.figure.id not in seen]
        seen |= {one.figure.id for one in found}
        yield from found


def _limit(atlas: Atlas, one: Limit) -> CitedText:
    return _cited_text(atlas, one.figure, one.value, f"{one.figure.title}: ")


def _cited_text(
    atlas: Atlas, figure: Figure, value: Value, lead: str = "", *, comes_to: str = "", why: str = ""
) -> CitedText:
    who = f"{atlas.holder(value)}, {dates.dated(value.as_of)}"
    text = f"{lead}{value_text(value)}"
    return CitedText(figure.id, text, comes_to, who, atlas.sources[value.source], why)


def _conversions(found: RouteCapacity) -> Iterator[ConversionText]:
    """Yield the conversions that the figures of this route took."""
    atlas = found.journey.atlas
    cited = [one for link in found.links for one in (*link.counted, *link.containers)]
    used = {id for one in cited for id in one.converted.by}
    for id in capacity.CONVERSIONS:
        if id in used:
            yield _conversion(atlas, atlas.parameters[id])


def _conversion(atlas: Atlas, parameter: Parameter) -> ConversionText:
    spread = parameters(atlas).value(parameter)
    names = (("low", spread.low, parameter.best), ("typical", spread.typical, parameter.typical))
    values = tuple(
        f"{name} {number:,g}{numbers.NBSP}{parameter.unit}, {GROUND_WORDS[value.ground]}: {value.because}"
        for name, number, value in (*names, ("high", spread.high, parameter.worst))
        if value
    )
    ids = dict.fromkeys(id for _, value in parameter.values for id in value.sources)
    return ConversionText(parameter.title, values, tuple(atlas.sources[id] for id in ids))
