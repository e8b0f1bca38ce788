"""How is a program's question answered: as JSON that any site may read and a cache may keep?"""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from routes.data.cache import kept
from routes.web.server import api_answers
from routes.web.server.api_answers import AskError
from routes.web.server.assets import AssetStore
from routes.web.server.files import File, as_json, gzipped

MEDIA = "application/json"
KEPT = 500
# A program asks again after five minutes, and is told in a word if nothing has changed.
FRESH = "public, max-age=300"
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Vary": "Accept-Encoding"}


@kept(KEPT)
def made(assets: AssetStore, path: str, asked: tuple[tuple[str, tuple[str, ...]], ...]) -> File:
    """Return the answer to a path and its parameters.

    Raises
    ------
    AskError
        If it cannot be answered.
    """
    body = as_json(api_answers.answer(assets.atlas, path, dict(asked)))
    return File(MEDIA, body, gzipped(body))


def routes(base: str, assets: Callable[[], AssetStore]) -> list[BaseRoute]:
    """Return the answers to `/api/v1/...`; arguments as in `routes.routes`."""

    async def answer(request: Request) -> Response:
        asked = tuple((key, tuple(request.query_params.getlist(key))) for key in sorted({*request.query_params}))
        try:
            found = await run_in_threadpool(made, assets(), request.path_params.get("path", ""), asked)
        except AskError as error:
            told = as_json({"error": str(error), "documentation": f"{base}/api/{api_answers.VERSION}/"})
            return Response(told, error.status, OPEN | {"Cache-Control": "no-store"}, MEDIA)
        headers = OPEN | {"Cache-Control": FRESH, "ETag": f'W/"{assets().version}"'}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if found.packed and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(found.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=MEDIA)
        return Response(found.body, headers=headers, media_type=MEDIA)

    return [
        Route(f"{base}/api/{api_answers.VERSION}/{{path:path}}", answer),
        Route(f"{base}/api/{api_answers.VERSION}", answer),
    ]
