"""Texts of a profile: titles, labels and the sentence for screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from routes.model import Place, PostStatus
from routes.network.journey import Journey, Stop
from routes.text import assumptions, dates, numbers, terms
from routes.text import place_names as text_place_names
from routes.views.profile.segments import Segment, bands, stretches


def sentence(journey: Journey) -> str:
    """Return the whole profile as words: total, usable kilometres, countries in order, what is not open."""
    title = journey.route.title if journey.route else f"{journey.start.name} to {journey.end.name}"
    countries = "; ".join(band_title(run) for run in bands(journey))
    text = (
        f"{title}. {numbers.whole(journey.length_km)} km in all, of which freight could pass "
        f"{numbers.whole(journey.passable_km)} km {assumptions.when(journey)}. In order: {countries}."
    )
    if shut := "; ".join(f"{run.km} km {run.words[0]}" for run in stretches(journey) if not run.plain):
        text += f" Not reported open: {shut}."
    if stops := "; ".join(stop_title(stop) for stop in journey.stops):
        text += f" Stops: {stops}."
    return text.replace(numbers.NBSP, " ")


def band_title(run: Segment) -> str:
    """Return a country and its kilometres."""
    return f"{run.names[0]} {run.km} km"


def band_texts(run: Segment) -> Iterator[str]:
    """Yield the texts that may stand in a band, longest first."""
    name, *shorter = run.names
    yield f"{name} {run.km} km"
    yield f"{name} {run.km}"
    for short in shorter[:-1]:
        yield f"{short} {run.km}"
    yield from run.names


def stretch_title(run: Segment) -> str:
    """Return a stretch's mode, state, kilometres and the dates of its reports."""
    mode = terms.MODE_WORDS[run.first.leg.mode]
    return f"{mode}, {run.words[0]}: {run.km} km ({dates.full_span(run.dates).rstrip('.').lower()})"


def stop_texts(journey: Journey, stop: Stop) -> tuple[str, ...]:
    """Return the texts that may stand over a stop's mark, longest first."""
    names = place_names(journey, stop.place)
    happens = tuple(_happens(stop))
    return tuple(dict.fromkeys((*(", ".join((name, *happens)) for name in names), *names)))


def stop_title(stop: Stop) -> str:
    """Return a stop's number, place and what happens there."""
    state = ["border"] if stop.crossing else []
    return f"{stop.number}. {stop.place.name}: {', '.join((*state, *_happens(stop)))}"


def place_names(journey: Journey, place: Place) -> tuple[str, ...]:
    """Return a place's name without what it is, then its part after a comma, else that of the city it serves."""
    name = text_place_names.short_name(place)
    if "," in name:
        return name, name.rsplit(",", 1)[1].strip()
    return tuple(
        dict.fromkeys((name, text_place_names.short_name(text_place_names.city_of(journey.atlas.places, place))))
    )


def _happens(stop: Stop) -> Iterator[str]:
    if stop.crossing and stop.crossing.change:
        yield f"assumed {'open' if stop.crossing.change == 'opened' else 'closed'}"
    elif stop.crossing and stop.crossing.status != PostStatus.OPEN:
        yield {PostStatus.UNKNOWN: "status unknown"}.get(PostStatus(stop.crossing.status), stop.crossing.status)
    if stop.gauge_break:
        yield f"{stop.gauge_break.from_mm} to {stop.gauge_break.to_mm} mm"
    if stop.transshipment:
        yield f"{stop.transshipment.from_mode} to {stop.transshipment.to_mode}"
