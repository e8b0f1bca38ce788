"""The Scenarios page: every route of a question under every scenario, what each assumes, and the chokepoints."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from routes.model import Id
from routes.network.scenarios import is_supposed
from routes.views.selections import Selection
from routes.web.dashboard import page_frame
from routes.web.dashboard.state import shown_store
from routes.web.server import page_parts


def show() -> None:
    """Show the scenario table of one question, and the assumptions behind its columns."""
    files, chosen = shown_store(), page_frame.selection()
    atlas = files.atlas
    question = page_parts.question(atlas, chosen)
    asked = [(q.title, replace(chosen, question=q.id)) for q in atlas.questions.values()]
    page_frame.links("questions", "Questions", asked, replace(chosen, question=question))
    with st.expander("Try several scenarios together", expanded=len(chosen.scenarios) > 1):
        _pills([*(id for id in chosen.scenarios if is_supposed(atlas, id)), *atlas.scenarios], chosen)
    page_frame.first_part("scenarios")
    usual = Selection(atlas.question(question).start)
    page_frame.board("chokepoints", files, question, replace(usual, scenarios=chosen.scenarios, given=chosen.given))


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
    return shown_store().atlas.scenario(scenario_id).short


def _choose() -> None:
    chosen = page_frame.selection()
    year = (id for id in chosen.scenarios if id in shown_store().atlas.year_ids)
    page_frame.go(replace(chosen, scenarios=(*year, *st.session_state["together"])))
