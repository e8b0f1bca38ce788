"""GPX 1.1 of a route: track and waypoints."""

from __future__ import annotations

from html import escape

from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from routes.export import properties
from routes.export.credit import ATTRIBUTION, LICENCE_URL, PUBLISHER, credit
from routes.network.journey import Journey
from routes.text import numbers


def write(journey: Journey, address: str) -> bytes:
    """Return one track with a segment for each section, and a waypoint for each end and stop."""
    of = credit(journey, address)
    description = "\n".join(of.lines)
    file = GPX()
    file.creator = f"{PUBLISHER}, data version {of.version}"
    file.name, file.description = of.title, description
    file.author_name, file.copyright_author = PUBLISHER, ATTRIBUTION
    file.copyright_year, file.copyright_license = of.version[:4], LICENCE_URL
    # gpxpy 1.6 escapes every text but an address.
    file.link, file.link_text = (escape(address), PUBLISHER) if address else (None, None)
    track = GPXTrack(name=of.title, description=description)
    for one in properties.lines(journey):
        track.segments.append(GPXTrackSegment([GPXTrackPoint(lat, lon) for lon, lat in one.line]))
    file.tracks.append(track)
    file.waypoints = [_waypoint(one) for one in properties.points(journey)]
    xml: str = file.to_xml("1.1")
    return xml.encode()


def _waypoint(one: properties.Point) -> GPXWaypoint:
    facts = one.facts
    number = f"{facts['number']}. " if "number" in facts else ""
    happens = [facts.get("what") or facts["kind"].capitalize(), f"at {numbers.whole(facts['at_km'])} km"]
    if facts.get("status"):
        dated = f"reported {facts['reported_status']}, {facts['reported_as_of'] or 'undated'}"
        happens.append(f"shown {facts['status']}, {dated}" if facts["changed_by_scenario"] else dated)
    return GPXWaypoint(
        one.lat,
        one.lon,
        name=f"{number}{facts['name']}",
        description="; ".join((*happens, *facts["sources"])),
        type=facts["place"],
    )
