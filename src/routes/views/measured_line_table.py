"""Table of a reader's line, compared with a route of the atlas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routes.analysis.alongside import NEAR_KM as LEGS_KM
from routes.analysis.measured_line import END_KM, POST_KM, MeasuredLine, Passage
from routes.analysis.overlap import NEAR_KM, share_near
from routes.data import borders
from routes.data.atlas import Atlas
from routes.errors import UploadError
from routes.geo.simplification import SimplifiedLine
from routes.network.journey import SEA, Journey
from routes.text import disputed, heights, numbers, place_names, route_names
from routes.views import markup, sections
from routes.views.map import descriptions

# Stands for a country where the map ends.
OUTSIDE = "outside"
LEGS_NAMED = 12
BORDERS_KM = borders.POLYGON_ERROR_M / 1000


@dataclass(frozen=True, slots=True)
class Row:
    """What is measured, of the reader's line and of the route beside it, line by line."""

    label: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...] = ()


def headline(atlas: Atlas, own: MeasuredLine, names: tuple[str, str] = ("", "")) -> str:
    """Return the finding: how long the line is, and how many countries it passes; `at least` where the map ends.

    Parameters
    ----------
    names
        What the reader calls the two ends; empty for those of the nearest places.
    """
    return f"{title(atlas, own, names)}: {', '.join((numbers.km(own.length_km), *_passed(own), *_apart(atlas, own)))}"


def title(atlas: Atlas, own: MeasuredLine, names: tuple[str, str] = ("", "")) -> str:
    """Return what a line is called: by its two ends, where both have a name."""
    near = (place_names.short_name(place_names.city_of(atlas.places, end[0])) if end else "" for end in own.ends)
    ends = [given or found for given, found in zip(names, near, strict=True)]
    return " to ".join(ends) if all(ends) else "Measured line"


def _passed(own: MeasuredLine) -> Iterator[str]:
    """Yield how many countries and crossings there are, as far as the map reaches."""
    passed = sum(code != SEA for code in own.km_by_country)
    outside = own.beyond_km > borders.LEAST_RUN_KM
    if not passed and outside:
        yield "outside the map, where neither countries nor crossings are known"
    elif passed:
        least, about = ("at least ", "at least ") if outside else ("", "about " if own.passages else "")
        countries = numbers.counted(passed, "country", "countries")
        yield f"{least}{countries} and {about}{numbers.counted(len(own.passages), 'border crossing')}"
    elif not own.km_disputed:
        yield "in no country"


def _apart(atlas: Atlas, own: MeasuredLine) -> Iterator[str]:
    for id, km in own.km_disputed.items():
        yield f"{numbers.km(km)} of it in {atlas.disputed[id].name}, which more than one state claims"


def html(atlas: Atlas, own: MeasuredLine, way: Journey | None, drawn: SimplifiedLine | None = None) -> str:
    """Return the line's table, beside a route's where there is one, as a part of a page."""
    return markup.render(
        "measured_line.html",
        rows=[*_rows(atlas, own, way)],
        way=route_names.name(way) if way else None,
        notes=own.notes,
        error_km=f"{BORDERS_KM:g}",
        least_km=f"{borders.LEAST_RUN_KM:g}",
        form=own.given.form,
        points=f"{sum(map(len, own.lines)):,}",
        off=_metres(drawn.off_m) if drawn else None,
    )


def alert(error: UploadError) -> str:
    """Return what is wrong with a reader's file and what to do, as a part of a page."""
    return markup.render("measured_line_error.html", where=error.where, found=error.found, remedy=error.remedy)


def _rows(atlas: Atlas, own: MeasuredLine, way: Journey | None) -> Iterator[Row]:
    theirs = tuple(disputed.sentences(atlas, way.km_disputed)) if way else ()
    yield Row("Length", (numbers.km(own.length_km),), _length(way))
    yield Row("From", _end(own, 0), (place_names.short_name(way.start),) if way else ())
    yield Row("To", _end(own, 1), (place_names.short_name(way.end),) if way else ())
    yield Row("By country", _parts(atlas, _with_the_outside(own)), _parts(atlas, way.km_by_country) if way else ())
    if own.km_disputed or theirs:
        yield Row(sections.CLAIMED, (*disputed.sentences(atlas, own.km_disputed),) or ("none",), theirs)
    yield Row("Border crossings", (*_passages(atlas, own),), (*_crossings(way),) if way else ())
    yield Row(f"Within {BORDERS_KM:g} km of a border", (_near_border(own),))
    if way:
        share = share_near(own.lines, way)
        text = f"{numbers.percent(share)} % of the line, {numbers.km(share * own.length_km)}"
        yield Row(f"Within {NEAR_KM:.0f} km of the route compared with", (text,))
    yield from _beside(atlas, own)
    yield Row("Crosses itself", ("yes: look for loops or points out of order" if own.crosses_itself else "no",))


def _beside(atlas: Atlas, own: MeasuredLine) -> Iterator[Row]:
    """Yield what of the atlas the line runs along, and the heights known for it."""
    legs = own.alongside.legs
    names = [
        f"{atlas.places[leg.start].name} to {atlas.places[leg.end].name}, {leg.mode.value}"
        for leg in map(atlas.legs.__getitem__, legs)
    ]
    more = (f"and {len(names) - LEGS_NAMED} more",) if len(names) > LEGS_NAMED else ()
    yield Row(
        "Sections of the atlas it runs along", (numbers.counted(len(names), "section"), *names[:LEGS_NAMED], *more)
    )
    if own.alongside.highest_m is not None:
        known = f"known for {numbers.km(own.alongside.known_km)}, from sections of the atlas within {LEGS_KM:.0f} km"
        yield Row("Highest ground", (heights.level(own.alongside.highest_m), known))


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


def _with_the_outside(own: MeasuredLine) -> Mapping[str, float]:
    """Return kilometres by country, those outside the map apart from those at sea."""
    found = dict(own.km_by_country)
    if own.beyond_km and SEA in found:
        found[SEA] = max(0.0, found[SEA] - own.beyond_km)
        found[OUTSIDE] = own.beyond_km
    return {code: km for code, km in found.items() if km}


def _country(atlas: Atlas, code: str) -> str:
    if code == SEA:
        return "At sea"
    if code == OUTSIDE:
        return "Outside the map, country not known"
    return atlas.country_name(code) if code in atlas.countries else borders.names(atlas).get(code, code)


def _passages(atlas: Atlas, own: MeasuredLine) -> Iterator[str]:
    yield f"about {len(own.passages)}" if own.passages else "none"
    yield from (passage(atlas, one) for one in own.passages)


def sides(atlas: Atlas, one: Passage) -> str:
    """Return which country a line leaves and which it enters."""
    return f"{_country(atlas, one.leaves)} to {_country(atlas, one.enters)}"


def passage(atlas: Atlas, one: Passage) -> str:
    """Return where a line changes country, and the post nearest to it."""
    return f"{sides(atlas, one)} at {numbers.km(one.at_km)}: {_post(atlas, one)}"


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
