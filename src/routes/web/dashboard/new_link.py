"""Part of the Plan page: a link that does not exist, drawn by clicks on the map or written, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from routes.data import drawn_links, link_ids
from routes.data.link_ids import DECIMALS
from routes.errors import RequestError, UnknownIdError
from routes.network import planner
from routes.text.drawn_links import link_id
from routes.views.selections import MOST_LINKS, Selection
from routes.web.dashboard import page_frame
from routes.web.dashboard.state import asset_store
from routes.web.server.assets import AssetStore

# What can be built, and how it is written after the places.
KINDS: Mapping[str, str] = {
    "rail;1520": "Rail 1520 mm",
    "rail;1435": "Rail 1435 mm",
    "road": "Road",
    "sea": "Sea",
}
PLACES, KIND, WRONG = "link-places", "link-kind", "link-wrong"
# A click so near to a place of the atlas means it; any other is a point of its own.
SNAP_KM = 10.0
EXAMPLE = "horadiz, 39.2 46.5, nakhchivan"


def effects(files: AssetStore, chosen: Selection) -> None:
    """Show what the links in the address change."""
    if link_ids.among(chosen.scenarios):
        page_frame.board("links", files, "all", Selection(chosen.route, chosen.scenarios))


def form(chosen: Selection) -> None:
    """Show what a new link is made of: its places, as clicked or written, and its kind."""
    st.text_input(
        "Two to five places: click on the map, or write names or latitude and longitude",
        key=PLACES,
        placeholder=EXAMPLE,
    )
    st.session_state.setdefault(KIND, next(iter(KINDS)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control("Kind", list(KINDS), key=KIND, format_func=KINDS.__getitem__, required=True)
        full = len(link_ids.among(chosen.scenarios)) >= MOST_LINKS
        st.button("Add the link", on_click=_add, disabled=full)
    if wrong := st.session_state.pop(WRONG, None):
        st.error(wrong)


def extend(lon: float, lat: float) -> None:
    """Take a click on the map as the next place of the link: a place of the atlas near it, or the point."""
    place = planner.near(asset_store().atlas, lon, lat, SNAP_KM)
    text = place.id if place else f"{lat:.{DECIMALS}f} {lon:.{DECIMALS}f}"
    before = str(st.session_state.get(PLACES) or "")
    st.session_state[PLACES] = f"{before}, {text}" if before else text


def _add(*_: object) -> None:
    atlas, chosen = asset_store().atlas, page_frame.selection()
    try:
        id = link_id(atlas, f"{st.session_state[PLACES]};{st.session_state[KIND]}")
        drawn_links.added(atlas, (id,))
    except (RequestError, UnknownIdError) as error:
        st.session_state[WRONG] = f"{error}."
        return
    st.session_state[PLACES] = ""
    page_frame.go(replace(chosen, scenarios=tuple(dict.fromkeys((*chosen.scenarios, id))), n=1))
