"""Page of a place: kind, position, status, history, routes, figures, arguments; and the list of all places."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from routes.data import years
from routes.data.atlas import Atlas
from routes.model import Figure, Id, Leg, Place, PlaceKind, Source
from routes.text import dates, numbers, place_names, terms
from routes.text.places_by_name import plain
from routes.views import conflicting_figures, markup, search, selections
from routes.views.arguments import for_route
from routes.views.capacity import series
from routes.views.conflicting_figures import ConflictingFigures
from routes.views.facets import Facet, facet
from routes.views.selections import Selection
from routes.views.static_map import place_map
from routes.views.urls import DASHBOARD, Urls

ALL = "all"
GATES = (PlaceKind.PORT, PlaceKind.BORDER_POST)
# Decimals of a degree that a position is shown with at most: some 10 m.
MOST_DIGITS = 4
# A name shorter than this is found inside other words.
SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that happened or was announced: when, what, and its sources."""

    when: str
    what: str
    sources: tuple[Source, ...]
    id: Id | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A leg that begins or ends here: the other end, what it is, its length, state and dates."""

    leg: Leg
    other: Place
    what: str
    km: str
    state: str
    dated: str
    history: tuple[Dated, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def html(atlas: Atlas, place_id: str, urls: Urls = DASHBOARD, chosen: Selection | None = None) -> str:
    """Return the page of a place, or with `ALL` the list of every port, border crossing and other place.

    Raises
    ------
    UnknownIdError
        If the place is not in the atlas.
    """
    if place_id == ALL:
        narrowed = chosen or selections.default(atlas)
        places = [p for p in atlas.places.values() if _fits(p, narrowed.kind, narrowed.country)]
        return markup.render(
            "places.html",
            groups=tuple(_listed(atlas, places)),
            urls=urls,
            facets=_facets(atlas, narrowed, urls) if urls.place(kind=PlaceKind.PORT) else (),
        )
    place = atlas.place(place_id)
    meetings = tuple(_meeting(atlas, place, leg) for leg in legs_at(atlas, place))
    return markup.render(
        "place.html",
        urls=urls,
        place=place,
        map=place_map.draw(atlas, place, legs_at(atlas, place)),
        kind=terms.KIND_WORDS[place.kind],
        where=_where(atlas, place),
        names=[(atlas.languages[code].name, code, name) for code, name in place.names.items()],
        position=_position(place),
        facts=tuple(_facts(atlas, place)),
        state=_state(atlas, place),
        status_sources=_sources(atlas, place.status.sources) if place.status else (),
        notes=[t for t in (place.status.note if place.status else None, place.note) if t],
        passengers=place.status.passengers if place.status else None,
        history=tuple(_history(atlas, place)),
        events=tuple(_events(atlas, place)),
        meetings=meetings,
        routes=[(id, atlas.routes[id].title) for id in search.routes_through(atlas, place.id)],
        figures=tuple(figures_at(atlas, place)),
        series=series.of_place(atlas, place.id),
        said=tuple(_said(atlas, place)),
        sources=_sources(atlas, place.sources),
        terminals=[p for p in atlas.places.values() if p.of == place.id],
        city=atlas.places.get(place.of or ""),
        gate=place.kind in GATES,
    )


def described(atlas: Atlas, place: Place) -> str:
    """Return a place in one line: `Border crossing, Armenia and Iran. Open (March 2026)`."""
    return ". ".join(filter(None, (f"{terms.KIND_WORDS[place.kind]}, {_where(atlas, place)}", _state(atlas, place))))


def legs_at(atlas: Atlas, place: Place) -> tuple[Leg, ...]:
    """Return the legs that begin or end at a place."""
    return tuple(leg for leg in atlas.legs.values() if place.id in (leg.start, leg.end))


def figures_at(atlas: Atlas, place: Place) -> Iterator[ConflictingFigures]:
    """Yield the published figures of a place, of the legs that meet there, and of routes that begin or end there."""
    legs = {leg.id for leg in legs_at(atlas, place)}
    for figure in atlas.figures.values():
        if figure.place == place.id or legs.intersection(figure.legs) or _ends_here(atlas, figure, place):
            yield conflicting_figures.of_figure(atlas, figure)


def _ends_here(atlas: Atlas, figure: Figure, place: Place) -> bool:
    route = atlas.routes.get(figure.route or "")
    return route is not None and place.id in (route.start, route.end)


def _fits(place: Place, kind: str | None, country: str | None) -> bool:
    return kind in (None, place.kind) and (country is None or country in place.countries)


def _facets(atlas: Atlas, chosen: Selection, urls: Urls) -> tuple[Facet, ...]:
    """Return the filters of the list of places: each counts what the other leaves."""
    kind, country = chosen.kind, chosen.country
    places = atlas.places.values()
    kinds = [str(p.kind) for p in places if _fits(p, None, country)]
    of_kind = [p for p in places if _fits(p, kind, None)]
    countries = [code for p in of_kind for code in p.countries]
    names = {code: atlas.country_name(code) for code in countries}
    words = {str(one): terms.KIND_WORDS[one] for one in PlaceKind}
    return (
        facet("Kind", kinds, kind, words, lambda value: urls.place(kind=value, country=country)),
        facet("Country", countries, country, names, lambda value: urls.place(kind=kind, country=value), len(of_kind)),
    )


def _listed(atlas: Atlas, narrowed: list[Place]) -> Iterator[tuple[str, list[tuple[Place, str, str]]]]:
    titles = {PlaceKind.PORT: "Ports", PlaceKind.BORDER_POST: "Border crossings"}
    for kind in (*titles, None):
        places = [p for p in narrowed if (p.kind is kind if kind else p.kind not in titles)]
        rows = [(p, _where(atlas, p), _state(atlas, p)) for p in sorted(places, key=lambda p: plain(p.name))]
        if rows:
            yield (titles[kind] if kind else "Stations, cities and other places"), rows


def _where(atlas: Atlas, place: Place) -> str:
    if place.part:
        return terms.country(atlas, place.countries[0], place.part)
    return " and ".join(atlas.country_name(code) for code in place.countries)


def _position(place: Place) -> str:
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    near = f"{numbers.whole(place.precision_m)} m" if place.precision_m < 1_000 else f"{place.precision_m / 1000:g} km"
    # A degree is some 10^5 m: no decimal finer than the position is known.
    digits = min(MOST_DIGITS, 5 - int(math.log10(place.precision_m)))
    return f"{abs(place.lat):.{digits}f}° {north}, {abs(place.lon):.{digits}f}° {east}, true within about {near}"


def _facts(atlas: Atlas, place: Place) -> Iterator[tuple[str, str]]:
    if place.unlocode:
        yield "UN/LOCODE", f"{place.unlocode[:2]} {place.unlocode[2:]}"
    if place.modes:
        yield "Passes here", numbers.listed(terms.MODE_WORDS[m] for m in place.modes)
    if place.transfer:
        yield "Goods can change between", numbers.listed(terms.MODE_WORDS[m] for m in place.transfer)
    gauges = sorted({g for leg in legs_at(atlas, place) for g in leg.gauges_mm}, reverse=True)
    if gauges:
        yield "Rail gauge", f"{numbers.listed(f'{g:,}' for g in gauges)}{numbers.NBSP}mm"
    elif place.kind is PlaceKind.PORT:
        yield "Rail", "no railway leg of the atlas ends here"


def _state(atlas: Atlas, place: Place) -> str:
    report = place.status
    if report is None:
        return ""
    dated = dates.reported(report.as_of, atlas.stale_since(place))
    limits = [] if report.direction == "both" else [f"only from {report.direction.replace('-', ' to ')}"]
    ground = ["general knowledge"] if report.general_knowledge else []
    return "; ".join((f"{terms.gate_state(report.value).capitalize()} ({dated})", *limits, *ground))


def _sources(atlas: Atlas, ids: tuple[Id, ...]) -> tuple[Source, ...]:
    return tuple(atlas.sources[id] for id in dict.fromkeys(ids))


def _history(atlas: Atlas, entry: Leg | Place) -> Iterator[Dated]:
    history = years.history_of(atlas, entry)
    for period in history.periods if history else ():
        sources = _sources(atlas, period.sources)
        known = " (general knowledge)" if period.general_knowledge else ""
        note = f" {period.note}" if period.note else ""
        start = period.opened or period.stood_by or ""
        yield Dated(dates.day(start), f"{'Opened' if period.opened else 'In use by then'}{known}.{note}", sources)
        if period.known_until:
            yield Dated(dates.day(period.known_until), "Last known in use.", sources)
        if period.closed:
            yield Dated(dates.day(period.closed), "Out of use.", sources)
    for said in history.announced if history else ():
        what = f"{said.holder}: announced for {dates.day(said.opens)}.{f' {said.note}' if said.note else ''}"
        yield Dated(dates.day(said.said) if said.said else "Undated", what, _sources(atlas, (said.source,)))
    if history and not history.periods and not history.announced:
        yield Dated("", history.note or "Never open when last reported.", _sources(atlas, history.sources))


def _events(atlas: Atlas, place: Place) -> Iterator[Dated]:
    here = {place.id, *(leg.id for leg in legs_at(atlas, place))}
    ends = {r.id for r in atlas.routes.values() if place.id in (r.start, r.end)}
    for event in sorted(atlas.events.values(), key=lambda e: e.date, reverse=True):
        on_routes = not event.places and not event.legs and ends.intersection(event.routes)
        if here.intersection((*event.places, *event.legs)) or on_routes:
            when = dates.lasting(event.date, event.until)
            yield Dated(when, event.what, _sources(atlas, event.sources), event.id)


def _meeting(atlas: Atlas, place: Place, leg: Leg) -> Meeting:
    other = atlas.places[leg.end if leg.start == place.id else leg.start]
    gauge = f", {'/'.join(f'{g:,}' for g in leg.gauges_mm)}{numbers.NBSP}mm" if leg.gauges_mm else ""
    power = f", electrification {leg.electrified}" if leg.electrified else ""
    territory = terms.country(atlas, leg.country, leg.part) if leg.country else "at sea"
    report = leg.status
    notes = (report.note, leg.note, "Rests on general knowledge." if leg.general_knowledge else None)
    return Meeting(
        leg=leg,
        other=other,
        what=f"{terms.MODE_WORDS[leg.mode].capitalize()}, {territory}{gauge}{power}",
        km=f"{numbers.km(leg.length.km, approximate=leg.approximate)}, {terms.method(leg)}",
        state=terms.LEG_WORDS[report.value].capitalize(),
        dated=dates.reported(report.as_of, atlas.stale_since(leg)),
        history=tuple(_history(atlas, leg)),
        notes=tuple(n for n in notes if n),
        sources=_sources(atlas, (*report.sources, *leg.sources)),
    )


def _said(atlas: Atlas, place: Place) -> Iterator[for_route.Statement]:
    """Yield the arguments whose words name the place."""
    name = plain(place_names.short_name(place_names.city_of(atlas.places, place)).split(" / ")[0])
    if len(name) < SHORTEST_NAME:
        return
    for argument in atlas.arguments.values():
        if name in plain(argument.says):
            yield for_route.statement(atlas, argument, direct=True)
