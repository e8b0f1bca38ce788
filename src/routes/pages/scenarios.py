"""How does every way of a question fare under every scenario, what does each assume, and what hangs on one place?"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from routes.link import Selection
from routes.model import Id
from routes.pages import frame
from routes.pages.shelf import shelf


def show() -> None:
    """The matrix of one question, and what stands behind its columns."""
    files, chosen = shelf(), frame.selection()
    atlas = files.atlas
    question = chosen.question or atlas.route(chosen.route).question
    asked = [(q.title, replace(chosen, question=q.id)) for q in atlas.questions.values()]
    frame.links("questions", "Questions", asked, replace(chosen, question=question))
    with st.expander("Try several scenarios together", expanded=len(chosen.scenarios) > 1):
        _pills([*(id for id in chosen.scenarios if id in atlas.supposable), *atlas.scenarios], chosen)
    usual = Selection(atlas.question(question).start)
    frame.board("matrix", files, question, replace(usual, scenarios=chosen.scenarios))
    frame.board("chokepoints", files, question, replace(usual, scenarios=chosen.scenarios, given=chosen.given))


def _pills(ids: list[Id], chosen: Selection) -> None:
    st.session_state["together"] = [id for id in chosen.scenarios if id in ids]
    st.pills(
        "Scenarios",
        ids,
        selection_mode="multi",
        key="together",
        format_func=_title,
        on_change=_choose,
        wrap=True,
        label_visibility="collapsed",
    )


def _title(scenario_id: Id) -> str:
    return shelf().atlas.scenario(scenario_id).short


def _choose() -> None:
    chosen = frame.selection()
    year = (id for id in chosen.scenarios if id in shelf().atlas.year_ids)
    frame.go(replace(chosen, scenarios=(*year, *st.session_state["together"])))
