"""Links that a reader draws, added to an atlas as planned legs and border crossings.

A course is drawn straight between the places and points of a link, as long as the link says, and split where it changes
country. What is added has the same form as an entry of `geodata/`, so that every answer is the one such an entry would
give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from routes.data import borders, disputed, link_ids, outlines
from routes.data.atlas import Atlas
from routes.data.borders import CountryStretch
from routes.data.cache import kept, share
from routes.data.link_ids import DrawnLink, LinkEnd
from routes.errors import RequestError, UnknownIdError
from routes.geo.geodesy import Line, apart_km, length_km, point_at
from routes.model import (
    Drawn,
    Id,
    Leg,
    LegStatus,
    LengthMethod,
    Mode,
    Place,
    PlaceKind,
    PostReport,
    PostStatus,
)
from routes.model.leg import LegReport, Length

# A new crossing is named after the nearest border crossing of the same two countries within so many kilometres.
NAMED_KM = 60.0
# So far from a place on the coast or the border the simplified polygons may be wrong.
END_KM = 10.0
# Water no wider is bridged: rivers on a border, reservoirs.
BRIDGE_KM = 10.0
# What is left of a course in a country whose place lies on the border.
SHORT_KM = 0.5
ACCURACY_M = 25_000
POINT_M = 1_000
# What rests on outlines, not on legs and places, is the same for an atlas with a link.
OF_OUTLINES = (outlines.of, borders.countries, borders.bounds, borders.names, disputed.areas, disputed.edges)
SUPPOSED: Mapping[str, Any] = {"general_knowledge": True, "note": "Supposed by a reader."}


@kept(8)
def added(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> Atlas:
    """Return the atlas with the links among some scenarios; itself if there are none, or it has them.

    Raises
    ------
    UnknownIdError
        If the id of a link cannot be read.
    RequestError
        If a link cannot be: a road or railway over water, a sea lane over land or not between ports.
    """
    links = [_known(atlas, id) for id in link_ids.among(scenario_ids)]
    places, legs = dict(atlas.places), dict(atlas.legs)
    for link in links:
        for entry in _entries(atlas, link):
            if isinstance(entry, Place):
                places[entry.id] = entry
            else:
                legs[entry.id] = entry
    if len(legs) == len(atlas.legs):
        return atlas
    made = replace(atlas, places=places, legs=legs)
    share(atlas, made, *OF_OUTLINES)
    return made


def _known(atlas: Atlas, id: Id) -> DrawnLink:
    if (link := link_ids.read(id, atlas.places)) is None:
        raise UnknownIdError("link", id)
    return link


def _entries(atlas: Atlas, link: DrawnLink) -> Iterator[Place | Leg]:
    """Yield the points, border crossings and legs of a link."""
    stops = [_stop(atlas, link, n, end) for n, end in enumerate(link.places)]
    yield from (stop for stop in stops if stop.id not in atlas.places)
    legs = 0
    for start, end in pairwise(stops):
        line = [(start.lon, start.lat), (end.lon, end.lat)]
        for here, there, country in _pieces(atlas, link, start, end, line):
            legs += 1
            yield _leg(atlas, link, legs, here, there, country)
            if there is not end:
                yield there


def _stop(atlas: Atlas, link: DrawnLink, number: int, end: LinkEnd) -> Place:
    """Return a place of the atlas, or a point as a place."""
    if isinstance(end, str):
        return atlas.place(end)
    if link.mode is Mode.SEA:
        raise RequestError(f"A sea lane runs between ports; {link_ids.called(end, atlas.places)} is none")
    run = borders.runs_of_all(atlas, [[end]])[0][0]
    if run.country is None:
        where = link_ids.called(end, atlas.places)
        raise RequestError(f"{where} lies in the sea or beyond the map; choose another point")
    return Place(
        id=f"{link.prefix}p{number}",
        name=link_ids.called(end, atlas.places),
        kind=PlaceKind.JUNCTION,
        countries=(run.country,),
        lon=end[0],
        lat=end[1],
        precision_m=POINT_M,
        modes=(link.mode,),
        **SUPPOSED,
    )


def _check_lane(atlas: Atlas, start: Place, end: Place, line: Line) -> None:
    """Refuse a lane that is not over water between two ports.

    Raises
    ------
    RequestError
        If one end is no port, or land lies between them.
    """
    for place in (start, end):
        if place.kind is not PlaceKind.PORT:
            raise RequestError(f"A sea lane runs between ports; {place.name} is none")
    km = length_km(line)
    runs = borders.settled(borders.runs_of_all(atlas, [line])[0], km)
    dry = sum(min(r.to_km, km - END_KM) - max(r.from_km, END_KM) for r in runs if r.country and _inner(r, km))
    if dry > borders.LEAST_RUN_KM:
        raise RequestError(f"A straight sea lane {start.name} - {end.name} would cross {dry:,.0f} km of land")


def _inner(run: CountryStretch, km: float) -> bool:
    """Return whether a run reaches beyond what may be wrong near the ends."""
    return run.from_km < km - END_KM and run.to_km > END_KM


def _pieces(
    atlas: Atlas, link: DrawnLink, start: Place, end: Place, line: Line
) -> Iterator[tuple[Place, Place, str | None]]:
    """Yield the stretches of a straight course by country, with a crossing wherever it changes; a sea lane as one."""
    if link.mode is Mode.SEA:
        _check_lane(atlas, start, end, line)
        yield start, end, None
        return
    km, here = length_km(line), start
    runs = _on_land(atlas, link, start, end, line)
    for run, after in pairwise(runs):
        crossing = _crossing(atlas, link, (run.country or "", after.country or ""), point_at(line, run.to_km / km))
        yield here, crossing, run.country
        here = crossing
    yield here, end, runs[-1].country


def _on_land(atlas: Atlas, link: DrawnLink, start: Place, end: Place, line: Line) -> Sequence[CountryStretch]:
    """Return the countries of a course, the first and the last one that of its ends."""
    km = length_km(line)
    settled = borders.settled(borders.runs_of_all(atlas, [line])[0], km)
    runs = _bridged(_from_end(_from_end(settled, start, km), end, km, last=True))
    wet = sum(run.to_km - run.from_km for run in runs if run.country is None)
    if wet:
        raise RequestError(
            f"A straight {link_ids.KINDS[link.mode]} {start.name} - {end.name} would cross {wet:,.0f} km of water; "
            "draw it through points on land, or as a sea lane between ports"
        )
    return runs


def _bridged(runs: Sequence[CountryStretch]) -> Sequence[CountryStretch]:
    """Return the runs with water that a bridge crosses counted to the country before it."""
    found: list[CountryStretch] = []
    for run in runs:
        narrow = run.country is None and run.to_km - run.from_km <= BRIDGE_KM
        if found and (narrow or run.country == found[-1].country):
            found[-1] = CountryStretch(found[-1].country, found[-1].from_km, run.to_km)
        else:
            found.append(run)
    return found


def _from_end(
    runs: Sequence[CountryStretch], place: Place, km: float, *, last: bool = False
) -> Sequence[CountryStretch]:
    """Return the runs of a course with the first, or the last, in a country of the place it ends in.

    A run in another country that is short, and beside one in the place's own, is the error of simplified borders;
    otherwise the place lies so near to the border that its own run was too short to count.
    """
    ordered = [*runs][::-1] if last else [*runs]
    end, *rest = ordered
    if end.country in place.countries:
        return runs
    if rest and rest[0].country in place.countries and end.to_km - end.from_km <= END_KM:
        bounds = (rest[0].from_km, km) if last else (0.0, rest[0].to_km)
        ordered = [CountryStretch(rest[0].country, *bounds), *rest[1:]]
    else:
        own = (km - SHORT_KM, km) if last else (0.0, SHORT_KM)
        other = (end.from_km, km - SHORT_KM) if last else (SHORT_KM, end.to_km)
        ordered = [CountryStretch(place.countries[0], *own), CountryStretch(end.country, *other), *rest]
    return ordered[::-1] if last else ordered


def _crossing(atlas: Atlas, link: DrawnLink, countries: tuple[str, str], at: tuple[float, float]) -> Place:
    """Return a new border crossing at a point, named after the nearest one of the same two countries."""
    posts = (p for p in atlas.places.values() if {*p.countries} == {*countries})
    near = min(((apart_km(at, (p.lon, p.lat)), p.name) for p in posts), default=(NAMED_KM, ""))
    beside = f"near {near[1]}" if near[0] < NAMED_KM else " / ".join(map(atlas.country_name, countries))
    lon, lat = (round(degrees, link_ids.DECIMALS) for degrees in at)
    return Place(
        id=f"{link.prefix}x{abs(round(lon * 1000))}y{abs(round(lat * 1000))}",
        name=f"New crossing {beside}",
        kind=PlaceKind.BORDER_POST,
        countries=countries,
        lon=lon,
        lat=lat,
        precision_m=ACCURACY_M,
        modes=(link.mode,),
        status=PostReport(value=PostStatus.PLANNED, **SUPPOSED),
        **SUPPOSED,
    )


def _leg(atlas: Atlas, link: DrawnLink, number: int, start: Place, end: Place, country: str | None) -> Leg:
    line = ((start.lon, start.lat), (end.lon, end.lat))
    ends: Mapping[str, Any] = {"from": start.id, "to": end.id}
    return Leg(
        id=f"{link.prefix}{number}",
        **ends,
        mode=link.mode,
        country=country,
        gauges_mm=(link.gauge_mm,) if link.gauge_mm else (),
        status=LegReport(value=LegStatus.PLANNED, **SUPPOSED),
        length=_length(link, line),
        drawn=Drawn.APPROXIMATE,
        accuracy_m=ACCURACY_M,
        themes=_themes(atlas, link.mode),
        line=line,
        **SUPPOSED,
    )


def _length(link: DrawnLink, line: Line) -> Length:
    """Return the length of a leg: that of its straight course, or as much longer as the link says."""
    straight = link.percent == link_ids.STRAIGHT
    km = length_km(line) * link.percent / link_ids.STRAIGHT
    return Length(km=round(km, 3), method=LengthMethod.DRAWN if straight else LengthMethod.SUPPOSED)


@kept(8)
def _themes(atlas: Atlas, mode: Mode) -> tuple[Id, ...]:
    """Return the layers that most legs of a mode lie in."""
    return Counter(leg.themes for leg in atlas.legs.values() if leg.mode is mode).most_common(1)[0][0]
