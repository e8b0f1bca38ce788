"""The API over HTTP: JSON that any site may read and a cache may keep for five minutes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from routes.network.scenarios import in_order
from routes.web.server import answering, api_answers, query_parameters
from routes.web.server.api_answers import AskError
from routes.web.server.assets import AssetStore
from routes.web.server.files import File, as_json, gzipped, takes_gzip
from routes.web.server.query_parameters import AddressError, Query
from routes.web.server.slow_work import QUICK, RETRY_AFTER_S, SLOW, BusyError, GoneError

MEDIA = "application/json"
# A program asks again after five minutes, and gets a short answer if nothing has changed.
FRESH = "public, max-age=300"
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Vary": "Accept-Encoding"}
# Questions that take up to a second, by the first part of the path.
SLOW_PATHS = frozenset({"chokepoints", "compare", "scenarios", "ways", "arguments"})


def made(assets: AssetStore, path: str, asked: Query) -> File:
    """Return the answer to a path and its parameters.

    Raises
    ------
    AskError
        If it cannot be answered.
    """
    return File(MEDIA, gzipped(as_json(api_answers.answer(assets.atlas, path, asked))))


def routes(base: str, assets: Callable[[], AssetStore]) -> list[BaseRoute]:
    """Return the answers to `/api/v1/...`; arguments as in `routes.routes`."""

    async def found(request: Request) -> File:
        path, asked = request.path_params.get("path", ""), query_parameters.of(request)
        scenarios = in_order(assets().atlas, query_parameters.ids(asked, "scenario"))
        others = sorted((name, ",".join(values)) for name, values in asked.items() if name != "scenario")
        key = ("api", path.strip("/"), scenarios, tuple(others))
        pool = SLOW if path.partition("/")[0] in SLOW_PATHS else QUICK
        return await answering.computed(assets(), request, pool, key, partial(made, assets(), path, asked))

    async def answer(request: Request) -> Response:
        try:
            file = await found(request)
        except (AskError, AddressError, BusyError, GoneError) as error:
            body = as_json({"error": str(error), "documentation": f"{base}/api/{api_answers.VERSION}/"})
            again = {"Retry-After": str(RETRY_AFTER_S)} if isinstance(error, BusyError) else {}
            return Response(body, error.status, OPEN | again | {"Cache-Control": "no-store"}, MEDIA)
        headers = OPEN | {"Cache-Control": FRESH, "ETag": f'W/"{assets().version}"'}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if file.packed is not None and takes_gzip(request):
            return Response(file.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=MEDIA)
        return Response(file.body, headers=headers, media_type=MEDIA)

    return [
        Route(f"{base}/api/{api_answers.VERSION}/{{path:path}}", answer),
        Route(f"{base}/api/{api_answers.VERSION}", answer),
    ]
