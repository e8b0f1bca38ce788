"""Which address is answered by what?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from routes import link
from routes.errors import UnknownIdError
from routes.model import Theme
from routes.serve import downloads, feed
from routes.serve.files import File, send
from routes.serve.shelf import Shelf
from routes.serve.views import BOARDS, ENDINGS


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
        return send(request, (await run_in_threadpool(lambda: shelf().by_hashed_name)).get(request.path_params["name"]))

    async def layer(request: Request) -> Response:
        theme, year = request.path_params["theme"], request.query_params.get("scenario", "")
        known = theme in set(Theme) and (not year or year in shelf().atlas.year_ids)
        found = await run_in_threadpool(shelf().layer, Theme(theme), year) if known else None
        return send(request, found, shelf().version)

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
            return send(request, found, shelf().version)

        return answer

    async def view(request: Request) -> Response:
        kind, way, ending = (request.path_params[key] for key in ("kind", "way", "ending"))
        if ENDINGS.get(kind) != ending:
            return send(request, None)
        scenarios = tuple(filter(None, request.query_params.get("scenario", "").split(",")))
        try:
            found = await run_in_threadpool(shelf().view, kind, way, scenarios)
        except UnknownIdError:
            return send(request, None)
        return send(request, found, shelf().version)

    return [
        Route(f"{base}/files/{{name}}", file),
        Route(f"{base}/layers/{{theme}}.geojson", layer),
        *(Route(f"{base}/views/{kind}/{{id}}.html", board(kind)) for kind in BOARDS),
        *downloads.routes(base, shelf),
        *feed.routes(base, shelf),
        Route(f"{base}/views/{{kind}}/{{way}}.{{ending}}", view),
    ]
