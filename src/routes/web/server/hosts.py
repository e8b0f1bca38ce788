"""Decide under which names the server answers, and which address it writes into links that leave the page.

The names come from Streamlit's option `server.allowedHosts`, for HTTP and the WebSocket alike, and from
`ROUTES_ADDRESS`, the public address of the dashboard (`https://atlas.example/`). Without either, a server that listens
on this machine alone answers this machine's own names; one that listens further answers any name and writes no name
into a link.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

ADDRESS = "ROUTES_ADDRESS"
THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
ANY = ("*",)
# A browser names the origin of a page; one of another site may not use a reader's connection (RFC 6455, 7.4.1).
POLICY = 1008
FOREIGN = "This server answers its own pages only."


@dataclass(frozen=True, slots=True)
class Site:
    """The site of the dashboard: the names it answers to and, if set, its public address."""

    names: tuple[str, ...] = ANY
    address: str = ""
    # Other sites whose pages may use the server, as in Streamlit's `server.corsAllowedOrigins`.
    origins: tuple[str, ...] = ()

    def root(self, request: Request, base: str) -> str:
        """Return the dashboard's address for links that leave the page; empty where no name can be trusted."""
        if self.address:
            return self.address
        if self.names == ANY:
            return ""
        return f"{request.url.scheme}://{request.url.netloc}{base}/"

    def admits(self, origin: str | None, host: str) -> bool:
        """Return whether a request that names `origin` comes from one of our own pages, or from no page at all."""
        if origin is None:
            return True
        there = urlsplit(origin).netloc
        return bool(there) and (there == host or there == urlsplit(self.address).netloc or origin in self.origins)


def site(allowed: Sequence[str], listens_on: str | None, origins: Iterable[str] = ()) -> Site:
    """Return the site of the dashboard.

    Parameters
    ----------
    allowed
        Streamlit's option `server.allowedHosts`.
    listens_on
        Streamlit's option `server.address`.
    origins
        Streamlit's option `server.corsAllowedOrigins`.
    """
    address = os.environ.get(ADDRESS, "").strip()
    public = urlsplit(address)
    if address and (public.scheme not in ("http", "https") or not public.hostname):
        raise ValueError(f"{ADDRESS} is {address[:80]!r}; give the whole public address, as https://atlas.example/")
    names = [name.strip().lower().rstrip(".") for name in allowed if name.strip()]
    if not names and (public.hostname or listens_on in THIS_MACHINE or listens_on == "::1"):
        names = [*THIS_MACHINE]
    if names and public.hostname:
        names.append(public.hostname)
    if not names or "*" in names:
        names = [*ANY]
    root = f"{address.rstrip('/')}/" if address else ""
    return Site(tuple(dict.fromkeys(names)), root, tuple(origin.rstrip("/") for origin in origins))


class HostCheck:
    """Answers only under the site's names, and opens a WebSocket only to the site's own pages.

    Streamlit, asked by a page of another name, would look up its own outer address on the internet and wait for it.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app, self.site = app, site
        self.checked = TrustedHostMiddleware(self._origin_checked, site.names, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the name, then for a WebSocket the origin; then pass the request on."""
        await self.checked(scope, receive, send)

    async def _origin_checked(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin, host = headers.get("origin"), headers.get("host", "")
            if not self.site.admits(origin, host):
                await send({"type": "websocket.close", "code": POLICY, "reason": FOREIGN})
                return
            if origin is not None:
                scope = {**scope, "headers": _own_origin(scope, host)}
        await self.app(scope, receive, send)


def _own_origin(scope: Scope, host: str) -> list[tuple[bytes, bytes]]:
    """Return the headers with the site's own origin, which Streamlit admits without asking further."""
    scheme = "https" if scope["scheme"] in ("https", "wss") else "http"
    others = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return [*others, (b"origin", f"{scheme}://{host}".encode("latin-1"))]
