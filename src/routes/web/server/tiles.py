"""The addresses of the map's tiles: shaded relief, and the ground at street scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from routes.data.tile_archive import Tile
from routes.web.server.answering import Endpoint, guarded
from routes.web.server.assets import AssetStore
from routes.web.server.files import File, send


def routes(base: str, assets: Callable[[], AssetStore]) -> Sequence[BaseRoute]:
    """Return what answers for tiles, under a digest of all, so that a browser may keep them."""
    where = "{digest}/{zoom:int}/{x:int}/{y:int}"
    return [
        Route(f"{base}/files/relief.{where}.webp", _answer(lambda *tile: assets().relief_tile(*tile))),
        Route(f"{base}/files/ground.{where}.json", _answer(lambda *tile: assets().fine_tile(*tile))),
    ]


def _answer(found: Callable[[str, Tile], File | None]) -> Endpoint:
    @guarded
    async def answer(request: Request) -> Response:
        digest, zoom, x, y = (request.path_params[key] for key in ("digest", "zoom", "x", "y"))
        return send(request, found(digest, (zoom, x, y)))

    return answer
