"""Which pages are there, and what stands on each of them?"""

from __future__ import annotations

import logging

import streamlit as st

from routes import fragment
from routes.errors import RoutesError
from routes.pages import about, arguments, compare, explore, frame, own, place, plan, scenarios, sources, unknowns
from routes.pages.shelf import shelf
from routes.pages.turns import turn

st.set_page_config("Corridor Atlas", layout="wide", initial_sidebar_state="collapsed")


def run() -> None:
    """Show the page the reader asked for inside the frame every page has."""
    pages = {
        "explore": st.Page(explore.show, title="Explore", default=True),
        "compare": st.Page(compare.show, title="Compare", url_path="compare"),
        "plan": st.Page(plan.show, title="Plan", url_path="plan"),
        "scenarios": st.Page(scenarios.show, title="Scenarios", url_path="scenarios"),
        "arguments": st.Page(arguments.show, title="Arguments", url_path="arguments"),
        "line": st.Page(own.show, title="Your line", url_path="line"),
        "about": st.Page(about.show, title="About", url_path="about"),
        "place": st.Page(place.show, title="Places", url_path="place"),
        "sources": st.Page(sources.show, title="Sources", url_path="sources"),
        "unknowns": st.Page(unknowns.show, title="What we do not know", url_path="unknowns"),
    }
    page = st.navigation(list(pages.values()), position="hidden")
    frame.left(pages)
    files = shelf()
    selection, notices = frame.asked(files.atlas)
    frame.dress(files)
    frame.bar(pages, page.url_path, files.atlas, selection)
    for notice in notices:
        st.html(fragment.render("notice.html", notice=notice))
    frame.changed(files.atlas, page.url_path, selection)
    frame.remember(selection, pages)
    page.run()
    frame.footer(files.atlas)


try:
    with turn():
        run()
except RoutesError as error:
    logging.getLogger("routes").exception("the page could not be shown")
    st.error("The atlas could not be read. Run `routes check` where it is installed to see what is wrong.")
    st.code(str(error)[:2_000], language=None, wrap_lines=True)
