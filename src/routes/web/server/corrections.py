"""Pages on which corrections are suggested, one for each entry of the atlas."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from routes.views import corrections, markup, urls
from routes.views.urls import Urls
from routes.web.server.answering import computed, guarded
from routes.web.server.assets import AssetStore
from routes.web.server.files import File, gzipped, send
from routes.web.server.slow_work import QUICK

# From a page, /corrections/<table>/<id>.html, to the first page.
ROOT = "../../"


def routes(base: str, assets: Callable[[], AssetStore]) -> list[BaseRoute]:
    """Return the route of `/corrections/<table>/<id>.html`; arguments as in `routes.routes`.

    Raises
    ------
    RoutesError
        If the environment names a form that is none.
    """
    form = corrections.issue_form()

    @guarded
    async def answer(request: Request) -> Response:
        table, id = request.path_params["table"], request.path_params["id"]
        make = partial(made, assets(), table, id, form)
        return send(
            request, await computed(assets(), request, QUICK, ("correction", table, id), make), assets().version
        )

    return [Route(f"{base}/corrections/{{table}}/{{id}}.html", answer)]


def made(assets: AssetStore, table: str, id: str, form: str) -> File:
    """Return the page of an entry.

    Raises
    ------
    UnknownIdError
        If there is no such entry.
    """
    page = markup.render(
        "server/correction.html",
        style=urls.file(f"files/{assets.files['page.css'][0]}", ROOT),
        start=ROOT,
        body=corrections.html(assets.atlas, table, id, form, Urls(ROOT)),
    )
    return File("text/html", gzipped(page.encode()))
