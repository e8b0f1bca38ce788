"""Table of a reader's line, compared with a route of the atlas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routes.analysis.measured_line import END_KM, LEAST_RUN_KM, POST_KM, MeasuredLine, Passage
from routes.analysis.overlap import NEAR_KM, share_near
from routes.data import borders
from routes.data.atlas import Atlas
from routes.errors import UploadError
from routes.geo.simplification import SimplifiedLine
from routes.network.journey import SEA, Journey
from routes.text import numbers, place_names, route_names
from routes.views import markup
from routes.views.map import descriptions

BORDERS_KM = borders.POLYGON_ERROR_M / 1000


@dataclass(frozen=True, slots=True)
class Row:
    """What is measured, of the reader's line and of the route beside it, line by line."""

    label: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...] = ()


def headline(atlas: Atlas, own: MeasuredLine) -> str:
    """Return the finding: how long the line is, and how many countries it passes."""
    passed = sum(code != SEA for code in own.km_by_country)
    countries = numbers.counted(passed, "country", "countries")
    about = "about " if own.passages else ""
    crossings = about + numbers.counted(len(own.passages), "border crossing")
    places = [place_names.short_name(place_names.city_of(atlas.places, place[0])) for place in own.ends if place]
    between = " to ".join(places) if len(places) == 2 else "Measured line"
    return f"{between}: {numbers.km(own.length_km)}, {countries} and {crossings}"


def html(atlas: Atlas, own: MeasuredLine, way: Journey | None, drawn: SimplifiedLine) -> str:
    """Return the line's table, beside a route's where there is one, as a part of a page."""
    return markup.render(
        "measured_line.html",
        rows=[*_rows(atlas, own, way)],
        way=route_names.name(way) if way else None,
        notes=own.notes,
        error_km=f"{BORDERS_KM:g}",
        least_km=f"{LEAST_RUN_KM:g}",
        form=own.given.form,
        points=f"{sum(map(len, own.lines)):,}",
        off=_metres(drawn.off_m),
    )


def alert(error: UploadError) -> str:
    """Return what is wrong with a reader's file and what to do, as a part of a page."""
    return markup.render("measured_line_error.html", where=error.where, found=error.found, remedy=error.remedy)


def _rows(atlas: Atlas, own: MeasuredLine, way: Journey | None) -> Iterator[Row]:
    yield Row("Length", (numbers.km(own.length_km),), _length(way))
    yield Row("From", _end(own, 0), (place_names.short_name(way.start),) if way else ())
    yield Row("To", _end(own, 1), (place_names.short_name(way.end),) if way else ())
    yield Row("By country", _parts(atlas, own.km_by_country), _parts(atlas, way.km_by_country) if way else ())
    yield Row("Border crossings", (*_passages(atlas, own),), (*_crossings(way),) if way else ())
    yield Row(f"Within {BORDERS_KM:g} km of a border", (_near_border(own),))
    if way:
        share = share_near(own.lines, way)
        text = f"{numbers.percent(share)} % of the line, {numbers.km(share * own.length_km)}"
        yield Row(f"Within {NEAR_KM:.0f} km of the route compared with", (text,))
    yield Row("Crosses itself", ("yes: look for loops or points out of order" if own.crosses_itself else "no",))


def _length(way: Journey | None) -> tuple[str, ...]:
    return (numbers.km(way.length_km, approximate=way.approximate_km > 0),) if way else ()


def _end(own: MeasuredLine, n: int) -> tuple[str, ...]:
    lon, lat = own.lines[-n][-n]
    at = f"{abs(lat):.3f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.3f}° {'E' if lon >= 0 else 'W'}"
    if found := own.ends[n]:
        return place_names.short_name(found[0]), f"{numbers.km(found[1])} from the line's end, {at}"
    return at, f"no place of the atlas within {END_KM:.0f} km"


def _parts(atlas: Atlas, by_country: Mapping[str, float]) -> tuple[str, ...]:
    whole = numbers.whole_parts([*by_country.values()])
    return tuple(f"{_country(atlas, code)} {km:,}" for code, km in zip(by_country, whole, strict=True))


def _country(atlas: Atlas, code: str) -> str:
    if code == SEA:
        return "At sea, or where the map ends"
    return atlas.country_name(code) if code in atlas.countries else borders.names(atlas).get(code, code)


def _passages(atlas: Atlas, own: MeasuredLine) -> Iterator[str]:
    yield f"about {len(own.passages)}" if own.passages else "none"
    for passage in own.passages:
        sides = f"{_country(atlas, passage.leaves)} to {_country(atlas, passage.enters)}"
        yield f"{sides} at {numbers.km(passage.at_km)}: {_post(atlas, passage)}"


def _post(atlas: Atlas, passage: Passage) -> str:
    if passage.post is None:
        return f"no {'port' if passage.wet else 'post between the two'} in the atlas within {POST_KM:.0f} km"
    post = passage.post
    lines = descriptions.place_says(atlas, post, str(post.status.value), atlas.stale_since(post)) if post.status else []
    state = lines[2:3]
    return "; ".join((f"{post.name}, {numbers.km(passage.post_km)} away", *state))


def _crossings(way: Journey) -> Iterator[str]:
    yield str(len(way.crossings))
    for crossing in way.crossings:
        sides = f"{way.atlas.country_name(crossing.leaves)} to {way.atlas.country_name(crossing.enters)}"
        yield f"{sides} at {numbers.km(crossing.at_km)}: {crossing.post.name}"


def _near_border(own: MeasuredLine) -> str:
    if own.near_border_km < 0.5:
        return "less than 1 km"
    return f"{numbers.km(own.near_border_km)}, which may lie on either side"


def _metres(off_m: float) -> str:
    return f"{off_m:,.0f}{numbers.NBSP}m" if off_m < 1000 else numbers.km(off_m / 1000)
