"""KML 2.2 of a route for a globe viewer.

Written with the standard library's XML writer: GDAL's LIBKML driver (3.12) leaves an ampersand in a link and a `]]>` in
a name as they are, which is no XML, and cannot give a line the look of its state.
"""

from __future__ import annotations

from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from routes.export import properties
from routes.export.credit import PUBLISHER, Credit, credit
from routes.export.properties import Facts
from routes.model import LegStatus
from routes.network.journey import Journey

KML = "http://www.opengis.net/kml/2.2"
ATOM = "http://www.w3.org/2005/Atom"
# Colour as alpha, blue, green, red, and width in pixels. KML knows no dashes: what is not open is thin and pale.
LOOKS = {True: ("ff9c5339", "4"), False: ("999c5339", "2")}


def write(journey: Journey, address: str) -> bytes:
    """Return a document of two folders: the sections as lines, and the ends and stops as points."""
    of = credit(journey, address)
    root = Element("kml", {"xmlns": KML, "xmlns:atom": ATOM})
    document = _document(SubElement(root, "Document"), of)
    sections, stops = _folder(document, "Sections"), _folder(document, "Stops")
    for one in properties.lines(journey):
        look = _look(one.facts["status"] == LegStatus.OPEN)
        mark = _placemark(sections, one.facts, one.facts["name"], look)
        line = SubElement(mark, "LineString")
        _set_text(line, "tessellate", "1")
        _set_text(line, "coordinates", " ".join(f"{lon},{lat}" for lon, lat in one.line))
    for point in properties.points(journey):
        number = f"{point.facts['number']}. " if "number" in point.facts else ""
        mark = _placemark(stops, point.facts, number + point.facts["name"])
        _set_text(SubElement(mark, "Point"), "coordinates", f"{point.lon},{point.lat}")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _document(document: Element, of: Credit) -> Element:
    _set_text(document, "name", of.title)
    _set_text(SubElement(document, "atom:author"), "atom:name", PUBLISHER)
    if of.address:
        SubElement(document, "atom:link", {"href": of.address})
    _set_text(document, "description", _markup(of.lines))
    for open_, (colour, width) in LOOKS.items():
        style = SubElement(SubElement(document, "Style", {"id": _look(open_)}), "LineStyle")
        _set_text(style, "color", colour)
        _set_text(style, "width", width)
    return document


def _look(open_: bool) -> str:
    return "open" if open_ else "not-open"


def _folder(document: Element, name: str) -> Element:
    folder = SubElement(document, "Folder")
    _set_text(folder, "name", name)
    return folder


def _placemark(folder: Element, facts: Facts, name: str, look: str = "") -> Element:
    """Add a placemark without its geometry, which follows; the order of its elements is the schema's."""
    given = {key: _text(value) for key, value in facts.items() if value not in (None, "")}
    mark = SubElement(folder, "Placemark")
    _set_text(mark, "name", name)
    _set_text(mark, "description", _markup(f"{key.replace('_', ' ')}: {value}" for key, value in given.items()))
    if look:
        _set_text(mark, "styleUrl", f"#{look}")
    data = SubElement(mark, "ExtendedData")
    for key, value in given.items():
        _set_text(SubElement(data, "Data", {"name": key}), "value", value)
    return mark


def _markup(lines: Any) -> str:
    """Return lines as HTML, which a viewer shows a description as."""
    return "<br>".join(map(escape, lines))


def _text(value: Any) -> str:
    return (
        "; ".join(value) if isinstance(value, tuple) else str(value).lower() if isinstance(value, bool) else str(value)
    )


def _set_text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
