"""The files made of one atlas, kept within one budget of bytes, and their addresses."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import Any

from rcssmin import cssmin

from routes.data import releases, translations
from routes.data.atlas import Atlas
from routes.model import Id
from routes.network import planner
from routes.text import language, typefaces
from routes.views import font_faces, markup, pinned_links, query_values, reading_column, selections, urls
from routes.views.map import base_map, scripts
from routes.views.map import layers as map_layers
from routes.views.reading_column import Parts
from routes.views.selections import Selection
from routes.web.server import streamlit_internals
from routes.web.server.byte_cache import ByteCache
from routes.web.server.computed_views import BOARDS, COLUMN, ENDINGS, TOGETHER, TRANSLATED, VIEWS
from routes.web.server.files import (
    COMPONENTS,
    LEAFLET,
    PACKAGE,
    PACKED_ONCE,
    File,
    as_is,
    as_json,
    hashed,
    package_files,
    packed,
)
from routes.web.server.ground_files import FROM_FRAME, GroundFiles

# From a packaged component's script, <base>/_stcore/bidi-components/<name>/<file>, to the base.
FROM_COMPONENT = "../../../"
MAP_FOLDER = PACKAGE / "views" / "map" / "assets"
EMBED_FOLDER = PACKAGE / "web" / "server" / "embed"
# What browsers fetch once a reader comes nearer on the map; packing it takes as long as packing all others.
LATER = ("detail.json",)
# Budget in bytes for computed files: some two thousand parts of pages, gzipped.
BUDGET = 24_000_000
# What a release is shown with as it is now, so that browsers have it already.
SHARED = ("files", "fine", "basemap", "relief", "changed")


class AssetStore(GroundFiles):
    """Every file the server hands out for one atlas, and their addresses.

    A release of earlier data has a store of its own, `present` of which is that of the present data: scripts, styles
    and the ground of the map are the same, and every address names the version.
    """

    # Whether downloads have an address too.
    offers = True
    _last: AssetStore | None

    def __init__(self, atlas: Atlas, present: AssetStore | None = None) -> None:
        self.atlas, self.present = atlas, present
        self.cache = ByteCache(BUDGET if present is None else BUDGET // 4)
        self._last, self._reading = None, threading.Lock()
        if present:
            vars(self).update({name: getattr(present, name) for name in SHARED})

    @property
    def pinned(self) -> str | None:
        """The data version that addresses name; None for the present data."""
        return self.atlas.version if self.present else None

    def as_published(self, version: str) -> AssetStore:
        """Return the store of a release; only the last one asked for is kept, any other is read.

        Raises
        ------
        RequestError
            If the version is not on record.
        """
        with self._reading:
            if not self.holds(version):
                self._last = type(self)(releases.as_published(self.atlas, version), self)
            return self._last or self

    def holds(self, version: str) -> bool:
        """Return whether the store of a release is at hand."""
        return self._last is not None and self._last.pinned == version

    def kept(self, key: Hashable) -> File | None:
        """Return the file kept under a key, if there is one."""
        found: File | None = self.cache.get(key)
        return found

    def made(self, key: Hashable, make: Callable[[], File]) -> File:
        """Return the file kept under a key, or make and keep it."""
        found = self.kept(key)
        if found is None:
            found = make()
            self.cache.put(key, found, found.size)
        return found

    def view(self, kind: str, way: str, scenario_ids: tuple[str, ...], lang: str | None = None) -> File:
        """Return what is computed of a route or option, or of several, their keys joined by commas.

        `lang` is the code of the reader's language; None for English where nothing else was asked for.

        Raises
        ------
        UnknownIdError
            If a route, option or scenario is unknown.
        """
        return self.made(
            ("view", kind, way, scenario_ids, lang),
            lambda: self._in_language(lang, kind, self._view, way, scenario_ids),
        )

    def board(self, kind: str, id: str, selection: Selection) -> File:
        """Return what is computed of the whole atlas for a reader's selection.

        Raises
        ------
        UnknownIdError
            If the id is not known.
        """
        asked = replace(selection, lang=selection.lang or language.asked())
        return self.made(
            ("board", kind, id, asked), lambda: self._in_language(asked.lang, kind, self._board, id, asked)
        )

    def _in_language(self, lang: str | None, kind: str, make: Callable[..., bytes], *args: Any) -> File:
        """Return a file in the reader's language; what is not translated yet is in English, and marked so."""
        ending = ENDINGS.get(kind, "html")
        with language.speaking(lang):
            if language.is_english() or kind in TRANSLATED:
                body = make(kind, *args)
            else:
                with language.in_english():
                    body = make(kind, *args)
                body = markup.in_english(body.decode()).encode() if ending == "html" else body
        return packed(f"{kind}.{ending}", body)

    def layer(self, theme: Id, year: str = "") -> File:
        """Return a layer of the map, in a year or as last reported."""
        return self.made(("layer", theme, year), lambda: self._layer(theme, year))

    @cached_property
    def version(self) -> str:
        """Ten hex digits that change with the data, the code and its assets; of a release with today's data too."""
        today = self.present.version if self.present else ""
        digest = hashlib.sha256(f"{self.atlas.version}{self.atlas.on.isoformat()}{today}".encode())
        translated = (file for code in language.LANGUAGES for file in translations.files(self.atlas.folder, code))
        for part in (*package_files(PACKAGE), *package_files(COMPONENTS), *translated):
            digest.update(part.read_bytes())
        return digest.hexdigest()[:10]

    @cached_property
    def changed(self) -> datetime:
        """When the data, the code or the day from which the age of reports is counted last changed, in UTC."""
        parts = (*package_files(PACKAGE), *package_files(COMPONENTS), *self.atlas.folder.rglob("*.*"))
        latest = max(Path(str(part)).stat().st_mtime for part in parts)
        today = datetime(self.atlas.on.year, self.atlas.on.month, self.atlas.on.day, tzinfo=UTC).timestamp()
        return datetime.fromtimestamp(int(max(latest, today)), UTC)

    @cached_property
    def files(self) -> Mapping[str, tuple[str, File]]:
        """Plain name: (hashed name, file)."""
        raw = {name: (LEAFLET / name).read_bytes() for name in ("leaflet.js", "leaflet.css")}
        raw |= {
            "map.js": scripts.map_script(),
            "services.js": scripts.services_script(),
            "map.css": (MAP_FOLDER / "map.css").read_bytes(),
        }
        raw |= {name: (EMBED_FOLDER / name).read_bytes() for name in ("embed.js", "embed.css")}
        # The map's frame in the dashboard loads one file of each kind: it would ask for several one after the other.
        for kind in ("js", "css"):
            own = (MAP_FOLDER / f"frame.{kind}").read_bytes()
            raw[f"dashboard.{kind}"] = b"\n".join((raw[f"leaflet.{kind}"], own, raw[f"map.{kind}"]))
        raw["page.css"] = (self.font_rules(streamlit_internals.FONT) + markup.style()).encode()
        raw["dashboard.css"] = self.font_rules().encode() + raw["dashboard.css"]
        raw |= {name: cssmin(body) for name, body in raw.items() if name.endswith(".css")}
        raw |= {f"{role}.json": body for role, body in self.basemap.items()}
        raw |= self.fine_files()
        later = {name: raw.pop(name) for name in LATER if name in raw}
        with ThreadPoolExecutor() as pool:  # zlib lets other threads run meanwhile
            found = {
                name: (hashed(name, body), file)
                for (name, body), file in zip(
                    raw.items(), pool.map(packed, raw, raw.values(), repeat(PACKED_ONCE)), strict=True
                )
            }
        as_they_are = {name: typefaces.read(name) for name in font_faces.FONTS} | later
        found |= {name: (hashed(name, body), as_is(name, body)) for name, body in as_they_are.items()}
        layers = {role: self.address(*found[f"{role}.json"], FROM_FRAME) for role in self.basemap}
        body = as_json(base_map.map_json(self.atlas, layers))
        return found | {"map.json": (hashed("map.json", body), packed("map.json", body))}

    def font_rules(self, *others: str) -> str:
        """Return the style rules of the fonts, which lie beside the style sheets."""
        return font_faces.css(lambda name: hashed(name, typefaces.read(name)), *others)

    @cached_property
    def by_hashed_name(self) -> Mapping[str, File]:
        """The same files by the name they are served under."""
        return dict(self.files.values())

    @cached_property
    def later(self) -> Mapping[str, File]:
        """The files of `LATER`, as they are, by the name they are served under."""
        return dict(self.files[name] for name in LATER if name in self.files)

    def packed_later(self, hashed_name: str) -> File:
        """Return a file of `later` packed."""
        body = self.later[hashed_name].body
        return self.made(("file", hashed_name), lambda: packed(hashed_name, body, PACKED_ONCE))

    def frame_url(self, name: str) -> str:
        """Return the address of a file as seen from the map's frame."""
        return self.address(*self.files[name], FROM_FRAME)

    def page_url(self, name: str) -> str:
        """Return the address of a file as seen from a packaged component."""
        return self.address(*self.files[name], FROM_COMPONENT)

    def view_url(self, kind: str, way: str, scenario_ids: Sequence[str], root: str = FROM_COMPONENT) -> str:
        """Return the address of what is computed of one or several routes, as seen from a component or the map's frame.

        Parameters
        ----------
        way
            The key of a route or option; for several, their keys joined by commas.
        """
        query = {"scenario": ",".join(scenario_ids)} if scenario_ids else {}
        lang = {"lang": code} if (code := language.asked()) else {}
        return urls.file(f"views/{kind}/{way}.{ENDINGS[kind]}", root, self._kept(query | lang))

    def board_url(self, kind: str, id: str, selection: Selection) -> str:
        """Return the address of what is computed of the whole atlas, as seen from a packaged component."""
        return urls.file(f"views/{kind}/{id}.html", FROM_COMPONENT, self._kept(selections.to_query(selection)))

    def layer_url(self, theme: Id, scenario_ids: Sequence[str] = (), root: str = FROM_FRAME) -> str:
        """Return the address of a map layer as seen from the map's frame or `root`, in the chosen year if any."""
        year = next(({"scenario": id} for id in scenario_ids if id in self.atlas.year_ids), {})
        return urls.file(f"layers/{theme}.geojson", root, self._kept(year))

    def _kept(self, query: urls.Query) -> urls.Query:
        """Return a query with what makes an answer fit to be kept: the version of all it is made of, and a release."""
        return {**query, **({selections.DATA: self.pinned} if self.pinned else {}), "v": self.version}

    def _view(self, kind: str, way: str, scenario_ids: tuple[str, ...]) -> bytes:
        if kind in TOGETHER:
            keys = way.split(",")[: query_values.MOST_COMPARED]
            return TOGETHER[kind][1]([planner.journey(self.atlas, key, scenario_ids) for key in keys])
        body = VIEWS[kind][1](planner.journey(self.atlas, way, scenario_ids))
        return self.linked(body.decode()).encode() if self.pinned and ENDINGS[kind] == "html" else body

    def column_url(self, selection: Selection) -> str:
        """Return the address of the reading column of a selection, as seen from a packaged component."""
        return self.board_url(COLUMN, selection.route, reading_column.of_selection(selection))

    def column(self, selection: Selection) -> str:
        """Return the reading column of a selection, with the addresses of what its choices lead to."""
        way, scenarios = selection.route, selection.scenarios
        parts = Parts(
            line=self.view_url("way", way, scenarios, FROM_FRAME),
            key="+".join((way, *scenarios)),
            profile=self.view_url("profile", way, scenarios),
        )
        return self.linked(reading_column.html(self.atlas, selection, self.column_url, parts))

    def linked(self, html: str) -> str:
        """Return a part of a page whose links to other pages keep to the release shown, if one is."""
        return pinned_links.keeping(html, self.pinned) if self.pinned else html

    def _board(self, kind: str, id: str, selection: Selection) -> bytes:
        if kind == COLUMN:
            return self.column(replace(selection, route=id)).encode()
        return self.linked(BOARDS[kind](self.atlas, id, selection)).encode()

    def _layer(self, theme: Id, year: str) -> File:
        return packed("layer.geojson", as_json(map_layers.layer(self.atlas, theme, (year,) if year else ())))
