"""What does one way look like: its finding, its map, its sections, and what is said of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from routes.data.atlas import Atlas
from routes.model import Id, Question
from routes.network.graph import By
from routes.network.journey import Journey
from routes.text import alternatives, headlines, place_names
from routes.views import markup, search, summary
from routes.views.arguments import for_route
from routes.views.map import descriptions
from routes.views.selections import Selection
from routes.web.dashboard import controls, page_frame
from routes.web.dashboard.state import asset_store
from routes.web.dashboard.state import journey as journey_of


def show() -> None:
    """The page on one way."""
    files, chosen = asset_store(), page_frame.selection()
    journey = journey_of(files.version, chosen.route, chosen.scenarios)
    ask = st.container(key="ask")
    with st.container(key="main"):
        left, right = st.columns([412, 980], gap="medium")
    head, rest = left.container(key="head"), left.container(key="rest")
    mapcol, layerbox = right.container(key="mapcol"), right.container(key="layerbox")
    # The map is sent first: nothing else takes a browser as long to begin.
    with mapcol:
        controls.the_map(files, chosen, chosen.route)
    with ask:
        _questions(files.atlas, chosen)
        _search(files.atlas, chosen)
    with head:
        _route(files.atlas, chosen, journey)
    with rest:
        _panel(journey, chosen)
    with mapcol:
        page_frame.profile(files, chosen)
    with layerbox:
        controls.scenarios(files.atlas, chosen)
        controls.year(files.atlas, chosen)
        controls.layers(files.atlas, chosen)
    page_frame.view("ledger", files, chosen)
    page_frame.board("estimate", files, chosen.route, chosen)
    page_frame.view("debate", files, chosen)


def _questions(atlas: Atlas, chosen: Selection) -> None:
    """The questions as links, the present one marked."""
    asked = atlas.route(chosen.route).question
    starts = [(question.title, Selection(question.start)) for question in atlas.questions.values()]
    page_frame.links("questions", "Questions", starts, Selection(atlas.questions[asked].start))


def _route(atlas: Atlas, chosen: Selection, journey: Journey) -> None:
    question = atlas.questions[atlas.route(chosen.route).question]
    ids = [r.id for r in atlas.routes.values() if r.question == question.id]
    st.session_state["route"] = chosen.route
    st.selectbox("Route", _start_first(ids, question), key="route", format_func=_title, on_change=_choose_route)
    st.html(markup.render("headline.html", headline=headlines.headline(journey)))


def _start_first(ids: Sequence[Id], question: Question) -> list[Id]:
    return sorted(ids, key=lambda id: id != question.start)


def _title(route_id: Id) -> str:
    return asset_store().atlas.routes[route_id].title


def _choose_route() -> None:
    chosen = page_frame.selection()
    page_frame.go(replace(chosen, route=st.session_state["route"], place=None, argument=None))


def _panel(journey: Journey, chosen: Selection) -> None:
    st.html(summary.html(journey))
    if found := alternatives.instead(journey):
        target = replace(chosen, start=found.ask.start, end=found.ask.end, by=By.KM, avoid=(), n=1)
        page_frame.page_link("plan", "Show that way in Plan" if found.best else "Look for another way in Plan", target)
    st.html(summary.names(journey))
    page_frame.offer(asset_store(), chosen)


def _search(atlas: Atlas, chosen: Selection) -> None:
    """Routes, places and arguments by any of their names; what was found as links."""
    label = "Search routes, places and arguments"
    words = st.text_input(label, key="search", placeholder=label, label_visibility="collapsed")
    if words:
        hits = search.search(atlas, words, chosen)
        if not hits:
            st.caption("Nothing found. Try fewer letters, or another spelling.")
        page_frame.links("hits", "Found", [(f"{hit.kind}: {hit.title}", hit.selection) for hit in hits])
    if chosen.place or chosen.argument:
        st.html(_found(atlas, chosen))
    if chosen.place:
        page_frame.page_link(
            "place", f"All about {atlas.place(chosen.place).name}", Selection(chosen.route, place=chosen.place)
        )


def _found(atlas: Atlas, chosen: Selection) -> str:
    """What the address says of a place or an argument."""
    if chosen.place:
        place = atlas.place(chosen.place)
        status = str(place.status.value) if place.status else None
        lines = descriptions.place_says(place, status, atlas.stale_since(place))
        routes = search.routes_through(atlas, place.id)
        said, names = None, list(place_names.names(place))
    else:
        argument = atlas.arguments[chosen.argument or ""]
        direct = chosen.route in argument.direct
        lines, names = [], []
        said = for_route.statement(atlas, argument, direct, chosen.scenarios)
        routes = search.routes_of(atlas, argument)
    titles = [atlas.routes[id].title for id in routes]
    return markup.render("dashboard/search_results.html", place=lines, names=names, said=said, routes=titles)
