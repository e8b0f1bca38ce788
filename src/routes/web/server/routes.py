"""The addresses the server answers besides the pages and Streamlit's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from routes.network.scenarios import in_order
from routes.text import language
from routes.views import query_values, selections
from routes.web.server import api_http, corrections, downloads, llms, oembed, ogc_http, query_parameters, tiles
from routes.web.server.answering import Endpoint, computed, guarded, shown
from routes.web.server.assets import AssetStore
from routes.web.server.computed_views import BOARDS, COLUMN, ENDINGS, SLOW_VIEWS, TOGETHER
from routes.web.server.files import send
from routes.web.server.hosts import Site
from routes.web.server.slow_work import QUICK, SLOW

# Search engines may read the pages; the API, downloads and texts to copy need not be searched.
NOT_SEARCHED = ("api", "export", "ogc", "corrections")
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {{base}}/{folder}/\n" for folder in NOT_SEARCHED)


def routes(base: str, assets: Callable[[], AssetStore], site: Site | None = None) -> Sequence[BaseRoute]:
    """Return what the server answers besides the page.

    Parameters
    ----------
    base
        The path under which the dashboard is served, empty or starting with a slash.
    assets
        Called at each request, so that nothing is read before the first.
    site
        The names the server answers to; any name unless given.
    """
    where = site or Site()

    async def robots(_: Request) -> Response:
        return PlainTextResponse(ROBOTS.format(base=base))

    return [
        Route(f"{base}/robots.txt", robots),
        Route(f"{base}/files/{{name}}", _file(assets)),
        *tiles.routes(base, assets),
        Route(f"{base}/layers/{{theme}}.geojson", _layer(assets)),
        *(Route(f"{base}/views/{kind}/{{id}}.html", _board(assets, kind)) for kind in (*BOARDS, COLUMN)),
        *downloads.routes(base, assets, where),
        *api_http.routes(base, assets),
        *ogc_http.routes(base, assets, where),
        *corrections.routes(base, assets),
        *llms.routes(base, assets, where),
        *oembed.routes(base, assets, where),
        Route(f"{base}/views/{{kind}}/{{way}}.{{ending}}", _view(assets)),
    ]


def _file(assets: Callable[[], AssetStore]) -> Endpoint:
    @guarded
    async def answer(request: Request) -> Response:
        store, name = assets(), request.path_params["name"]
        if name in store.later:
            key = ("file", name)
            return send(request, await computed(store, request, QUICK, key, lambda: store.packed_later(name)))
        return send(request, store.by_hashed_name.get(name))

    return answer


def _layer(assets: Callable[[], AssetStore]) -> Endpoint:
    @guarded
    async def answer(request: Request) -> Response:
        asked, theme = query_parameters.of(request), request.path_params["theme"]
        store, years = await shown(assets(), request, asked), query_parameters.ids(asked, "scenario")[:1]
        if theme not in store.atlas.layers or not set(years) <= set(store.atlas.year_ids):
            return send(request, None)
        key = ("layer", theme, "".join(years))
        return send(request, await computed(store, request, QUICK, key, lambda: store.layer(*key[1:])), store.version)

    return answer


def _board(assets: Callable[[], AssetStore], kind: str) -> Endpoint:
    @guarded
    async def answer(request: Request) -> Response:
        asked, id = query_parameters.of(request), request.path_params["id"]
        store = await shown(assets(), request, asked)
        selection, notices = selections.from_query(store.atlas, asked)
        if notices:
            return send(request, None)
        pool, key = (SLOW if kind in SLOW_VIEWS else QUICK), ("board", kind, id, selection)
        found = await computed(store, request, pool, key, lambda: store.board(kind, id, selection))
        return send(request, found, store.version)

    return answer


def _view(assets: Callable[[], AssetStore]) -> Endpoint:
    @guarded
    async def answer(request: Request) -> Response:
        asked = query_parameters.of(request)
        store = await shown(assets(), request, asked)
        kind, way, ending = (request.path_params[key] for key in ("kind", "way", "ending"))
        scenarios = in_order(store.atlas, query_parameters.ids(asked, "scenario"))
        lang = next(iter(query_parameters.ids(asked, "lang")), None)
        if lang is not None and lang not in language.offered():
            return send(request, None)
        if ENDINGS.get(kind) != ending:
            return send(request, None)
        if kind in TOGETHER:
            way = ",".join([*dict.fromkeys(way.split(","))][: query_values.MOST_COMPARED])
        pool, key = (SLOW if kind in SLOW_VIEWS else QUICK), ("view", kind, way, scenarios, lang)
        found = await computed(store, request, pool, key, lambda: store.view(kind, way, scenarios, lang))
        return send(request, found, store.version)

    return answer
