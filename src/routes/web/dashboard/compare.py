"""The Compare page: what two to four routes have in common, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.model import Id
from routes.network import planner
from routes.network.journey import Journey
from routes.text import route_names
from routes.views import comparison, markup
from routes.views.query_values import MOST_COMPARED
from routes.views.selections import Selection
from routes.web.dashboard import controls, page_frame
from routes.web.dashboard.state import shown_store


def show() -> None:
    """Show the page that compares routes side by side."""
    files, chosen = shown_store(), page_frame.selection()
    atlas = files.atlas
    pairs = [(q.title, replace(chosen, ways=comparison.first_pair(atlas, q.start))) for q in atlas.questions.values()]
    keys, journeys = _journeys(atlas, replace(chosen, ways=chosen.ways or comparison.first_pair(atlas, chosen.route)))
    page_frame.links("questions", "Questions", pairs, replace(chosen, ways=keys))
    _chips(atlas, replace(chosen, ways=keys), journeys)
    st.html(
        markup.render(
            "dashboard/compared.html",
            headline=comparison.headline(journeys),
            others=comparison.others(journeys),
            note=comparison.like_with_like(journeys),
        )
    )
    with st.container(key="beside"):
        left, right = st.columns([412, 980], gap="medium")
        with left, st.container(key="waysmap"):
            controls.the_map(files, chosen, ",".join(keys), kind="ways", shown=chosen.layers or ())
        with right, st.container(key="stack"):
            page_frame.profile(files, chosen, ",".join(keys), "stacked")
            _quote(journeys)
            controls.scenarios(atlas, chosen)
    if chosen.given:
        page_frame.board("valued", files, ",".join(keys), chosen)
    else:
        page_frame.view("table", files, chosen, ",".join(keys))


def _journeys(atlas: Atlas, chosen: Selection) -> tuple[tuple[str, ...], list[Journey]]:
    """Return the routes found under the scenarios, and show a notice for each that is not found."""
    found: dict[str, Journey] = {}
    for key in chosen.ways:
        try:
            found[key] = planner.journey(atlas, key, chosen.scenarios)
        except UnknownIdError:
            said = f"Not found under these conditions and left out: {route_names.title(atlas, key)}."
            st.html(markup.render("dashboard/notice.html", notice=said))
    if not found:
        return _journeys(atlas, replace(chosen, ways=comparison.first_pair(atlas, chosen.route)))
    return tuple(found), list(found.values())


def _chips(atlas: Atlas, chosen: Selection, journeys: Sequence[Journey]) -> None:
    """Show the compared routes as links that remove them, and a list of routes to add."""
    with st.container(horizontal=True, key="chips"):
        names = [
            f"{x} {route_names.label(journey)} ×" for x, journey in zip(comparison.LETTERS, journeys, strict=False)
        ]
        less = [replace(chosen, ways=tuple(k for k in chosen.ways if k != key)) for key in chosen.ways]
        if len(journeys) > 1:
            page_frame.links("remove", "Routes compared; choose one to remove it", [*zip(names, less, strict=True)])
        if len(journeys) < MOST_COMPARED:
            st.session_state["add"] = None
            st.selectbox(
                "Add a route",
                _addable(atlas, chosen),
                key="add",
                index=None,
                format_func=lambda id: shown_store().atlas.routes[id].title,
                placeholder="Add a route" if len(journeys) > 1 else "Add a second route to compare",
                label_visibility="collapsed",
                on_change=_add,
                args=(chosen.ways,),
                width=300,
            )


def _addable(atlas: Atlas, chosen: Selection) -> list[Id]:
    """Return the routes not yet compared, starting with those of the first one's question."""
    first = next((atlas.routes[key].question for key in chosen.ways if key in atlas.routes), None)
    ids = [id for id in atlas.routes if id not in chosen.ways]
    return sorted(ids, key=lambda id: atlas.routes[id].question != first)


def _add(keys: tuple[str, ...]) -> None:
    if added := st.session_state["add"]:
        page_frame.go(replace(page_frame.selection(), ways=(*keys, added)))


def _quote(journeys: Sequence[Journey]) -> None:
    if len(journeys) > 1:
        with st.container(key="quote"):
            st.caption("A sentence to quote")
            st.code(comparison.sentence(journeys), language=None, wrap_lines=True)
