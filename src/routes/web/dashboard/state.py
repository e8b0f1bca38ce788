"""Which atlas do the pages and the server's files share?"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence

import streamlit as st
from streamlit import runtime

from routes.data import loader
from routes.data.files import undisturbed
from routes.model import Id
from routes.network import planner
from routes.network.journey import Journey
from routes.views.selections import Selection
from routes.web.server.assets import FROM_COMPONENT, FROM_FRAME, AssetStore
from routes.web.server.files import File

# Set to `media` where the host answers none but Streamlit's own addresses.
FILES = "ROUTES_FILES"


@st.cache_resource(show_spinner=False)
def asset_store() -> AssetStore:
    """The atlas and every file made of it, once for all readers."""
    kind = MediaAssetStore if os.environ.get(FILES) == "media" else AssetStore
    with undisturbed():
        made = kind(loader.load())
        _ = made.outlines
    # What lives as long as the server need not be looked through whenever garbage is collected.
    gc.freeze()
    return made


class MediaAssetStore(AssetStore):
    """Hands every file to Streamlit, which answers for it under /media/ as long as the reader's page is open."""

    offers = False

    def address(self, hashed: str, file: File, root: str) -> str:
        """Give a file to Streamlit for this run and return where it is found."""
        found = runtime.get_instance().media_file_mgr.add(file.body, file.media, coordinates=hashed)
        return root + found.lstrip("/")

    def frame_url(self, name: str) -> str:
        """Address of a file as seen from the map's frame; the base map's layers are handed over with it."""
        for hashed, file in self.files.values():
            self.address(hashed, file, FROM_FRAME)
        return super().frame_url(name)

    def view_url(self, kind: str, way: str, scenario_ids: Sequence[str], root: str = FROM_COMPONENT) -> str:
        """Address of what is computed of a way."""
        name = f"{kind}/{way}/{','.join(scenario_ids)}"
        return self.address(name, self.view(kind, way, tuple(scenario_ids)), root)

    def board_url(self, kind: str, id: str, selection: Selection) -> str:
        """Address of what is computed of the whole atlas."""
        return self.address(f"{kind}/{id}", self.board(kind, id, selection), FROM_COMPONENT)

    def layer_url(self, theme: Id, scenario_ids: Sequence[str] = (), root: str = FROM_FRAME) -> str:
        """Address of a map layer, in the year chosen if one is."""
        year = next((id for id in scenario_ids if id in self.atlas.year_ids), "")
        return self.address(f"{theme}/{year}", self.layer(theme, year), root)


@st.cache_resource(max_entries=200, show_spinner=False)
def journey(version: str, way: str, scenario_ids: tuple[str, ...]) -> Journey:  # noqa: ARG001 - a key of the cache
    """The journey along a way, named by its key, under scenarios; `version` is that of the assets."""
    return planner.journey(asset_store().atlas, way, scenario_ids)
