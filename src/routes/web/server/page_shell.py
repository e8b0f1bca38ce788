"""The answer to a page's address: Streamlit's index.html with title, finding and picture, or the small page to embed.

Who opens a link gets Streamlit's one index.html for every address. Here it gets the title, finding and picture of
what the address means, for search engines and link previews; and `?embed=true` is answered by a small page of its own
that any site may frame, without a session on the server.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from routes.errors import RoutesError
from routes.network import planner
from routes.text import language
from routes.views import font_faces, markup, preview, published_band, selections, summary, urls
from routes.views.map import frame
from routes.views.preview import View
from routes.views.selections import Selection
from routes.web.server import first_answer, oembed, page_parts, preload, query_parameters, streamlit_internals
from routes.web.server.answering import refused, shown_or_present
from routes.web.server.assets import AssetStore
from routes.web.server.computed_views import PICTURE
from routes.web.server.connections import SlowBodies
from routes.web.server.files import ASK_AGAIN, PACKAGE, as_json, gzipped, takes_gzip
from routes.web.server.hosts import HostCheck, Site
from routes.web.server.query_parameters import AddressError, Query
from routes.web.server.security import EMBED_POLICY, HEADERS, MAP_POLICY, SecurityHeaders, frame_policy, page_policy
from routes.web.server.slow_work import QUICK, SLOW, BusyError, GoneError, Pool
from routes.web.server.unknown_addresses import UnknownAddresses
from routes.web.server.websocket_limits import WebSocketLimits

T = TypeVar("T")
TITLE = re.compile(r"<title>[^<]*</title>")
EMBEDDED = ("leaflet.js", "leaflet.css", "map.js", "map.css", "embed.js", "embed.css", "page.css")
# A page waits at most so long, in seconds, for the answer that it holds; after that the live page brings it.
FIRST_S = 3.0
# The mark of the atlas, small enough to travel in the page.
ICON = "data:image/svg+xml," + quote((PACKAGE / "views" / "assets" / "icon.svg").read_text(encoding="utf-8"))
ALONE = ("dashboard.js", "dashboard.css", "embed.js")


class PageShellMiddleware:
    """Answers the addresses of the pages themselves; passes everything else on."""

    def __init__(self, app: ASGIApp, index: str, base: str, assets: Callable[[], AssetStore], site: Site) -> None:
        self.app, self.index, self.base, self.assets, self.site = app, index, base, assets, site
        self.policy = page_policy(index)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page's address, or pass it on."""
        answer = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            page = _page(scope["path"], self.base)
            if page is not None:
                answer = await self._answer(Request(scope, receive), page)
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, request: Request, page: str) -> Response | None:
        try:
            asked = query_parameters.of(request)
            assets = await shown_or_present(self.assets(), request, asked)
            selection, notices = selections.from_query(assets.atlas, asked)
            selection = replace(selection, lang=_language(request, asked, selection))
            view = await self._view(request, assets, page, selection)
            if asked.get(urls.EMBED) == [urls.MAP_ALONE] and not page:
                return _html(request, _map_alone(assets, selection, view), MAP_POLICY)
            if asked.get(urls.EMBED) == ["true"]:
                if not view.ways:
                    page, view = "", await self._view(request, assets, "", selection)
                answer = await self._answered(request, assets, page, selection, view)
                return _html(request, self._embedded(assets, page, selection, view, answer), EMBED_POLICY)
            root = self.site.root(request, self.base)
            # What is wrong with an address stands above the answer, where the live page says it.
            usual = not notices and selections.other_data(assets.atlas, asked) is None
            asked_for = usual and page in first_answer.PAGES
            first = await self._first(request, assets, asked, page, selection) if asked_for else ""
            framed = _address(assets, page, selection, root) if root and view.ways else ""
            link = {"link": oembed.discovery(root, framed)} if framed else {}
            with preview.speaking(page, selection.lang):
                text = self._tagged(assets, page, selection, view, root, first)
            return _html(request, text, self.policy, link)
        except (AddressError, GoneError) as refusal:
            return refused(refusal)
        except BusyError:
            # The page is served without its preview; its parts report what has to wait.
            return None
        except RoutesError:
            # The page itself reports what is wrong with the atlas; it may not be framed.
            return None

    async def _view(self, request: Request, assets: AssetStore, page: str, selection: Selection) -> View:
        key = ("page", page, selection)
        return await _kept(request, assets, key, lambda: preview.of(assets.atlas, page, selection))

    async def _first(self, request: Request, assets: AssetStore, asked: Query, page: str, selection: Selection) -> str:
        """Return the answer that the page holds before its scripts have run; empty while the server is busy."""
        chosen, shown = first_answer.asks_for_route(page, asked), replace(selection, at=None)
        key, pool = ("first", page, shown, chosen), SLOW if page_parts.is_slow(page) else QUICK
        made = _kept(request, assets, key, lambda: first_answer.html(assets, page, shown, route_asked=chosen), pool)
        try:
            return await asyncio.wait_for(made, FIRST_S)
        except (BusyError, TimeoutError):
            return ""

    async def _answered(self, request: Request, assets: AssetStore, page: str, selection: Selection, view: View) -> str:
        key = ("embedded", page, selection)
        return await _kept(request, assets, key, lambda: _first_screen(assets, page, selection, view))

    def _tagged(self, assets: AssetStore, page: str, selection: Selection, view: View, root: str, first: str) -> str:
        style = urls.file(f"files/{assets.files['page.css'][0]}", "./")
        head = markup.render(
            "server/tags.html",
            title=f"{view.title} - {preview.NAME}" if view.title != preview.NAME else view.title,
            fonts=_fonts(assets, "./"),
            name=preview.NAME,
            finding=view.finding,
            address=_address(assets, page, selection, root),
            picture=_picture(assets, root or "./", view, selection),
            icon=ICON,
            style=style,
        )
        index = streamlit_internals.document_first(self.index, first)
        marked, found = TITLE.subn(lambda _: head, index, count=1)
        whole = marked if found else index.replace("</head>", head + "</head>", 1)
        whole = streamlit_internals.in_language(whole, language.current())
        # After the styles that Streamlit puts into the head while it runs, for of two equal rules the later counts.
        needed = markup.render("server/preload.html", style=style, scripts=preload.scripts(page, self.index))
        return whole.replace("</body>", needed + "</body>", 1)

    def _embedded(self, assets: AssetStore, page: str, selection: Selection, view: View, answer: str) -> str:
        files = {name: urls.file(f"files/{assets.files[name][0]}") for name in EMBEDDED}
        return markup.render(
            "server/embed.html",
            title=view.title,
            name=preview.NAME,
            finding=view.finding,
            answer=answer,
            band=published_band.of_page(assets.atlas, page, selection, short=True),
            fonts=_fonts(assets),
            files=files,
            call=as_json(_call(assets, page, selection, view)).decode(),
            address=urls.DASHBOARD.selection(
                page, selections.with_ends(assets.atlas, page, selection), assets.atlas.version
            ),
            version=assets.atlas.version,
        )


async def _kept(request: Request, assets: AssetStore, key: Hashable, make: Callable[[], T], pool: Pool = QUICK) -> T:
    """Return what is cached under a key, or compute it in a pool and cache it; empty texts too."""
    found: T | None = assets.cache.get(key)
    if found is not None:
        return found
    return await pool.run(request, (assets.pinned, key), lambda: _made(assets, key, make))


def _made(assets: AssetStore, key: Hashable, make: Callable[[], T]) -> T:
    made = make()
    assets.cache.put(key, made, len(str(made)))
    return made


def _first_screen(assets: AssetStore, page: str, selection: Selection, view: View) -> str:
    """Return the first screen of the one route a page shows; empty where it shows several or none."""
    if len(view.ways) != 1:
        return ""
    journey = planner.journey(assets.atlas, view.ways[0], selection.scenarios)
    tab = partial(urls.DASHBOARD.tab, page, selections.with_ends(assets.atlas, page, selection))
    with preview.speaking(page, selection.lang):
        return assets.linked(summary.first_screen(journey, selection.given, tab=tab, kicker=view.title))


def _language(request: Request, asked: Query, selection: Selection) -> str | None:
    """Return the language that the address names, or else the one that the browser accepts.

    What others frame is in English so far.
    """
    if urls.EMBED in asked:
        return None
    return selection.lang or language.accepted(request.headers.get("accept-language"))


def _map_alone(assets: AssetStore, selection: Selection, view: View) -> str:
    """Return the page of a route's map and nothing else, of the files that the dashboard's map is made of."""
    return markup.render(
        "server/map_alone.html",
        title=view.title,
        files={name: urls.file(f"files/{assets.files[name][0]}") for name in ALONE},
        call=as_json(_call(assets, "", selection, view)).decode(),
    )


def _page(path: str, base: str) -> str | None:
    """Return the name of the page at a path, or None if it is not one of ours."""
    inner = path.removeprefix(base) if path.startswith(f"{base}/") else None
    page = inner.removeprefix("/") if inner is not None else None
    return page if page in preview.PAGES else None


def _call(assets: AssetStore, page: str, selection: Selection, view: View) -> dict[str, Any]:
    """Return the data of the map in an embedded page, with addresses as seen from that page."""
    kind, key = ("ways" if page == "compare" else "way"), ",".join(view.ways)
    themes = selections.shown_layers(assets.atlas, selection) if page == "" else selection.layers or ()
    place = assets.atlas.places.get(selection.place or "")
    relief, fine = assets.relief_at(""), assets.fine_at("")
    return {
        "base": urls.file(f"files/{assets.files['map.json'][0]}"),
        "options": frame.options(),
        "relief": frame.relief_options(*relief) if relief else None,
        "fine": fine and {"url": fine[0], "script": fine[1]},
        "way": {
            "url": assets.view_url(kind, key, selection.scenarios, ""),
            "key": "+".join((key, *selection.scenarios)),
            "layers": [(theme, assets.layer_url(theme, selection.scenarios, "")) for theme in themes],
            "ring": (place.lon, place.lat) if place else None,
            "pick": False,
        },
    }


def _address(assets: AssetStore, page: str, selection: Selection, root: str) -> str:
    """Return the address of a page under a selection, absolute where the server knows its own."""
    chosen = replace(selections.with_ends(assets.atlas, page, selection), at=None)
    return urls.absolute(root or "./").selection(page, chosen, assets.pinned)


def _fonts(assets: AssetStore, root: str = "") -> Sequence[str]:
    """Return the addresses of the fonts that a page's first screen is set in."""
    return [urls.file(f"files/{assets.files[name][0]}", root) for name in font_faces.FIRST]


def _picture(assets: AssetStore, root: str, view: View, selection: Selection) -> str | None:
    """Return the address of the picture of the route or of those compared; None if a page shows none."""
    if not view.ways:
        return None
    return assets.view_url(PICTURE, ",".join(view.ways), selection.scenarios, root)


def _html(request: Request, text: str, policy: str, more: Mapping[str, str] | None = None) -> Response:
    body, headers = text.encode(), {**_headers(policy), **(more or {})}
    if takes_gzip(request):
        body, headers = gzipped(body), {**headers, "Content-Encoding": "gzip"}
    return Response(body, media_type="text/html", headers=headers)


def _headers(policy: str) -> Mapping[str, str]:
    fixed: Sequence[tuple[bytes, bytes]] = HEADERS
    return {
        **{name.decode(): value.decode() for name, value in fixed},
        "content-security-policy": policy,
        "cache-control": ASK_AGAIN,
        "vary": "Accept-Encoding, Accept-Language",
    }


def middleware(
    index: str,
    base: str,
    assets: Callable[[], AssetStore],
    site: Site | None = None,
    pictures: Sequence[str] = (),
) -> list[Middleware]:
    """Return the server's middleware, outermost first.

    Parameters
    ----------
    index
        The text of the page's index.html.
    base, assets, site
        As for `routes`.
    pictures
        Other servers whose tiles the map may show.
    """
    where = site or Site()
    return [
        Middleware(SecurityHeaders, page=page_policy(index), frame=frame_policy(pictures)),
        Middleware(HostCheck, site=where),
        Middleware(WebSocketLimits),
        Middleware(SlowBodies),
        Middleware(PageShellMiddleware, index=index, base=base, assets=assets, site=where),
        Middleware(UnknownAddresses, base=base),
    ]
