"""A file the server hands out: its body, packed or not, and how long a browser may keep it."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

LEAFLET = files("xstatic.pkg.leaflet") / "data"
PACKAGE = files("routes")
# The parts of a page that Streamlit serves as components.
COMPONENTS = files("corridor_atlas")
MEDIA = {
    "js": "text/javascript",
    "css": "text/css",
    "json": "application/json",
    "geojson": "application/geo+json",
    "html": "text/html",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# zlib's levels, of answers and of files packed once; the highest takes three times as long to save 1 of 100 bytes.
PACKED, PACKED_ONCE = 6, 7
# An encoding's weight in Accept-Encoding (RFC 9110, 12.4.2), and how many encodings are read.
WEIGHT = re.compile(r"[01](\.[0-9]{0,3})?")
MOST_ENCODINGS = 20


@dataclass(frozen=True, slots=True)
class File:
    """A body, gzipped where that makes it smaller, else as it is."""

    media: str
    packed: bytes | None
    plain: bytes | None = None

    @property
    def body(self) -> bytes:
        """The body as it is."""
        return gzip.decompress(self.packed) if self.packed is not None else self.plain or b""

    @property
    def size(self) -> int:
        """Its size in memory, in bytes."""
        return len(self.packed or b"") + len(self.plain or b"")


def packed(name: str, body: bytes, level: int = PACKED) -> File:
    """Pack a body; the ending of its name gives its type."""
    return File(MEDIA[name.rsplit(".", 1)[1]], gzipped(body, level))


def as_is(name: str, body: bytes) -> File:
    """Return a file whose body is packed already, such as a picture or a font."""
    return File(MEDIA[name.rsplit(".", 1)[1]], None, body)


def gzipped(body: bytes, level: int = PACKED) -> bytes:
    """Return the body gzipped; the same body always gives the same bytes."""
    return gzip.compress(body, level, mtime=0)


def as_json(value: Any) -> bytes:
    """Return plain data as the shortest JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def hashed(name: str, body: bytes) -> str:
    """Return a name with the hash of the body before its ending."""
    stem, ending = name.rsplit(".", 1)
    return f"{stem}.{hashlib.sha256(body).hexdigest()[:10]}.{ending}"


def package_files(folder: Traversable) -> list[Traversable]:
    """Return every file of the installed package except caches."""
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    inner = [
        file for entry in entries if entry.is_dir() and entry.name != "__pycache__" for file in package_files(entry)
    ]
    return [entry for entry in entries if entry.is_file()] + inner


def takes_gzip(request: Request) -> bool:
    """Return whether the client can unpack gzip: it names it, or every encoding, with a weight above 0."""
    weights: dict[str, float] = {}
    for part in request.headers.get("accept-encoding", "").lower().split(",")[:MOST_ENCODINGS]:
        name, _, weight = part.partition(";")
        number = weight.partition("=")[2].strip() or "1"
        weights[name.strip()] = float(number) if WEIGHT.fullmatch(number) else 0.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def send(request: Request, found: File | None, version: str | None = None) -> Response:
    """Send a file; if its address has no hash, let browsers cache it only if it asks for this `version`."""
    if found is None:
        return Response("not found", status_code=404, media_type="text/plain")
    keep = version is None or request.query_params.get("v") == version
    headers = {"Cache-Control": FOR_EVER if keep else ASK_AGAIN, "Vary": "Accept-Encoding"}
    if found.packed is not None and takes_gzip(request):
        return Response(found.packed, media_type=found.media, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.body, media_type=found.media, headers=headers)
