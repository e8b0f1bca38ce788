"""The tabs below the first screen of a route: arguments, sections, time, capacity, history, sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from routes.network.graph import By
from routes.network.journey import Journey
from routes.text import alternatives, numbers
from routes.text.language import gettext, marked, pgettext
from routes.views import summary
from routes.views.arguments import filters, for_route
from routes.views.selections import Selection
from routes.web.dashboard import page_frame
from routes.web.server.assets import AssetStore

TAB_LABELS = {
    "arguments": marked("tab", "Arguments"),
    "sections": marked("tab", "Sections"),
    "time": marked("tab", "Time, cost and emissions"),
    "capacity": marked("tab", "Capacity"),
    "history": marked("tab", "History"),
    "sources": marked("tab", "Sources and files"),
}


def show(files: AssetStore, chosen: Selection, journey: Journey, key: str) -> None:
    """Show the tabs as links, and what the chosen one holds, which is fetched when asked for.

    Parameters
    ----------
    key
        The key of the route, curated or planned.
    """
    labels = {tab: pgettext("tab", label) for tab, label in TAB_LABELS.items()}
    labels["arguments"] += f" {numbers.whole(len(for_route.cited(journey)))}"
    targets = [(label, replace(chosen, show=tab)) for tab, label in labels.items()]
    with st.container(key="tab-bar"):
        page_frame.links("tabs", gettext("Parts of this route"), targets, chosen)
    TABS[chosen.show](files, chosen, journey, key)


def _arguments(files: AssetStore, chosen: Selection, journey: Journey, key: str) -> None:
    page_frame.board("debate", files, key, filters.of(chosen, planned=journey.route is None))
    if journey.route:
        page_frame.in_english(lambda: summary.names(journey))


def _sections(files: AssetStore, chosen: Selection, journey: Journey, key: str) -> None:
    page_frame.in_english(lambda: summary.html(journey))
    if found := alternatives.instead(journey) if journey.route else None:
        target = replace(chosen, start=found.ask.start, end=found.ask.end, by=By.KM, avoid=(), n=1)
        page_frame.page_link(
            "plan", gettext("Show that route in Plan") if found.best else gettext("Look for another in Plan"), target
        )
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
