"""What is this atlas, how does it know what it says, and what does it not say?"""

from __future__ import annotations

import streamlit as st

from routes import fragment, link
from routes.pages import frame
from routes.pages.shelf import shelf


def show() -> None:
    """Method, limits, licences, and how well the kilometres agree with published ones."""
    atlas = shelf().atlas
    st.html(
        fragment.render(
            "about.html",
            version=atlas.version,
            routes=len(atlas.routes),
            legs=len(atlas.legs),
            places=len(atlas.places),
            arguments=len(atlas.arguments),
            sources=len(atlas.sources),
        )
    )
    usual = link.default(atlas)
    with st.container(horizontal=True, key="beside"):
        frame.page_link("unknowns", "What we do not know", usual)
        frame.page_link("place", "Ports, posts and places", usual)
        frame.page_link("sources", "Sources", usual)
    frame.board("balance", shelf(), "all", usual)
    accuracy = atlas.folder / "accuracy.md"
    if accuracy.is_file():
        with st.expander("How well the kilometres agree with published ones"):
            st.markdown(accuracy.read_text(encoding="utf-8"))
