"""`llms.txt`: what the atlas is and where programs that read text find it (https://llmstxt.org)."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from routes.data.atlas import Atlas
from routes.export.credit import ATTRIBUTION, BOUNDARIES, LICENCE
from routes.views import preview, urls
from routes.web.server import open_answers
from routes.web.server.api_answers import DOCUMENT, ENDPOINTS, REFERENCE, VERSION
from routes.web.server.assets import AssetStore
from routes.web.server.hosts import Site

ADVICE = (
    "Every state carries the date of its report (`as_of`): nothing is live, so say the date. Cite the sources that an "
    "answer holds. Both sides of an argument have equal room. Lengths are in kilometres, capacities in million tonnes "
    "a year."
)


def routes(base: str, assets: Callable[[], AssetStore], site: Site) -> list[BaseRoute]:
    """Return the route of `/llms.txt`; arguments as in `routes.routes`."""

    async def answer(request: Request) -> Response:
        vary = {} if site.address else {"Vary": "Host"}
        written = text(assets().atlas, site.root(request, base) or f"{base}/")
        return PlainTextResponse(written, headers={"Cache-Control": open_answers.FRESH, **vary})

    return [Route(f"{base}/llms.txt", answer)]


def text(atlas: Atlas, root: str) -> str:
    """Return the text; `root` is the address of the dashboard's first page."""
    api = f"api/{VERSION}"
    programs = [
        _line("The API described (OpenAPI 3.1)", urls.file(f"{api}/{DOCUMENT}", root)),
        _line("The same to read", urls.file(f"{api}/{REFERENCE}", root)),
        _line("OGC API - Features", urls.file("ogc/", root), "legs, places and the map's layers for QGIS and the like"),
    ]
    answers = [_line(f"/{api}/{e.path}", urls.file(f"{api}/{e.path}", root), e.what) for e in ENDPOINTS if not e.needs]
    pages = [
        _line(label, urls.Urls(root).page(name), preview.PLAIN.get(name, "")) for name, label in preview.LABELS.items()
    ]
    routes = [_line(route.title, urls.Urls(root).route(route.id), route.summary) for route in atlas.routes.values()]
    parts = (("API", programs), ("Answers", answers), ("Pages", pages), ("Routes", routes))
    head = f"# {preview.NAME}\n\n> {preview.ABOUT}\n\n{ADVICE}\n\n{ATTRIBUTION}. {LICENCE}. {BOUNDARIES}\n"
    return head + "".join(f"\n## {title}\n\n{''.join(lines)}" for title, lines in parts)


def _line(title: str, address: str, says: str = "") -> str:
    return f"- [{title}]({address})" + (f": {' '.join(says.split())}" if says else "") + "\n"
