"""Lines in a GPX or KML document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from routes.errors import UploadError
from routes.geo.readers.collector import MOST_DEPTH, MOST_POINTS, LineCollector, label, quoted

FILE = "The file"
SEE = "Export it again as GPX or KML from the program it was drawn in"
NUMBER = re.compile(r"\s*[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\s*", re.ASCII)
# What is counted as a feature, and what a reader calls it.
FEATURES = {"trk": "Track", "rte": "Route", "Placemark": "Placemark"}
# Points and areas, which are no lines; and what names another file, which is never opened.
LEFT_OUT = {
    "wpt": "waypoint",
    "Point": "point",
    "Polygon": "polygon",
    "NetworkLink": "link to another file (not followed)",
    "GroundOverlay": "picture laid on the ground (not fetched)",
    "Model": "model of another file (not fetched)",
}
TEXTS = ("name", "coordinates", "coord")


def gather(text: bytes, into: LineCollector) -> None:
    """Take the lines of a GPX or KML document as it streams by; nothing is built but the lines themselves.

    Raises
    ------
    UploadError
        If it is neither, is not well formed, declares a document type or entities, or a line is out of bounds.
    """
    parser = DefusedXMLParser(target=_Reader(into), forbid_dtd=True)
    try:
        parser.feed(text)
        parser.close()
    except DefusedXmlException as error:
        remedy = "Remove the DOCTYPE and its entities; GPX and KML need none"
        raise UploadError(FILE, "declares a document type, which is not read", remedy) from error
    except ParseError as error:
        line, column = error.position
        raise UploadError(FILE, f"is not well-formed XML at line {line:,}, column {column + 1:,}", SEE) from error
    except (LookupError, ValueError) as error:
        raise UploadError(FILE, "is written in an encoding that is not read", "Save it again as UTF-8") from error


class _Reader:
    """Receives the elements of a document and hands the lines on."""

    def __init__(self, into: LineCollector) -> None:
        self.into = into
        self.path: list[str] = []
        self.text: list[str] | None = None
        self.where = FILE
        self.kind, self.number, self.lines = "", 0, 0
        self.points: list[tuple[float, float]] = []
        self.starts: Mapping[str, Callable[[Mapping[str, str]], None]] = {
            "trkpt": self._waypoint,
            "rtept": self._waypoint,
            "trkseg": self._begin,
            "Track": self._begin,
        }
        self.ends: Mapping[str, Callable[[str], None]] = {
            "name": self._name,
            "coordinates": self._coordinates,
            "coord": self._coord,
            "trkseg": self._segment,
            "rte": self._segment,
            "Track": self._segment,
        }

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if not self.path:
            self._root(name)
        self.path.append(name)
        if len(self.path) > MOST_DEPTH:
            raise UploadError(FILE, f"is nested more than {MOST_DEPTH} deep", SEE)
        if name in FEATURES:
            self.kind, self.number, self.lines = FEATURES[name], self.into.feature(), 0
            self.where = label(self.kind, self.number)
            self.points = []
        elif name in LEFT_OUT:
            self.into.left_out[LEFT_OUT[name]] += 1
        if begin := self.starts.get(name):
            begin(attributes)
        self.text = [] if name in TEXTS else None

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, _: str) -> None:
        name = self.path.pop()
        text, self.text = "".join(self.text or ()), None
        if finish := self.ends.get(name):
            finish(text)

    def close(self) -> None:
        """Keep nothing."""

    def _root(self, name: str) -> None:
        forms = {"gpx": "GPX", "kml": "KML"}
        if name not in forms:
            remedy = "Export the line as GeoJSON, GPX or KML; a file that names other files is not read"
            raise UploadError(FILE, f"is XML of another kind (“{quoted(name)}”)", remedy)
        self.into.form = forms[name]

    def _name(self, text: str) -> None:
        if self.path and self.path[-1] in FEATURES:
            self.where = label(self.kind, self.number, text)

    def _begin(self, _: Mapping[str, str]) -> None:
        self.points = []

    def _waypoint(self, attributes: Mapping[str, str]) -> None:
        self.into.count(self.where, 1)
        n = len(self.points) + 1
        lon, lat = (self._number(attributes.get(key), key, n) for key in ("lon", "lat"))
        # GPX names its two numbers, so there is no order to mistake.
        self.points.append((lat, lon) if self.into.latitude_first else (lon, lat))

    def _segment(self, _: str) -> None:
        points, self.points = self.points, []
        if len(points) < 2:
            self.into.left_out["segment with fewer than two points"] += 1
        else:
            self._line(points)

    def _coordinates(self, text: str) -> None:
        if self.path[-1:] != ["LineString"]:
            return
        tuples = text.split(maxsplit=MOST_POINTS + 1)
        self.into.count(self.where, len(tuples))
        self._line([self._pair(one.split(","), n) for n, one in enumerate(tuples, 1)])

    def _coord(self, text: str) -> None:
        self.into.count(self.where, 1)
        self.points.append(self._pair(text.split(maxsplit=4), len(self.points) + 1))

    def _line(self, points: list[tuple[float, float]]) -> None:
        self.lines += 1
        self.into.line(self.where if self.lines == 1 else f"{self.where}, line {self.lines:,}", points)

    def _pair(self, numbers: list[str], n: int) -> tuple[float, float]:
        if not 2 <= len(numbers) <= 3:
            found = f"has no longitude and latitude at point {n:,}"
            raise UploadError(self.where, found, "Write each point as longitude,latitude without a space between")
        return self._number(numbers[0], "longitude", n), self._number(numbers[1], "latitude", n)

    def _number(self, text: str | None, what: str, n: int) -> float:
        if text is None or not NUMBER.fullmatch(text):
            found = f"“{quoted(text)}” as its {what}" if text else f"no {what}"
            raise UploadError(self.where, f"has {found} at point {n:,}", "Correct or remove the point")
        return float(text)
