"""The Arguments page: what is argued, by whom, and whether it holds on the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from routes.analysis.argument_verdicts import Verdict
from routes.text import holder_names, places_by_name
from routes.views import markup, preview
from routes.views.arguments import verdict_text
from routes.web.dashboard import page_frame
from routes.web.dashboard.state import shown_store

ANY = ""
# The label of each filter when nothing is chosen.
UNSET = {"route": "All routes", "holder": "Anyone’s view", "verdict": "Any verdict", "source": "All sources"}
LABELS = {"route": "Route", "holder": "Whose view", "verdict": "Verdict", "source": "Source"}


def show() -> None:
    """Show every argument, filtered by route, holder, verdict and source."""
    chosen = page_frame.selection()
    narrowed = "route" in st.query_params
    st.html(markup.render("dashboard/headline.html", headline=preview.PLAIN["arguments"]))
    given = {
        "route": chosen.route if narrowed else ANY,
        "holder": chosen.holder or ANY,
        "verdict": chosen.verdict.value if chosen.verdict else ANY,
        "source": chosen.source or ANY,
    }
    with st.container(key="filters"):
        for column, (key, titles) in zip(st.columns(4), _titles().items(), strict=True):
            st.session_state[f"filter-{key}"] = given[key]
            with column:
                st.selectbox(
                    LABELS[key],
                    [ANY, *titles],
                    key=f"filter-{key}",
                    format_func=_naming(key, titles),
                    on_change=_choose,
                )
    page_frame.first_part("arguments")


def _titles() -> dict[str, Mapping[str, str]]:
    """Return the choices of each filter: value and title."""
    atlas = shown_store().atlas
    argued = sorted(
        (s for s in atlas.sources.values() if s.arguments), key=lambda s: places_by_name.plain(s.title or s.publisher)
    )
    return {
        "route": {r.id: r.title for r in atlas.routes.values()},
        "holder": dict(sorted(holder_names.holders(atlas).items(), key=lambda item: places_by_name.plain(item[1]))),
        "verdict": {verdict.value: words for verdict, words in verdict_text.WORDS.items()},
        "source": {s.id: s.title or s.publisher for s in argued},
    }


def _naming(key: str, titles: Mapping[str, str]) -> Callable[[str], str]:
    return lambda value: titles.get(value, UNSET[key])


def _choose() -> None:
    picked = {key: st.session_state[f"filter-{key}"] or None for key in LABELS}
    chosen = page_frame.selection()
    chosen = replace(
        chosen,
        route=picked["route"] or chosen.route,
        holder=picked["holder"],
        verdict=Verdict(picked["verdict"]) if picked["verdict"] else None,
        source=picked["source"],
    )
    query = page_frame.query_of(chosen)
    if not picked["route"]:
        del query["route"]
    st.query_params.from_dict(query)
