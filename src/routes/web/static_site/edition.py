"""The static edition: every file, each page in its frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from routes.data.atlas import Atlas
from routes.model import Id
from routes.network.journey import of_route
from routes.views import markup, urls
from routes.web.server.files import as_json
from routes.web.static_site import (
    correction_pages,
    map_scripts,
    pages,
    place_pages,
    repeats,
    route_page,
    scenario_states,
)
from routes.web.static_site.pages import PATHS, Page

MANIFEST = "edition.json"
NAV = {
    "Routes": "",
    "Scenarios": "scenarios",
    "Arguments": "arguments",
    "Announcements": "promises",
    "Stories": "stories",
    "Places": "place",
    "Sources": "sources",
    "About": "about",
}
SHORT_NAV = ("Routes", "Places")
# `file:` means the files beside a page opened from disk; on a server it allows nothing, as no browser follows it.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' file:",
        "style-src 'self' file:",
        "font-src 'self' file:",
        "img-src 'self' data: file:",
        "base-uri 'none'",
        "form-action 'none'",
    )
)


@dataclass(frozen=True)
class Edition:
    """The atlas as static files.

    Parameters
    ----------
    address
        Where it will stand, for search engines and previews; without it, nothing names an absolute address.
    dashboard
        Where a dashboard stands, for what the edition cannot answer.
    corrections
        The address of a form for corrections; without one, their pages hold a text to copy.
    """

    atlas: Atlas
    address: str | None = None
    dashboard: str | None = None
    corrections: str = ""

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file: path and bytes."""
        found = dict(sorted(self._files()))
        sizes = {path: len(body) for path, body in found.items()}
        manifest = {"data_version": self.atlas.version, "counted_on": self.atlas.on.isoformat(), "files": sizes}
        return found | {MANIFEST: as_json(manifest)}

    def _files(self) -> Iterator[tuple[str, bytes]]:
        yield from map_scripts.written(self.atlas)
        paths = []
        for page in self._pages():
            paths.append(page.path)
            yield page.path, self._framed(page).encode()
        for page in correction_pages.pages(self.atlas, self.corrections):
            yield page.path, self._framed(page).encode()
        for one in self.atlas.routes:
            yield from ((f"routes/{name}", body) for name, (_, body) in self._beside[one].items())
        yield "404.html", self._missing().encode()
        yield ".nojekyll", b""
        yield from self._for_crawlers(paths)

    def _pages(self) -> Iterator[Page]:
        dashboard = urls.absolute(self.dashboard) if self.dashboard else None
        yield from pages.general(self.atlas, dashboard)
        yield from place_pages.pages(self.atlas, dashboard)
        said = scenario_states.of_routes(self.atlas)
        for one in self.atlas.routes.values():
            beside = {name: (label, len(body)) for name, (label, body) in self._beside[one.id].items()}
            yield route_page.page(self.atlas, one, said[one.id], beside, self._url(PATHS.route(one.id)) or "")

    @cached_property
    def _beside(self) -> dict[str, dict[str, tuple[str, bytes]]]:
        return {id: {name: (label, body) for label, name, body in self._files_of(id)} for id in self.atlas.routes}

    def _files_of(self, id: Id) -> Iterator[tuple[str, str, bytes]]:
        return route_page.files(of_route(self.atlas, id), self._url(PATHS.route(id)) or "")

    def _framed(self, page: Page) -> str:
        index = page.path == PATHS.page()
        framed = markup.render(
            "static_site/page.html",
            page=page,
            nav=[
                (title, page.urls.page(name), PATHS.page(name) == page.path)
                for title, name in NAV.items()
                if not page.short or title in SHORT_NAV
            ],
            policy=POLICY,
            urls=page.urls,
            url=self._url(page.path) if page.searched else None,
            described=scenario_states.embedded(self._dataset()) if index else None,
            footer=self._footer(page),
        )
        return repeats.without(scenario_states.plain_links(framed), parts=page.map)

    def _footer(self, page: Page) -> str:
        name = "static_site/short_footer.html" if page.short else "footer.html"
        return markup.render(name, version=self.atlas.version, urls=page.urls) if page.searched else ""

    def _url(self, path: str) -> str | None:
        return (
            None if self.address is None else urls.file(path.removesuffix(PATHS.page()), self.address.rstrip("/") + "/")
        )

    def _missing(self) -> str:
        """Return the page for unknown addresses; it may be served under any of them, so it loads no other file."""
        body = markup.render("static_site/missing.html", home=self._url(PATHS.page()))
        return markup.render("static_site/alone.html", title="Not found - Corridor Atlas", body=body)

    def _dataset(self) -> dict[str, Any]:
        """Return the description of the atlas that search engines read for a dataset."""
        about = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": "Corridor Atlas",
            "description": pages.ABOUT_ATLAS,
            "version": self.atlas.version,
            "license": "https://opendatacommons.org/licenses/odbl/1-0/",
            "creator": {"@type": "Organization", "name": "Corridor Atlas contributors"},
            "spatialCoverage": "South Caucasus, Iran, Caspian Sea, Central Asia",
        }
        return about | ({"url": self._url(PATHS.page())} if self.address else {})

    def _for_crawlers(self, paths: list[str]) -> Iterator[tuple[str, bytes]]:
        """Yield robots.txt and, if the public address is known, a sitemap, whose addresses have to be absolute."""
        lines = ["User-agent: *", "Allow: /"]
        if self.address:
            addresses = [self._url(path) for path in paths]
            yield "sitemap.xml", markup.render("static_site/sitemap.xml", urls=addresses).encode()
            lines.append(f"Sitemap: {self._url('sitemap.xml')}")
        yield "robots.txt", ("\n".join(lines) + "\n").encode()
