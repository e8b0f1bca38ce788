"""What do two to four ways have in common, and where do they differ?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from routes import compare, fragment, plan
from routes.atlas import Atlas
from routes.errors import UnknownIdError
from routes.journey import Journey
from routes.link import MOST_COMPARED, Selection
from routes.model import Id
from routes.pages import frame, parts
from routes.pages.shelf import shelf


def show() -> None:
    """The page of ways side by side."""
    files, chosen = shelf(), frame.selection()
    atlas = files.atlas
    pairs = [(q.title, replace(chosen, ways=compare.first_pair(atlas, q.start))) for q in atlas.questions.values()]
    keys, ways = _ways(atlas, replace(chosen, ways=chosen.ways or compare.first_pair(atlas, chosen.route)))
    frame.links("questions", "Questions", pairs, replace(chosen, ways=keys))
    _chips(atlas, replace(chosen, ways=keys), ways)
    st.html(fragment.render("compared.html", headline=compare.headline(ways), note=compare.like_with_like(ways)))
    with st.container(key="beside"):
        left, right = st.columns([412, 980], gap="medium")
        with left, st.container(key="waysmap"):
            parts.the_map(files, chosen, ",".join(keys), kind="ways", shown=chosen.layers or ())
        with right, st.container(key="stack"):
            frame.profile(files, chosen, ",".join(keys), "stacked")
            _quote(ways)
            parts.scenarios(atlas, chosen)
    if chosen.given:
        frame.board("valued", files, ",".join(keys), chosen)
    else:
        frame.view("table", files, chosen, ",".join(keys))


def _ways(atlas: Atlas, chosen: Selection) -> tuple[tuple[str, ...], list[Journey]]:
    """The ways there are under the scenarios; of one that is not, a sentence."""
    found: dict[str, Journey] = {}
    for key in chosen.ways:
        try:
            found[key] = plan.journey(atlas, key, chosen.scenarios)
        except UnknownIdError:
            said = f"One of the ways is not found under these conditions and is left out: {plan.title(atlas, key)}."
            st.html(fragment.render("notice.html", notice=said))
    if not found:
        return _ways(atlas, replace(chosen, ways=compare.first_pair(atlas, chosen.route)))
    return tuple(found), list(found.values())


def _chips(atlas: Atlas, chosen: Selection, ways: Sequence[Journey]) -> None:
    """The ways as links that take them out, and what can be added."""
    with st.container(horizontal=True, key="chips"):
        names = [f"{x} {plan.label(way)} ×" for x, way in zip(compare.LETTERS, ways, strict=False)]
        less = [replace(chosen, ways=tuple(k for k in chosen.ways if k != key)) for key in chosen.ways]
        if len(ways) > 1:
            frame.links("remove", "Ways compared; choose one to take it out", [*zip(names, less, strict=True)])
        if len(ways) < MOST_COMPARED:
            st.session_state["add"] = None
            st.selectbox(
                "Add a way",
                _addable(atlas, chosen),
                key="add",
                index=None,
                format_func=lambda id: shelf().atlas.routes[id].title,
                placeholder="Add a way" if len(ways) > 1 else "Add a second way to compare",
                label_visibility="collapsed",
                on_change=_add,
                args=(chosen.ways,),
                width=300,
            )


def _addable(atlas: Atlas, chosen: Selection) -> list[Id]:
    """Routes not yet compared, those of the first one's question first."""
    first = next((atlas.routes[key].question for key in chosen.ways if key in atlas.routes), None)
    ids = [id for id in atlas.routes if id not in chosen.ways]
    return sorted(ids, key=lambda id: atlas.routes[id].question != first)


def _add(ways: tuple[str, ...]) -> None:
    if added := st.session_state["add"]:
        frame.go(replace(frame.selection(), ways=(*ways, added)))


def _quote(ways: Sequence[Journey]) -> None:
    if len(ways) > 1:
        with st.container(key="quote"):
            st.caption("A sentence to quote")
            st.code(compare.sentence(ways), language=None, wrap_lines=True)
