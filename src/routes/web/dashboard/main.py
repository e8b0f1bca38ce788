"""The pages of the dashboard and what each of them shows."""

from __future__ import annotations

import gc
import logging

# Importing, and loading in `run`, leave next to no garbage, and each look for it would go through all there is so far.
gc.disable()

import streamlit as st

from routes.errors import RoutesError
from routes.views import preview
from routes.web.dashboard import (
    about,
    arguments,
    compare,
    explore,
    page_frame,
    plan,
    reference_pages,
    scenarios,
)
from routes.web.dashboard.rerun_queue import one_rerun_at_a_time
from routes.web.dashboard.state import asset_store, shown_store
from routes.web.server import streamlit_internals

streamlit_internals.skip_use_warning()
st.set_page_config("Corridor Atlas", layout="wide", initial_sidebar_state="collapsed")


def _measure_line() -> None:
    # Imported when it is first shown: no other page needs the readers of files.
    from routes.web.dashboard import measure_line

    measure_line.show()


# What shows each page, by the name in its address; the first page has none.
SHOW = {
    "": explore.show,
    "compare": compare.show,
    "plan": plan.show,
    "scenarios": scenarios.show,
    "arguments": arguments.show,
    "line": _measure_line,
    "about": about.show,
    "place": reference_pages.show_place,
    "sources": reference_pages.show_source,
    "promises": reference_pages.show_promises,
    "stories": reference_pages.show_stories,
    "unknowns": reference_pages.show_unknowns,
}


def run() -> None:
    """Show the page the reader asked for inside the frame every page has."""
    try:
        asset_store()
    finally:
        gc.enable()
    pages = {
        name: st.Page(show, title=preview.LABELS[name], url_path=name, default=name == "")
        for name, show in SHOW.items()
    }
    page = st.navigation(list(pages.values()), position="hidden")
    page_frame.left(pages, page)
    # What a reader clicked on may lead to another data version.
    files = shown_store()
    selection, notices = page_frame.asked(files.atlas)
    with preview.speaking(page.url_path, selection.lang):
        page_frame.dress(files)
        page_frame.bar(pages, page.url_path, files, selection)
        page_frame.notices(files.atlas, selection, notices)
        page_frame.published(files, page.url_path, selection)
        page_frame.tour(files.atlas, selection)
        page_frame.remember(selection, pages)
        page.run()
        page_frame.footer(files, selection)


try:
    with one_rerun_at_a_time(streamlit_internals.session()):
        run()
except RoutesError as error:
    logging.getLogger("routes").exception("the page could not be shown")
    st.error("The atlas could not be read. Run `routes check` where it is installed to see what is wrong.")
    st.code(str(error)[:2_000], language=None, wrap_lines=True)
