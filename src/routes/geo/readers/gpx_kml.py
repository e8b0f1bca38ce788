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
# What expat says of a name whose prefix nobody declared, and of a byte that is no letter.
UNBOUND_PREFIX, INVALID_TOKEN = 27, 4
PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
DECLARED = re.compile(rb"""xmlns:([\w.-]+)\s*=""")
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
CLOSED = "LinearRing"


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
        raise _ill_formed(text, error) from error
    except (LookupError, ValueError) as error:
        raise UploadError(FILE, "is written in an encoding that is not read", "Save it again as UTF-8") from error


def _ill_formed(text: bytes, error: ParseError) -> UploadError:
    """Return why XML cannot be read: a prefix nobody declared, a letter of another encoding, or only where."""
    line, column = error.position
    if error.code == UNBOUND_PREFIX:
        declared = {*DECLARED.findall(text), b"xml", b"xmlns"}
        used = PREFIX.findall(text.split(b"\n", line)[line - 1])
        prefix = next((name.decode("ascii", "replace") for name in used if name not in declared), "")
        found = f"uses the prefix “{quoted(prefix)}:” at line {line:,} without declaring it (xmlns:{quoted(prefix)})"
        return UploadError(FILE, found, "Remove what stands there, or export the file again")
    if error.code == INVALID_TOKEN:
        try:
            text.decode("utf-8")
        except UnicodeDecodeError as wrong:
            at = text.count(b"\n", 0, wrong.start) + 1
            found = f"has a letter at line {at:,} that is not written in UTF-8, as the file says it is"
            return UploadError(FILE, found, "Save it again as UTF-8, or name its encoding in its first line")
    return UploadError(FILE, f"is not well-formed XML at line {line:,}, column {column + 1:,}", SEE)


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
            # Garmin's shaping points, within the extensions of a route's point.
            "rpt": self._waypoint,
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
            self.into.kinds[LEFT_OUT[name]] += 1
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
        lon, lat = self._position(attributes.get("lon"), attributes.get("lat"))
        # GPX names its two numbers, so there is no order to mistake.
        self.points.append((lat, lon) if self.into.latitude_first else (lon, lat))

    def _segment(self, _: str) -> None:
        points, self.points = self.points, []
        if len(points) < 2:
            self.into.kinds["segment with fewer than two points"] += 1
        else:
            self._line(points, "route" if self.kind == "Route" else "track")

    def _coordinates(self, text: str) -> None:
        holder = self.path[-1] if self.path else ""
        if holder not in ("LineString", CLOSED) or "Polygon" in self.path:
            return
        # By hand one writes a space after each comma, which leaves no doubt.
        tuples = ",".join(part.strip() for part in text.split(",")).split(maxsplit=MOST_POINTS + 1)
        self.into.count(self.where, len(tuples))
        points = [self._pair(one.split(",", maxsplit=4)) for one in tuples]
        if holder == CLOSED and points and points[0] != points[-1]:
            points.append(points[0])
        self.points = []
        self._line(points, "line")

    def _coord(self, text: str) -> None:
        self.into.count(self.where, 1)
        if numbers := text.split(maxsplit=4):
            self.points.append(self._pair(numbers))
        else:
            self.into.kinds["time without a position"] += 1

    def _line(self, points: list[tuple[float, float]], shape: str) -> None:
        self.lines += 1
        self.into.line(self.where if self.lines == 1 else f"{self.where}, line {self.lines:,}", points, shape)

    def _pair(self, numbers: list[str]) -> tuple[float, float]:
        if 2 <= len(numbers) <= 3 or (len(numbers) == 4 and not numbers[3]):
            return self._position(numbers[0], numbers[1], ("longitude", "latitude"))
        found = f"has no longitude and latitude at point {len(self.points) + 1:,}"
        remedy = "Write each point as longitude,latitude without a space between"
        return self.into.nowhere(UploadError(self.where, found, remedy))

    def _position(
        self, lon: str | None, lat: str | None, names: tuple[str, str] = ("lon", "lat")
    ) -> tuple[float, float]:
        for text, name in zip((lon, lat), names, strict=True):
            if text is None or not NUMBER.fullmatch(text):
                found = f"“{quoted(text)}” as its {name}" if text else f"no {name}"
                where = f"has {found} at point {len(self.points) + 1:,}"
                return self.into.nowhere(UploadError(self.where, where, "Correct or remove the point"))
        return float(lon or ""), float(lat or "")
