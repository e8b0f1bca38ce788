"""Answers that any site may read and a cache may keep: conditional requests, HEAD, preflights, and refusals."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import wraps
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from routes.export.credit import LICENCE_URL
from routes.views.json_data.shapes.answer import ProblemJson
from routes.web.server.api_data import AskError
from routes.web.server.assets import AssetStore
from routes.web.server.files import File, as_json, takes_gzip
from routes.web.server.openapi import PROBLEM
from routes.web.server.query_parameters import AddressError
from routes.web.server.slow_work import RETRY_AFTER_S, BusyError, GoneError

# A program asks again after five minutes, and gets a short answer if nothing has changed.
FRESH = "public, max-age=300"
EXPOSED = "ETag, Last-Modified, Link, Retry-After"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}
METHODS = ("GET", "HEAD", "OPTIONS")
ASKED_BEFORE = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
    "Allow": ", ".join(METHODS),
}
Link = tuple[str, str, str]
Find = Callable[[Request], Awaitable[File]]


def route(
    path: str,
    find: Find,
    assets: Callable[[], AssetStore],
    documentation: str,
    links: Sequence[Link],
    varies: str | None = None,
) -> Route:
    """Return the route of a path.

    Parameters
    ----------
    find
        Returns the file to answer with.
    documentation
        The address a refusal points to.
    links
        Address, relation and type of what each answer links.
    varies
        The request's headers that change the answer, if more than usual.
    """

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=OPEN | ASKED_BEFORE)
        try:
            file, store = await find(request), assets()
            # The first time it looks at every file, which others need not wait for.
            changed = await asyncio.to_thread(lambda: store.changed)
            sent = _sent(request, file, store.version, changed, links)
        except (AskError, AddressError, BusyError, GoneError) as error:
            return _refused(error, documentation)
        sent.headers["Vary"] = varies or OPEN["Vary"]
        return sent

    return Route(path, _without_body(answer), methods=METHODS)


def _without_body(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Answer HEAD with the headers of GET alone."""

    @wraps(answer)
    async def headed(request: Request) -> Response:
        response = await answer(request)
        if request.method == "HEAD":
            response.body = b""
        return response

    return headed


def _sent(request: Request, file: File, version: str, changed: datetime, links: Sequence[Link]) -> Response:
    headers = OPEN | {
        "Cache-Control": FRESH,
        "ETag": f'W/"{version}"',
        "Last-Modified": format_datetime(changed, usegmt=True),
        "Link": ", ".join(f'<{address}>; rel="{rel}"; type="{media}"' for address, rel, media in links),
    }
    if _known(request.headers, headers["ETag"], changed):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if file.packed is not None and takes_gzip(request):
        return Response(file.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=file.media)
    return Response(file.body, headers=headers, media_type=file.media)


def _known(asked: Mapping[str, str], tag: str, changed: datetime) -> bool:
    """Return whether the client has this answer already, by its tag or else by the date (RFC 9110, 13.2.2)."""
    if tags := asked.get("if-none-match"):
        return tags.strip() == "*" or tag.removeprefix("W/") in {t.strip().removeprefix("W/") for t in tags.split(",")}
    try:
        since = parsedate_to_datetime(asked.get("if-modified-since", ""))
    except ValueError:
        return False
    return (since if since.tzinfo else since.replace(tzinfo=UTC)) >= changed


def _refused(error: AskError | AddressError | BusyError | GoneError, documentation: str) -> Response:
    status = error.status
    title = HTTPStatus(status).phrase if status in {*HTTPStatus} else "Client gone"
    body: ProblemJson = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": str(error),
        "error": str(error),
        "documentation": documentation,
    }
    again = {"Retry-After": str(RETRY_AFTER_S)} if isinstance(error, BusyError) else {}
    return Response(as_json(body), status, OPEN | again | {"Cache-Control": "no-store"}, PROBLEM)


def licence() -> Link:
    """Return the link to the licence of what is answered."""
    return LICENCE_URL, "license", "text/html"
