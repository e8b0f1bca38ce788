"""Which file does a reader take away, and under which name?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from routes.data.cache import kept
from routes.errors import UnknownIdError
from routes.export import download_list, formats, picture
from routes.network import planner
from routes.web.server.assets import AssetStore
from routes.web.server.computed_views import OFFER, PICTURE
from routes.web.server.files import File, gzipped, send

KEPT = 200
# Pictures for articles and link previews by ending; the file to take away is larger.
PICTURES = {"svg": ("image/svg+xml", picture.svg), "png": ("image/png", picture.preview)}


@kept(KEPT)
def made(assets: AssetStore, kind: str, name: str, way: str, scenario_ids: tuple[str, ...], site: str) -> File:
    """Return a file of a way; `kind` is `export`, `picture` or the offer of files, `site` the dashboard's address.

    Raises
    ------
    UnknownIdError
        If the way or a scenario is not known.
    """
    journey = planner.journey(assets.atlas, way, scenario_ids)
    address = formats.address(assets.atlas, way, scenario_ids, site)
    if kind == OFFER:
        body = download_list.html(journey, way, scenario_ids, address, assets.version).encode()
        return _packed("text/html", body)
    if kind == PICTURE:
        media, write = PICTURES[name]
        return _packed(media, write(journey, address))
    return _packed(formats.FORMATS[name].media, formats.FORMATS[name].write(journey, address))


def routes(base: str, assets: Callable[[], AssetStore]) -> list[BaseRoute]:
    """Return the answers to `/export/<way key>.<ending>?scenario=...`, `/views/picture/` and `/views/offer/`."""

    def answer(kind: str, known: set[str]) -> Callable[[Request], Awaitable[Response]]:
        async def found(request: Request) -> Response:
            way, name = request.path_params["way"], request.path_params["name"]
            scenarios = tuple(filter(None, request.query_params.get("scenario", "").split(",")))
            site = f"{request.url.scheme}://{request.url.netloc}{base}/"
            file = None
            if name in known:
                try:
                    file = await run_in_threadpool(made, assets(), kind, name, way, scenarios, site)
                except UnknownIdError:
                    file = None
            sent = send(request, file, assets().version)
            if file is not None and kind == "export":
                called = formats.file_name(way, scenarios, formats.FORMATS[name].ending)
                sent.headers["Content-Disposition"] = f'attachment; filename="{called}"'
            return sent

        return found

    return [
        Route(f"{base}/export/{{way}}.{{name}}", answer("export", {*formats.FORMATS})),
        Route(f"{base}/views/{PICTURE}/{{way}}.{{name}}", answer(PICTURE, {*PICTURES})),
        Route(f"{base}/views/{OFFER}/{{way}}.{{name}}", answer(OFFER, {"html"})),
    ]


def _packed(media: str, body: bytes) -> File:
    """A picture of dots is packed already."""
    return File(media, body, None if media == "image/png" else gzipped(body))
