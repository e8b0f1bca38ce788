"""oEmbed: pages of the dashboard as frames in articles, by their address alone (https://oembed.com, version 1.0)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from routes.data import releases
from routes.errors import RequestError
from routes.views import markup, preview, selections, urls
from routes.web.server import query_parameters
from routes.web.server.answering import guarded, shown_or_present
from routes.web.server.assets import AssetStore
from routes.web.server.hosts import Site
from routes.web.server.slow_work import QUICK

PATH = "oembed"
WIDTH, HEIGHT = 800, 640
LEAST_WIDTH, LEAST_HEIGHT = 320, 420
CACHE_S = 86_400


def routes(base: str, assets: Callable[[], AssetStore], site: Site) -> list[BaseRoute]:
    """Return the route of `/oembed`; arguments as in `routes.routes`."""

    @guarded
    async def answer(request: Request) -> Response:
        asked, root = query_parameters.of(request), site.root(request, base)
        if asked.get("format", ["json"])[-1] != "json":
            return Response("Answers are in JSON; leave `format` out.", 501, media_type="text/plain")
        address, size = "".join(asked.get("url", [])[:1]), _size(asked)
        store = await shown_or_present(assets(), request, _page(root, address)[1])
        made = partial(described, store, root, address, size)
        return JSONResponse(await QUICK.run(request, ("oembed", root, address, size), made), headers=_kept(site))

    return [Route(f"{base}/{PATH}", answer)]


def discovery(root: str, address: str) -> str:
    """Return the `Link` header by which a page tells where its oEmbed answer is."""
    target = urls.file(PATH, root, {"url": address})
    return f'<{target}>; rel="alternate"; type="application/json+oembed"'


def described(assets: AssetStore, root: str, address: str, size: tuple[int, int]) -> Mapping[str, object]:
    """Return the answer for a page's address: a frame of at most a size in pixels, title and picture.

    Raises
    ------
    RequestError
        If the address is no page of this server that has a map, or this server has no public address.
    """
    page, query = _page(root, address)
    selection, _ = selections.from_query(assets.atlas, query)
    view = preview.of(assets.atlas, page, selection)
    if not view.ways:
        raise RequestError(f"{address[:80]} shows no route; only pages with a map can be framed")
    chosen = urls.query_of(page, selections.with_ends(assets.atlas, page, selection), _pinned(assets, query))
    frame = urls.absolute(root).page(page, {**chosen, urls.EMBED: "true"})
    width, height = size
    return {
        "version": "1.0",
        "type": "rich",
        "title": view.title,
        "provider_name": preview.NAME,
        "provider_url": root,
        "cache_age": CACHE_S,
        "html": markup.render("server/frame.html", src=frame, title=view.title, width=width, height=height),
        "width": width,
        "height": height,
    }


def _pinned(assets: AssetStore, query: Mapping[str, list[str]]) -> str | None:
    """Return the data version that a frame is pinned to: the one its address names, if it is on record."""
    version = "".join(query.get(selections.DATA, [])[:1])
    return version if releases.find(assets.atlas.present or assets.atlas, version) else None


def _page(root: str, address: str) -> tuple[str, Mapping[str, list[str]]]:
    """Return the page that an address of this server means, and its query."""
    if not root:
        raise RequestError("This server has no public address; set ROUTES_ADDRESS to use oEmbed")
    ours, asked = urlsplit(root), urlsplit(address)
    page = asked.path.removeprefix(ours.path.rstrip("/")).removeprefix("/")
    if asked.netloc != ours.netloc or asked.scheme not in ("http", "https") or page not in preview.PAGES:
        raise RequestError(f"{address[:80] or 'no address'} is no page of {root}")
    return page, parse_qs(asked.query[: query_parameters.MOST_BYTES])


def _size(asked: Mapping[str, list[str]]) -> tuple[int, int]:
    """Return width and height of the frame in pixels: the usual ones, or less where the asker has less room."""

    def most(key: str, usual: int, least: int) -> int:
        given = asked.get(key, [""])[-1]
        return max(least, min(usual, int(given))) if given.isascii() and given.isdigit() and len(given) < 6 else usual

    return most("maxwidth", WIDTH, LEAST_WIDTH), most("maxheight", HEIGHT, LEAST_HEIGHT)


def _kept(site: Site) -> Mapping[str, str]:
    return {"Cache-Control": f"public, max-age={CACHE_S}", **({} if site.address else {"Vary": "Host"})}
