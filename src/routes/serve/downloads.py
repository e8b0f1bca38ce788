"""Which file does a reader take away, and under which name?"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from routes import export, plan
from routes.errors import UnknownIdError
from routes.serve.files import File, send
from routes.serve.shelf import Shelf

KEPT = 200


@lru_cache(maxsize=KEPT)
def made(shelf: Shelf, name: str, way: str, scenario_ids: tuple[str, ...], site: str) -> File:
    """Return a file of a way in a format, with the address of its view on this site.

    Raises
    ------
    UnknownIdError
        If the way or a scenario is not known.
    """
    kind = export.FORMATS[name]
    journey = plan.journey(shelf.atlas, way, scenario_ids)
    body = kind.write(journey, export.address(shelf.atlas, way, scenario_ids, site))
    return File(kind.media, body, gzip.compress(body, 6, mtime=0))


def routes(base: str, shelf: Callable[[], Shelf]) -> list[BaseRoute]:
    """Return the answers to `/export/<way key>.<ending>?scenario=...`; arguments as in `answers.routes`."""

    async def download(request: Request) -> Response:
        way, name = request.path_params["way"], request.path_params["name"]
        scenarios = tuple(filter(None, request.query_params.get("scenario", "").split(",")))
        site = f"{request.url.scheme}://{request.url.netloc}{base}/"
        found = None
        if name in export.FORMATS:
            try:
                found = await run_in_threadpool(made, shelf(), name, way, scenarios, site)
            except UnknownIdError:
                found = None
        answer = send(request, found, shelf().version)
        if found is not None:
            file = export.file_name(way, scenarios, export.FORMATS[name].ending)
            answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
        return answer

    return [Route(f"{base}/export/{{way}}.{{name}}", download)]
