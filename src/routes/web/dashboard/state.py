"""Keep the one atlas that the pages and the server's files share, and read its folder and host settings."""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from routes.data import loader, outlines, releases
from routes.data.files import ReadError, undisturbed
from routes.data.relief import Relief
from routes.errors import GeodataError
from routes.model import Id
from routes.network import planner
from routes.network.journey import Journey
from routes.text import language
from routes.views import font_faces, reading_column, selections
from routes.views.selections import Selection
from routes.web.server import streamlit_internals
from routes.web.server.assets import FROM_COMPONENT, AssetStore
from routes.web.server.files import File
from routes.web.server.ground_files import FROM_FRAME

# Set to `media` where the host answers none but Streamlit's own addresses.
FILES = "ROUTES_FILES"
KEPT_JOURNEYS = 200


_loading = threading.Lock()
_loaded: list[AssetStore] = []


def asset_store() -> AssetStore:
    """Return the atlas and every file made of it, read once for as long as the process lives.

    It is held here and not in a cache of Streamlit, which one reader's page can ask to be emptied for all.
    """
    if not _loaded:
        with _loading:
            if not _loaded:
                _loaded.append(_read())
    return _loaded[0]


def shown_store() -> AssetStore:
    """Return the files of the data version in the address of the page; of the present data if it is not on record."""
    present, version = asset_store(), st.query_params.get(selections.DATA)
    if not version or version == present.atlas.version or not releases.find(present.atlas, version):
        return present
    return present.as_published(version)


def forget_asset_store() -> None:
    """Read the atlas again when it is next asked for; for tests."""
    with _loading:
        _loaded.clear()
        _journey.cache_clear()
        gc.unfreeze()


def _read() -> AssetStore:
    kind = MediaAssetStore if os.environ.get(FILES) == "media" else AssetStore
    with undisturbed():
        made = kind(loader.load())
        # Do not start with data that `routes check` refuses; its warnings do not matter here.
        try:
            for role in outlines.FILES:
                outlines.of(made.atlas, role)
        except ReadError as error:
            raise GeodataError([error.problem]) from error
        # Spare the garbage collector what lives as long as the server, before it looks through it all.
        gc.freeze()
    for missing in outlines.missing(made.atlas.folder):
        logging.getLogger(__name__).warning("%s", missing)
    return made


class MediaAssetStore(AssetStore):
    """Hands every file to Streamlit, which answers for it under /media/ as long as the reader's page is open."""

    offers = False

    def font_rules(self, *others: str) -> str:
        """Return the style rules with the fonts in them: an address is of one run, and the style sheets are kept."""
        return font_faces.css(font_faces.inline, *others)

    def address(self, hashed: str, file: File, root: str) -> str:
        """Give a file to Streamlit for this run and return where it is found."""
        found = streamlit_internals.hand_out(file.body, file.media, hashed)
        return root + found.lstrip("/")

    def frame_url(self, name: str) -> str:
        """Return the address of a file as seen from the map's frame; hand over the base map's layers with it."""
        for hashed, file in self.files.values():
            self.address(hashed, file, FROM_FRAME)
        return super().frame_url(name)

    def relief_at(self, root: str) -> tuple[str, Relief] | None:  # noqa: ARG002 - the store's signature
        """Return no relief: its tiles are too many to hand over."""
        return None

    def fine_files(self) -> dict[str, bytes]:
        """Return no fine ground, for the same reason."""
        return {}

    def fine_at(self, root: str) -> tuple[str, str] | None:  # noqa: ARG002 - the store's signature
        """Return no fine ground, for the same reason."""
        return None

    def view_url(self, kind: str, way: str, scenario_ids: Sequence[str], root: str = FROM_COMPONENT) -> str:
        """Return the address of what is computed of a route or option."""
        name = f"{kind}/{way}/{','.join(scenario_ids)}"
        return self.address(name, self.view(kind, way, tuple(scenario_ids), language.asked()), root)

    def column(self, selection: Selection) -> str:
        """Return the reading column of a selection; what its choices lead to has no address before it is shown."""
        return reading_column.html(self.atlas, selection, lambda _: None, None)

    def board_url(self, kind: str, id: str, selection: Selection) -> str:
        """Return the address of what is computed of the whole atlas."""
        return self.address(f"{kind}/{id}", self.board(kind, id, selection), FROM_COMPONENT)

    def layer_url(self, theme: Id, scenario_ids: Sequence[str] = (), root: str = FROM_FRAME) -> str:
        """Return the address of a map layer, in the chosen year if there is one."""
        year = next((id for id in scenario_ids if id in self.atlas.year_ids), "")
        return self.address(f"{theme}/{year}", self.layer(theme, year), root)


@lru_cache(maxsize=KEPT_JOURNEYS)
def _journey(version: str, way: str, scenario_ids: tuple[str, ...]) -> Journey:  # noqa: ARG001 - a key of the cache
    """Return the journey of a route of the present data; `version` is that of the assets."""
    return planner.journey(asset_store().atlas, way, scenario_ids)


def journey(files: AssetStore, way: str, scenario_ids: tuple[str, ...]) -> Journey:
    """Return the journey of a route or option by its key, under scenarios; those of a release are not kept."""
    if files.pinned:
        return planner.journey(files.atlas, way, scenario_ids)
    return _journey(files.version, way, scenario_ids)
