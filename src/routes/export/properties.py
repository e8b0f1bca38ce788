"""Sections and stops of a route as plain values for any file format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from routes.analysis import capacity
from routes.model import Id, LegReport, Place, PostReport
from routes.network.journey import SEA, Journey, Section, Stop, ground
from routes.text import assumptions, citations, numbers, place_names, stops, terms
from routes.text.printable import printable
from routes.views import sections
from routes.views.sections import SectionRow

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A section: its course as (longitude, latitude) pairs and what is known of it."""

    facts: Facts
    line: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """An end of the route or a stop on it: its place and what happens there."""

    facts: Facts
    lon: float
    lat: float


def lines(journey: Journey) -> Iterator[Line]:
    """Yield the sections in travelling order."""
    rows = [row for row in sections.rows(journey) if isinstance(row, SectionRow)]
    rooms = _capacities(journey)
    for section, row in zip(journey.sections, rows, strict=True):
        facts = {**_section(journey, section, row), **rooms.get(section.leg.id, {})}
        yield Line(_printable(facts), section.line)


def points(journey: Journey) -> Iterator[Point]:
    """Yield the start, the numbered stops in order, and the end."""
    yield _end(journey, journey.start, "start", 0.0)
    rooms = _capacities(journey)
    for stop in journey.stops:
        facts = {**_stop(journey, stop), **rooms.get(stop.place.id, {})}
        yield Point(_printable(facts), stop.place.lon, stop.place.lat)
    yield _end(journey, journey.end, "end", journey.length_km)


def _capacities(journey: Journey) -> Mapping[Id, Facts]:
    """Return the cited capacity and traffic of each link, in million tonnes a year, by the id of leg or place."""
    found = capacity.of(journey)
    return {one.id: _capacity(one) | _traffic(use) for one, use in zip(found.links, found.uses, strict=True)}


def _capacity(link: capacity.Link) -> dict[str, Any]:
    names = ("capacity_mt_low", "capacity_mt", "capacity_mt_high")
    room = link.capacity
    ends = (room.low, room.typical, room.high) if room else ()
    return dict(zip(names, (round(n, 3) for n in ends), strict=False))


def _traffic(use: capacity.Use | None) -> dict[str, Any]:
    """Return the latest traffic of a whole year and the share of the capacity that it takes, where both compare."""
    if use is None:
        return {}
    facts = {"traffic_mt": round(use.amount.typical, 3), "traffic_period": use.point.period}
    return facts | ({"traffic_share": round(use.share.typical, 3)} if use.share else {})


def _section(journey: Journey, section: Section, row: SectionRow) -> dict[str, Any]:
    leg = section.leg
    return {
        "kind": "section",
        "id": leg.id,
        "name": row.name,
        "from": section.start.name,
        "to": section.end.name,
        "mode": leg.mode.value,
        "country": leg.country,
        "country_name": terms.country(journey.atlas, leg.country or SEA, leg.part),
        "at_km": round(section.from_km, 3),
        "length_km": section.km,
        "length_known": terms.method(leg),
        "length_remarks": _plain("; ".join(row.others)),
        "course": terms.DRAWN_WORDS[leg.drawn],
        "course_within_m": leg.accuracy_m,
        "gauges_mm": "/".join(map(str, leg.gauges_mm)) or None,
        "electrified": leg.electrified,
        **_status(journey, leg.id, section.status, leg.status, section.stale_since),
        "passable": section.passable,
        "evidence": section.evidence.value,
        "assumed_in_use": section.assumed,
        "ground_m": _ground_m(journey, section.from_km),
        "sources": _sources(journey, (*leg.status.sources, *leg.sources)),
    }


def _stop(journey: Journey, stop: Stop) -> dict[str, Any]:
    place, crossing, gauge, change = stop.place, stop.crossing, stop.gauge_break, stop.transshipment
    report = place.status
    status = crossing.status if crossing else journey.conditions.place_status(place)
    stale = crossing.stale_since if crossing else journey.atlas.stale_since(place)
    return {
        **_place(journey, place, "stop", stop.at_km),
        "number": stop.number,
        "what": _plain(stops.stop_title(stop)),
        "leaves": crossing.leaves if crossing else None,
        "enters": crossing.enters if crossing else None,
        "gauge_from_mm": gauge.from_mm if gauge else None,
        "gauge_to_mm": gauge.to_mm if gauge else None,
        "mode_from": change.from_mode.value if change else None,
        "mode_to": change.to_mode.value if change else None,
        **(_status(journey, place.id, status or "", report, stale) if report else {}),
        "passengers": assumptions.of_today(journey, report.passengers or "", report.as_of) or None if report else None,
        "sources": _sources(journey, (*(report.sources if report else ()), *place.sources)),
    }


def _end(journey: Journey, place: Place, kind: str, at_km: float) -> Point:
    facts = {**_place(journey, place, kind, at_km), "sources": _sources(journey, place.sources)}
    return Point(_printable(facts), place.lon, place.lat)


def _place(journey: Journey, place: Place, kind: str, at_km: float) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": place.id,
        "name": place.name,
        "other_names": ", ".join(place_names.names(place)) or None,
        "place": terms.KIND_WORDS[place.kind],
        "country": "/".join(place.countries),
        "country_name": " / ".join(journey.atlas.country_name(c) for c in place.countries),
        "at_km": round(at_km, 3),
        "within_m": place.precision_m,
        "ground_m": _ground_m(journey, at_km),
    }


def _ground_m(journey: Journey, at_km: float) -> int | None:
    """Return the height of the ground in metres, on a grid of a kilometre, where it is known."""
    found = ground.of(journey)
    height = found.at(at_km) if found else None
    return None if height is None else round(height)


def _status(
    journey: Journey, id: Id, status: str, report: LegReport | PostReport, stale_since: str | None
) -> dict[str, Any]:
    return {
        "status": status,
        "reported_status": str(report.value),
        "reported_as_of": report.as_of,
        "not_confirmed_since": stale_since,
        "changed_by_scenario": journey.conditions.changed_by.get(id) if id in journey.conditions.changed else None,
        "status_note": assumptions.of_today(journey, report.note or "", report.as_of) or None,
    }


def _sources(journey: Journey, ids: tuple[Id, ...]) -> tuple[str, ...]:
    found = tuple(citations.of_source(journey.atlas.sources[id]) for id in dict.fromkeys(ids))
    return found or ("General knowledge; no source found",)


def _printable(facts: Facts) -> Facts:
    return {name: _clean(value) for name, value in facts.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    return tuple(map(_clean, value)) if isinstance(value, tuple) else value


def _plain(text: str) -> str:
    return text.replace(numbers.NBSP, " ")
