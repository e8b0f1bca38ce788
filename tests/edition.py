"""Reads a static edition as a browser's address bar would: which links lead nowhere, and what is asked of others."""

from __future__ import annotations

import base64
import gzip
import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

# Elements whose address a browser loads by itself; `link` only for what it shows.
LOADS = {"script": "src", "img": "src", "iframe": "src", "link": "href"}
FOLLOWED = {"a": "href", **LOADS}


class Document(HTMLParser):
    """The addresses, ids and embedded states of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.data: dict[str, str] = {}
        self._script: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in FOLLOWED and FOLLOWED[tag] in given and given.get("rel") != "canonical":
            self.links.append((tag, given[FOLLOWED[tag]] or ""))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        self._script = given.get("id") if tag == "script" else None

    def handle_data(self, data: str) -> None:
        if self._script:
            self.data[self._script] = self.data.get(self._script, "") + data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._script = None


def pages(files: Mapping[str, bytes]) -> Mapping[str, Document]:
    return {path: Document(body.decode()) for path, body in files.items() if path.endswith(".html")}


def broken(files: Mapping[str, bytes]) -> Iterator[str]:
    """Every link of every page that leads to no file or no place on it, and all that is loaded from elsewhere."""
    found = pages(files)
    for path, page in found.items():
        for tag, address in page.links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if tag in LOADS and parts.scheme != "data":
                    yield f"{path}: loads {address}"
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            if target not in files or address.startswith("/"):
                yield f"{path}: {address} leads nowhere"
            elif parts.fragment and parts.fragment not in found[target].ids:
                yield f"{path}: {address} has no such place"


# Every part of a page as its script finds it.
PARTS = """() => Object.fromEntries([...document.querySelectorAll("[data-part]")].map((place) => [place.dataset.part,
  place.innerHTML.replaceAll(' open=""', "").replace(/="[^"]*"/g,
    (value) => value.replaceAll("<", "&lt;").replaceAll(">", "&gt;"))]))"""


def states(page: Document) -> dict[str, Any]:
    """What a route's page holds, unpacked: its id and scenarios, its way as text, and what changes under each."""
    way, under = (gzip.decompress(base64.b64decode(page.data[id])).decode() for id in ("ca-way", "ca-packed"))
    return json.loads(page.data["ca-states"]) | {"way": way, "under": json.loads(under)}


def handed_over(script: bytes) -> Any:
    """The data of a script that hands them over, packed or not."""
    data = json.loads(script.partition(b",")[2].removesuffix(b");\n"))
    return json.loads(gzip.decompress(base64.b64decode(data))) if isinstance(data, str) else data


def applied(base: str, changes: Sequence[Sequence[Any]]) -> str:
    """A text after its changes, counted in UTF-16 as the page's script counts."""
    units, out, at = base.encode("utf-16-le"), b"", 0
    for start, end, instead in changes:
        out += units[2 * at : 2 * start] + instead.encode("utf-16-le")
        at = end
    return (out + units[2 * at :]).decode("utf-16-le")
