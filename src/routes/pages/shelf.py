"""Which atlas do the pages and the server's files share?"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from routes import atlas
from routes.journey import Journey, of_route
from routes.serve import Shelf

# Where to read geodata from, if not from the folder the atlas comes with.
FOLDER = "ROUTES_GEODATA"


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The atlas and every file made of it, once for all readers."""
    return Shelf(atlas.load(Path(os.environ.get(FOLDER, atlas.GEODATA))))


@st.cache_resource(max_entries=200, show_spinner=False)
def journey(version: str, route_id: str, scenario_ids: tuple[str, ...]) -> Journey:  # noqa: ARG001 - a key of the cache
    """The journey of a route under scenarios; `version` is that of the shelf."""
    return of_route(shelf().atlas, route_id, scenario_ids)
