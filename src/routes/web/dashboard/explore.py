"""Explore: the front page, or one route with its answer, map, profile and tabs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from routes.data.atlas import Atlas
from routes.text import data_texts, place_names
from routes.text.language import gettext, marked, pgettext
from routes.views import markup, overview, preview, search, selections
from routes.views.arguments import for_route
from routes.views.map import descriptions
from routes.views.selections import Selection
from routes.views.urls import DASHBOARD
from routes.web.dashboard import controls, network_changes, page_frame, tabs
from routes.web.dashboard.state import journey as journey_of
from routes.web.dashboard.state import shown_store
from routes.web.server.assets import AssetStore

# Over what a search finds of each kind.
FOUND = {
    "Route": marked("found", "Routes"),
    "Place": marked("found", "Places"),
    "Argument": marked("found", "Arguments"),
}


def show() -> None:
    """Show the front page, or the route in the address."""
    if any(key in st.query_params for key in selections.CHOSEN):
        _show_route()
    else:
        _show_overview()


def _show_overview() -> None:
    files, chosen = shown_store(), page_frame.selection()
    st.html(markup.render("dashboard/overview.html", about=pgettext("finding", preview.ABOUT)))
    with st.container(key="ask"):
        _search(files.atlas, chosen)
    page_frame.board("overview", files, overview.ALL, chosen)


def _show_route() -> None:
    files, chosen = shown_store(), page_frame.selection()
    journey = journey_of(files, chosen.route, chosen.scenarios)
    ask = st.container(key="ask")
    with st.container(key="main"):
        left, right = st.columns([412, 980], gap="medium")
    mapcol = right.container(key="mapcol")
    # The map is sent first: nothing else takes a browser as long to begin.
    with mapcol:
        controls.the_map(files, chosen, chosen.route, clicks=_clicks())
        _found_card(files.atlas, chosen)
        _changes(files, chosen)
    with ask:
        _questions(files.atlas, chosen)
        _search(files.atlas, chosen)
    with left.container(key="head"):
        page_frame.column(files, chosen)
    with mapcol, st.popover(gettext("Layers"), key="layers-box"):
        controls.layers(files.atlas, chosen)
    with right:
        page_frame.profile(files, chosen)
    tabs.show(files, chosen, journey, chosen.route)


def _clicks() -> controls.Clicks:
    """Return what clicks on the map do now: close and open what is clicked, or add a place to a new link."""
    if st.session_state.get(network_changes.DRAW):
        return controls.Clicks(at=network_changes.extend, place=network_changes.extend_by)
    return controls.Clicks(change=network_changes.toggle)


def _changes(files: AssetStore, chosen: Selection) -> None:
    """Show the button that begins a new link, over the map, and below it the link's form and what changes do."""
    drawing = st.session_state.get(network_changes.DRAW, False)
    with st.container(key="draw-box"):
        st.button(
            gettext("Stop drawing") if drawing else gettext("Draw a link"),
            key="draw",
            on_click=network_changes.draw_or_stop,
        )
    network_changes.refusal()
    if drawing:
        with st.container(key="clickbox"):
            network_changes.form()
    network_changes.show(files, chosen)


def _questions(atlas: Atlas, chosen: Selection) -> None:
    """Show the questions as links, the present one marked."""
    asked = atlas.route(chosen.route).question
    starts = [
        (data_texts.told(atlas, question, "title").words, Selection(question.start))
        for question in atlas.questions.values()
    ]
    page_frame.links("questions", gettext("Questions"), starts, Selection(atlas.questions[asked].start))


def _search(atlas: Atlas, chosen: Selection) -> None:
    """Search routes, places and arguments by any of their names; the results lie over the page as links."""
    label = gettext("Search routes, places and arguments")
    with st.container(key="search-box"):
        words = st.text_input(label, key="search", placeholder=label, label_visibility="collapsed")
        if words:
            hits = search.search(atlas, words, chosen)
            with st.container(key="search-results"):
                if not hits:
                    st.caption(gettext("Nothing found. Try fewer letters, or another spelling."))
                groups = [pgettext("found", FOUND[hit.kind]) for hit in hits]
                page_frame.links("hits", gettext("Found"), [(hit.title, hit.selection) for hit in hits], groups=groups)


def _found_card(atlas: Atlas, chosen: Selection) -> None:
    """Show the place or argument in the address in a card over the map, which a click closes."""
    if not (chosen.place or chosen.argument):
        return
    with st.container(key="found-card"):
        page_frame.links("close", gettext("Close"), [(gettext("Close ×"), replace(chosen, place=None, argument=None))])
        page_frame.in_english(lambda: _found(atlas, chosen))
        if chosen.place:
            name = atlas.place(chosen.place).name
            page_frame.page_link("place", f"All about {name}", Selection(chosen.route, place=chosen.place))
            if atlas.place(chosen.place).status:
                network_changes.offer(chosen, chosen.place)


def _found(atlas: Atlas, chosen: Selection) -> str:
    """Return the card of the place or argument in the address."""
    if chosen.place:
        place = atlas.place(chosen.place)
        status = str(place.status.value) if place.status else None
        lines = descriptions.place_says(atlas, place, status, atlas.stale_since(place))
        routes = search.routes_through(atlas, place.id)
        said, names = None, list(place_names.names(place))
    else:
        argument = atlas.arguments[chosen.argument or ""]
        direct = chosen.route in argument.direct
        lines, names = [], []
        said = for_route.statement(atlas, argument, direct, chosen.scenarios)
        routes = search.routes_of(atlas, argument)
    titles = [atlas.routes[id].title for id in routes]
    return markup.render(
        "dashboard/search_results.html", place=lines, names=names, said=said, routes=titles, urls=DASHBOARD
    )
