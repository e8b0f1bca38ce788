"""The pages on places, sources and what the atlas does not know."""

from __future__ import annotations

import streamlit as st

from routes.views import stories
from routes.web.dashboard import page_frame
from routes.web.dashboard.state import shown_store


def show_place() -> None:
    """Show the place in the address, or the list of all."""
    page_frame.first_part("place")


def show_source() -> None:
    """Show the source in the address with everything that cites it, or the list of all."""
    page_frame.first_part("sources")


def show_promises() -> None:
    """Show every announcement with what came of it."""
    page_frame.first_part("promises")


def show_stories() -> None:
    """Show all stories, and beside them the map of the step that is read; an early release has none."""
    files = shown_store()
    if not files.atlas.stories:
        st.caption("This data version has no stories.")
        return
    text, beside = st.columns([5, 6], gap="medium")
    with text:
        page_frame.first_part("stories")
    with beside, st.container(key="storymap"):
        page_frame.story_map(files, stories.views(files.atlas))


def show_unknowns() -> None:
    """Show what the atlas does not know, with counts."""
    page_frame.first_part("unknowns")
