"""What does one way look like: its finding, its map, its sections, and what is said of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from routes import debate, draw, find, fragment, panel, phrase, plan
from routes.atlas import Atlas
from routes.journey import Journey
from routes.link import Selection
from routes.model import Id, Question
from routes.network import By
from routes.pages import frame, parts
from routes.pages.shelf import journey as journey_of
from routes.pages.shelf import shelf


def show() -> None:
    """The page on one way."""
    files, chosen = shelf(), frame.selection()
    journey = journey_of(files.version, chosen.route, chosen.scenarios)
    ask = st.container(key="ask")
    with st.container(key="main"):
        left, right = st.columns([412, 980], gap="medium")
    head, rest = left.container(key="head"), left.container(key="rest")
    mapcol, layerbox = right.container(key="mapcol"), right.container(key="layerbox")
    # The map is sent first: nothing else takes a browser as long to begin.
    with mapcol:
        parts.the_map(files, chosen, chosen.route)
    with ask:
        _questions(files.atlas, chosen)
        _search(files.atlas, chosen)
    with head:
        _route(files.atlas, chosen, journey)
    with rest:
        _panel(journey, chosen)
    with mapcol:
        frame.profile(files, chosen)
    with layerbox:
        parts.scenarios(files.atlas, chosen)
        parts.year(files.atlas, chosen)
        parts.layers(files.atlas, chosen)
    frame.view("ledger", files, chosen)
    frame.board("estimate", files, chosen.route, chosen)
    frame.view("debate", files, chosen)


def _questions(atlas: Atlas, chosen: Selection) -> None:
    """The questions as links, the present one marked."""
    asked = atlas.route(chosen.route).question
    starts = [(question.title, Selection(question.start)) for question in atlas.questions.values()]
    frame.links("questions", "Questions", starts, Selection(atlas.questions[asked].start))


def _route(atlas: Atlas, chosen: Selection, journey: Journey) -> None:
    question = atlas.questions[atlas.route(chosen.route).question]
    ids = [r.id for r in atlas.routes.values() if r.question == question.id]
    st.session_state["route"] = chosen.route
    st.selectbox("Route", _start_first(ids, question), key="route", format_func=_title, on_change=_choose_route)
    st.html(fragment.render("head.html", headline=phrase.headline(journey)))


def _start_first(ids: Sequence[Id], question: Question) -> list[Id]:
    return sorted(ids, key=lambda id: id != question.start)


def _title(route_id: Id) -> str:
    return shelf().atlas.routes[route_id].title


def _choose_route() -> None:
    chosen = frame.selection()
    frame.go(replace(chosen, route=st.session_state["route"], place=None, argument=None))


def _panel(journey: Journey, chosen: Selection) -> None:
    st.html(panel.html(journey))
    if found := plan.instead(journey):
        target = replace(chosen, start=found.ask.start, end=found.ask.end, by=By.KM, avoid=(), n=1)
        frame.page_link("plan", "Show that way in Plan" if found.best else "Look for another way in Plan", target)
    st.html(panel.names(journey))
    frame.offer(shelf(), chosen)


def _search(atlas: Atlas, chosen: Selection) -> None:
    """Routes, places and arguments by any of their names; what was found as links."""
    label = "Search routes, places and arguments"
    words = st.text_input(label, key="search", placeholder=label, label_visibility="collapsed")
    if words:
        hits = find.search(atlas, words, chosen)
        if not hits:
            st.caption("Nothing found. Try fewer letters, or another spelling.")
        frame.links("hits", "Found", [(f"{hit.kind}: {hit.title}", hit.selection) for hit in hits])
    if chosen.place or chosen.argument:
        st.html(_found(atlas, chosen))
    if chosen.place:
        frame.page_link(
            "place", f"All about {atlas.place(chosen.place).name}", Selection(chosen.route, place=chosen.place)
        )


def _found(atlas: Atlas, chosen: Selection) -> str:
    """What the address says of a place or an argument."""
    if chosen.place:
        place = atlas.place(chosen.place)
        status = str(place.status.value) if place.status else None
        lines = draw.place_says(place, status, atlas.stale_since(place))
        routes = find.routes_through(atlas, place.id)
        said, names = None, list(phrase.names(place))
    else:
        argument = atlas.arguments[chosen.argument or ""]
        direct = chosen.route in argument.direct
        lines, names = [], []
        said = debate.statement(atlas, argument, direct, chosen.scenarios)
        routes = find.routes_of(atlas, argument)
    titles = [atlas.routes[id].title for id in routes]
    return fragment.render("found.html", place=lines, names=names, said=said, routes=titles)
