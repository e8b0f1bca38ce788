"""Answer 404 where Streamlit would answer any address with its one page."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from routes.views import markup, preview

# Documents below these addresses are genuine.
DOCUMENTS = ("component/", "_stcore/", "media/", "static/", "views/", "export/", "api/v1/", "corrections/")


class UnknownAddresses:
    """Replaces Streamlit's page, sent for an address that is none of the pages', by a short one with status 404."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and look at what kind of answer comes back."""
        if scope["type"] != "http" or self._known(scope["path"]):
            await self.app(scope, receive, send)
            return
        replaced = False

        async def send_or_replace(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_page(message):
                replaced = True
                start = f"{self.base}/"
                await HTMLResponse(markup.render("server/unknown.html", start=start), 404)(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, send_or_replace)

    def _known(self, path: str) -> bool:
        inner = path.removeprefix(self.base).removeprefix("/")
        return inner in preview.PAGES or inner == "index.html" or inner.startswith(DOCUMENTS)


def _is_page(message: Message) -> bool:
    kind = Headers(raw=message.get("headers", [])).get("content-type", "")
    return message["status"] == 200 and kind.startswith("text/html")
