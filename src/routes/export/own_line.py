"""Files of a reader's own line: GeoJSON, GPX, KML, tables and a page, with what was measured of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint
from markupsafe import Markup

from routes.analysis.measured_line import MeasuredLine
from routes.data.atlas import Atlas
from routes.export import csv_table, kml, workbook
from routes.export.credit import PUBLISHER
from routes.geo.geodesy import length_km
from routes.text.printable import printable
from routes.views import json_data, markup, measured_line_table

COLUMNS = ("row", "name", "country", "at_km", "length_km", "lon", "lat", "note")
RIGHTS = "Countries: © OpenStreetMap contributors (ODbL 1.0), simplified; crossings by Corridor Atlas (CC BY 4.0)"
Cells = list[list[Any]]


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A measured line and what its reader calls it."""

    atlas: Atlas
    measured: MeasuredLine
    title: str

    @property
    def credit(self) -> str:
        """Whose data the measurement rests on, and of which version."""
        return f"Measured by {PUBLISHER}, data version {self.atlas.version}. {RIGHTS}"


def geojson(own: OwnLine) -> bytes:
    """Return the parts as lines and the crossings as points, with the whole measurement beside them."""
    features = [
        _feature(
            {"kind": "part", "name": part.label, "length_km": round(length_km(part.points), 3)},
            "LineString",
            [*part.points],
        )
        for part in own.measured.given.parts
    ]
    for name, at, xy in _crossings(own):
        features.append(_feature({"kind": "crossing", "name": name, "at_km": at}, "Point", xy))
    measured = json_data.of_line(own.atlas, own.measured)
    about = {"title": own.title, "credit": own.credit, "measured": measured}
    return json.dumps({"type": "FeatureCollection", **about, "features": features}, ensure_ascii=False).encode()


def gpx(own: OwnLine) -> bytes:
    """Return one track with a segment for each part, and a waypoint for each crossing."""
    file = GPX()
    title = printable(own.title)
    file.creator, file.name, file.description = PUBLISHER, title, own.credit
    track = GPXTrack(name=title)
    for line in own.measured.lines:
        track.segments.append(GPXTrackSegment([GPXTrackPoint(lat, lon) for lon, lat in line]))
    file.tracks.append(track)
    file.waypoints = [GPXWaypoint(lat, lon, name=f"{name}, at {at:g} km") for name, at, (lon, lat) in _crossings(own)]
    xml: str = file.to_xml("1.1")
    return xml.encode()


def kml_file(own: OwnLine) -> bytes:
    """Return a document with the parts as lines and the crossings as points."""
    root = Element("kml", {"xmlns": kml.KML})
    document = SubElement(root, "Document")
    _text(document, "name", own.title)
    _text(document, "description", own.credit)
    for part in own.measured.given.parts:
        mark = SubElement(document, "Placemark")
        _text(mark, "name", part.label)
        line = SubElement(mark, "LineString")
        _text(line, "tessellate", "1")
        _text(line, "coordinates", " ".join(f"{lon},{lat}" for lon, lat in part.points))
    for name, at, (lon, lat) in _crossings(own):
        mark = SubElement(document, "Placemark")
        _text(mark, "name", f"{name}, at {at:g} km")
        _text(SubElement(mark, "Point"), "coordinates", f"{lon},{lat}")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def table(own: OwnLine) -> bytes:
    """Return parts, countries, crossings and remarks as CSV with commas and decimal points."""
    return csv_table.as_csv(COLUMNS, [*_rows(own)], ",")


def table_with_decimal_commas(own: OwnLine) -> bytes:
    """Return the same with semicolons and decimal commas."""
    return csv_table.as_csv(COLUMNS, [*_rows(own)], ";")


def sheet(own: OwnLine) -> bytes:
    """Return the same as a workbook."""
    return workbook.made(COLUMNS, [*_rows(own)], own.title, own.atlas.version, "Measured line")


def page(own: OwnLine) -> bytes:
    """Return the table of the measurement as one page of HTML that fetches nothing."""
    body = Markup(measured_line_table.html(own.atlas, own.measured, None))  # noqa: S704 - our own markup
    html = markup.render("export/own_line.html", title=own.title, table=body, credit=own.credit)
    return printable(html).encode()


# Ending of the file: what it is called, its media type, and what writes it.
FORMATS: Mapping[str, tuple[str, str, Callable[[OwnLine], bytes]]] = {
    "geojson": ("GeoJSON", "application/geo+json", geojson),
    "gpx": ("GPX", "application/gpx+xml", gpx),
    "kml": ("KML", "application/vnd.google-earth.kml+xml", kml_file),
    "xlsx": ("Workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet),
    "csv": ("CSV", "text/csv", table),
    "decimal-commas.csv": ("CSV, decimal commas", "text/csv", table_with_decimal_commas),
    "html": ("Page", "text/html", page),
}


def _crossings(own: OwnLine) -> Iterator[tuple[str, float, tuple[float, float]]]:
    for one in own.measured.passages:
        lon, lat = one.at
        name = measured_line_table.sides(own.atlas, one)
        yield name, round(one.at_km, 3), (round(lon, 5), round(lat, 5))


def _rows(own: OwnLine) -> Iterator[list[Any]]:
    measured = own.measured
    rows: list[dict[str, Any]] = [{"row": "line", "name": own.title, "length_km": round(measured.length_km, 3)}]
    for part in measured.given.parts:
        lon, lat = map(csv_table.Degrees, part.points[0])
        km = round(length_km(part.points), 3)
        rows.append({"row": "part", "name": part.label, "length_km": km, "lon": lon, "lat": lat})
    rows += (
        {"row": "country", "country": code, "length_km": round(km, 3)} for code, km in measured.km_by_country.items()
    )
    for area in json_data.of_disputed(own.atlas, measured.km_disputed):
        rows.append({"row": "disputed", "name": area["name"], "length_km": area["km"], "note": area["says"]})
    for name, at, (x, y) in _crossings(own):
        lon, lat = csv_table.Degrees(x), csv_table.Degrees(y)
        rows.append({"row": "crossing", "name": name, "at_km": at, "lon": lon, "lat": lat})
    rows += ({"row": "note", "note": note} for note in (*measured.notes, own.credit))
    yield from ([csv_table.cell(row.get(name)) for name in COLUMNS] for row in rows)


def _feature(facts: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": facts, "geometry": {"type": kind, "coordinates": coordinates}}


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = printable(text)
