"""What is a file the server hands out, and how long may a browser keep it?"""

from __future__ import annotations

import gzip
import hashlib
import json
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
}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# zlib's level; its highest takes three times as long to save 1 of 100 bytes.
PACKED = 6


@dataclass(frozen=True, slots=True)
class File:
    """A body and its gzipped form, packed once; None where packing gains nothing."""

    media: str
    body: bytes
    packed: bytes | None


def packed(name: str, body: bytes) -> File:
    """Pack a body; the ending of its name says what it is."""
    return File(MEDIA[name.rsplit(".", 1)[1]], body, gzipped(body))


def gzipped(body: bytes) -> bytes:
    """The body packed, whenever it is packed the same."""
    return gzip.compress(body, PACKED, mtime=0)


def as_json(value: Any) -> bytes:
    """Plain data as the shortest JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def hashed(name: str, body: bytes) -> str:
    """A name with the hash of the body before its ending."""
    stem, ending = name.rsplit(".", 1)
    return f"{stem}.{hashlib.sha256(body).hexdigest()[:10]}.{ending}"


def package_files(folder: Traversable) -> list[Traversable]:
    """Every file of the installed package, caches left out."""
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    inner = [
        file for entry in entries if entry.is_dir() and entry.name != "__pycache__" for file in package_files(entry)
    ]
    return [entry for entry in entries if entry.is_file()] + inner


def send(request: Request, found: File | None, version: str | None = None) -> Response:
    """Send a file. Where its address carries no hash, only one that asks for this `version` may be kept."""
    if found is None:
        return Response("not found", status_code=404, media_type="text/plain")
    keep = version is None or request.query_params.get("v") == version
    headers = {"Cache-Control": FOR_EVER if keep else ASK_AGAIN, "Vary": "Accept-Encoding"}
    if found.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, media_type=found.media, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.body, media_type=found.media, headers=headers)
