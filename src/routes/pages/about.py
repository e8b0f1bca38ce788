"""What is this atlas, how does it know what it says, and what does it not say?"""

from __future__ import annotations

import streamlit as st

from routes import fragment
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
    accuracy = atlas.folder / "accuracy.md"
    if accuracy.is_file():
        with st.expander("How well the kilometres agree with published ones"):
            st.markdown(accuracy.read_text(encoding="utf-8"))
