"""The tabs below the first screen of a route: arguments, sections, time, capacity, history, sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from routes.network.graph import By
from routes.network.journey import Journey
from routes.text import alternatives
from routes.views import summary
from routes.views.arguments import filters, for_route
from routes.views.selections import Selection
from routes.web.dashboard import page_frame
from routes.web.server.assets import AssetStore

TAB_LABELS = {
    "arguments": "Arguments",
    "sections": "Sections",
    "time": "Time, cost and emissions",
    "capacity": "Capacity",
    "history": "History",
    "sources": "Sources and files",
}


def show(files: AssetStore, chosen: Selection, journey: Journey, key: str) -> None:
    """Show the tabs as links, and what the chosen one holds, which is fetched when asked for.

    Parameters
    ----------
    key
        The key of the route, curated or planned.
    """
    count = len(for_route.cited(journey))
    labels = TAB_LABELS | {"arguments": f"{TAB_LABELS['arguments']} {count}"}
    targets = [(label, replace(chosen, show=tab)) for tab, label in labels.items()]
    with st.container(key="tab-bar"):
        page_frame.links("tabs", "Parts of this route", targets, chosen)
    TABS[chosen.show](files, chosen, journey, key)


def _arguments(files: AssetStore, chosen: Selection, journey: Journey, key: str) -> None:
    page_frame.board("debate", files, key, filters.of(chosen, planned=journey.route is None))
    if journey.route:
        st.html(summary.names(journey))


def _sections(files: AssetStore, chosen: Selection, journey: Journey, key: str) -> None:
    st.html(summary.html(journey))
    if found := alternatives.instead(journey) if journey.route else None:
        target = replace(chosen, start=found.ask.start, end=found.ask.end, by=By.KM, avoid=(), n=1)
        page_frame.page_link("plan", "Show that route in Plan" if found.best else "Look for another in Plan", target)
    page_frame.view("ledger", files, chosen, key)


def _time(files: AssetStore, chosen: Selection, _: Journey, key: str) -> None:
    page_frame.board("estimate", files, key, chosen)


def _capacity(files: AssetStore, chosen: Selection, _: Journey, key: str) -> None:
    page_frame.view("capacity", files, chosen, key)


def _history(files: AssetStore, chosen: Selection, _: Journey, key: str) -> None:
    page_frame.view("history", files, chosen, key)


def _sources(files: AssetStore, chosen: Selection, _: Journey, key: str) -> None:
    page_frame.offer(files, chosen, key)
    page_frame.view("cited", files, chosen, key)


TABS: Mapping[str, Callable[[AssetStore, Selection, Journey, str], None]] = {
    "arguments": _arguments,
    "sections": _sections,
    "time": _time,
    "capacity": _capacity,
    "history": _history,
    "sources": _sources,
}
