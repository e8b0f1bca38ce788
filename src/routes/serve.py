"""What does the server answer besides the page? Leaflet, the map's files, the layers, and the parts of each way.

Files that never change while the server runs carry the hash of their content in their name. What is computed for a
route and its scenarios carries the version of data and code in its query. Both may be kept for ever by a browser.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from routes import compare, debate, draw, fragment, ledger, link, matrix, plan, strip, verdicts
from routes.atlas import Atlas
from routes.errors import UnknownIdError
from routes.journey import Journey
from routes.link import Selection
from routes.model import Theme

LEAFLET = files("xstatic.pkg.leaflet") / "data"
PACKAGE = files("routes")
MEDIA = {
    "js": "text/javascript",
    "css": "text/css",
    "json": "application/json",
    "geojson": "application/geo+json",
    "html": "text/html",
}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# From the map's frame, <base>/component/streamlit_folium.st_folium/index.html, to the base.
FROM_FRAME = "../../"
# From a packaged component's script, <base>/_stcore/bidi-components/<name>/<file>, to the base.
FROM_COMPONENT = "../../../"
KEPT_VIEWS = 1_000
KEPT_BOARDS = 200


@dataclass(frozen=True, slots=True)
class File:
    """A body and its gzipped form, packed once."""

    media: str
    body: bytes
    packed: bytes


def _file(name: str, body: bytes) -> File:
    return File(MEDIA[name.rsplit(".", 1)[1]], body, gzip.compress(body, 9, mtime=0))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


# What is computed of a way: name: (ending, how).
VIEWS: Mapping[str, tuple[str, Callable[[Journey], bytes]]] = {
    "way": ("json", lambda journey: _json(draw.way_json(journey))),
    "profile": ("html", lambda journey: strip.document(journey).encode()),
    "ledger": ("html", lambda journey: ledger.html(journey).encode()),
    "debate": ("html", lambda journey: debate.html(journey).encode()),
}
# What is computed of several ways, their keys joined by commas.
TOGETHER: Mapping[str, tuple[str, Callable[[Sequence[Journey]], bytes]]] = {
    "ways": ("json", lambda ways: _json(draw.ways_json(ways))),
    "stacked": ("html", lambda ways: strip.stacked(ways).encode()),
    "table": ("html", lambda ways: compare.html(ways).encode()),
}
ENDINGS = {kind: ending for kind, (ending, _) in (*VIEWS.items(), *TOGETHER.items())}


# What is computed of the whole atlas for a reader's selection: name: how, from the last part of the address.
BOARDS: Mapping[str, Callable[[Atlas, str, Selection], str]] = {
    "matrix": lambda atlas, question_id, chosen: matrix.html(atlas, question_id, chosen.scenarios),
    "arguments": verdicts.html,
}


class Shelf:
    """Every file the server hands out for one atlas, and their addresses."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.view = lru_cache(maxsize=KEPT_VIEWS)(self._view)
        self.layer = lru_cache(maxsize=None)(self._layer)
        self.board = lru_cache(maxsize=KEPT_BOARDS)(self._board)

    @cached_property
    def version(self) -> str:
        """Ten hex digits that change with the data, the code and its assets."""
        digest = hashlib.sha256(self.atlas.version.encode() + self.atlas.on.isoformat().encode())
        for file in _package_files(PACKAGE):
            digest.update(file.read_bytes())
        return digest.hexdigest()[:10]

    @cached_property
    def files(self) -> Mapping[str, tuple[str, File]]:
        """Plain name: (hashed name, file)."""
        raw = {name: (LEAFLET / name).read_bytes() for name in ("leaflet.js", "leaflet.css")}
        raw |= {name: (PACKAGE / "assets" / name).read_bytes() for name in ("map.js", "map.css")}
        raw["page.css"] = fragment.style().encode()
        raw |= {f"{role}.geojson": body for role, body in self._basemap.items()}
        found = {name: (_hashed(name, body), _file(name, body)) for name, body in raw.items()}
        layers = {role: f"{FROM_FRAME}files/{found[f'{role}.geojson'][0]}" for role in self._basemap}
        water = json.loads(self._basemap.get("water", b'{"features":[]}'))
        body = _json(draw.map_json(self.atlas, json.loads(self._basemap["land"]), water, layers))
        return found | {"map.json": (_hashed("map.json", body), _file("map.json", body))}

    @cached_property
    def _basemap(self) -> Mapping[str, bytes]:
        names = {"land": "countries.geojson", "detail": "countries-detail.geojson", "water": "water.geojson"}
        paths = {role: self.atlas.folder / name for role, name in names.items()}
        return {role: path.read_bytes() for role, path in paths.items() if role == "land" or path.is_file()}

    @cached_property
    def by_hashed_name(self) -> Mapping[str, File]:
        """The same files by the name they are served under."""
        return dict(self.files.values())

    def frame_url(self, name: str) -> str:
        """Address of a file as seen from the map's frame, right under any base path."""
        return f"{FROM_FRAME}files/{self.files[name][0]}"

    def page_url(self, name: str) -> str:
        """Address of a file as seen from a packaged component."""
        return f"{FROM_COMPONENT}files/{self.files[name][0]}"

    def view_url(self, kind: str, way: str, scenario_ids: Sequence[str], root: str = FROM_COMPONENT) -> str:
        """Address of what is computed of a way, or of several, as seen from a packaged component or the map's frame.

        Parameters
        ----------
        way
            A way's key; for what is computed of several, their keys joined by commas.
        """
        scenarios = f"scenario={','.join(scenario_ids)}&" if scenario_ids else ""
        return f"{root}views/{kind}/{way}.{ENDINGS[kind]}?{scenarios}v={self.version}"

    def board_url(self, kind: str, id: str, selection: Selection) -> str:
        """Address of what is computed of the whole atlas, as seen from a packaged component."""
        query = urlencode(link.to_query(selection), safe=",")
        return f"{FROM_COMPONENT}views/{kind}/{id}.html?{query}&v={self.version}"

    def layer_url(self, theme: Theme) -> str:
        """Address of a map layer as seen from the map's frame."""
        return f"{FROM_FRAME}layers/{theme.value}.geojson?v={self.version}"

    def _view(self, kind: str, way: str, scenario_ids: tuple[str, ...]) -> File:
        name = f"{kind}.{ENDINGS[kind]}"
        if kind in TOGETHER:
            keys = way.split(",")[: link.MOST_COMPARED]
            return _file(name, TOGETHER[kind][1]([plan.journey(self.atlas, key, scenario_ids) for key in keys]))
        if kind == "debate":
            self.atlas.route(way)
        return _file(name, VIEWS[kind][1](plan.journey(self.atlas, way, scenario_ids)))

    def _board(self, kind: str, id: str, selection: Selection) -> File:
        return _file(f"{kind}.html", BOARDS[kind](self.atlas, id, selection).encode())

    def _layer(self, theme: Theme) -> File:
        return _file("layer.geojson", _json(draw.layer(self.atlas, theme)))


def _hashed(name: str, body: bytes) -> str:
    stem, ending = name.rsplit(".", 1)
    return f"{stem}.{hashlib.sha256(body).hexdigest()[:10]}.{ending}"


def _package_files(folder: Traversable) -> list[Traversable]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    inner = [
        file for entry in entries if entry.is_dir() and entry.name != "__pycache__" for file in _package_files(entry)
    ]
    return [entry for entry in entries if entry.is_file()] + inner


def routes(base: str, shelf: Callable[[], Shelf]) -> Sequence[BaseRoute]:
    """Return what the server answers besides the page.

    Parameters
    ----------
    base
        The path under which the dashboard is served, empty or starting with a slash.
    shelf
        Called at each request, so that nothing is read before the first.
    """

    async def file(request: Request) -> Response:
        return _answer(
            request, (await run_in_threadpool(lambda: shelf().by_hashed_name)).get(request.path_params["name"])
        )

    async def layer(request: Request) -> Response:
        theme = request.path_params["theme"]
        found = await run_in_threadpool(shelf().layer, Theme(theme)) if theme in set(Theme) else None
        return _answer(request, found, shelf().version)

    def board(kind: str) -> Callable[[Request], Awaitable[Response]]:
        def find(id: str, query: Mapping[str, Sequence[str]]) -> File | None:
            selection, notices = link.from_query(shelf().atlas, query)
            return None if notices else shelf().board(kind, id, selection)

        async def answer(request: Request) -> Response:
            query = {key: request.query_params.getlist(key) for key in request.query_params}
            try:
                found = await run_in_threadpool(find, request.path_params["id"], query)
            except UnknownIdError:
                found = None
            return _answer(request, found, shelf().version)

        return answer

    async def view(request: Request) -> Response:
        kind, way, ending = (request.path_params[key] for key in ("kind", "way", "ending"))
        if ENDINGS.get(kind) != ending:
            return _answer(request, None)
        scenarios = tuple(filter(None, request.query_params.get("scenario", "").split(",")))
        try:
            found = await run_in_threadpool(shelf().view, kind, way, scenarios)
        except UnknownIdError:
            return _answer(request, None)
        return _answer(request, found, shelf().version)

    return [
        Route(f"{base}/files/{{name}}", file),
        Route(f"{base}/layers/{{theme}}.geojson", layer),
        *(Route(f"{base}/views/{kind}/{{id}}.html", board(kind)) for kind in BOARDS),
        Route(f"{base}/views/{{kind}}/{{way}}.{{ending}}", view),
    ]


def _answer(request: Request, found: File | None, version: str | None = None) -> Response:
    """Send a file. Where its address carries no hash, only one that asks for this `version` may be kept."""
    if found is None:
        return Response("not found", status_code=404, media_type="text/plain")
    keep = version is None or request.query_params.get("v") == version
    headers = {"Cache-Control": FOR_EVER if keep else ASK_AGAIN, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, media_type=found.media, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.body, media_type=found.media, headers=headers)


def page_policy(index: str) -> str:
    """Return the content-security policy of the page, which allows the one script its index.html carries inline."""
    inline = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *(f"'sha256-{digest}'" for digest in digests))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


# The map's frame is a document of its own; streamlit-folium runs the map's script by eval there and nowhere else.
FRAME_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class SecurityHeaders:
    """Sets the security headers of every answer; leaves the WebSocket alone."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app = app
        self.page = (b"content-security-policy", page.encode())
        self.frame = (b"content-security-policy", FRAME_POLICY.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        extra = (self.frame if "/component/" in scope["path"] else self.page, *HEADERS)
        names = {name for name, _ in extra}

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [header for header in message.get("headers", []) if header[0].lower() not in names]
                message["headers"] = [*kept, *extra]
            await send(message)

        await self.app(scope, receive, send_with)


def middleware(index: str) -> list[Middleware]:
    """Return the server's middleware; `index` is the text of the page's index.html."""
    return [Middleware(SecurityHeaders, page=page_policy(index))]
