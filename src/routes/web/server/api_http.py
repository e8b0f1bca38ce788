"""The API over HTTP: JSON that any site may read, the document that describes it, and a page to read that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.routing import BaseRoute

from routes.errors import RequestError
from routes.network.scenarios import in_order
from routes.web.server import answering, api_answers, api_document, api_page, open_answers, openapi, query_parameters
from routes.web.server.api_answers import DOCUMENT, REFERENCE, VERSION, AskError
from routes.web.server.assets import AssetStore
from routes.web.server.files import File, as_json, gzipped
from routes.web.server.open_answers import FRESH
from routes.web.server.query_parameters import Query
from routes.web.server.slow_work import QUICK, SLOW

__all__ = ["FRESH", "made", "routes"]

MEDIA = "application/json"
# Questions that take up to a second, by the first part of the path.
SLOW_PATHS = frozenset({"chokepoints", "links", "compare", "scenarios", "ways", "arguments", DOCUMENT, REFERENCE})


def made(assets: AssetStore, path: str, asked: Query) -> File:
    """Return the answer to a path and its parameters.

    Raises
    ------
    AskError
        If it cannot be answered.
    """
    if path == DOCUMENT:
        return File(openapi.MEDIA, gzipped(as_json(api_document.document(assets.atlas))))
    if path == REFERENCE:
        return File("text/html", gzipped(api_page.html(assets).encode()))
    return File(MEDIA, gzipped(as_json(api_answers.answer(assets.atlas, path, asked))))


def routes(base: str, assets: Callable[[], AssetStore]) -> list[BaseRoute]:
    """Return the answers to `/api/v1/...`; arguments as in `routes.routes`."""
    start = f"{base}/api/{VERSION}"

    async def found(request: Request) -> File:
        path, asked = request.path_params.get("path", ""), query_parameters.of(request)
        try:
            store = await answering.shown(assets(), request, asked)
        except RequestError as error:
            raise AskError(400, str(error)) from error
        scenarios = in_order(store.atlas, query_parameters.ids(asked, "scenario"))
        others = sorted((name, ",".join(values)) for name, values in asked.items() if name != "scenario")
        key = ("api", path.strip("/"), scenarios, tuple(others))
        pool = SLOW if path.partition("/")[0] in SLOW_PATHS else QUICK
        return await answering.computed(store, request, pool, key, partial(made, store, path, asked))

    links = (
        (f"{start}/{DOCUMENT}", "service-desc", openapi.MEDIA),
        (f"{start}/{REFERENCE}", "service-doc", "text/html"),
        open_answers.licence(),
    )
    return [open_answers.route(path, found, assets, f"{start}/", links) for path in (f"{start}/{{path:path}}", start)]
