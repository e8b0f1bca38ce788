"""Which address is answered by what?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from routes.errors import UnknownIdError
from routes.views import selections
from routes.web.server import api_http, downloads
from routes.web.server.assets import AssetStore
from routes.web.server.computed_views import BOARDS, ENDINGS
from routes.web.server.files import File, send


def routes(base: str, assets: Callable[[], AssetStore]) -> Sequence[BaseRoute]:
    """Return what the server answers besides the page.

    Parameters
    ----------
    base
        The path under which the dashboard is served, empty or starting with a slash.
    assets
        Called at each request, so that nothing is read before the first.
    """

    async def file(request: Request) -> Response:
        return send(
            request, (await run_in_threadpool(lambda: assets().by_hashed_name)).get(request.path_params["name"])
        )

    async def layer(request: Request) -> Response:
        theme, year = request.path_params["theme"], request.query_params.get("scenario", "")
        known = theme in assets().atlas.layers and (not year or year in assets().atlas.year_ids)
        found = await run_in_threadpool(assets().layer, theme, year) if known else None
        return send(request, found, assets().version)

    def board(kind: str) -> Callable[[Request], Awaitable[Response]]:
        def find(id: str, query: Mapping[str, Sequence[str]]) -> File | None:
            selection, notices = selections.from_query(assets().atlas, query)
            return None if notices else assets().board(kind, id, selection)

        async def answer(request: Request) -> Response:
            query = {key: request.query_params.getlist(key) for key in request.query_params}
            try:
                found = await run_in_threadpool(find, request.path_params["id"], query)
            except UnknownIdError:
                found = None
            return send(request, found, assets().version)

        return answer

    async def view(request: Request) -> Response:
        kind, way, ending = (request.path_params[key] for key in ("kind", "way", "ending"))
        if ENDINGS.get(kind) != ending:
            return send(request, None)
        scenarios = tuple(filter(None, request.query_params.get("scenario", "").split(",")))
        try:
            found = await run_in_threadpool(assets().view, kind, way, scenarios)
        except UnknownIdError:
            return send(request, None)
        return send(request, found, assets().version)

    return [
        Route(f"{base}/files/{{name}}", file),
        Route(f"{base}/layers/{{theme}}.geojson", layer),
        *(Route(f"{base}/views/{kind}/{{id}}.html", board(kind)) for kind in BOARDS),
        *downloads.routes(base, assets),
        *api_http.routes(base, assets),
        Route(f"{base}/views/{{kind}}/{{way}}.{{ending}}", view),
    ]
