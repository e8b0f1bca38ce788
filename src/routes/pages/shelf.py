"""Which atlas do the pages and the server's files share?"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from routes import atlas, plan
from routes.journey import Journey
from routes.serve import Shelf

# Where to read geodata from, if not from the folder the atlas comes with.
FOLDER = "ROUTES_GEODATA"


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The atlas and every file made of it, once for all readers."""
    return Shelf(atlas.load(Path(os.environ.get(FOLDER, atlas.GEODATA))))


@st.cache_resource(max_entries=200, show_spinner=False)
def journey(version: str, way: str, scenario_ids: tuple[str, ...]) -> Journey:  # noqa: ARG001 - a key of the cache
    """The journey along a way, named by its key, under scenarios; `version` is that of the shelf."""
    return plan.journey(shelf().atlas, way, scenario_ids)
