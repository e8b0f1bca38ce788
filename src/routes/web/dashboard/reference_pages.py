"""The pages on places, sources and what the atlas does not know."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from routes.data.atlas import Atlas
from routes.views import place_page, selections, source_page, stories
from routes.views.selections import Selection
from routes.web.dashboard import page_frame
from routes.web.dashboard.state import shown_store


def show_place() -> None:
    """Show the place in the address, or the list of all."""
    files, chosen = shown_store(), page_frame.selection()
    page_frame.board("place", files, chosen.place or place_page.ALL, _narrowed(files.atlas, chosen))


def show_source() -> None:
    """Show the source in the address with everything that cites it, or the list of all."""
    files, chosen = shown_store(), page_frame.selection()
    page_frame.board("sources", files, chosen.source or source_page.ALL, _narrowed(files.atlas, chosen))


def _narrowed(atlas: Atlas, chosen: Selection) -> Selection:
    """Return what of a selection these pages use, so that what is computed for one reader serves all."""
    return replace(selections.default(atlas), kind=chosen.kind, country=chosen.country)


def show_promises() -> None:
    """Show every announcement with what came of it."""
    files = shown_store()
    page_frame.board("promises", files, "all", selections.default(files.atlas))


def show_stories() -> None:
    """Show all stories, and beside them the map of the step that is read; an early release has none."""
    files = shown_store()
    if not files.atlas.stories:
        st.caption("This data version has no stories.")
        return
    text, beside = st.columns([5, 6], gap="medium")
    with text:
        page_frame.board("stories", files, "all", selections.default(files.atlas))
    with beside, st.container(key="storymap"):
        page_frame.story_map(files, stories.views(files.atlas))


def show_unknowns() -> None:
    """Show what the atlas does not know, with counts."""
    files = shown_store()
    page_frame.board("unknowns", files, "all", selections.default(files.atlas))
