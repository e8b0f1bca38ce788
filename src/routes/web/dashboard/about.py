"""The About page: what the atlas is, how it knows its facts, and its limits."""

from __future__ import annotations

import streamlit as st

from routes.views import about, selections
from routes.web.dashboard import page_frame
from routes.web.dashboard.state import shown_store


def show() -> None:
    """Show method, limits, licences, and how well the kilometres agree with published ones."""
    atlas = shown_store().atlas
    st.html(about.html(atlas))
    usual = selections.default(atlas)
    with st.container(horizontal=True, key="beside"):
        page_frame.page_link("unknowns", "What we do not know", usual)
        page_frame.page_link("stories", "Stories", usual)
        page_frame.page_link("promises", "Announcements", usual)
        page_frame.page_link("place", "Ports, border crossings and places", usual)
        page_frame.page_link("sources", "Sources", usual)
    page_frame.first_part("about")
    accuracy = atlas.folder / "accuracy.md"
    if accuracy.is_file():
        with st.expander("How well the kilometres agree with published ones"):
            st.markdown(accuracy.read_text(encoding="utf-8"))
