"""Part of Explore and Plan: changes of the network - links drawn by clicks or written, parts closed or opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from routes.data import drawn_links, link_ids
from routes.data.link_ids import DECIMALS
from routes.errors import RequestError, UnknownIdError
from routes.model import Id
from routes.network import planner
from routes.network.scenarios import apply_scenarios, in_order
from routes.text.drawn_links import link_id
from routes.views import link_effects
from routes.views.query_values import MOST_LINKS
from routes.views.selections import Selection
from routes.web.dashboard import page_frame
from routes.web.dashboard.state import shown_store
from routes.web.server.assets import AssetStore

# What can be built, and how it is written after the places.
KINDS: Mapping[str, str] = {
    "rail;1520": "Rail 1520 mm",
    "rail;1435": "Rail 1435 mm",
    "road": "Road",
    "sea": "Sea",
}
PLACES, KIND, LONGER, WRONG = "link-places", "link-kind", "link-longer", "link-wrong"
# Whether a click on the map of Explore is a place of a new link.
DRAW = "draw-link"
# A click so near to a place of the atlas means it; any other is a point of its own.
SNAP_KM = 10.0
EXAMPLE = "horadiz, 39.2 46.5, nakhchivan"
FULL = f"At most {MOST_LINKS} changes are shown together. Take one back first."


def show(files: AssetStore, chosen: Selection) -> None:
    """Show the changes in the address, each with a link that takes it back, and what they do together."""
    changes = link_effects.supposed(files.atlas, chosen.scenarios)
    if not changes:
        return
    with st.container(key="changes"):
        undo = [(f"{files.atlas.scenario(id).short} ×", _without(chosen, id)) for id in changes]
        if len(changes) > 1:
            undo.append(("Take all back", _without(chosen, *changes)))
        page_frame.links("undo", "Changes of the network; choose one to take it back", undo)
        asked = Selection(chosen.route, chosen.scenarios)
        page_frame.board("links", files, "all", asked)
        page_frame.board("verdicts", files, "all", asked)


def _without(chosen: Selection, *ids: Id) -> Selection:
    return replace(chosen, scenarios=tuple(id for id in chosen.scenarios if id not in ids), n=1)


def refusal() -> None:
    """Show why the last change could not be made, if it could not."""
    if wrong := st.session_state.pop(WRONG, None):
        st.error(wrong)


def form() -> None:
    """Show what a new link is made of: its places, as clicked or written, its kind, and how much longer it is."""
    st.text_input(
        "Two to five places: click on the map, or write names or latitude and longitude",
        key=PLACES,
        placeholder=EXAMPLE,
    )
    st.session_state.setdefault(KIND, next(iter(KINDS)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control("Kind", list(KINDS), key=KIND, format_func=KINDS.__getitem__, required=True)
        st.number_input("Length, times the straight line", 1.0, 3.0, 1.0, 0.05, key=LONGER, width=220)
        st.button("Add the link", on_click=_add)


def draw_or_stop() -> None:
    """Begin or stop taking clicks on the map of Explore as places of a link."""
    st.session_state[DRAW] = not st.session_state.get(DRAW, False)


def extend(lon: float, lat: float) -> None:
    """Take a click on the map as the next place of the link: a place of the atlas near it, or the point."""
    place = planner.near(shown_store().atlas, lon, lat, SNAP_KM)
    extend_by(place.id if place else f"{lat:.{DECIMALS}f} {lon:.{DECIMALS}f}")


def extend_by(place: str) -> None:
    """Take an id or a point as the next place of the link."""
    before = str(st.session_state.get(PLACES) or "")
    st.session_state[PLACES] = f"{before}, {place}" if before else place


def toggle(id: Id) -> None:
    """Close a leg, crossing or port that freight can pass and open any other; take the change back if there is one."""
    chosen = page_frame.selection()
    if (change := _change(chosen, id)) is None:
        return
    if change in chosen.scenarios:
        page_frame.go(_without(chosen, change))
    else:
        _suppose(change)


def offer(chosen: Selection, id: Id) -> None:
    """Show the link that closes or opens a border crossing or port, or takes that back; or that it is one too many."""
    if change := _change(chosen, id):
        if change not in chosen.scenarios and _too_many((*chosen.scenarios, change)):
            st.caption(FULL)
            return
        back, closes = change in chosen.scenarios, change.startswith("without-")
        label = "As last reported again" if back else f"If it were {'closed' if closes else 'open'}"
        target = _without(chosen, change) if back else replace(chosen, scenarios=(*chosen.scenarios, change))
        page_frame.links("suppose", label, [(label, replace(target, place=None))])


def _change(chosen: Selection, id: Id) -> Id | None:
    """Return the scenario that is added or taken back when a part is clicked; None if there is no such part."""
    conditions = apply_scenarios(shown_store().atlas, chosen.scenarios)
    atlas = conditions.atlas
    if link_ids.is_drawn(id):
        links = link_ids.of(chosen.scenarios, atlas.places)
        return next((link.id for link in links if id.startswith(link.prefix)), None)
    entry = atlas.legs.get(id) or atlas.places.get(id)
    if entry is None or entry.status is None:
        return None
    made = next((one for one in (f"without-{id}", f"with-{id}") if one in chosen.scenarios), None)
    return made or f"{'without' if conditions.passable(entry) else 'with'}-{id}"


def _suppose(*ids: Id) -> None:
    """Open the page with more changes, unless there are too many already."""
    chosen, atlas = page_frame.selection(), shown_store().atlas
    wanted = in_order(atlas, (*chosen.scenarios, *ids))
    if _too_many(wanted):
        st.session_state[WRONG] = FULL
        return
    page_frame.go(replace(chosen, scenarios=wanted, n=1))


def _too_many(scenarios: tuple[Id, ...]) -> bool:
    """Return whether more changes are assumed than are shown together."""
    return len(link_effects.supposed(shown_store().atlas, scenarios)) > MOST_LINKS


def _add(*_: object) -> None:
    atlas = shown_store().atlas
    longer = float(st.session_state[LONGER])
    try:
        id = link_id(
            atlas, f"{st.session_state[PLACES]};{st.session_state[KIND]}" + (f";x{longer:g}" if longer > 1 else "")
        )
        drawn_links.added(atlas, (id,))
    except (RequestError, UnknownIdError) as error:
        st.session_state[WRONG] = f"{error}."
        return
    st.session_state[PLACES], st.session_state[DRAW] = "", False
    _suppose(id)
