"""Files a reader can download, pictures of link previews, and the list of downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from routes.export import compared_picture, download_list, formats, picture
from routes.network import planner
from routes.network.scenarios import in_order
from routes.text.places_by_name import with_ids
from routes.views.query_values import MOST_COMPARED
from routes.web.server import query_parameters
from routes.web.server.answering import Endpoint, computed, guarded, shown
from routes.web.server.assets import AssetStore
from routes.web.server.computed_views import OFFER, PICTURE, PORTRAIT
from routes.web.server.files import File, gzipped, send
from routes.web.server.hosts import Site
from routes.web.server.slow_work import QUICK, SLOW, Pool

# Pictures for articles, link previews and phones by kind and ending; the file to download is larger.
PICTURES = {
    PICTURE: {"svg": ("image/svg+xml", picture.svg), "png": ("image/png", picture.preview)},
    PORTRAIT: {"png": ("image/png", picture.portrait)},
}
# The same of several routes compared.
COMPARED = {PICTURE: compared_picture.preview, PORTRAIT: compared_picture.portrait}
# What is made of several routes too, their keys joined by commas.
TOGETHER = (OFFER, *COMPARED)


def made(assets: AssetStore, kind: str, name: str, way: str, scenario_ids: tuple[str, ...], site: str) -> File:
    """Return a file of a route or option; `kind` is `export`, `picture`, `portrait` or the offer of files.

    Parameters
    ----------
    way
        Its key; for the offer and the pictures also the keys of several routes joined by commas.
    site
        The dashboard's address, empty where none is known.

    Raises
    ------
    UnknownIdError
        If the way or a scenario is not known.
    """
    keys = way.split(",")[:MOST_COMPARED] if kind in TOGETHER else [way]
    ways = {key: planner.journey(assets.atlas, key, scenario_ids) for key in keys}
    address = formats.address(assets.atlas, ",".join(ways), scenario_ids, site)
    if kind == OFFER:
        return _packed("text/html", download_list.html(ways, scenario_ids, address, assets.version).encode())
    if len(ways) > 1:
        return _packed("image/png", COMPARED[kind]([*ways.values()], address))
    [journey] = ways.values()
    if kind in PICTURES:
        media, write = PICTURES[kind][name]
        return _packed(media, write(journey, address))
    return _packed(formats.FORMATS[name].media, formats.FORMATS[name].write(journey, address))


def routes(base: str, assets: Callable[[], AssetStore], site: Site) -> list[BaseRoute]:
    """Return the routes of `/export/<key>.<ending>?scenario=...`, of pictures and of the offer of files."""

    def answer(kind: str, known: Mapping[str, Pool]) -> Endpoint:
        @guarded
        async def found(request: Request) -> Response:
            given, name, query = request.path_params["way"], request.path_params["name"], query_parameters.of(request)
            store = await shown(assets(), request, query)
            way = ",".join(with_ids(store.atlas, key) for key in (given.split(",") if kind in TOGETHER else [given]))
            asked = query_parameters.ids(query, "scenario")
            scenarios, root = in_order(store.atlas, asked), site.root(request, base)
            if name not in known:
                return send(request, None)
            key = (kind, name, way, scenarios, root)
            make = partial(made, store, *key)
            sent = send(request, await computed(store, request, known[name], key, make), store.version)
            if root != site.address:
                # The file names the address it was asked under.
                sent.headers["Vary"] = "Accept-Encoding, Host"
            if kind == "export":
                called = formats.file_name(way, scenarios, formats.FORMATS[name].ending)
                sent.headers["Content-Disposition"] = f'attachment; filename="{called}"'
            return sent

        return found

    return [
        Route(f"{base}/export/{{way}}.{{name}}", answer("export", {name: _pool(name) for name in formats.FORMATS})),
        *(
            Route(f"{base}/views/{kind}/{{way}}.{{name}}", answer(kind, dict.fromkeys(known, SLOW)))
            for kind, known in PICTURES.items()
        ),
        Route(f"{base}/views/{OFFER}/{{way}}.{{name}}", answer(OFFER, {"html": QUICK})),
    ]


def _pool(name: str) -> Pool:
    """Return the slow pool for pictures and the brief that contains one, the quick one for everything else."""
    return SLOW if name in ("svg", "png", "html") else QUICK


def _packed(media: str, body: bytes) -> File:
    """Return a file, gzipped unless it is a PNG picture, which is compressed already."""
    return File(media, None, body) if media == "image/png" else File(media, gzipped(body))
