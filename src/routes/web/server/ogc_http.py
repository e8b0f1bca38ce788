"""OGC API - Features over HTTP, under `/ogc/`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.routing import BaseRoute

from routes.web.server import answering, ogc_answers, open_answers, openapi, query_parameters
from routes.web.server.assets import AssetStore
from routes.web.server.files import File, as_json, gzipped
from routes.web.server.hosts import Site
from routes.web.server.ogc_answers import RESOURCES, START, Asked, Resource
from routes.web.server.slow_work import SLOW


def routes(base: str, assets: Callable[[], AssetStore], site: Site) -> list[BaseRoute]:
    """Return the answers to `/ogc/...`; arguments as in `routes.routes`."""
    start = f"{base}/{START}"
    links = ((f"{start}/api", "service-desc", openapi.MEDIA), open_answers.licence())

    def finder(resource: Resource) -> open_answers.Find:
        async def found(request: Request) -> File:
            query, ids = query_parameters.of(request), dict(request.path_params)
            root = site.root(request, base) or f"{base}/"
            asked = Asked(assets().atlas, root, resource.path.format(**ids), ids, query)
            key = ("ogc", root, asked.path, tuple((name, *values) for name, values in query.items()))
            return await answering.computed(assets(), request, SLOW, key, partial(_made, resource, asked))

        return found

    # What is answered names the address it was asked under, unless that is fixed.
    varies = None if site.address else "Accept-Encoding, Host"
    return [
        open_answers.route(path, finder(resource), assets, f"{start}/api", links, varies)
        for resource in RESOURCES
        for path in ((f"{start}/{resource.path}",) if resource.path else (f"{start}/", start))
    ]


def _made(resource: Resource, asked: Asked) -> File:
    return File(resource.media, gzipped(as_json(ogc_answers.answer(resource, asked))))
