"""Security headers: what the page, the map's frame and the page others frame may load and run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from http import HTTPStatus

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from routes.web.server.files import FOR_EVER, takes_gzip

Header = tuple[bytes, bytes]
POLICY, VARY = b"content-security-policy", b"vary"


def page_policy(index: str) -> str:
    """Return the content-security policy of the page, which allows the one script its index.html carries inline."""
    inline = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *(f"'sha256-{digest}'" for digest in digests))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def frame_policy(pictures: Sequence[str] = ()) -> str:
    """Return the policy of the map's frame, a document of its own.

    streamlit-folium runs the map's script by eval there and nowhere else.

    Parameters
    ----------
    pictures
        Other servers whose tiles the map may show.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            " ".join(("img-src 'self' data:", *pictures)),
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    )


def _map_policy(framed_by: str) -> str:
    """Return the policy of a page with a map that runs nothing but its own files."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {framed_by}",
        )
    )


# The small page that any site may frame, and the map alone that only the page as served frames.
EMBED_POLICY, MAP_POLICY = _map_policy("*"), _map_policy("'self'")
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


# Streamlit does not set how long a component's files may be cached; those with a hash in their name never change.
HASHED = re.compile(r"/component/.*\.[0-9a-f]{8,}\.(js|css)$")


class SecurityHeaders:
    """Sets the security headers of every answer, and one `Vary`; leaves the WebSocket alone.

    What the client can unpack is read here for all that answer after it, so that the weight 0 is heeded everywhere.
    """

    def __init__(self, app: ASGIApp, page: str, frame: str) -> None:
        self.app = app
        self.page = (b"content-security-policy", page.encode())
        self.frame = (b"content-security-policy", frame.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        extra = (self.frame if "/component/" in scope["path"] else self.page, *HEADERS)
        kept = ((b"cache-control", FOR_EVER.encode()),) if HASHED.search(scope["path"]) else ()

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = (*extra, *kept) if message["status"] == HTTPStatus.OK else extra
                message["headers"] = _merged(message.get("headers", []), ours)
            await send(message)

        await self.app({**scope, "headers": _encoding_read(scope)}, receive, send_with)


def _encoding_read(scope: Scope) -> list[Header]:
    """Return the request's headers with what it can unpack in one word."""
    others = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
    return [*others, (b"accept-encoding", b"gzip" if takes_gzip(Request(scope)) else b"identity")]


def _merged(theirs: Iterable[Header], ours: Sequence[Header]) -> list[Header]:
    """Return an answer's headers with ours in the place of others; a policy set already stays, and `Vary` is one."""
    theirs = [(name.lower(), value) for name, value in theirs]
    set_already = {name for name, _ in theirs} & {POLICY}
    added = [header for header in ours if header[0] not in set_already]
    names = {name for name, _ in added} | {VARY}
    vary = [part.strip() for name, value in theirs if name == VARY for part in value.split(b",")]
    one = [(VARY, b", ".join(dict.fromkeys(vary)))] if vary else []
    return [*(header for header in theirs if header[0] not in names), *added, *one]
